import { z } from "zod";
import { defineRoute, noContent, ok, perMinute, type Route, reviewer } from "../http/route.ts";
import { ContentReview, REVIEW_REASON_WORDS } from "./content.ts";
import type { ContentService } from "./content-service.ts";

const common = { tag: "内容审核", access: reviewer, limit: perMinute(60) } as const;

const ReviewBody = ContentReview.extend({
  createdAt: z.iso.datetime(),
  /** The reason in plain words. */
  said: z.string(),
});
const bodyOf = (review: ContentReview): z.infer<typeof ReviewBody> => ({
  ...review,
  createdAt: review.createdAt.toISOString(),
  said: REVIEW_REASON_WORDS[review.reason],
});

export const contentRoutes = ({ content }: { content: ContentService }): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/content-reviews",
    summary: "等待人工审核的文字，等得最久的在前（不含作者）",
    responses: { 200: z.object({ items: z.array(ReviewBody), total: z.number().int() }) },
    handle: async ({ actor }) => {
      const { items, total } = await content.waiting(actor);
      return ok({ items: items.map(bodyOf), total });
    },
  }),
  defineRoute({
    ...common,
    method: "POST",
    path: "/v1/content-reviews/:reviewId/decision",
    summary: "通过或不通过；决定后原文删除",
    params: z.strictObject({ reviewId: z.uuid("编号格式不对") }),
    body: z.strictObject({ verdict: z.enum(["accepted", "rejected"]) }),
    example: { verdict: "accepted" },
    responses: {},
    handle: async ({ actor, params, body, now }) => {
      await content.decide(actor, params.reviewId, body.verdict, now);
      return noContent();
    },
  }),
];
