import type { Context, Next } from "koa";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Log } from "../kit/log.ts";
import { errorPage } from "../pages/error-page.ts";
import { TooManyRequests } from "./limits.ts";

/** RFC 9457. `code` is stable and meant for programs; `detail` is plain Chinese and meant for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  /** Every faulty field, not only the first. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type Problem = z.infer<typeof Problem>;

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

const TITLES: Readonly<Record<number, string>> = {
  400: "请求格式不对",
  401: "需要登录",
  403: "没有权限",
  404: "没有找到",
  405: "请求方法不对",
  409: "状态冲突",
  410: "已经下架",
  413: "内容太大",
  415: "内容类型不对",
  422: "内容有误",
  429: "请求太多",
  500: "系统出错",
  503: "暂时不可用",
};

const titleOf = (status: number): string => TITLES[status] ?? "请求失败";

const problemOf = (fault: AppError, requestId: string): Problem => ({
  type: `urn:jiangtu:problem:${fault.code}`,
  title: titleOf(fault.status),
  status: fault.status,
  detail: fault.message,
  code: fault.code,
  requestId,
  errors: [...fault.fields],
});

const OUTAGE_CODES = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"], // Node
  ...["57P01", "57P02", "57P03", "53300", "08006", "08001"], // PostgreSQL
  ...["P1001", "P1002", "P1008", "P1017", "P2024"], // Prisma
]);

const hasCode = (error: unknown): error is { code: string } =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";

/** A part we depend on is away: the caller did nothing wrong and may try again. */
const isOutage = (error: unknown): boolean =>
  (hasCode(error) && OUTAGE_CODES.has(error.code)) ||
  (error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message)) ||
  (error instanceof Error && error.cause !== undefined && isOutage(error.cause));

export const unavailable = (): AppError => new AppError("unavailable", 503, "系统暂时繁忙，请稍等一会儿再试。");
const internal = (): AppError => new AppError("internal", 500, "系统出了点问题，已经记录下来，请稍后再试。");

const BY_STATUS: Readonly<Record<number, () => AppError>> = {
  400: () => new AppError("bad_json", 400, "请求内容不是有效的 JSON，请检查格式。"),
  413: () => new AppError("too_large", 413, "请求内容太大，请分开提交（最多 256 KB）。"),
  415: () => new AppError("unsupported_media_type", 415, "请用 application/json 提交内容（UTF-8 编码）。"),
};

/** What a person is told about anything that can go wrong. Faults we did not foresee say nothing about their cause. */
function faultOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isOutage(error)) return unavailable();
  // The body parser throws errors that carry an HTTP status.
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
  return (BY_STATUS[status] ?? internal)();
}

const wantsPage = (ctx: Context): boolean => !ctx.path.startsWith("/v1/") && ctx.get("accept").includes("text/html");

/** Whatever went wrong leaves as problem+json or, for people, as a page. Only what we did not foresee is logged. */
export const renderFaults = (log: Log) => async (ctx: Context, next: Next) => {
  try {
    await next();
  } catch (error) {
    const fault = faultOf(error);
    const requestId = String(ctx.state["requestId"]);
    if (fault.status >= 500) log.error({ requestId, route: ctx.state["route"], err: error }, "request failed");
    if (fault instanceof TooManyRequests) ctx.set("Retry-After", String(fault.allowance.resetSeconds));
    if (fault.status === 503) ctx.set("Retry-After", "3");
    if (fault.status === 401) ctx.set("WWW-Authenticate", "Bearer");
    ctx.status = fault.status;
    ctx.set("Cache-Control", "no-store");
    if (wantsPage(ctx)) {
      ctx.type = "text/html; charset=utf-8";
      ctx.body = errorPage(titleOf(fault.status), fault.message, requestId).markup;
    } else {
      ctx.type = PROBLEM_TYPE;
      ctx.body = JSON.stringify(problemOf(fault, requestId));
    }
  }
};
