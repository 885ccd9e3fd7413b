import { type Found, findWords, type WordTable } from "./found.ts";

/** A condition the person lets go of. `all` answers the question that stands: 都可以. */
export type Cleared = "time" | "price" | "place" | "level" | "subsidy" | "mode" | "occupation" | "all";

const CLEARS: WordTable<Cleared> = [
  [/不限时间|时间(?:不限|随便|都行|都可以|无所谓)|什么时候都(?:行|可以)/g, "time"],
  [/不限(?:价格|学费|费用)|(?:价格|学费|费用|钱)(?:不限|无所谓|不是问题)|贵点也行/g, "price"],
  [
    /不限(?:地方|地点|区县|距离)|(?:地方|地点|哪里|远近)(?:不限|都行|都可以|无所谓|都要得)|全省|整个四川|四川省内都/g,
    "place",
  ],
  [/不限等级|等级(?:不限|无所谓|都行|都可以)|什么等级都/g, "level"],
  [/不限补贴|(?:没有?|有没有|不要)补贴(?:的)?(?:也行|也可以|都行|都可以|无所谓)/g, "subsidy"],
  [/线上线下都(?:行|可以)|不限(?:线上|线下|方式)/g, "mode"],
  [/不限(?:工种|职业|专业)|学(?:什么|哪样)都(?:行|可以)|什么都(?:行|可以|想学)|随便学/g, "occupation"],
  [/^(?:都(?:行|可以|要得)|随便|不限|无所谓)(?:吧|了|的)?$/g, "all"],
];

export const findCleared = (text: string): Found<Cleared>[] => findWords(text, CLEARS, "let go");
