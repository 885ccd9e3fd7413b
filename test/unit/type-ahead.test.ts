import { expect, it } from "vitest";
import { type Typeable, typeAhead } from "../../src/kit/type-ahead.ts";

const entry = (
  said: string,
  letters: string,
  initials: string,
  more: Partial<Typeable<string>> = {},
): Typeable<string> => ({
  value: more.key ?? said,
  key: said,
  said,
  letters,
  initials,
  isMain: true,
  weight: 0,
  ...more,
});
const entries = [
  entry("焊工", "hangong", "hg", { weight: 9 }),
  entry("电焊", "dianhan", "dh", { key: "焊工", isMain: false, weight: 9 }),
  entry("焊接设备装配工", "hanjieshebeizhuangpeigong", "hjsbzpg"),
  entry("花工", "huagong", "hg", { weight: 1 }),
  entry("cad", "", "", { isMain: false }),
];
const offered = (typed: string, limit = 10) => typeAhead(entries, typed, limit).map(({ value }) => value);

it("offers names that begin so, the heavier first", () => {
  expect(offered("焊")).toEqual(["焊工", "焊接设备装配工"]);
  expect(offered("hg")).toEqual(["焊工", "花工"]);
});

it("puts the exact name before a longer one", () => {
  expect(offered("焊工")[0]).toBe("焊工");
});

it("reads pinyin before it is finished", () => {
  expect(offered("hanj")).toEqual(["焊接设备装配工"]);
  expect(offered("hangong")).toEqual(["焊工"]);
});

it("offers a thing once, by the name that fits best", () => {
  expect(typeAhead(entries, "电焊", 10)).toEqual([{ value: "焊工", said: "电焊" }]);
});

it("offers nothing for nothing, and a name that is no Chinese only by its own letters", () => {
  expect(offered("")).toEqual([]);
  expect(offered("ca")).toEqual(["cad"]);
  expect(offered("x")).toEqual([]);
});

it("keeps to the limit", () => {
  expect(offered("h", 2)).toHaveLength(2);
});
