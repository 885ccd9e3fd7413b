import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES } from "../../courses/course.ts";
import type { FieldFault } from "../../errors.ts";
import type { Institution } from "../../institutions/institution.ts";
import { type Occupations, SKILL_LEVEL_NAMES } from "../../occupations/occupation.ts";
import { type SourceRef, spokenSource } from "../../source.ts";
import { type Html, html } from "../html.ts";
import { type Form, MAX_SESSION_ROWS, occupationLabel, sessionField, sessionRows } from "./course-form-data.ts";
import { type Choice, type FieldState, fieldOf, inputOf, selectOf, textareaOf } from "./fields.ts";

export interface CourseFormNeeds {
  institution: Institution;
  occupations: Occupations;
  subsidySources: readonly SourceRef[];
  form: Form;
  faults: readonly FieldFault[];
}

const choicesOf = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const LEVELS: Choice[] = [
  { value: "", label: "不分等级" },
  ...[5, 4, 3, 2, 1].map((level) => ({ value: String(level), label: SKILL_LEVEL_NAMES[level] ?? "" })),
];
const SUBSIDISED: Choice[] = [
  { value: "", label: "不写明" },
  { value: "yes", label: "有补贴" },
  { value: "no", label: "无补贴" },
];

const sessionRow = (state: FieldState, row: number): Html => {
  const name = (field: string): string => sessionField(row, field);
  return html`<div class="session-row">
${fieldOf(state, `第 ${row + 1} 班开班`, name("startsOn"), inputOf(state, name("startsOn"), { type: "date" }))}
${fieldOf(state, "结束", name("endsOn"), inputOf(state, name("endsOn"), { type: "date" }))}
${fieldOf(state, "名额", name("seatsTotal"), inputOf(state, name("seatsTotal"), { inputmode: "numeric" }))}
</div>`;
};

const sessionsPart = (state: FieldState): Html => {
  const rows = sessionRows(state.form);
  return html`<fieldset><legend>班次</legend>
<input type="hidden" name="rows" value="${rows}">
${state.faultOf("sessions") !== undefined && html`<p class="fault" id="fault-sessions">${state.faultOf("sessions")}</p>`}
${Array.from({ length: rows }, (_, row) => sessionRow(state, row))}
${rows < MAX_SESSION_ROWS && html`<button type="submit" name="act" value="add-session" class="weui-btn weui-btn_mini weui-btn_default" formnovalidate>再加一个班次</button>`}
</fieldset>`;
};

const occupationPart = (state: FieldState, occupations: Occupations): Html => html`${fieldOf(
  state,
  "职业",
  "occupation",
  inputOf(state, "occupation", { list: "occupations", placeholder: "输入名称，从列表中选" }),
)}
<datalist id="occupations">${occupations.all().map((entry) => html`<option value="${occupationLabel(entry)}"></option>`)}</datalist>`;

const teachingPart = (state: FieldState, institution: Institution): Html => {
  const sites = institution.sites.map(({ id, name, address }) => ({ value: id, label: `${name}（${address}）` }));
  return html`<fieldset><legend>怎么上课</legend>
${fieldOf(state, "方式", "mode", selectOf(state, "mode", choicesOf(COURSE_MODE_NAMES)))}
${fieldOf(state, "教学点", "siteId", selectOf(state, "siteId", [{ value: "", label: "没有（纯线上）" }, ...sites]))}
${fieldOf(state, "时间", "schedule", selectOf(state, "schedule", choicesOf(COURSE_SCHEDULE_NAMES)))}
${fieldOf(state, "课时", "hours", inputOf(state, "hours", { inputmode: "numeric" }))}
</fieldset>`;
};

const moneyPart = (state: FieldState, subsidySources: readonly SourceRef[]): Html => {
  const sources = subsidySources.map((source) => ({ value: source.id, label: spokenSource(source) }));
  const none = { value: "", label: "不引用文件" };
  return html`<fieldset><legend>学费和补贴</legend>
${fieldOf(state, "学费（元）", "feeYuan", inputOf(state, "feeYuan", { inputmode: "decimal", placeholder: "免费填 0" }))}
${fieldOf(state, "补贴", "subsidised", selectOf(state, "subsidised", SUBSIDISED))}
${fieldOf(state, "补贴依据", "subsidySourceId", selectOf(state, "subsidySourceId", [none, ...sources]))}
</fieldset>`;
};

/** 新课程: every field of a CourseDraft, with what was typed and what is wrong with it beside each. */
export function courseForm({ institution, occupations, subsidySources, form, faults }: CourseFormNeeds): Html {
  const state: FieldState = { form, faultOf: (name) => faults.find(({ path }) => path === name)?.message };
  return html`<form method="post" action="/console/courses/new" class="form">
<fieldset><legend>课程</legend>
${fieldOf(state, "名称", "title", inputOf(state, "title", { maxlength: "60", placeholder: "例如：焊工（初级）周末班" }))}
${occupationPart(state, occupations)}
${fieldOf(state, "等级", "level", selectOf(state, "level", LEVELS))}
${fieldOf(state, "证书", "certificates", inputOf(state, "certificates", { placeholder: "多个用顿号分开，可不填" }))}
${fieldOf(state, "要求", "requirements", inputOf(state, "requirements", { maxlength: "300", placeholder: "可不填" }))}
${fieldOf(state, "介绍", "description", textareaOf(state, "description", { maxlength: "2000", rows: "4" }))}
</fieldset>
${teachingPart(state, institution)}
${moneyPart(state, subsidySources)}
${sessionsPart(state)}
<fieldset><legend>报名</legend>
${fieldOf(state, "怎样报名", "howToEnrol", textareaOf(state, "howToEnrol", { maxlength: "300", rows: "2" }))}
${fieldOf(state, "电话", "contactPhone", inputOf(state, "contactPhone", { type: "tel", placeholder: "可不填" }))}
</fieldset>
<button type="submit" class="weui-btn weui-btn_primary">提交审核</button>
</form>`;
}
