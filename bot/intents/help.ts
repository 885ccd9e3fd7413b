import { choice, echo, joined, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Shown in this order; each line is the first example of its intent. */
const SHOWN = [
  "find_course",
  "refine",
  "select_item",
  "more_results",
  "ask_shortage",
  "ask_provider",
  "subscribe",
  "unsubscribe",
  "restart",
];

/** Says what can be asked, in sentences that work. @param others the intents whose first example is shown */
export const createHelp = (others: readonly Intent[]): Intent => ({
  name: "help",
  examples: ["帮助", "你能做什么", "怎么用"],
  run: async ({ state }) => {
    const lines = SHOWN.flatMap((name) => {
      const example = others.find((intent) => intent.name === name)?.examples[0];
      return example === undefined ? [] : [say`· ${setting("example", example)}`];
    });
    return {
      state,
      draft: {
        parts: [
          say`我帮您在四川找职业技能培训课程，每个回答都来自登记的课程，并写明来源。可以这样问：\n${joined(lines, "\n")}\n也可以发位置找附近的课。政策咨询请拨打 ${setting("hotline", "12333")}。`,
        ],
        choices: [choice(echo("附近有什么培训")), choice(echo("现在什么职业紧缺"))],
        action: "answer",
      },
    };
  },
});
