import { COMPLAINT_CATEGORY_NAMES, type Complaint } from "../../complaints/complaint.ts";
import type { ComplaintService } from "../../complaints/complaint-service.ts";
import { AppError, notFound } from "../../errors.ts";
import { type LocalDate, localDate, spokenDate } from "../../kit/clock.ts";
import type { Places } from "../../places/place.ts";
import { type Html, html } from "../html.ts";
import type { PageCall, PageRoute } from "../page.ts";
import { consoleFrame, doneWords } from "./frame.ts";

interface ComplaintPageNeeds {
  complaints: ComplaintService;
  places: Places;
}

const PATH = "/console/complaints";
const MAX_ANSWER = 300;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const item = (
  { id, ticketNo, category, divisionCode, words, createdAt }: Complaint,
  places: Places,
  today: LocalDate,
) =>
  html`<section class="review">
<h2>${ticketNo}</h2>
<p class="faint">${COMPLAINT_CATEGORY_NAMES[category]} · ${divisionCode === null ? "没说区县" : (places.byCode(divisionCode)?.fullName ?? divisionCode)} · ${spokenDate(localDate(createdAt), today)}</p>
<p class="words">${words ?? "（投诉人已删除内容）"}</p>
<form method="post" action="${PATH}/${id}/answer" class="reject">
<label class="sr-only" for="answer-${id}">答复</label>
<input id="answer-${id}" name="answer" maxlength="${MAX_ANSWER}" placeholder="答复，投诉人会看到；在别处答复了可不填">
<button type="submit" class="weui-btn weui-btn_primary weui-btn_mini">已答复</button></form>
</section>`;

async function pageOf({ complaints, places }: ComplaintPageNeeds, call: PageCall, fault?: string): Promise<Html> {
  const { complaints: waiting, total } = await complaints.waiting(call.actor, call.now);
  const today = localDate(call.now);
  return consoleFrame({
    title: "投诉",
    ...("account" in call.actor ? { account: call.actor.account } : {}),
    done: doneWords(call.query["done"]),
    fault,
    body: html`<p class="faint"><a href="/console">返回</a></p>
${
  total === 0
    ? html`<p class="empty">没有等待答复的投诉。</p>`
    : html`<p class="faint">共 ${total} 件等待答复${total > waiting.length && `，先显示最早的 ${waiting.length} 件`}。号码已隐去，不显示投诉人。</p>
${waiting.map((complaint) => item(complaint, places, today))}`
}`,
  });
}

const answerOf = ({ form }: PageCall): string | null => {
  const answer = (form["answer"] ?? "").trim();
  if (answer.length > MAX_ANSWER) throw new AppError("invalid", 422, `答复最多 ${MAX_ANSWER} 个字。`);
  return answer === "" ? null : answer;
};

/** The reviewer's list of complaints; each is answered with one post. */
export const complaintPages = (needs: ComplaintPageNeeds): PageRoute[] => [
  {
    method: "GET",
    path: PATH,
    access: { kind: "reviewer" },
    perMinute: 120,
    isPrivate: true,
    render: async (call) => ({ html: await pageOf(needs, call) }),
  },
  {
    method: "POST",
    path: `${PATH}/:id/answer`,
    access: { kind: "reviewer" },
    perMinute: 120,
    isPrivate: true,
    render: async (call) => {
      const id = call.params["id"] ?? "";
      if (!UUID.test(id)) throw notFound("投诉");
      try {
        await needs.complaints.answer(call.actor, id, answerOf(call), call.now);
        return { redirect: `${PATH}?done=answered` };
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        return { html: await pageOf(needs, call, error.message), status: error.status };
      }
    },
  },
];
