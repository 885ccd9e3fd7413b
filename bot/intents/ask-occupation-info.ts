import type { Occupation } from "../../src/occupations/occupation.ts";
import { spokenLevel } from "../../src/occupations/occupation.ts";
import { askOccupation, askWhich } from "../asking.ts";
import { answerCertificates } from "../certificate-question.ts";
import { citedSource } from "../course-words.ts";
import { itemOf, readCourse } from "../list-item.ts";
import { choice, cite, joined, type Said, say } from "../reply.ts";
import { placeOfList, spokenEntry, spokenList } from "../shortage-words.ts";
import type { Meaning } from "../understand/meaning.ts";
import type { Intent, IntentCall } from "./intent.ts";

const MOST_ALIASES = 8;

const fieldOf =
  ({ code }: Occupation) =>
  (what: string, value: string): Said =>
    cite("occupation", code, what, value);

function spokenGrades({ levels, ...occupation }: Occupation): Said {
  const field = fieldOf({ levels, ...occupation });
  const grades = [...levels].sort((a, b) => b - a).map((level) => field("levels", spokenLevel(level)));
  return grades.length === 0 ? say`技能等级：目录里没有登记。` : say`技能等级：${joined(grades, "、")}`;
}

const spokenWork = (occupation: Occupation): Said[] =>
  occupation.summary === null ? [] : [say`做什么：${fieldOf(occupation)("summary", occupation.summary)}`];

function describe(occupation: Occupation): Said {
  const { code, name, industry, aliases, source } = occupation;
  const field = fieldOf(occupation);
  const names = aliases.slice(0, MOST_ALIASES).map((alias) => field("aliases", alias));
  return joined(
    [
      say`${field("name", name)}（职业编码 ${field("code", code)}）`,
      ...spokenWork(occupation),
      ...(industry === null ? [] : [say`行业：${field("industry", industry)}`]),
      spokenGrades(occupation),
      ...(names.length === 0 ? [] : [say`也叫：${joined(names, "、")}`]),
      say`来源：${citedSource(source)}`,
    ],
    "\n",
  );
}

/** Whether the newest list for the place names it: the one dated thing on record about the demand. */
async function spokenDemand(call: IntentCall, { code, name }: Occupation): Promise<Said> {
  const list = await call.services.shortage.latest(placeOfList(call));
  if (list === undefined) return say`急需紧缺职业目录：这里还没有登记。`;
  const entry = list.entries.find(({ occupationCode }) => occupationCode === code);
  if (entry === undefined)
    return say`${cite("occupation", code, "name", name)}不在这一期目录里：${spokenList(list, call)}`;
  const rank = cite("shortage_list", list.id, `entries.${entry.rank}.rank`, entry.rank);
  return say`缺不缺人：${spokenEntry(list, entry)}排第 ${rank}，${spokenList(list, call)}，来源：${citedSource(list.source)}`;
}

/** Pay, prospects, how hard it is: there are no figures, and it says so; then what is on record. */
async function sayWhatIsKnown(call: IntentCall, occupation: Occupation): Promise<Said> {
  const demand = await spokenDemand(call, occupation);
  const name = fieldOf(occupation)("name", occupation.name);
  return joined(
    [
      say`${name}的工资、前景、累不累，我没有可靠的数据，不替您下结论；可以问在干这行的人，或看招聘信息。`,
      ...spokenWork(occupation),
      spokenGrades(occupation),
      demand,
      say`来源：${citedSource(occupation.source)}`,
    ],
    "\n",
  );
}

const OPINION =
  /工资|收入|待遇|薪|挣|赚|前景|前途|好找|吃香|累|辛苦|危险|毒|辐射|加班|倒班|三班|稳定|好不好(?:做|干|跑)|有没有?得?做/;

/** 挖掘机证网上能查到不: the paper is asked about, though a trade stands in its name. */
const isAboutPaper = ({ slots: { certificate }, text }: Meaning): boolean =>
  certificate !== undefined && /查|真假|复审|过期|到期|补办|认可|承认|有用|含金量/.test(text);

/** The occupation that is named, else that of the course on the screen, else the subject of the talk. */
async function occupationOf(call: IntentCall): Promise<Occupation | undefined> {
  const { meaning, state, services } = call;
  const [named] = meaning.slots.occupations ?? [];
  if (named !== undefined) return services.occupations.byCode(named.code);
  const item = itemOf(call);
  const course = item.kind === "item" && item.list === "course" ? await readCourse(call, item.id) : undefined;
  const code = course?.occupationCode ?? state.search.occupations?.[0]?.code;
  return code === undefined ? undefined : services.occupations.byCode(code);
}

export const askOccupationInfo: Intent = {
  name: "ask_occupation_info",
  examples: ["养老护理员是做什么的", "焊工有哪些等级", "电工职业编码"],
  run: async (call) => {
    const { meaning, state } = call;
    if (isAboutPaper(meaning)) return answerCertificates(call);
    const [question] = meaning.questions;
    if (question !== undefined) return askWhich(state, question);
    const occupation = await occupationOf(call);
    if (occupation === undefined) return askOccupation(state, undefined);
    const { attribute } = meaning.slots;
    const wantsOpinion = attribute === "salary" || attribute === "prospects" || OPINION.test(meaning.text);
    return {
      state,
      draft: {
        parts: [wantsOpinion ? await sayWhatIsKnown(call, occupation) : describe(occupation)],
        choices: [choice(say`找${fieldOf(occupation)("name", occupation.name)}的课`, `${occupation.name}培训`)],
        action: "answer",
      },
    };
  },
};
