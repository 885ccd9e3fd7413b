import type { LocalDate } from "../../../src/kit/clock.ts";
import type { DateRule, Period } from "./date-rule.ts";
import { MONTH_RULES } from "./date-rules-month.ts";
import { WEEK_RULES } from "./date-rules-week.ts";
import { YEAR_RULES } from "./date-rules-year.ts";
import { type Found, matchesOf, withoutOverlaps } from "./found.ts";

/** Where a period is named. It can be read again against another day: in 10月到2月 the second month follows the first. */
export interface NamedPeriod {
  period: Period;
  readFrom(day: LocalDate): Period | undefined;
}

/** From the more to the less exact; where two overlap the first wins. */
const RULES: readonly DateRule[] = [...YEAR_RULES.slice(0, 2), ...MONTH_RULES, ...WEEK_RULES, ...YEAR_RULES.slice(2)];

/** One of these is in every name of a period; a message without them is not searched. */
const HINT =
  /[\d月日号天周星期礼拜年节假春夏秋冬半季夕旦明午考庆阳腊芒今昨]|[五十六三七八]一|三八|圣诞|新春|除夕|元宵|双十|正月/;

/** Every period that is named in the text, in its order. @param rules more ways to name one, read last */
export function findPeriods(text: string, today: LocalDate, rules: readonly DateRule[] = []): Found<NamedPeriod>[] {
  const found: Found<NamedPeriod>[] = [];
  if (!HINT.test(text)) return found;
  for (const { name, pattern, read } of [...RULES, ...rules])
    for (const match of matchesOf(text, pattern)) {
      const period = read(match, today);
      if (period === undefined) continue;
      const value = { period, readFrom: (day: LocalDate) => read(match, day) };
      found.push({ start: match.index, end: match.index + match[0].length, value, reason: name });
    }
  return withoutOverlaps(found);
}
