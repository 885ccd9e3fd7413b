import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DivisionCode, type Place, type PlaceHints, type Places } from "../../src/places/place.ts";
import { placeRoutes } from "../../src/places/place-routes.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let places: Places;

beforeAll(async () => {
  database = await freshDatabase();
  places = await loadPlaces(database.db);
});
afterAll(() => database.drop());

/** The id of what was found, "ask: …" with the ids to choose from, or "unknown". */
function answer(text: string, hints?: PlaceHints): string {
  const resolution = places.resolve(text, hints);
  if (resolution.kind === "found") return resolution.place.id;
  if (resolution.kind === "unknown") return "unknown";
  return `ask: ${resolution.candidates.map(({ id }) => id).join(" ")}`;
}
const within = (code: string): PlaceHints => ({ within: DivisionCode.parse(code) });

describe("one place is meant", () => {
  it.each([
    // counties and cities, full, short, old and nicknamed
    ["双流", "510116"],
    ["双流区", "510116"],
    ["双流县", "510116"],
    ["郫县", "510117"],
    ["郫都", "510117"],
    ["新津县", "510118"],
    ["彭山县", "511403"],
    ["宜宾县", "511504"],
    ["达县", "511703"],
    ["会理", "513402"],
    ["会理县", "513402"],
    ["射洪县", "510981"],
    ["犍为", "511123"],
    ["西昌", "513401"],
    ["荣县", "510321"],
    ["高县", "511525"],
    ["都江堰", "510181"],
    ["峨眉山", "511181"],
    ["九寨沟", "513225"],
    ["北川", "510726"],
    ["北川县", "510726"],
    ["北川羌族自治县", "510726"],
    ["成都", "510100"],
    ["成都市", "510100"],
    ["蓉城", "510100"],
    ["戎州", "511500"],
    ["甜城", "511000"],
    ["盐都", "510300"],
    ["四川", "510000"],
    ["川", "510000"],
    ["510116", "510116"],
    // a city beats its county of the same short name; the full name is exact
    ["凉山", "513400"],
    ["凉山州", "513400"],
    ["广安", "511600"],
    ["广安区", "511602"],
    ["甘孜", "513300"],
    ["甘孜州", "513300"],
    ["甘孜县", "513328"],
    ["阿坝", "513200"],
    ["阿坝县", "513231"],
    // Sichuan beats the rest of the country, a county beats a town
    ["长宁", "511524"],
    ["大安", "510304"],
    ["东兴", "511011"],
    ["沙湾", "511111"],
    ["金川", "513226"],
    ["新都", "510114"],
    ["安居", "510904"],
    ["东区", "510402"],
    ["南部", "511321"],
    // the parent stands in the text
    ["内江市中区", "511002"],
    ["内江市市中区", "511002"],
    ["乐山市中区", "511102"],
    ["乐山的市中区", "511102"],
    ["成都的双流", "510116"],
    ["成都 双流", "510116"],
    ["四川省成都市双流区", "510116"],
    ["四川省凉山州西昌市", "513401"],
    ["四川攀枝花东区", "510402"],
    ["万源太平镇", "511781100000"],
    ["仁寿县文林", "511421001000"],
    // zones and landmarks
    ["成都高新区", "chengdu-gaoxin"],
    ["绵阳高新区", "mianyang-gaoxin"],
    ["天府新区", "tianfu-xinqu-chengdu"],
    ["天府三街", "cd-tianfu-3rd-street"],
    ["成都武侯区天府三街", "cd-tianfu-3rd-street"],
    ["春熙路", "cd-chunxilu"],
    ["双流机场", "cd-shuangliu-airport"],
    // said around the name
    ["在双流", "510116"],
    ["春熙路附近", "cd-chunxilu"],
    ["成都市区", "510100"],
    ["岳池县城", "511621"],
    ["雙流", "510116"],
    ["  双 流 ", "510116"],
  ])("%s is %s", (text, id) => {
    expect(answer(text)).toBe(id);
  });
});

