import { DIGITS, SECTIONS, TENS, UNITS } from "./number-signs.ts";

const TOKEN = /\d+(?:\.\d+)?|\.\d+|./gu;
const FRACTION = /^([^点]+)点([零〇一二三四五六七八九\d]{1,12})([百千万亿]{0,2})$/;

/** The pieces of a number that is being read, smallest section last. */
interface Reading {
  sections: { value: number; unit: number }[];
  section: number;
  digit: number | undefined;
  /** The unit a digit at the end would count below: 一万二 is 12,000. Nought after 零. */
  lastUnit: number;
}

/** What stands since the last 万 or 亿. */
const openValue = ({ section, digit, lastUnit }: Reading): number =>
  section + (digit ?? 0) * (digit !== undefined && digit < 10 && lastUnit > 10 ? lastUnit / 10 : 1);

function addDigit(reading: Reading, value: number): boolean {
  if (reading.digit !== undefined && (reading.lastUnit !== 0 || reading.digit % 1 !== 0)) return false;
  reading.digit = (reading.digit ?? 0) * 10 + value;
  return true;
}

function closeSection(reading: Reading, unit: number): void {
  // 百二万 is 120万, but the one of 5亿1万 counts by itself.
  let value = openValue(reading.lastUnit < 1e4 ? reading : { ...reading, lastUnit: 0 });
  // 一万五千亿: what was closed by a smaller unit belongs to this section; 四万万 multiplies what stands before.
  for (let last = reading.sections.at(-1); last !== undefined; last = reading.sections.at(-1)) {
    const isOpen = reading.section === 0 && reading.digit === undefined && last.unit === unit;
    if (last.unit >= unit && !isOpen) break;
    value += last.value;
    reading.sections.pop();
    if (isOpen) break;
  }
  reading.sections.push({ value: (value === 0 ? 1 : value) * unit, unit });
  Object.assign(reading, { section: 0, digit: undefined, lastUnit: unit });
}

function readToken(reading: Reading, token: string): boolean {
  const [digit, unit, section] = [DIGITS[token], UNITS[token], SECTIONS[token]];
  if (/\d/.test(token)) {
    if (reading.digit !== undefined && reading.digit !== 0) return false;
    reading.digit = Number(token);
  } else if (digit === 0 && reading.lastUnit !== 0) reading.lastUnit = 0;
  else if (digit !== undefined) return addDigit(reading, digit);
  else if (unit !== undefined) {
    reading.section += (reading.digit || 1) * unit; // 零十五 is fifteen
    Object.assign(reading, { digit: undefined, lastUnit: unit });
  } else if (section !== undefined) closeSection(reading, section);
  else return false;
  return true;
}

function readInteger(text: string): number | undefined {
  const reading: Reading = { sections: [], section: 0, digit: undefined, lastUnit: 0 };
  for (const [token] of text.matchAll(TOKEN)) if (!readToken(reading, token)) return undefined;
  return reading.sections.reduce((sum, { value }) => sum + value, openValue(reading));
}

/** One exact number: 1500, 1千五, 三万四千, 4.78万亿, 二零二六, 两千点五, 廿三. Undefined when the text is anything else. */
export function readPlain(text: string): number | undefined {
  const written = text.replace(/[廿卅卌]/g, (sign) => TENS[sign] ?? sign);
  const parts = FRACTION.exec(written);
  if (parts === null) return written === "" ? undefined : readInteger(written);
  const [, whole = "", decimals = "", unit = ""] = parts;
  const value = readInteger(whole);
  const scale = unit === "" ? 1 : readInteger(unit);
  if (value === undefined || scale === undefined) return undefined;
  const digits = Array.from(decimals, (sign) => DIGITS[sign] ?? sign).join("");
  return Number(`${value}.${digits}`) * scale;
}
