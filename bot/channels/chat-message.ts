import { z } from "zod";
import { AppError } from "../../src/errors.ts";
import { Point } from "../../src/kit/geo.ts";
import type { SubscriptionService } from "../../src/notices/subscription-service.ts";
import type { Reply, Turn } from "../turn.ts";
import { ShownReply } from "./stored-reply.ts";

// What the chats over HTTP have in common: the page at / and the mini-program.

const MAX_TEXT = 20_000;

/** One message of a person, whoever it is from. */
export const messageFields = {
  text: z.string().optional(),
  location: Point.optional().describe("WGS-84；会先取整到约 1 公里再使用"),
  choice: z.string().min(1, "choice 不能为空").max(500).optional().describe("快捷回复的 value"),
  explain: z.boolean().optional().describe("true 时返回这句话是怎样理解的"),
  messageId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "messageId 应为 1–64 个字母、数字、下划线或短横")
    .optional()
    .describe("同一个 messageId 重发只回答一次"),
};

type Message = z.output<z.ZodObject<typeof messageFields>>;

export const saysOneThing = ({ text, location, choice }: Message): boolean =>
  [text, location, choice].filter((part) => part !== undefined).length === 1;
export const ONE_THING = { message: "text、location、choice 三项要填且只填一项" };

/** A message without saying who it is from. */
export const ChatMessage = z.strictObject(messageFields).refine(saysOneThing, ONE_THING);

export const Notice = ShownReply.extend({ id: z.string(), createdAt: z.iso.datetime() });
export const ChatReply = ShownReply.extend({
  degraded: z.boolean(),
  refs: z.array(z.object({ kind: z.string(), id: z.string(), field: z.string(), value: z.string() })).optional(),
  meaning: z
    .object({
      intent: z.string(),
      slots: z.record(z.string(), z.unknown()),
      state: z.record(z.string(), z.unknown()),
      action: z.string(),
    })
    .optional(),
  /** Told without being asked and not yet acknowledged as seen; the same id may come again. */
  notices: z.array(Notice),
});

/** Characters as people count them: an emoji is one. */
const charactersOf = (text: string): number => [...text].length;

/** @throws AppError text_too_long */
export function inputOf({ text = "", location, choice }: Message): Turn["input"] {
  if (location !== undefined) return { kind: "location", point: location, datum: "wgs84" };
  if (choice !== undefined) return { kind: "choice", value: choice };
  if (charactersOf(text) > MAX_TEXT)
    throw new AppError("text_too_long", 413, "这段话太长了，请分几次说，每次不超过两万字。");
  return { kind: "text", text };
}

/** A reply with the notices that wait beside it; how it was understood only where that was asked for. */
export const chatReplyOf = (
  { refs, meaning, ...said }: Reply,
  notices: z.infer<typeof Notice>[],
  isExplained: boolean | undefined,
): z.input<typeof ChatReply> => ({ ...said, ...(isExplained === true && { refs, meaning }), notices });

export async function unreadNotices(
  inbox: Pick<SubscriptionService, "unread">,
  personId: string,
): Promise<z.infer<typeof Notice>[]> {
  return (await inbox.unread(personId)).map(({ id, createdAt, reply }) => ({
    ...ShownReply.parse(reply),
    id,
    createdAt: createdAt.toISOString(),
  }));
}