describe("several places may be meant", () => {
  it("asks which 市中区", () => {
    expect(answer("市中区")).toBe("ask: 511002 511102");
    expect(answer("市中")).toBe("ask: 511002 511102");
  });

  it("asks which 高新区, Chengdu's first", () => {
    expect(answer("高新区")).toMatch(/^ask: chengdu-gaoxin .*mianyang-gaoxin/);
  });

  it("asks which 太平镇 and shows the city and county of each", () => {
    const resolution = places.resolve("太平镇");
    const names = resolution.kind === "ambiguous" ? resolution.candidates.map(({ fullName }) => fullName) : [];
    expect(names.length).toBeGreaterThan(4);
    expect(names).toContain("达州市万源市太平镇");
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ["市中区", within("511100"), "511102"],
    ["市中区", within("511011"), "511002"],
    ["市中区", { near: { lat: 29.56, lng: 103.77 } }, "511102"],
    ["高新区", within("510100"), "chengdu-gaoxin"],
    ["高新区", { near: { lat: 31.46, lng: 104.68 } }, "mianyang-gaoxin"],
    ["太平镇", within("511781"), "511781100000"],
    ["太平", { near: { lat: 32.06, lng: 108.03 } }, "511781100000"],
    ["朝阳", within("110000"), "110105"],
    // the parent named or standing wins over nearness
    ["市中区", { ...within("511100"), near: { lat: 29.58, lng: 105.06 } }, "511102"],
    // a county elsewhere is not traded for a town of its name inside the hint
    ["双流", within("511500"), "510116"],
    ["大安", within("510100"), "510304"],
  ])("%s with %j is %s", (text, hints, id) => {
    expect(answer(text, hints)).toBe(id);
  });
});

describe("outside Sichuan", () => {
  it.each([
    ["北京朝阳", "110105"],
    ["北京市朝阳区", "110105"],
    ["重庆", "500000"],
    ["重庆渝中", "500103"],
    ["上海浦东", "310115"],
    ["深圳", "440300"],
    ["吉林", "220000"],
    ["沙坪坝", "500106"],
  ])("%s is found as %s and known to be outside", (text, code) => {
    expect(answer(text)).toBe(code);
    expect(places.byCode(code)?.isInSichuan).toBe(false);
  });
});

it.each(["", "   ", "hello", "不存在的地方", "😀", "中国特色", "成".repeat(10_000), "双流\u0000"])(
  "%j names no place",
  (text) => {
    expect(answer(text.slice(0, 10_000))).toBe("unknown");
  },
);

it("finds every division of Sichuan and every county of the country by its full name", () => {
  const codes = new Set(places.names().flatMap((name) => name.places.map(({ id }) => id)));
  const lost = [...codes].flatMap((id) => {
    const fullName = places.byCode(id)?.fullName ?? "";
    const resolution = places.resolve(fullName);
    // 北京市 is a province and the city in it
    return resolution.kind === "found" && resolution.place.fullName === fullName
      ? []
      : [`${fullName} ${id}: ${answer(fullName)}`];
  });
  expect(codes.size).toBeGreaterThan(6_000);
  expect(lost).toEqual([]);
});

it("gives a town the point of its county and says so", () => {
  const town = places.byCode("511781100000");
  expect(town).toMatchObject({ kind: "town", isApproximate: true, fullName: "达州市万源市太平镇" });
  expect(town?.point).toEqual(places.byCode("511781")?.point);
  expect(places.byCode("511781")?.isApproximate).toBe(false);
});

it("wants a cue for towns and ordinary words, not for counties", () => {
  const cues = new Map(places.names().map(({ name, needsCue }) => [name, needsCue]));
  for (const name of ["太平", "东区", "西区", "安居", "南部", "石棉", "川"])
    expect([name, cues.get(name)]).toEqual([name, true]);
  for (const name of ["双流", "东区街道", "市中区", "内江市中区", "成都", "春熙路", "高新区", "太平镇"])
    expect([name, cues.get(name) ?? false]).toEqual([name, false]);
});

it("knows what lies in what", () => {
  expect(places.isWithin("511781100000", "511700")).toBe(true);
  expect(places.isWithin("510116", "510116")).toBe(true);
  expect(places.isWithin("chengdu-gaoxin", "510000")).toBe(true);
  expect(places.isWithin("510116", "510700")).toBe(false);
  expect(places.isWithin("510000", "510100")).toBe(false);
  expect(places.cityOf("510116")).toBe("510100");
  expect(places.cityOf("511781100000")).toBe("511700");
});

