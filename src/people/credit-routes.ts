import { z } from "zod";
import { defineRoute, learner, ok, perMinute, type Route } from "../http/route.ts";
import { Credit, MAX_TEMPLATES, TapResult } from "./credit.ts";
import type { CreditService } from "./credit-service.ts";
import { learnerOf } from "./learner.ts";

const common = { path: "/v1/me/subscribe-credits", tag: "我的", access: learner, limit: perMinute(30) } as const;
const Credits = z.object({ items: z.array(Credit) });

export const creditRoutes = ({ credits }: { credits: CreditService }): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    summary: "我的订阅消息次数（以微信的事件为准）",
    responses: { 200: Credits },
    handle: async ({ actor }) => ok({ items: await credits.list(learnerOf(actor).personId) }),
  }),
  defineRoute({
    ...common,
    method: "POST",
    summary: "报告 wx.requestSubscribeMessage 的结果；收到微信的事件后才计次数",
    body: z.strictObject({
      reports: z
        .array(z.strictObject({ templateId: z.string().min(1).max(64), result: TapResult }))
        .min(1)
        .max(MAX_TEMPLATES, `一次最多 ${MAX_TEMPLATES} 个模板`)
        .refine(
          (reports) => new Set(reports.map(({ templateId }) => templateId)).size === reports.length,
          "同一个模板只能报一次",
        ),
    }),
    example: { reports: [{ templateId: "zun-LzcQyW-edafCVvzPkK4de2Rllr1fFpw2A_x0oXE", result: "accept" }] },
    responses: { 200: Credits },
    handle: async ({ actor, body, now }) => {
      const { personId } = learnerOf(actor);
      await credits.report(personId, body.reports, now);
      return ok({ items: await credits.list(personId) });
    },
  }),
];
