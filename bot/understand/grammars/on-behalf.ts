import { type Found, findAll } from "./found.ts";

/** Somebody close: one who may want a course, and for whom another asks. */
const WHO =
  "妈妈|妈|母亲|爸爸|爸|父亲|爸妈|父母|老婆|妻子|媳妇|爱人|对象|女朋友|老公|丈夫|男朋友|儿子|女儿|姑娘|闺女|孩子|娃|小孩|弟弟|弟|妹妹|妹|哥哥|哥|姐姐|姐|侄儿|侄子|侄女|外甥|表弟|表妹|表哥|表姐|堂弟|小舅子|舅舅|婆婆|岳母|丈母娘|公公|奶奶|爷爷|外婆|嫂子|嬢嬢|姨妈|阿姨|叔叔|幺爸|朋友|同学|邻居|老乡|同事|战友|员工|工人|职工|学生|家里人|村里人|村民|徒弟";

const FOR = new RegExp(`(?:帮|给|替|为|帮忙给)(?:我们?|咱们?|俺|家里)?(?:的|家|个|一个|屋里)?(?:那个)?(${WHO})`, "g");
const MINE = new RegExp(
  `(?:我们?|咱|俺)(?:家|屋里|村|厂|公司)?(?:的|那个|有个|一个)?(${WHO})(?=.{0,12}(?:想|要|能|可以|学|报|考|做|干|今年|\\d|在家|没|是))`,
  "g",
);

/** 帮我老婆问, 我妈想学: the age and the group in the message are that person's. */
export const findOnBehalf = (text: string): Found<string>[] =>
  [
    ...findAll(text, FOR, "asked for", (match) => match[1]),
    ...findAll(text, MINE, "somebody of mine", (match) => match[1]),
  ].sort((a, b) => a.start - b.start);
