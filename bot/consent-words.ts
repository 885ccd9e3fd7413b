/** What a person does with a consent, in fixed words: they are shown on buttons and in the notice, and mean nothing else. */
export type ConsentAct =
  | "keep_place"
  | "refuse_place"
  | "withdraw_place"
  | "withdraw_notices"
  | "withdraw_all"
  | "not_personalised"
  | "personalised";

const PLACE = "(?:我的|我|这个|大致|大概)*(?:位置|定位|地址)";
const END = "(?:了|吧|嘛|哈|啊|呀)*[。!！~]*$";
const pattern = (words: string): RegExp => new RegExp(`^(?:请|我|我要|我想|帮我|那)?(?:${words})${END}`);

const WORDS: readonly (readonly [act: ConsentAct, pattern: RegExp])[] = [
  ["keep_place", pattern(`(?:同意|可以|允许|要|愿意)(?:你们?)?(?:记住|保存|记下|记)${PLACE}`)],
  ["refuse_place", pattern(`(?:不用|不必|先不|不)(?:记|记住)(?:${PLACE})?`)],
  [
    "withdraw_place",
    pattern(
      `(?:不要|别|莫|不许|不准)(?:再)?(?:记|记住|记录|保存|存|留)(?:着|起)?${PLACE}|(?:忘记|忘掉|删除|删掉|清除)${PLACE}|(?:撤回|撤销|取消)${PLACE}(?:的)?(?:同意|授权)`,
    ),
  ],
  ["withdraw_notices", pattern("(?:撤回|撤销|取消)(?:我的|开班)*通知(?:的)?(?:同意|授权)")],
  ["withdraw_all", pattern("(?:撤回|撤销|收回|取消)(?:我的|全部|所有|之前的)*(?:同意|授权)")],
  [
    "not_personalised",
    pattern("(?:关闭|关掉|关|不要|取消|停止|拒绝)(?:给我)?(?:个性化|个人化|定向|智能)(?:的)?(?:推荐|推送|服务)?"),
  ],
  ["personalised", pattern("(?:打开|开启|恢复|重新打开|开)(?:个性化|个人化)(?:的)?(?:推荐|推送|服务)?")],
];

/** @returns undefined where the words are about something else */
export const consentActOf = (text: string): ConsentAct | undefined =>
  WORDS.find(([, words]) => words.test(text.trim()))?.[0];
