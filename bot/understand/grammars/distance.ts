import { type Found, findAll } from "./found.ts";
import { NUMBER, NUMBER_START, readNumber } from "./number.ts";

/** A length of way, in metres; both bounds the same for an exact one. */
export interface Distance {
  minMetres: number;
  maxMetres: number;
}

/** 一里 is half a kilometre. */
const METRES: Readonly<Record<string, number>> = {
  公里: 1000,
  千米: 1000,
  km: 1000,
  英里: 1609.344,
  里路: 500,
  里地: 500,
  里: 500,
  米: 1,
  公尺: 1,
  m: 1,
  厘米: 0.01,
  公分: 0.01,
  cm: 0.01,
};
const UNIT = "(公里|千米|km|英里|里路|里地|里(?![面边程外头])|厘米|公分|公尺|cm|米(?!线|饭|粉|面|其)|m(?![a-z]))";
const DISTANCE = new RegExp(
  `${NUMBER_START}(?:(${NUMBER})个?${UNIT}?\\s?(?:到|至|~|-)\\s?)?(${NUMBER})个?(半)?\\s?${UNIT}(半)?([一二两三四五六七八九](?![\\d十百千万个年月天人门家点]))?`,
  "g",
);

function readDistance([, low, lowUnit, high, half, unit, halfBehind, tenths]: RegExpExecArray): Distance | undefined {
  const scale = METRES[unit ?? ""];
  const top = readNumber(high ?? "");
  const bottom = low === undefined ? top : readNumber(low);
  if (scale === undefined || top === undefined || bottom === undefined) return undefined;
  const rest = ((half ?? halfBehind) === undefined ? 0 : 0.5) + (readNumber(tenths ?? "")?.max ?? 0) / 10;
  const lowScale = METRES[lowUnit ?? ""] ?? scale;
  return {
    minMetres: (low === undefined ? bottom.min + rest : bottom.min) * lowScale,
    maxMetres: (top.max + rest) * scale,
  };
}

/** 三公里, 两三里路, 500米, 一公里半, 三米九, 3到5公里. */
export const findDistances = (text: string): Found<Distance>[] => findAll(text, DISTANCE, "distance", readDistance);
