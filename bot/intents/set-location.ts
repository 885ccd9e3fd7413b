import { isAroundSichuan, isInChina, type Point } from "../../src/kit/geo.ts";
import { withPlaceQuestion } from "../consent-acts.ts";
import { answerCourses } from "../course-search.ts";
import { applyOps } from "../dialogue.ts";
import { choice, say } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const outOfReach = ({ state }: IntentCall, sentence: ReturnType<typeof say>): Outcome => ({
  state,
  draft: { parts: [sentence], choices: [choice(say`线上课程`), choice(say`全省`)], action: "answer" },
});

/**
 * Looks around the point. It is kept with consent only: sharing it answers this question, and no other (PIPL arts 28–29).
 * @param point WGS-84 and already coarse: the channel's datum was left behind in answer.ts
 */
async function locate(call: IntentCall, point: Point): Promise<Outcome> {
  if (!isInChina(point))
    return outOfReach(call, say`这个位置不在中国境内，没法按它找课。请重新发位置，或者直接告诉我区县名。`);
  const county = call.services.places.nearestCounty(point);
  if (county === undefined || !isAroundSichuan(point) || !county.isInSichuan)
    return outOfReach(
      call,
      say`您的位置看起来不在四川。这里只有四川省的培训课程；如果您就在四川，请直接告诉我区县名。`,
    );
  const state = applyOps(call.state, [
    { op: "home", point },
    { op: "set", search: { where: { kind: "point", point, county } } },
  ]);
  const { terms, services, turn, now } = call;
  if (terms.mayKeepPlace) await services.people.keepHome(turn.personId, point, now);
  return withPlaceQuestion(call, await answerCourses(call, state));
}

/** Where somebody is: a shared location, or a place said by itself. */
export const setLocation: Intent = {
  name: "set_location",
  examples: ["我在西昌", "我住在温江", "[位置]"],
  run: async (call) => {
    const { input } = call.turn;
    if (input.kind === "location") return locate(call, input.point);
    const { slots, questions } = call.meaning;
    if (slots.place !== undefined || slots.near === true || questions.length > 0) return answerCourses(call);
    return {
      state: call.state,
      draft: { parts: [say`没有收到位置。请用“发送位置”发给我，或者直接回复区县名。`], action: "clarify" },
    };
  },
};
