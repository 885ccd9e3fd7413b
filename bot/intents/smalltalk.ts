import { choice, say } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const smalltalk: Intent = {
  name: "smalltalk",
  examples: ["你好", "谢谢", "你是机器人吗"],
  run: async ({ meaning, state }) => {
    const { text } = meaning;
    const sentence = /谢|辛苦/.test(text)
      ? say`不客气。还想找什么课，随时告诉我。`
      : /再见|拜拜|bye/.test(text)
        ? say`再见，祝您顺利。`
        : /你是|机器人|真人/.test(text)
          ? say`我是培训课程查询机器人，只说登记过的课程信息。您想学什么、在哪里学？`
          : /^(?:好|嗯|哦|知道|明白|收到|晓得)/.test(text)
            ? say`好的。要查课随时告诉我想学什么、在哪里学。`
            : say`您好！我帮您找四川的职业技能培训。您想学什么、在哪里学？`;
    return { state, draft: { parts: [sentence], choices: [choice(say`帮助`)], action: "answer" } };
  },
};
