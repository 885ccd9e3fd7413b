/** Words that speak for an intent, and how strongly. Weights add up; 1 is enough to act on. */
export interface IntentCue {
  intent: string;
  /** What is seen, for --explain. */
  name: string;
  pattern: RegExp;
  weight: number;
}

export type CueTable = readonly (readonly [weight: number, name: string, pattern: RegExp])[];

export const cuesFor = (intent: string, table: CueTable): IntentCue[] =>
  table.map(([weight, name, pattern]) => ({ intent, weight, name, pattern }));

/** Pieces of patterns that many tables need; the text is simplified, half width and freed of dialect. */
export const WHAT = "(?:什么|啥|哪些|哪样|哪种|哪几)";
export const HOW = "(?:怎么|如何|怎样|咋)";
export const ASKS = "(?:吗|么|不|没|没有|不嘛|是不是|呢|啊|嘛)?[?？。!！~ ]*$";
/** Who lets others learn: 我们厂里, 公司. */
export const FIRM = "(?:公司|厂里?|工厂|单位|企业|工地|店里?|酒店|饭店|车间|物业|合作社|园区|老板|老总|人事|hr)";
/** A course as people call it. */
export const CLASS = "(?:班|课|课程|培训|培训班)";
