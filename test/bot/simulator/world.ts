// What the simulated people may know of: trades and counties that the catalogue has, and how people call them.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectPath } from "../../../src/kit/root.ts";
import type { Bot } from "../talk.ts";

export interface Trade {
  code: string;
  name: string;
  /** Words that mean this trade and no other. */
  words: readonly string[];
  /** Words that may mean another trade too; the bot has to ask. */
  vague: readonly string[];
  /** As the ear or the finger gets it wrong. */
  slips: readonly string[];
}

export interface County {
  code: string;
  name: string;
  fullName: string;
  city: string;
  words: readonly string[];
  point: { lat: number; lng: number };
}

const Offer = z.object({
  id: z.string(),
  title: z.string(),
  trade: z.string(),
  county: z.string().nullable(),
  schedule: z.string(),
  mode: z.string(),
  level: z.number().nullable(),
  feeFen: z.number(),
  isSubsidised: z.boolean().nullable(),
  starts: z.array(z.string()),
});
export type Offer = z.infer<typeof Offer>;

const OFFERS = `
  SELECT c.id::text, c.title, c.occupation_code AS trade, left(t.division_code, 6) AS county, c.schedule::text, c.mode::text, c.level,
    c.fee_fen AS "feeFen", c.is_subsidised AS "isSubsidised", array_agg(s.starts_on::text) AS starts
  FROM course c JOIN class_session s ON s.course_id = c.id LEFT JOIN site t ON t.id = c.site_id
  WHERE c.status = 'published' GROUP BY c.id, t.division_code ORDER BY c.id`;

export interface World {
  offers: ReadonlyMap<string, Offer>;
  /** What can be had, one entry a course, so that common trades are wished for often. */
  sites: readonly Offer[];
  trades: ReadonlyMap<string, Trade>;
  counties: ReadonlyMap<string, County>;
  /** Of one short name: 内江市中区 and 乐山市中区. */
  twins: readonly County[];
  names: readonly string[];
}

function slipsOf(words: readonly string[]): string[] {
  const rows = readFileSync(projectPath("data/language/typos.csv"), "utf8").trim().split("\n").slice(1);
  return rows.flatMap((row) => {
    const [typo = "", correct = ""] = row.split(",");
    return words.includes(correct) ? [typo] : [];
  });
}

/**
 * Names that are still read as something else: an insult in 做淘宝 龙…, a job in 守工地, nothing of ours in 行车工 and 网上开店, and in 职业农民,
 * 农村泥瓦匠, 带娃阿姨, 汽车厂工人 who it is that learns.
 */
const MISTAKEN = /淘宝|工地|行车工|网上开店|农民|农村|阿姨|厂工人/;
const isPlain = (word: string): boolean => /^\p{Script=Han}{2,6}$/u.test(word);

function tradeOf(bot: Bot, code: string): Trade {
  const names = bot.search.occupations.names();
  const all = names.filter(({ codes }) => codes.some((each) => each === code));
  // 铲车 and 铲车证 are two things, 学铲车 is listed as one
  const toLearn = names.filter(({ codes, name }) => codes.length === 1 && name.startsWith("学"));
  const isOneThingToLearn = (word: string): boolean => toLearn.some(({ name }) => `学${word}`.startsWith(name));
  const words = all
    .filter(({ kind, name }) => kind !== "ambiguous" && isPlain(name) && !MISTAKEN.test(name))
    .map(({ name }) => name);
  return {
    code,
    name: bot.search.occupations.all().find((each) => each.code === code)?.name ?? "",
    words,
    vague: all.filter(({ codes, name }) => codes.length > 1 && !isOneThingToLearn(name)).map(({ name }) => name),
    slips: slipsOf(words),
  };
}

function countyOf({ search: { places } }: Bot, code: string): County | undefined {
  const place = places.byCode(code);
  const city = places.byCode(places.cityOf(code));
  if (place?.point == null || city === undefined) return undefined;
  const words = places.names().filter(({ places: named, needsCue }) => {
    const here = named.filter(({ isInSichuan }) => isInSichuan);
    return !needsCue && here.length === 1 && here[0]?.id === code;
  });
  return {
    code,
    name: place.name,
    fullName: place.fullName,
    city: city.name.replace(/[市州].*$/, ""),
    words: words.map(({ name }) => name).filter(isPlain),
    point: place.point,
  };
}

export async function readWorld(bot: Bot): Promise<World> {
  const offers = z.array(Offer).parse((await bot.test.db.sql.query(OFFERS)).rows);
  const sites = offers.filter(({ county }) => county !== null);
  const entries = <Value>(codes: readonly string[], read: (code: string) => Value | undefined): [string, Value][] =>
    [...new Set(codes)].flatMap((code) => {
      const value = read(code);
      return value === undefined ? [] : [[code, value]];
    });
  const counties = new Map(
    entries(
      sites.flatMap(({ county }) => county ?? []),
      (code) => countyOf(bot, code),
    ),
  );
  const institutions = await bot.test.db.prisma.institution.findMany({ select: { name: true } });
  return {
    offers: new Map(offers.map((offer) => [offer.id, offer])),
    sites,
    trades: new Map(
      entries(
        offers.map(({ trade }) => trade),
        (code) => tradeOf(bot, code),
      ),
    ),
    counties,
    twins: [...counties.values()].filter(({ name }) => name === "市中区"),
    names: institutions.map(({ name }) => name),
  };
}
