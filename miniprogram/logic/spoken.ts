// How dates, money, distances and grades are said. The server says them by the same rules in the chat; a test holds the two together.

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The day it is in China, YYYY-MM-DD. */
export const dayOf = (milliseconds: number): string =>
  new Date(milliseconds + CHINA_OFFSET_MS).toISOString().slice(0, 10);

/** 7月28日, with the year when it is not this one. */
export function spokenDay(day: string, today: string): string {
  const [year, month, date] = day.split("-").map(Number);
  const short = `${month}月${date}日`;
  return today.startsWith(`${year}`) ? short : `${year}年${short}`;
}

/** 14:05 in China. */
export const clockTime = (milliseconds: number): string =>
  new Date(milliseconds + CHINA_OFFSET_MS).toISOString().slice(11, 16);

/** @param feeFen an integer number of fen (0.01 yuan) */
export function spokenFee(feeFen: number): string {
  if (feeFen === 0) return "免费";
  return `${feeFen % 100 === 0 ? feeFen / 100 : (feeFen / 100).toFixed(2)} 元`;
}

/** A person's point is coarse (about 1 km), so nothing finer is honest. */
export const spokenDistance = (metres: number): string =>
  metres < 1000 ? "1 公里内" : `约 ${Math.round(metres / 1000)} 公里`;

/** 国家职业技能等级, from 五级 up. */
export const LEVELS = [
  { level: 5, name: "初级工（五级）" },
  { level: 4, name: "中级工（四级）" },
  { level: 3, name: "高级工（三级）" },
  { level: 2, name: "技师（二级）" },
  { level: 1, name: "高级技师（一级）" },
] as const;

export const spokenLevel = (level: number | null): string =>
  level === null ? "不分等级" : (LEVELS.find((each) => each.level === level)?.name ?? `${level} 级`);

export const MODES = [
  { value: "onsite", name: "线下" },
  { value: "online", name: "线上" },
  { value: "blended", name: "线上线下结合" },
] as const;

export const SCHEDULES = [
  { value: "daytime", name: "工作日白天" },
  { value: "evening", name: "晚上" },
  { value: "weekend", name: "周末" },
  { value: "full_time", name: "全日制" },
] as const;

export const nameOf = (list: readonly { value: string; name: string }[], value: string): string =>
  list.find((each) => each.value === value)?.name ?? value;

/** 《…》（文号，日期） */
export function spokenSource({
  title,
  documentNo,
  publishedOn,
}: {
  title: string;
  documentNo: string | null;
  publishedOn: string | null;
}): string {
  const details = [documentNo, publishedOn].filter((part) => part !== null).join("，");
  return `《${title}》${details === "" ? "" : `（${details}）`}`;
}
