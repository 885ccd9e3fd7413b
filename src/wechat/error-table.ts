/** What a fault of the platform means for whoever called. */
export type FaultClass =
  /** Wait a little and try again. */
  | "transient"
  /** The access token is not valid any more. */
  | "token"
  /** Used up for today: rest until midnight in China. */
  | "quota_day"
  /** This person may not be written to in this way now: another channel may. */
  | "window"
  /** Stop for this person and channel. */
  | "user"
  /** What was sent is wrong, and would be for everybody. */
  | "content"
  /** The account or its settings are at fault: somebody has to act. */
  | "account";

const span = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Sources: the official pages of the calls and the page 返回码; codes marked * are known from tables of SDKs only. */
const CODES: readonly (readonly [FaultClass, readonly number[]])[] = [
  [
    "transient",
    [
      -1, // 系统繁忙
      45011, // too often in a minute
      44990, // too often in a second
      44991, // too often in a minute, content check
      43108, // another message to the same person is under way
    ],
  ],
  ["token", [40001, 40014, 42001]],
  [
    "quota_day",
    [
      45009, // calls of the day
      44993, // links of the day
    ],
  ],
  [
    "window",
    [
      45015, // 48 hours over
      45047, // five messages sent
      45080, // typing*: no exchange within 30 seconds
      45081, // typing*: shown already
    ],
  ],
  [
    "user",
    [
      43101, // not subscribed, or credits used
      43004, // not following
      50005, // not following*
      43019, // on the account's blacklist*
      40003, // no such openid of this account
      48002, // refuses messages
      50002, // restricted
      70000, // 未成年人保护
      40029, // login or phone code expired or wrong
      40163, // login code used already*
      40226, // 高风险用户
      61010, // has not been in the mini-program for two hours
    ],
  ],
  [
    "content",
    [
      ...[47001, 47003], // data do not fit the template
      ...[40036, 40037, 40039], // template or link
      ...[40008, 40129], // type of message, scene
      ...[45168, 40249, 87014], // words that may not be sent
      ...[45002, 45008], // too long, too many articles
      ...[...span(40016, 40020), 40023, 40024, 40027, 40033, 40054, 40055], // menus
      ...[40165, 40212, 85401, 85402, 85406, 85407, 85408], // links
      ...[43002, 43104, 46003, 48006, 76021, 76022, 87020], // a wrong or repeated request
      ...span(76001, 76004), // request ids
    ],
  ],
  [
    "account",
    [
      ...[48001, 48004], // the right to call is missing, or was taken
      ...[43107, 43116], // sending is restricted
      ...[40002, 40013, 40125, 40243, 41002, 41004], // appid, secret
      40164, // the server's address is not on the IP list
      ...span(89500, 89509), // an administrator has to confirm
      85079, // the mini-program is not released
    ],
  ],
];

const CLASSES: ReadonlyMap<number, FaultClass> = new Map(
  CODES.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)),
);

/** Unlisted codes fail the item like wrong content; they should be looked at and listed. */
export const isListed = (errcode: number): boolean => CLASSES.has(errcode);

export const classOf = (errcode: number): FaultClass => CLASSES.get(errcode) ?? "content";
