import { type Found, findAll } from "./found.ts";
import { NUMBER, readNumber } from "./number.ts";

const RADIUS = new RegExp(`(${NUMBER})个?(公里|千米|km|里路|里地|里|米)(?:以内|之内|范围|内|左右)?`, "g");
const KM_OF: Readonly<Record<string, number>> = { 公里: 1, 千米: 1, km: 1, 里路: 0.5, 里地: 0.5, 里: 0.5, 米: 0.001 };

/** How far away at most, in kilometres, 1 to 300. 一里 is half a kilometre. */
export const findRadii = (text: string): Found<number>[] =>
  findAll(text, RADIUS, "radius", (match) => {
    const number = readNumber(match[1] ?? "");
    const unit = KM_OF[match[2] ?? ""];
    if (number === undefined || unit === undefined || number.max === 0) return undefined;
    return Math.min(300, Math.max(1, Math.round(number.max * unit)));
  });
