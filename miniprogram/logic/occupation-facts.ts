import type { Occupation } from "../services/types";
import type { FactRow } from "./course-facts";

const row = (name: string, text: string): FactRow[] => (text === "" ? [] : [{ name, text }]);

/** Some occupations have a hundred popular names; a dozen show what is meant. */
const SHOWN_ALIASES = 12;

const spokenAliases = (aliases: readonly string[]): string =>
  aliases.slice(0, SHOWN_ALIASES).join("、") + (aliases.length > SHOWN_ALIASES ? "等" : "");

/** What the classification says of an occupation. */
export const occupationFacts = ({ code, levels, aliases, industry, summary }: Occupation): FactRow[] => [
  ...row("编码", code),
  ...row("技能等级", levels.map(({ name }) => name).join("、")),
  ...row("也叫", spokenAliases(aliases)),
  ...row("行业", industry ?? ""),
  ...row("做什么", summary ?? ""),
];
