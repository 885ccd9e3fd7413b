import { z } from "zod";
import { DivisionCode } from "../../places/place.ts";
import { list, optionalNumber, optionalText, text } from "./cells.ts";
import type { TableRow } from "./table.ts";

const latitude = optionalNumber(-90, 90, "纬度应在 -90 到 90 之间");
const longitude = optionalNumber(-180, 180, "经度应在 -180 到 180 之间");

const levelOf = (code: string): "province" | "city" | "county" | "town" => {
  if (code.length === 12) return "town";
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "city" : "county";
};

/**
 * A line of a division table: ours (lat, lng on WGS-84), or one that has its WGS-84 in columns of their own, where lat and lng are on
 * another datum and are not read.
 */
export const DivisionLine = z
  .object({
    code: text("code").pipe(DivisionCode),
    name: text("name"),
    short_name: optionalText,
    level: z.enum(["province", "city", "county", "town"], "级别应为 province、city、county 或 town").optional(),
    parent: optionalText,
    pinyin: optionalText,
    aliases: list,
    lat: latitude,
    lng: longitude,
    lat_wgs84: latitude,
    lng_wgs84: longitude,
  })
  .transform((line) => {
    const level = line.level ?? levelOf(line.code);
    const lat = line.lat_wgs84 ?? line.lat;
    const lng = line.lng_wgs84 ?? line.lng;
    const shortName = line.short_name ?? line.name;
    return {
      level,
      code: line.code,
      parentCode: level === "province" ? null : line.parent,
      aliases: line.aliases.filter((alias) => alias !== line.name && alias !== shortName),
      row: {
        code: line.code,
        name: line.name,
        short_name: shortName,
        level,
        parent_code: level === "province" ? null : line.parent,
        pinyin: line.pinyin,
        lat,
        lng,
        is_approximate: lat === null ? null : false,
      } satisfies TableRow,
    };
  });
export type DivisionLine = z.infer<typeof DivisionLine>;

/** Names that a division table carries beside the official and the short one. */
export const aliasRowsOf = (lines: readonly DivisionLine[]): TableRow[] =>
  lines.flatMap(({ code, aliases }) =>
    [...new Set(aliases)].map((alias) => ({ alias, division_code: code, kind: null })),
  );

export const PlaceAliasLine = z
  .object({
    alias: text("alias"),
    division_code: text("division_code").pipe(DivisionCode),
    kind: z.enum(["old_name", "nickname", "abbreviation"], "kind 应为 old_name、nickname 或 abbreviation"),
  })
  .transform((line) => line satisfies TableRow);

export const ZoneLine = z
  .object({
    id: text("id"),
    name: text("name"),
    aliases: list,
    host_division_code: text("host_division_code").pipe(DivisionCode),
    lat: latitude,
    lng: longitude,
    note: optionalText,
  })
  .transform((line) => line satisfies TableRow);

export const LandmarkLine = z
  .object({
    id: text("id"),
    name: text("name"),
    aliases: list,
    kind: text("kind"),
    division_code: text("division_code").pipe(DivisionCode),
    lat: z.coerce.number("纬度应为数字").min(-90).max(90),
    lng: z.coerce.number("经度应为数字").min(-180).max(180),
  })
  .transform((line) => line satisfies TableRow);
