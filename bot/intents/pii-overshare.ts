import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Asked for nothing else, or for something that stops at a gate of its own. */
const NO_WISH = new Set(["unknown", "confirm", "deny", "smalltalk", "set_profile", "help"]);

/** Warns, and goes on with what the message is for. The number itself was masked before anybody read it. @param others who answer the rest */
export const createPiiOvershare = (others: readonly Intent[]): Intent => ({
  name: "pii_overshare",
  examples: ["我身份证号是510123199001011234，帮我报名", "我的电话13800001111，有班打给我"],
  run: async (call) => {
    const warning = say`请不要在这里发身份证号、银行卡号、电话这些号码：我用不上，刚才那个没有保存，也不会转给别人。只在机构或窗口当面办手续时给。`;
    const { besideGate } = call.meaning;
    const wish = others.find(({ name }) => name === besideGate && !NO_WISH.has(name));
    if (wish === undefined)
      return {
        state: call.state,
        draft: { parts: [warning, say`想学什么、在哪里学，直接告诉我就行。`], action: "answer" },
      };
    const { draft, ...outcome } = await wish.run({ ...call, meaning: { ...call.meaning, intent: wish.name } });
    return { ...outcome, draft: { ...draft, parts: [warning, ...draft.parts] } };
  },
});
