import { LocalDate, spokenDate } from "../src/kit/clock.ts";
import type { ShortageEntry, ShortageList } from "../src/shortage/shortage-list.ts";
import { citedSource } from "./course-words.ts";
import { applyOp } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { choice, cite, joined, type Said, say, setting } from "./reply.ts";

const SICHUAN = "510000";
const SHOWN = 5;

/** The division whose list is meant: named now, standing in the search, else the province. */
export const placeOfList = ({ meaning, state }: IntentCall): string => {
  const { where } = state.search;
  const standing = where?.kind === "place" ? where.place.divisionCode : where?.county.divisionCode;
  return meaning.slots.place?.divisionCode ?? standing ?? SICHUAN;
};

/** The list by its name, place, period and date: never without them. */
export function spokenList(list: ShortageList, { today }: IntentCall): Said {
  const cited = (field: string, value: string): Said => cite("shortage_list", list.id, field, value);
  const mark = list.isDemo ? say`【示例数据】` : say``;
  const published = spokenDate(LocalDate.parse(list.publishedOn), today);
  return say`${mark}${cited("title", list.title)}（${cited("divisionName", list.divisionName)}，${cited("period", list.period)}，${cited("publishedOn", published)}公布）`;
}

export const spokenEntry = (list: ShortageList, { rank, printedName, degree }: ShortageEntry): Said => {
  const name = cite("shortage_list", list.id, `entries.${rank}.printedName`, printedName);
  return degree === null ? name : say`${name}（${cite("shortage_list", list.id, `entries.${rank}.degree`, degree)}）`;
};

/** The head of the list as a numbered list, each entry leading to its courses. @param lead said before it */
export function showList(call: IntentCall, list: ShortageList, lead: Said): Outcome {
  const top = list.entries.slice(0, SHOWN);
  const lines = top.map((entry, index) => say`${setting("number", index + 1)}. ${spokenEntry(list, entry)}`);
  const ids = top.map(({ occupationCode }) => occupationCode ?? "");
  return {
    state: applyOp(call.state, {
      op: "show",
      results: { kind: "shortage", ids, pageStart: 0, next: null, shownAt: call.now.toISOString() },
    }),
    draft: {
      parts: [
        say`${lead}${spokenList(list, call)}，前 ${setting("shown", top.length)} 位：\n${joined(lines, "\n")}\n来源：${citedSource(list.source)}`,
        say`回复序号，看这个工种有哪些培训班。`,
      ],
      choices: top.slice(0, 3).map((_entry, index) => choice(setting("number", index + 1))),
      action: "answer",
    },
  };
}

/** Where no list has been entered. */
export const noList = ({ state }: IntentCall): Outcome => ({
  state,
  draft: {
    parts: [
      say`这里还没有登记急需紧缺职业目录。可以拨打 ${setting("hotline", "12333")} 问当地人社部门；也可以告诉我想学什么，我先帮您找课。`,
    ],
    action: "answer",
  },
});
