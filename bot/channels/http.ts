import { z } from "zod";
import { defineRoute, events, everyone, noContent, ok, perMinute, type Route } from "../../src/http/route.ts";
import { newId } from "../../src/kit/ids.ts";
import type { SubscriptionService } from "../../src/notices/subscription-service.ts";
import type { PersonService } from "../../src/people/person-service.ts";
import type { Answer } from "../turn.ts";
import { answerOnce } from "./answer-once.ts";
import {
  ChatReply,
  chatReplyOf,
  inputOf,
  messageFields,
  Notice,
  ONE_THING,
  saysOneThing,
  unreadNotices,
} from "./chat-message.ts";

export interface ChatNeeds {
  answer: Answer;
  people: PersonService;
  inbox: Pick<SubscriptionService, "unread" | "markRead">;
  inboxEvents: { subscribe(personId: string, onMessage: () => void): () => void };
  profile: "demo" | "production";
}

const CHANNEL = "h5";
/** 128 bits are 22 characters of base64url. */
const PRODUCTION_SESSION_CHARS = 22;

const sessionIdSchema = (profile: ChatNeeds["profile"]) =>
  z
    .string()
    .min(profile === "production" ? PRODUCTION_SESSION_CHARS : 1, "sessionId 太短")
    .max(64, "sessionId 最多 64 个字符")
    .regex(/^[A-Za-z0-9_-]*$/, "sessionId 只能用字母、数字、下划线和短横");

/** The bot for the chat page and for programs. The sessionId is a bearer secret: hashed at once, never logged. */
export function chatRoutes({ answer, people, inbox, inboxEvents, profile }: ChatNeeds): Route[] {
  const sessionId = sessionIdSchema(profile);
  const say = answerOnce(answer);
  // A classroom may sit behind one address.
  const common = { tag: "聊天", access: everyone, limit: perMinute(300) } as const;

  return [
    defineRoute({
      ...common,
      method: "POST",
      path: "/v1/chat",
      summary: "和匠途说一句话：文字、位置或快捷回复；回答里有课程卡片、快捷回复和未读通知",
      body: z.strictObject({ sessionId, ...messageFields }).refine(saysOneThing, ONE_THING),
      example: { sessionId: "ZXhhbXBsZS1zZXNzaW9uLWlk", text: "双流附近有没有补贴的电焊班" },
      responses: { 200: ChatReply },
      handle: async ({ body, now }) => {
        const input = inputOf(body);
        const { id: personId } = await people.personOf(CHANNEL, body.sessionId, now);
        const messageId = body.messageId ?? newId(now);
        const reply = await say({ personId, channel: CHANNEL, messageId, at: now, input });
        return ok(chatReplyOf(reply, await unreadNotices(inbox, personId), body.explain));
      },
    }),
    defineRoute({
      ...common,
      method: "GET",
      path: "/v1/chat/events",
      summary: "新通知的推送（server-sent events，事件名 notice），直到用 /v1/chat/seen 确认",
      query: z.strictObject({ sessionId }),
      responses: { 200: Notice },
      handle: async ({ query, now }) => {
        const { id: personId } = await people.personOf(CHANNEL, query.sessionId, now);
        return events((send, closed) => {
          const sent = new Set<string>();
          const push = async (): Promise<void> => {
            for (const notice of await unreadNotices(inbox, personId)) {
              if (sent.has(notice.id)) continue;
              sent.add(notice.id);
              send({ event: "notice", data: notice });
            }
          };
          // A read that fails is made up for by the next signal; the listener polls.
          const pushQuietly = (): void => void push().catch(() => undefined);
          const unsubscribe = inboxEvents.subscribe(personId, pushQuietly);
          closed.addEventListener("abort", unsubscribe, { once: true });
          pushQuietly();
        });
      },
    }),
    defineRoute({
      ...common,
      method: "POST",
      path: "/v1/chat/seen",
      summary: "确认已经把这些通知给人看过，不再重发",
      body: z.strictObject({ sessionId, ids: z.array(z.uuid()).min(1).max(50) }),
      example: { sessionId: "ZXhhbXBsZS1zZXNzaW9uLWlk", ids: ["01970000-0000-7000-8000-000000000001"] },
      responses: {},
      handle: async ({ body, now }) => {
        const { id: personId } = await people.personOf(CHANNEL, body.sessionId, now);
        await inbox.markRead(personId, body.ids, now);
        return noContent();
      },
    }),
  ];
}
