import { z } from "zod";
import { always, defineCall } from "./definition.ts";
import { Openid } from "./fields.ts";

/** Where the text will stand: 1 资料, 2 评论, 3 论坛, 4 社交日志. */
const SCENES = { profile: 1, comment: 2, forum: 3, log: 4 } as const;

/**
 * 内容安全: what the platform thinks of a text. Whoever wrote it must have been in the mini-program within two hours, else the call
 * fails with 61010 and the text goes to a reviewer.
 */
export const checkText = defineCall({
  method: "POST",
  path: "/wxa/msg_sec_check",
  needsToken: true,
  input: z.strictObject({
    text: z
      .string()
      .min(1)
      .refine((text) => [...text].length <= 2_500, "more than 2500 characters"),
    scene: z.enum(["profile", "comment", "forum", "log"]),
    openid: Openid,
    title: z.string().max(100).optional(),
  }),
  sent: ({ text, scene, openid, title }) => ({
    body: { content: text, version: 2, scene: SCENES[scene], openid, title },
  }),
  output: z
    .object({
      trace_id: z.string().default(""),
      result: z.object({ suggest: z.enum(["pass", "review", "risky"]), label: z.number() }),
    })
    .transform(({ trace_id, result }) => ({ suggest: result.suggest, label: result.label, traceId: trace_id })),
  mayRepeat: always,
});
