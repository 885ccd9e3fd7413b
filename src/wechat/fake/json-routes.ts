import type { Context } from "koa";
import type { z } from "zod";
import { jsonOf, readBytes } from "./request-body.ts";

const MAX_BYTES = 64 * 1024;

export function answerJson(ctx: Context, body: unknown, status = 200): void {
  ctx.status = status;
  ctx.type = "application/json; charset=utf-8";
  ctx.body = JSON.stringify(body);
}

/** @returns the body as the schema wants it; undefined when it is not so, and then the answer says why */
export async function readInput<Schema extends z.ZodType>(
  ctx: Context,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const bytes = await readBytes(ctx.req, MAX_BYTES);
  const parsed = schema.safeParse(bytes === undefined ? undefined : bytes.length === 0 ? {} : jsonOf(bytes));
  if (parsed.success) return parsed.data;
  answerJson(
    ctx,
    { error: "输入有误", issues: parsed.error.issues.map(({ path, message }) => ({ path, message })) },
    400,
  );
  return undefined;
}
