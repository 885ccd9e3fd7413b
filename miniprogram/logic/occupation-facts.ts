import type { Occupation } from "../services/types";
import type { FactRow } from "./course-facts";

const row = (name: string, text: string): FactRow[] => (text === "" ? [] : [{ name, text }]);

/** What the classification says of an occupation. */
export const occupationFacts = ({ code, levels, aliases, industry, summary }: Occupation): FactRow[] => [
  ...row("编码", code),
  ...row("技能等级", levels.map(({ name }) => name).join("、")),
  ...row("也叫", aliases.join("、")),
  ...row("行业", industry ?? ""),
  ...row("做什么", summary ?? ""),
];
