import { z } from "zod";
import { AppError } from "../errors.ts";
import { withDeadline } from "../kit/deadline.ts";

// What we ask of WeChat here, as its client (src/wechat/client.ts) answers. Faults carry WeChat's number as `code`.

export interface MiniProgramLogin {
  /** Trades the code of wx.login, good once and for five minutes, for who it is. The session_key stays where it is. */
  codeToSession(input: { code: string }, signal: AbortSignal): Promise<{ openid: string }>;
}

export interface MiniProgramPhone {
  /** The number that somebody handed over by the button of WeChat; the code is good once and for five minutes. */
  phoneOf(input: { code: string }, signal: AbortSignal): Promise<{ phone: string; countryCode: string }>;
}

/** Shape of both codes. */
export const WechatCode = z.string().regex(/^[\w-]{1,128}$/, "code 应为微信给出的 1–128 个字符");

const DEADLINE_MS = 2_500; // a request has three seconds

// Official page 小程序登录, 获取手机号: 40029 invalid or expired code, 40226 a person WeChat takes for a high risk. 40163 = used already.
const REFUSALS: Readonly<Record<number, () => AppError>> = {
  40029: () => new AppError("code_expired", 422, "微信给的凭证已过期，请再点一次。"),
  40163: () => new AppError("code_used", 422, "微信给的凭证已经用过，请再点一次。"),
  40226: () =>
    new AppError("high_risk", 403, "微信判断这个账号有风险，暂时不能登录。可以改用网页版，或联系当地就业服务机构。"),
};

const notSetUp = (): AppError => new AppError("unavailable", 503, "小程序还没有接通微信，请先用网页版。");
const outage = (): AppError => new AppError("unavailable", 503, "微信暂时没有回应，请稍等一会儿再试。");

function refusalOf(error: unknown): AppError {
  const code = error instanceof Error && "code" in error ? Number(error.code) : Number.NaN;
  return (REFUSALS[code] ?? outage)();
}

/**
 * Asks WeChat within the time a request has.
 * @param port undefined where no mini-program is set up
 * @throws AppError code_expired, code_used, high_risk or unavailable, in plain words
 */
export async function askWechat<Port, Answer>(
  port: Port | undefined,
  signal: AbortSignal,
  ask: (port: Port, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  if (port === undefined) throw notSetUp();
  try {
    return await withDeadline(signal, DEADLINE_MS, (within) => ask(port, within));
  } catch (error) {
    throw refusalOf(error);
  }
}
