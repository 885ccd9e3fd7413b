import { LocalDate, spokenDate } from "../../src/kit/clock.ts";
import type { ShortageEntry, ShortageList } from "../../src/shortage/shortage-list.ts";
import { citedSource } from "../course-words.ts";
import { applyOp } from "../dialogue.ts";
import { choice, cite, joined, type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const SICHUAN = "510000";
const SHOWN = 5;

const placeOf = ({ meaning, state }: IntentCall): string => {
  const { where } = state.search;
  const standing = where?.kind === "place" ? where.place.divisionCode : where?.county.divisionCode;
  return meaning.slots.place?.divisionCode ?? standing ?? SICHUAN;
};

function spokenList(list: ShortageList, { today }: IntentCall): Said {
  const cited = (field: string, value: string): Said => cite("shortage_list", list.id, field, value);
  const mark = list.isDemo ? say`【示例数据】` : say``;
  const published = spokenDate(LocalDate.parse(list.publishedOn), today);
  return say`${mark}${cited("title", list.title)}（${cited("divisionName", list.divisionName)}，${cited("period", list.period)}，${cited("publishedOn", published)}公布）`;
}

const spokenEntry = (list: ShortageList, { rank, printedName, degree }: ShortageEntry): Said => {
  const name = cite("shortage_list", list.id, `entries.${rank}.printedName`, printedName);
  return degree === null ? name : say`${name}（${cite("shortage_list", list.id, `entries.${rank}.degree`, degree)}）`;
};

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

function topOf(call: IntentCall, list: ShortageList): Outcome {
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
        say`${spokenList(list, call)}，前 ${setting("shown", top.length)} 位：\n${joined(lines, "\n")}\n来源：${citedSource(list.source)}`,
        say`回复序号，看这个工种有哪些培训班。`,
      ],
      choices: top.slice(0, 3).map((_entry, index) => choice(setting("number", index + 1))),
      action: "answer",
    },
  };
}

/** What a dated list says, with its name and date; never an opinion of our own. */
export const askShortage: Intent = {
  name: "ask_shortage",
  examples: ["现在什么职业紧缺", "四川急需哪些工种", "学什么好找工作"],
  run: async (call) => {
    const list = await call.services.shortage.latest(placeOf(call));
    const [occupation] = call.meaning.slots.occupations ?? [];
    if (list === undefined || list.entries.length === 0)
      return {
        state: call.state,
        draft: {
          parts: [
            say`这里还没有登记急需紧缺职业目录。可以拨打 ${setting("hotline", "12333")} 问当地人社部门；也可以告诉我想学什么，我先帮您找课。`,
          ],
          action: "answer",
        },
      };
    return occupation === undefined ? topOf(call, list) : aboutOccupation(call, list, occupation.code, occupation.name);
  },
};
