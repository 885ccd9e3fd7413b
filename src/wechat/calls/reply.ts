import { z } from "zod";
import { faultOfCode, WechatFault } from "../wechat-fault.ts";
import type { Incoming } from "./transport.ts";

const Refusal = z.object({ errcode: z.number().int().optional(), errmsg: z.string().default("") });

/** A msgid may have more digits than a JavaScript number holds, and its event brings them all: it is read as text. */
const withWholeIds = (text: string): string => text.replace(/"msgid"\s*:\s*(\d{1,20})/g, '"msgid":"$1"');

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(withWholeIds(text));
  } catch {
    return undefined;
  }
}

/**
 * What an answer says. A missing errcode and errcode 0 both mean success; a page of HTML, a status of 500 and an answer without the
 * promised fields say nothing, and what became of the call is unknown.
 * @throws WechatFault
 */
export function outputOf<Output>(api: string, { status, text }: Incoming, output: z.ZodType<Output>): Output {
  const unclear = (hint: string): WechatFault =>
    new WechatFault({ api, kind: "transient", hint, isOutcomeUnknown: true });
  const json = status >= 500 ? undefined : jsonOf(text);
  const refusal = Refusal.safeParse(json);
  if (!refusal.success) throw unclear(`status ${status}`);
  const { errcode = 0, errmsg } = refusal.data;
  if (errcode !== 0) throw faultOfCode(api, errcode, errmsg);
  const read = output.safeParse(json);
  if (!read.success) throw unclear(`fields ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`);
  return read.data;
}
