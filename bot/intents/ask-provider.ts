import { answerAboutCourse } from "../answer-about-course.ts";
import { answerBases } from "../base-search.ts";
import { answerCourses, searchCourses } from "../course-search.ts";
import { applyOps } from "../dialogue.ts";
import { itemOf } from "../list-item.ts";
import { whoToAsk } from "../local-office.ts";
import { say, setting } from "../reply.ts";
import { searchOps } from "../search-ops.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const ASKS_WHICH = /哪些|哪家|哪几|哪所|哪个(?:学校|机构)|有没有|有没得|名单|推荐|哪里有|几家/;
/** Offices are no institutions: their addresses are not on record. */
const AN_OFFICE = /就业训练中心|就业服务|人社局|就业局|社保局|窗口/;

/** Which institutions there are in a place: the courses they give there, whatever is taught. */
function answerProviders(call: IntentCall): Promise<Outcome> {
  const { meaning, state, services } = call;
  const { occupations, topic, place } = meaning.slots;
  const isPlaceAlone = place?.isInSichuan === true && occupations === undefined && topic === undefined;
  if (!isPlaceAlone || meaning.questions.length > 0) return answerCourses(call);
  return searchCourses(call, applyOps(state, searchOps(meaning, state, services.places)));
}

/** 哪里有实训基地 asks for bases, 哪家机构教… for the courses that institutions give, 正不正规 for what is known of one. */
export const askProvider: Intent = {
  name: "ask_provider",
  examples: ["哪里有实训基地", "成都的公共实训基地", "有哪些培训机构"],
  run: async (call) => {
    const { text, slots } = call.meaning;
    if (/实训|基地/.test(text)) return answerBases(call);
    const isOfItem = slots.ordinal !== undefined || itemOf(call).kind === "item";
    if (AN_OFFICE.test(text) && slots.attribute === "address" && !isOfItem)
      return { state: call.state, draft: { parts: [whoToAsk(call)], action: "answer" } };
    if (slots.attribute !== "accreditation" || (ASKS_WHICH.test(text) && !isOfItem)) return answerProviders(call);
    return answerAboutCourse(
      call,
      { asked: ["accreditation"] },
      {
        said: say`机构正不正规，看它有没有办学许可证，可以拨打 ${setting("hotline", "12333")} 报名字核实；没核实前不要先交钱。`,
        isForAnyPlace: true,
      },
    );
  },
};