it("finds the county a point is in by the nearest centre", () => {
  expect(places.nearestCounty({ lat: 30.57, lng: 103.92 })?.id).toBe("510116");
  expect(places.nearestCounty({ lat: 27.89, lng: 102.26 })?.id).toBe("513401");
});

describe("the names that need care, counted anew from the table", () => {
  const isHere = ({ isInSichuan }: Place): boolean => isInSichuan;
  const meaning = (kinds: readonly string[], least: number): string[] =>
    places
      .names()
      .filter((name) => name.places.filter((place) => isHere(place) && kinds.includes(place.kind)).length >= least)
      .map(({ name }) => name);

  it("市中区 is the only name of two counties", () => {
    expect(meaning(["county"], 2).sort()).toEqual(["市中", "市中区"]);
  });

  it("no name is asked about that means one city or county of Sichuan", () => {
    const asked = meaning(["city", "county"], 1).filter((name) => answer(name).startsWith("ask"));
    expect(asked.sort()).toEqual(meaning(["county"], 2).sort());
  });

  it("about 260 towns share their short name with a town of another county", () => {
    const shared = meaning(["town"], 2).filter((name) => !/[镇乡道]$/.test(name));
    expect(shared.length).toBeGreaterThan(230);
    expect(shared.length).toBeLessThan(290);
    for (const name of ["太平", "永兴", "兴隆", "新场"]) expect(shared).toContain(name);
  });

  it("20 to 40 towns have the short name of a county, and the county is meant", () => {
    const towns = new Set(meaning(["town"], 1));
    const both = meaning(["county"], 1).filter((name) => towns.has(name));
    expect(both.length).toBeGreaterThanOrEqual(20);
    expect(both.length).toBeLessThanOrEqual(40);
    const kinds = both.map((name) => places.byCode(answer(name))?.kind);
    expect(kinds.filter((kind) => kind === "town" || kind === undefined)).toEqual([]);
  });
});

it("never fails on any text, and finds only what a name in the text may mean", () => {
  const pieces = fc.constantFrom(
    "成都",
    "双流",
    "的",
    "市中区",
    "区",
    "太平",
    "镇",
    "附近",
    "在",
    "北京",
    "😀",
    " ",
    "\u0000",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.array(pieces).map((parts) => parts.join("")),
      ),
      (text) => {
        const resolution = places.resolve(text);
        if (resolution.kind === "ambiguous") expect(resolution.candidates.length).toBeGreaterThan(1);
        if (resolution.kind === "found") expect(places.byCode(resolution.place.id)).toEqual(resolution.place);
      },
    ),
  );
});

describe("GET /v1/places/resolve", () => {
  const route = () => {
    const [only] = placeRoutes({ places });
    if (only === undefined) throw new Error("no route");
    return only;
  };
  const get = async (query: unknown): Promise<unknown> => {
    const rest = { params: undefined, body: undefined, requestId: "t", signal: AbortSignal.timeout(1_000) };
    const call = {
      query: route().query?.parse(query),
      actor: { kind: "anonymous" } as const,
      now: new Date(0),
      ...rest,
    };
    return route().responses[200]?.parse((await route().handle(call)).body);
  };

  it("answers with the place, the candidates, or unknown", async () => {
    expect(await get({ q: "双流" })).toMatchObject({
      kind: "found",
      place: { id: "510116", fullName: "成都市双流区" },
    });
    expect(await get({ q: "市中区" })).toMatchObject({
      kind: "ambiguous",
      candidates: [{ id: "511002" }, { id: "511102" }],
    });
    expect(await get({ q: "市中区", near: "29.56,103.77" })).toMatchObject({ kind: "found", place: { id: "511102" } });
    expect(await get({ q: "火星" })).toEqual({ kind: "unknown" });
  });

  it.each([
    [{ q: "" }, "请写一个地名"],
    [{ q: "字".repeat(101) }, "地名不能超过 100 字"],
    [{ q: "双流", near: "成都" }, "near 应为"],
    [{ q: "双流", near: "104.06,30.57" }, "near 应为"],
    [{ q: "双流", near: "51.5,-0.12" }, "near 不在中国境内"],
    [{ q: "双流", place: "510100" }, "place"],
  ])("refuses %j and says why", async (query, message) => {
    const checked = route().query?.safeParse(query);
    expect(JSON.stringify(checked?.error?.issues)).toContain(message);
  });
});
