import type { z } from "zod";
import type { FieldFault } from "../errors.ts";

type Issue = z.core.$ZodRawIssue;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: " true 或 false",
  array: "列表",
  object: "对象",
  date: "日期",
};

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  date: "日期应写成 2025-03-01 这样",
  datetime: "时间应写成 2025-03-01T08:00:00Z 这样",
  uuid: "编号格式不对",
  url: "网址格式不对",
};

const sizeWords = (issue: Issue): string =>
  issue["origin"] === "string" ? " 个字" : issue["origin"] === "array" ? " 项" : "";

/** Plain Chinese for what a schema gives no words of its own for. */
const messageOf = (issue: Issue): string => {
  if (issue.input === undefined && issue.code === "invalid_type") return "必填，没有收到";
  if (issue.code === "invalid_type") return `应为${TYPE_NAMES[issue.expected] ?? issue.expected}`;
  if (issue.code === "too_small") return `至少 ${issue.minimum}${sizeWords(issue)}`;
  if (issue.code === "too_big") return `最多 ${issue.maximum}${sizeWords(issue)}`;
  if (issue.code === "invalid_format") return FORMAT_NAMES[issue.format] ?? "格式不对";
  if (issue.code === "invalid_value") return `应为其中之一：${issue.values.map(String).join("、")}`;
  return "不符合要求";
};

const faultsOfIssue = (issue: z.core.$ZodIssue): FieldFault[] => {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: path === "" ? key : `${path}.${key}`, message: "不认识的字段，请去掉" }));
  return [{ path, message: issue.message }];
};

/** Every fault of a parse, with the dotted path that names the field. */
const faultsOf = (error: z.ZodError): FieldFault[] => error.issues.flatMap(faultsOfIssue);

export type Checked<Value> = { value: Value; faults?: never } | { value?: never; faults: FieldFault[] };

/** @returns the checked value, or every fault of it in plain Chinese */
export function check<S extends z.ZodType>(schema: S, value: unknown): Checked<z.output<S>> {
  const parsed = schema.safeParse(value, { error: messageOf });
  return parsed.success ? { value: parsed.data } : { faults: faultsOf(parsed.error) };
}
