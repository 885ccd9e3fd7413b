import { applyOps } from "../dialogue.ts";
import { choice, cite, echo, type Said, say, setting } from "../reply.ts";
import type { Intent, Outcome } from "./intent.ts";

const OFFERS = ["附近有什么培训", "现在什么职业紧缺", "帮助"] as const;

const welcomed = (whereabouts: Said): Outcome["draft"] => ({
  parts: [
    say`您好！我帮您在四川找职业技能培训课程：离家近的、有补贴的、紧缺的。${whereabouts}想学什么，直接说就行，比如：${setting("example", "有补贴的电焊班")}。`,
  ],
  choices: OFFERS.map((words) => choice(echo(words))),
  action: "answer",
});

/** Somebody followed the account or scanned a code: a welcome, and the county of the code as the place to look in. */
export const arrived: Intent = {
  name: "arrived",
  examples: [],
  run: async (call) => {
    const { input } = call.turn;
    const code = input.kind === "arrived" ? input.divisionCode : undefined;
    const place = code === undefined ? undefined : call.services.places.byCode(code);
    if (place === undefined) return { state: call.state, draft: welcomed(say`告诉我您在哪个区县，或者发个位置。`) };
    const name = cite("place", place.id, "fullName", place.fullName);
    return {
      state: applyOps(call.state, [{ op: "set", search: { where: { kind: "place", place } } }]),
      draft: welcomed(say`您扫的是${name}的码，我先按${name}找；换地方就告诉我。`),
    };
  },
};
