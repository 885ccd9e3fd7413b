/** Signs for digits, plain and formal. Text is simplified before it comes here, so 參 is 参. */
export const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  参: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};

/** Units within a section of four places. */
export const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  k: 1000,
};

/** Units that close a section and multiply all of it. */
export const SECTIONS: Readonly<Record<string, number>> = {
  打: 12,
  万: 1e4,
  w: 1e4,
  m: 1e6,
  亿: 1e8,
  g: 1e9,
  兆: 1e12,
};

/** One sign for two: 廿三 is 23. */
export const TENS: Readonly<Record<string, string>> = { 廿: "二十", 卅: "三十", 卌: "四十" };
