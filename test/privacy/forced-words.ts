/** What the platform calls 诱导分享, 诱导关注 and 强制授权 (微信小程序平台运营规范 5.15, 5.21): to be made or paid to do it. */
const SHARE = "(?:分享(?!位置)|转发|邀请)";
const DO = "(?:订阅|关注(?!课程)|授权|登录)";
const REWARD = "(?:红包|积分|优惠券|现金|礼品|奖励|奖品|抽奖|福利|补贴|解锁)";

const FORCED: readonly RegExp[] = [
  new RegExp(`${SHARE}[^，。；"\`\\n]{0,12}(?:领|送|得|赢|换|获|解锁|即可)`, "g"),
  new RegExp(
    `(?<!取消|没有|退出)${DO}[^，。；"\`\\n]{0,8}(?:才能|才可以|才可|领取?${REWARD}|送${REWARD}|得${REWARD})`,
    "g",
  ),
  new RegExp(`(?:不|没有?|拒绝)${DO}[^。；"\`\\n]{0,6}(?:不能|无法|不可以|用不了)`, "g"),
  new RegExp(`(?:务必|必须|一定要)(?:先)?${DO}[^。；"\`\\n]{0,12}(?:才|否则|继续)`, "g"),
  /集(?:齐|满)[^，。\n]{0,4}赞|助力(?:解锁|领)|砍一刀/g,
];

/** @returns each forced or rewarded wording in a text, once */
export function forcedFaults(text: string): string[] {
  const covered: [number, number][] = [];
  return FORCED.flatMap((pattern) => [...text.matchAll(pattern)]).flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    if (covered.some(([from, to]) => start < to && from < end)) return [];
    covered.push([start, end]);
    return [match[0]];
  });
}
