import type { AccountKind } from "./accounts.ts";
import { isKeywordValue } from "./keyword-rules.ts";
import type { TemplateRow } from "./transcript.ts";

/** A template as the platform keeps it: each line names a keyword, `课程名称:{{thing1.DATA}}`. */
export interface Template {
  id: string;
  account: AccountKind;
  title: string;
  content: string;
  example: string;
  /** 2 = 一次性, 3 = 长期; template messages of the 服务号 need neither. */
  type: 2 | 3;
  /** Values an enum keyword may have. */
  enums?: Readonly<Record<string, readonly string[]>>;
}

const NOTICE_LINES = [
  "课程名称:{{thing1.DATA}}",
  "培训机构:{{thing2.DATA}}",
  "开班时间:{{date3.DATA}}",
  "上课地点:{{thing4.DATA}}",
  "温馨提示:{{thing5.DATA}}",
].join("\n");
const NOTICE_EXAMPLE = [
  "课程名称:电工（五级）培训班",
  "培训机构:示例培训学校",
  "开班时间:2026年3月2日",
  "上课地点:成都市双流区",
  "温馨提示:您订阅的课程有新班了",
].join("\n");

/** Of the new-course notice of each account, when nothing else is set. */
export const OFFICIAL_NOTICE_TEMPLATE = "fake-official-new-course-0001";
export const MINIPROGRAM_NOTICE_TEMPLATE = "fake-miniprogram-new-course-0001";
export const MINIPROGRAM_LONG_TERM_TEMPLATE = "fake-miniprogram-long-term-0001";

const notice = (id: string, account: AccountKind, title: string, type: 2 | 3): Template => ({
  id,
  account,
  title,
  content: NOTICE_LINES,
  example: NOTICE_EXAMPLE,
  type,
});

export const defaultTemplates = (): Template[] => [
  notice(OFFICIAL_NOTICE_TEMPLATE, "official", "培训开班通知", 2),
  notice(MINIPROGRAM_NOTICE_TEMPLATE, "miniprogram", "新课程提醒", 2),
  notice(MINIPROGRAM_LONG_TERM_TEMPLATE, "miniprogram", "培训班开班提醒", 3),
];

const LINE = /^(?:(.*?)[:：]\s*)?\{\{(\w+)\.DATA\}\}$/;

const keywordsOf = ({ content }: Template): { name: string; keyword: string }[] =>
  content.split("\n").flatMap((line) => {
    const [, name = "", keyword] = LINE.exec(line) ?? [];
    return keyword === undefined ? [] : [{ name, keyword }];
  });

export type Filled = { rows: TemplateRow[] } | { faulty: string };

/** @returns the lines of the message, or the first keyword that is missing, unknown or does not keep its rule */
export function fillTemplate(template: Template, data: Readonly<Record<string, { value: string }>>): Filled {
  const keywords = keywordsOf(template);
  const unknown = Object.keys(data).find((key) => !keywords.some(({ keyword }) => keyword === key));
  if (unknown !== undefined) return { faulty: unknown };
  const isWrong = ({ keyword }: { keyword: string }): boolean => {
    const value = data[keyword]?.value ?? "";
    const allowed = template.enums?.[keyword];
    return !isKeywordValue(keyword, value) || (allowed !== undefined && !allowed.includes(value));
  };
  const wrong = keywords.find(isWrong);
  if (wrong !== undefined) return { faulty: wrong.keyword };
  return { rows: keywords.map(({ name, keyword }) => ({ name, value: data[keyword]?.value ?? "" })) };
}
