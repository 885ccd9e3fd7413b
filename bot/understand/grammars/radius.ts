import { findDistances } from "./distance.ts";
import type { Found } from "./found.ts";

const MAX_KM = 300;

/** How far away at most, in kilometres, 1 to 300. */
export const findRadii = (text: string): Found<number>[] =>
  findDistances(text)
    .filter(({ value }) => value.maxMetres > 0)
    .map(({ start, end, value }) => {
      const km = Math.min(MAX_KM, Math.max(1, Math.round(value.maxMetres / 1000)));
      const limit = /^(?:以内|之内|范围|内|左右)/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
      return { start, end: end + limit, value: km, reason: "radius" };
    });
