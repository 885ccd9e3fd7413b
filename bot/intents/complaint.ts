import { COMPLAINT_CATEGORY_NAMES, type Complaint, type ComplaintCategory } from "../../src/complaints/complaint.ts";
import { localDate, spokenDate } from "../../src/kit/clock.ts";
import { complaintCategoryOf } from "../complaint-category.ts";
import { homeDivision } from "../local-office.ts";
import { type Choice, choice, cite, joined, type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const ticket = ({ id, ticketNo }: Complaint): Said => cite("complaint", id, "ticketNo", ticketNo);
const kindOf = ({ id, category }: Complaint): Said =>
  cite("complaint", id, "category", COMPLAINT_CATEGORY_NAMES[category]);

/** The first-aid of each kind: who has the power to act. */
function whereToGo(call: IntentCall, category: ComplaintCategory): Said {
  const place = homeDivision(call);
  const county = place === undefined ? say`当地` : cite("place", place.id, "name", place.name);
  const labour = say`${county}人社局（电话 ${setting("hotline", "12333")}）`;
  const market = say`消费者投诉热线 ${setting("consumer_hotline", "12315")}`;
  switch (category) {
    case "fee":
    case "advertising":
      return say`收费、退费和虚假宣传，请同时拨打${market}；培训本身的问题找${labour}。收据、合同、聊天截图都留好。`;
    case "closed":
      return say`机构关门、联系不上，请马上拨打${market}，并到${labour}反映；金额大或者像诈骗，直接拨打 ${setting("emergency", "110")} 报案。转账记录、合同都留好。`;
    case "safety":
      return say`先看伤、留好病历和照片，再找${labour}反映；有人伤害您，请拨打 ${setting("emergency", "110")}。`;
    case "subsidy":
      return say`补贴由经办机构发放，请到${labour}查办理进度。`;
    case "certificate":
    case "service":
    case "other":
      return say`能查、能管培训机构的是${labour}，请同时向他们反映，收据和合同留好。`;
  }
}

const whatElse: Choice[] = (["fee", "certificate", "advertising", "subsidy", "service", "closed"] as const).map(
  (category) =>
    choice(
      say`${setting("category", COMPLAINT_CATEGORY_NAMES[category])}`,
      `投诉${COMPLAINT_CATEGORY_NAMES[category]}`,
    ),
);

const answered = ({ id, answer }: Complaint): Said =>
  answer === null ? say`已经处理，没有留文字答复` : say`已经答复：${cite("complaint", id, "answer", answer)}`;

function stateOf(complaint: Complaint, call: IntentCall): Said {
  const on = (at: Date, field: string): Said =>
    cite("complaint", complaint.id, field, spokenDate(localDate(at), call.today));
  const since = say`${ticket(complaint)}（${kindOf(complaint)}，${on(complaint.createdAt, "createdAt")}提交）`;
  return complaint.answeredAt === null
    ? say`${since}：还在等答复。`
    : say`${since}：${on(complaint.answeredAt, "answeredAt")}${answered(complaint)}。`;
}

const ASKS_STATE =
  /ts-?\d{8}|(?:我(?:的|上次|之前|发|提)|之前|上次|昨天|前几天)[^，,。]{0,8}(?:投诉|举报|单子|工单)[^，,。]{0,10}(?:怎么样|怎样|咋样|进度|结果|处理|回复|答复|没人|到哪|好了|呢|一周|个月)|(?:投诉|举报|工单)[^，,。]{0,4}(?:进度|结果|处理得|处理到|到哪|查询)|查(?:一?下)?(?:我的)?(?:投诉|工单)/;

function tellState(call: IntentCall, own: readonly Complaint[]): Outcome {
  const asked = /ts-?(\d{8}-?\d{4,})/.exec(call.meaning.text)?.[1]?.replaceAll("-", "");
  const meant = own.filter(({ ticketNo }) => asked === undefined || ticketNo.replaceAll("-", "") === `TS${asked}`);
  const shown = meant.length === 0 ? own : meant;
  return {
    state: call.state,
    draft: {
      parts: [
        say`您的投诉：\n${joined(
          shown.map((complaint) => stateOf(complaint, call)),
          "\n",
        )}`,
        say`等不及可以拨打 ${setting("hotline", "12333")}，报上单号问。`,
      ],
      choices: [choice(say`转人工`)],
      action: "handoff",
    },
  };
}

/** Complained elsewhere, or their data has been deleted since. */
const noneKnown = ({ state }: IntentCall): Outcome => ({
  state,
  draft: {
    parts: [
      say`这里没有查到您提过的投诉。在别处投诉的，请打当时的电话问，或者拨打 ${setting("hotline", "12333")}。要在这里登记一件，回复“我要投诉”，再说是哪家机构、什么事。`,
    ],
    choices: [choice(say`我要投诉`), choice(say`转人工`)],
    action: "handoff",
  },
});

async function takeDown(call: IntentCall): Promise<Outcome> {
  const { meaning, turn, now, services, state } = call;
  const category = complaintCategoryOf(meaning.text);
  const divisionCode = homeDivision(call)?.divisionCode;
  // the person's own words, not as they were normalised; the service takes the numbers of persons out of them
  const words = turn.input.kind === "text" ? turn.input.text : meaning.text;
  const filed = await services.complaints.file(turn.personId, { category, divisionCode, words }, now);
  const { complaint } = filed;
  const lead =
    filed.kind === "full"
      ? say`您已经有好几件投诉在等答复，最近一件是 ${ticket(complaint)}。先等它们有结果，急的请直接拨打 ${setting("hotline", "12333")}。`
      : filed.kind === "added"
        ? say`补进单子里了：${ticket(complaint)}（${kindOf(complaint)}）。`
        : say`给您添麻烦了。投诉已经记下，单号 ${ticket(complaint)}（${kindOf(complaint)}）。您写的话会交给审核人员看，号码已经隐去。`;
  return {
    state,
    draft: {
      parts: [
        lead,
        whereToGo(call, complaint.category),
        complaint.category === "other"
          ? say`是哪方面的事、哪家机构、哪个区县？说一句我补进单子。以后问“我的投诉怎么样了”就能看到进展。`
          : say`还有要补充的（哪家机构、哪个区县、多少钱），写上“投诉”两个字发来就行。以后问“我的投诉怎么样了”就能看到进展。`,
      ],
      choices: complaint.category === "other" ? whatElse : [choice(say`我的投诉怎么样了`), choice(say`转人工`)],
      action: "handoff",
    },
  };
}

/** Takes it down with a number, says who has the power to act, and tells how the case stands. */
export const complaint: Intent = {
  name: "complaint",
  examples: ["我要投诉", "交了学费，机构跑路了", "他们不给退费", "我的投诉怎么样了"],
  run: async (call) => {
    if (!ASKS_STATE.test(call.meaning.text)) return takeDown(call);
    const own = await call.services.complaints.ofPerson(call.turn.personId);
    return own.length === 0 ? noneKnown(call) : tellState(call, own);
  },
};
