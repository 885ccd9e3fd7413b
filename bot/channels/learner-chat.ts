import { z } from "zod";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../../src/http/route.ts";
import { newId } from "../../src/kit/ids.ts";
import type { SubscriptionService } from "../../src/notices/subscription-service.ts";
import { learnerOf } from "../../src/people/learner.ts";
import type { ProfileService } from "../../src/people/profile-service.ts";
import type { Answer } from "../turn.ts";
import { answerOnce } from "./answer-once.ts";
import { ChatMessage, ChatReply, chatReplyOf, inputOf, Notice, unreadNotices } from "./chat-message.ts";
import { ShownReply } from "./stored-reply.ts";

export interface LearnerChatNeeds {
  answer: Answer;
  inbox: Pick<SubscriptionService, "unread" | "latest" | "markRead">;
  /** The only use of what a person said about themselves; nothing for those who do not want it. */
  profiles: Pick<ProfileService, "homeCity">;
}

const common = { tag: "我的", access: learner } as const;

/** The bot and its notices in the mini-program; the same brain as everywhere. */
export function learnerChatRoutes({ answer, inbox, profiles }: LearnerChatNeeds): Route[] {
  const say = answerOnce(answer);
  return [
    defineRoute({
      ...common,
      method: "POST",
      path: "/v1/me/chat",
      summary: "在小程序里和匠途说一句话：文字、位置或快捷回复",
      limit: perMinute(60),
      body: ChatMessage,
      example: { text: "双流附近有没有补贴的电焊班" },
      responses: { 200: ChatReply },
      handle: async ({ actor, body, now }) => {
        const { personId } = learnerOf(actor);
        const input = inputOf(body);
        const homeCity = await profiles.homeCity(personId);
        const messageId = body.messageId ?? newId(now);
        const reply = await say({ personId, channel: "miniprogram", messageId, at: now, homeCity, input });
        return ok(chatReplyOf(reply, await unreadNotices(inbox, personId), body.explain));
      },
    }),
    defineRoute({
      ...common,
      method: "GET",
      path: "/v1/me/inbox",
      summary: "我的通知，新的在前，最多 50 条",
      limit: perMinute(60),
      responses: { 200: z.object({ items: z.array(Notice.extend({ isSeen: z.boolean() })) }) },
      handle: async ({ actor }) => {
        const items = (await inbox.latest(learnerOf(actor).personId)).map(({ id, createdAt, readAt, reply }) => ({
          ...ShownReply.parse(reply),
          id,
          createdAt: createdAt.toISOString(),
          isSeen: readAt !== null,
        }));
        return ok({ items });
      },
    }),
    defineRoute({
      ...common,
      method: "POST",
      path: "/v1/me/inbox/seen",
      summary: "确认已经看过这些通知",
      limit: perMinute(60),
      body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(50) }),
      example: { ids: ["01970000-0000-7000-8000-000000000001"] },
      responses: {},
      handle: async ({ actor, body, now }) => {
        await inbox.markRead(learnerOf(actor).personId, body.ids, now);
        return noContent();
      },
    }),
  ];
}
