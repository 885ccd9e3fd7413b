/** What is answered before anything else that the message says. */
export type GateIntent =
  | "unsupported_media"
  | "crisis"
  | "injection"
  | "illegal_request"
  | "privacy_other"
  | "spam"
  | "abuse"
  | "pii_overshare"
  | "privacy_request"
  | "complaint"
  | "human_agent"
  | "out_of_scope";

/** A phenomenon that speaks for a gate, and what takes its meaning away. */
export interface Sign {
  reason: string;
  pattern: RegExp;
  /** Somewhere in the message: then the pattern means something else. */
  unless?: RegExp;
}

export const sign = (reason: string, pattern: RegExp, unless?: RegExp): Sign => ({
  reason,
  pattern,
  ...(unless !== undefined && { unless }),
});

/** @returns why the gate closes, in a few words; undefined where it stays open */
export type FindReason = (text: string) => string | undefined;

export const firstReason =
  (signs: readonly Sign[]): FindReason =>
  (text) =>
    signs.find(({ pattern, unless }) => pattern.test(text) && unless?.test(text) !== true)?.reason;

/**
 * A wish to learn something. 学校, 同学, 上学 and 放学 are none, nor are 上班 and 夜班; 学了好找工作 is one, for it asks for the learning.
 */
const LEARNING =
  /(?<![同大小中上放开数科化医文留辍自助奖])学(?![校历生员费位姐长妹弟期区院籍前])|培训|课程|实训|进修|手艺|拿(?:到|个|得到)?.{0,4}证(?!明|件)|考(?:个|张|一个|到|取)?[^\s，。,.?？!！]{0,6}证(?!明|件)|(?<![上下加夜白早晚中全倒当值换同轮跟末头航领])班(?![级长车组次主费])|报(?:个|了)?名|技能(?!树)|教(?![育授师室堂练材训委程])/;

export const isAboutLearning = (text: string): boolean => LEARNING.test(text);
