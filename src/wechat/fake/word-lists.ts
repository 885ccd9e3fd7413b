/** Words by which the local platform judges, so that each outcome can be had on purpose. The real lists are not public. */
interface Judged {
  label: number;
  words: readonly string[];
}

const RISKY: readonly Judged[] = [
  { label: 10001, words: ["加微信返现", "刷单", "日赚千元"] },
  { label: 20006, words: ["代开发票", "办假证"] },
  { label: 20008, words: ["稳赚不赔", "包拿证", "先交押金后上岗"] },
  { label: 20003, words: ["傻瓜", "混蛋"] },
];
const DOUBTFUL: readonly Judged[] = [{ label: 21000, words: ["内部渠道", "包过"] }];
const MARKETING = ["限时优惠", "抽奖", "大促", "秒杀"];

export interface Judgement {
  suggest: "pass" | "risky" | "review";
  label: number;
  keyword?: string;
}

const found = (lists: readonly Judged[], text: string): { label: number; keyword: string } | undefined =>
  lists
    .flatMap(({ label, words }) => words.map((keyword) => ({ label, keyword })))
    .find(({ keyword }) => text.includes(keyword));

export function judgeText(text: string): Judgement {
  const risky = found(RISKY, text);
  if (risky !== undefined) return { suggest: "risky", ...risky };
  const doubtful = found(DOUBTFUL, text);
  return doubtful === undefined ? { suggest: "pass", label: 100 } : { suggest: "review", ...doubtful };
}

export const isSensitive = (text: string): boolean => judgeText(text).suggest === "risky";
export const isMarketing = (text: string): boolean => MARKETING.some((word) => text.includes(word));
