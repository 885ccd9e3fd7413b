import { CourseDraft } from "../../courses/course.ts";
import type { FieldFault } from "../../errors.ts";
import { check } from "../../kit/check.ts";
import { fenOfYuan } from "../../kit/money.ts";
import type { Occupations } from "../../occupations/occupation.ts";

export type Form = Readonly<Record<string, string>>;

export const MAX_SESSION_ROWS = 20;
const FIRST_SESSION_ROWS = 2;

/** How many class session rows the form shows; the form itself says so. */
export function sessionRows(form: Form): number {
  const asked = Number(form["rows"] ?? FIRST_SESSION_ROWS);
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), MAX_SESSION_ROWS) : FIRST_SESSION_ROWS;
}

/** Name of a field in a class session's row. No dots: form parsers take them for nesting. */
export const sessionField = (row: number, field: string): string => `session-${row}-${field}`;

/** How an occupation stands in the list of the form. */
export const occupationLabel = ({ name, code }: { name: string; code: string }): string => `${name}（${code}）`;

/** The code behind what was picked or typed: a line of the list, a code, or a name that means one occupation only. */
function occupationCodeOf(text: string, occupations: Occupations): string | undefined {
  const code = /\d-\d{2}-\d{2}-\d{2}/.exec(text)?.[0];
  if (code !== undefined) return occupations.byCode(code)?.code;
  const named = occupations.names().find((entry) => entry.name === text.trim());
  return named?.codes.length === 1 ? named.codes[0] : undefined;
}

const emptyToNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === "" ? null : text.trim();
const numberOf = (text: string | undefined): number | string | undefined => {
  const given = emptyToNull(text);
  if (given === null) return undefined;
  return /^\d+$/.test(given) ? Number(given) : given; // words go to the schema, which says that they are no number
};
const feeFenOf = (text: string | undefined): number | string | undefined => {
  const given = emptyToNull(text);
  return given === null ? undefined : (fenOfYuan(given) ?? given);
};
const SUBSIDISED: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** Rows of class sessions that hold anything, with the row of the form each came from. */
const filledSessions = (form: Form) =>
  Array.from({ length: sessionRows(form) }, (_, row) => ({
    row,
    session: {
      startsOn: emptyToNull(form[sessionField(row, "startsOn")]) ?? undefined,
      endsOn: emptyToNull(form[sessionField(row, "endsOn")]) ?? undefined,
      seatsTotal: numberOf(form[sessionField(row, "seatsTotal")]),
    },
  })).filter(({ session }) => Object.values(session).some((value) => value !== undefined));

const FORM_NAMES: Readonly<Record<string, string>> = {
  feeFen: "feeYuan",
  isSubsidised: "subsidised",
};

/** Faults of a draft under the names of the form's fields. */
export function formFaults(form: Form, faults: readonly FieldFault[]): FieldFault[] {
  const rows = filledSessions(form).map(({ row }) => row);
  return faults.map(({ path, message }) => {
    const session = /^sessions\.(\d+)\.(.+)$/.exec(path);
    if (session !== null) return { path: sessionField(rows[Number(session[1])] ?? 0, session[2] ?? ""), message };
    if (path === "occupationCode") return { path: "occupation", message: "请从列表中选一个职业" };
    if (path === "feeFen" && /应为|必填/.test(message))
      return { path: "feeYuan", message: "请填金额，例如 1280 或 1280.50" };
    if (path.startsWith("certificates")) return { path: "certificates", message };
    return { path: FORM_NAMES[path] ?? path, message };
  });
}

/** The posted form as a draft, or every fault of it under the names of the form's fields. */
export function draftOf(
  form: Form,
  occupations: Occupations,
): { draft: CourseDraft; faults?: never } | { faults: FieldFault[] } {
  const checked = check(CourseDraft, {
    title: form["title"] ?? "",
    occupationCode: occupationCodeOf(form["occupation"] ?? "", occupations),
    level: emptyToNull(form["level"]),
    mode: form["mode"],
    schedule: form["schedule"],
    hours: numberOf(form["hours"]),
    feeFen: feeFenOf(form["feeYuan"]),
    isSubsidised: SUBSIDISED[form["subsidised"] ?? ""] ?? null,
    subsidySourceId: emptyToNull(form["subsidySourceId"]),
    certificates: (form["certificates"] ?? "")
      .split(/[\n、,，;；]/)
      .map((text) => text.trim())
      .filter((text) => text !== ""),
    description: form["description"] ?? "",
    requirements: emptyToNull(form["requirements"]),
    howToEnrol: form["howToEnrol"] ?? "",
    contactPhone: emptyToNull(form["contactPhone"]),
    siteId: emptyToNull(form["siteId"]),
    sessions: filledSessions(form).map(({ session }) => session),
  });
  return checked.faults === undefined ? { draft: checked.value } : { faults: formFaults(form, checked.faults) };
}
