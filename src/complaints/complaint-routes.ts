import { z } from "zod";
import { defineRoute, noContent, ok, perMinute, type Route, reviewer } from "../http/route.ts";
import { type Complaint, ComplaintCategory } from "./complaint.ts";
import type { ComplaintService } from "./complaint-service.ts";

const ComplaintBody = z.object({
  id: z.uuid(),
  ticketNo: z.string(),
  category: ComplaintCategory,
  divisionCode: z.string().nullable(),
  words: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

const bodyOf = ({ createdAt, ...complaint }: Complaint) => ({ ...complaint, createdAt: createdAt.toISOString() });

/** What the authority's own programs need; the console's page uses the service itself. */
export const complaintRoutes = ({ complaints }: { complaints: ComplaintService }): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/complaints",
    summary: "等待答复的投诉，等得最久的在前（不含投诉人）",
    tag: "投诉",
    access: reviewer,
    limit: perMinute(60),
    query: z.strictObject({}),
    responses: { 200: z.object({ items: z.array(ComplaintBody), total: z.number().int() }) },
    handle: async ({ actor, now }) => {
      const { complaints: items, total } = await complaints.waiting(actor, now);
      return ok({ items: items.map(bodyOf), total });
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v1/complaints/:complaintId/answer",
    summary: "答复一件投诉；投诉人问起时会看到答复",
    tag: "投诉",
    access: reviewer,
    limit: perMinute(60),
    params: z.strictObject({ complaintId: z.uuid("投诉编号格式不对") }),
    body: z.strictObject({
      answer: z.string().trim().min(2, "答复至少 2 个字").max(300, "答复最多 300 个字").nullable(),
    }),
    example: { answer: "已联系培训机构，学费将在七个工作日内退回。" },
    responses: {},
    handle: async ({ params, body, actor, now }) => {
      await complaints.answer(actor, params.complaintId, body.answer, now);
      return noContent();
    },
  }),
];
