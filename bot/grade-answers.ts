import { spokenLevel } from "../src/occupations/occupation.ts";
import { occupationAsked } from "./certificate-asked.ts";
import { citedSource } from "./course-words.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { choice, cite, joined, say, setting } from "./reply.ts";

const GRADE = /初级|中级|高级|技师|[一二三四五]级/;
const FROM_GRADE_TO_GRADE = /直接|越级|跳级|先(?:有|考|拿|得)|隔|升|满|够格|几年|(?:干|做|工作|从事|入行).{0,6}年/;

/** 没有初级能直接考高级吗, 考高级得干满几年. */
export const isAboutGrades = ({ meaning: { slots, text } }: IntentCall): boolean =>
  (slots.level !== undefined || GRADE.test(text)) && FROM_GRADE_TO_GRADE.test(text);

/** The conditions stand in the standard of each occupation, which is not on record: says so, who knows, and which grades there are. */
export function whoKnowsGrades(call: IntentCall): Outcome {
  const asked = occupationAsked(call);
  const occupation = asked === undefined ? undefined : call.services.occupations.byCode(asked.code);
  const name = occupation === undefined ? undefined : cite("occupation", occupation.code, "name", occupation.name);
  const grades =
    occupation === undefined || occupation.levels.length === 0
      ? []
      : [
          say`${cite("occupation", occupation.code, "name", occupation.name)}的等级：${joined(
            [...occupation.levels]
              .sort((a, b) => b - a)
              .map((level) => cite("occupation", occupation.code, "levels", spokenLevel(level))),
            "、",
          )}。来源：${citedSource(occupation.source)}`,
        ];
  return {
    state: call.state,
    draft: {
      parts: [
        say`能不能直接考、要干满几年，写在${name ?? say`各职业`}的国家职业标准的申报条件里，各职业不一样；我这里没有登记，不敢乱说。`,
        say`请拨打 ${setting("hotline", "12333")}，或者问办班的机构您能从哪个等级报起。`,
        ...grades,
      ],
      choices: name === undefined ? [] : [choice(say`找${name}的课`, `${name.text}培训`)],
      action: "answer",
    },
  };
}
