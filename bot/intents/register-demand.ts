import { type Demand, type DemandDraft, type DemandSubject, KEPT_MONTHS } from "../../src/demands/demand.ts";
import { MAX_DEMANDS } from "../../src/demands/demand-service.ts";
import { askOccupation, askPlace } from "../asking.ts";
import { answerCourses } from "../course-search.ts";
import { spokenDemand } from "../demand-words.ts";
import { applyOps, currentResults, type DialogueState } from "../dialogue.ts";
import { type Choice, choice, joined, type Said, say, setting } from "../reply.ts";
import { without } from "../search-change.ts";
import { searchOps } from "../search-ops.ts";
import type { SearchState } from "../search-state.ts";
import { spokenKnown } from "../search-words.ts";
import type { Meaning } from "../understand/meaning.ts";
import { enrol } from "./enrol.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const TAKES_BACK =
  /(?:取消|撤回|撤销|撤掉|撤了|删掉|删除|不要|作废|收回|注销).{0,8}登记|登记.{0,8}(?:取消|撤|删|作废|不要了|不用了)|不(?:想|用|要|再)*登记/;
const ASKS_STATE =
  /(?<![帮给替让])我(?:之前|上次|都|的)*登记(?:(?:了|过|的|想学).{0,4}(?:什么|哪些|哪几|需求)|什么|哪些|的?(?:呢|[?？])?$)|(?:看|查)(?:一?下|看)?我?(?:的|之前)*登记/;
const NAMES_WISH = /需求|意愿|意向|愿望|想学|开班|没有|没得/;

/** 凑够人就开班 names nothing to learn, though it reads as if it did. */
const NO_SUBJECT = /凑|人(?:多|够|数)|登记|需求|意愿|意向/;

function wishOf(meaning: Meaning): Meaning {
  const { topic } = meaning.slots;
  return topic !== undefined && NO_SUBJECT.test(topic)
    ? { ...meaning, slots: without(meaning.slots, ["topic"]) }
    : meaning;
}

/** 帮我登记一下 under a list of classes means one of them. */
const meansClass = ({ meaning, state, now }: IntentCall): boolean => {
  const list = currentResults(state, now);
  return list?.kind === "course" && list.ids.length > 0 && !NAMES_WISH.test(meaning.text);
};

const subjectsOf = ({ occupations, topic }: SearchState): DemandSubject[] => {
  if (occupations !== undefined) return occupations.map(({ code }) => ({ occupationCode: code }));
  return topic === undefined ? [] : [{ topic }];
};

/** What stands in the dialogue as a demand: where as coarse as a county, how and when as it was said. */
function draftOf({
  where,
  level,
  mode,
  schedule,
  wish,
  startsAfter,
  startsBefore,
}: SearchState): Omit<DemandDraft, "subject"> {
  return {
    divisionCode: where?.kind === "place" ? where.place.divisionCode : where?.county.divisionCode,
    level,
    mode,
    schedule,
    isSubsidyWanted: wish !== undefined,
    wishedFrom: startsAfter,
    wishedTo: startsBefore,
  };
}

const answered = (state: DialogueState, parts: readonly Said[], choices: readonly Choice[] = []): Outcome => ({
  state,
  draft: { parts, choices, action: "answer" },
});

const listed = (demands: readonly Demand[], { services, today }: IntentCall): Said =>
  joined(
    demands.map((demand, index) => say`${setting("number", index + 1)}. ${spokenDemand(demand, services, today)}`),
    "\n",
  );

const NONE = say`您现在没有登记的需求。查不到合适的班时回复“登记需求”，我就记下有人想学。要取消的是课程报名，请直接找办班的机构。`;

/** 取消登记 takes all of it back, as people expect of the word; with a number, one. */
async function takeBack(call: IntentCall, own: readonly Demand[]): Promise<Outcome> {
  const { services, turn, state, meaning, today } = call;
  const { ordinal } = meaning.slots;
  if (typeof ordinal !== "number") {
    await services.demands.withdraw(turn.personId);
    return answered(state, [say`已撤回，登记的都删掉了：\n${listed(own, call)}`]);
  }
  const one = own[ordinal - 1];
  if (one === undefined) return answered(state, [say`没有这个序号。您登记了：\n${listed(own, call)}`]);
  await services.demands.withdraw(turn.personId, one.id);
  return answered(state, [say`已撤回：${spokenDemand(one, services, today)}。`]);
}

async function aboutOwn(call: IntentCall): Promise<Outcome> {
  const own = await call.services.demands.ofPerson(call.turn.personId);
  if (own.length === 0) return answered(call.state, [NONE]);
  if (TAKES_BACK.test(call.meaning.text)) return takeBack(call, own);
  return answered(
    call.state,
    [say`您登记了：\n${listed(own, call)}\n回复“取消登记”全部撤回，回复“取消登记第几个”只撤一个。`],
    [choice(say`取消登记`)],
  );
}

async function keep(call: IntentCall, state: DialogueState, subjects: readonly DemandSubject[]): Promise<Outcome> {
  const { services, turn, now, today } = call;
  const kept: Demand[] = [];
  for (const subject of subjects) {
    const done = await services.demands.record(turn.personId, { subject, ...draftOf(state.search) }, now);
    if (done.kind === "recorded" || done.kind === "refreshed") kept.push(done.demand);
  }
  if (kept.length === 0)
    return answered(
      state,
      [say`您已经登记了 ${setting("maxDemands", MAX_DEMANDS)} 个，先回复“我登记了什么”看看，取消用不着的再登记新的。`],
      [choice(say`我登记了什么`)],
    );
  const words = joined(
    kept.map((demand) => spokenDemand(demand, services, today)),
    "；",
  );
  return answered(
    state,
    [
      say`已登记：${words}。只记这些，不记姓名和联系方式；满 ${setting("keptMonths", KEPT_MONTHS)} 个月自动删除，随时说“取消登记”撤回。`,
      say`想学的人数会给培训机构和人社部门看，人多就有可能开班。回复“有新的就告诉我”，一开班就通知您。`,
    ],
    [choice(say`有新的就告诉我`), choice(say`取消登记`)],
  );
}

/** Keeps what nobody offers as a wish that counts; asks what and where first, for a wish without them helps nobody. */
export const registerDemand: Intent = {
  name: "register_demand",
  examples: ["登记需求", "帮我登记一下", "想学的人多就开班", "取消登记", "我登记了什么"],
  run: async (call) => {
    const { meaning, state, services, today } = call;
    if (TAKES_BACK.test(meaning.text) || ASKS_STATE.test(meaning.text)) return aboutOwn(call);
    if (meansClass(call)) return enrol.run(call);
    if (meaning.questions.length > 0 || meaning.slots.place?.isInSichuan === false) return answerCourses(call);
    const next = applyOps(state, searchOps(wishOf(meaning), state, services.places));
    const { search, asked } = next;
    const subjects = subjectsOf(search);
    if (subjects.length === 0) return askOccupation(next, spokenKnown(search, today));
    const isPlaceOpen = search.where === undefined && search.mode !== "online" && !asked.includes("place");
    if (isPlaceOpen && meaning.slots.cleared?.includes("place") !== true)
      return askPlace(next, say`先看看有没有${spokenKnown(search, today) ?? say``}的班`);
    return keep(call, next, subjects);
  },
};
