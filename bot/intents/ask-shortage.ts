import type { ShortageList } from "../../src/shortage/shortage-list.ts";
import { citedSource } from "../course-words.ts";
import { choice, cite, say } from "../reply.ts";
import { noList, placeOfList, showList, spokenEntry, spokenList } from "../shortage-words.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

/** 焊工紧缺吗: whether it is on the list, and what the list says about it. */
function aboutOccupation(call: IntentCall, list: ShortageList, code: string, name: string): Outcome {
  const said = cite("occupation", code, "name", name);
  const entry = list.entries.find(({ occupationCode }) => occupationCode === code);
  const answer =
    entry === undefined
      ? say`${said}不在这一期目录里。`
      : say`${said}在这一期目录里：排第 ${cite("shortage_list", list.id, `entries.${entry.rank}.rank`, entry.rank)}，${spokenEntry(list, entry)}。`;
  return {
    state: call.state,
    draft: {
      parts: [say`${spokenList(list, call)}\n${answer}\n来源：${citedSource(list.source)}`],
      choices: [choice(say`找${said}的课`, `${name}培训`)],
      action: "answer",
    },
  };
}

/** What a dated list says, with its name and date; never an opinion of our own. */
export const askShortage: Intent = {
  name: "ask_shortage",
  examples: ["现在什么职业紧缺", "四川急需哪些工种", "焊工算不算紧缺工种"],
  run: async (call) => {
    const list = await call.services.shortage.latest(placeOfList(call));
    const [occupation] = call.meaning.slots.occupations ?? [];
    if (list === undefined || list.entries.length === 0) return noList(call);
    return occupation === undefined
      ? showList(call, list, say``)
      : aboutOccupation(call, list, occupation.code, occupation.name);
  },
};
