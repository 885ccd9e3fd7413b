import { TARGET_GROUP_NAMES } from "../src/people/target-group.ts";
import { cite, joined, type Said, say } from "./reply.ts";
import type { SearchState } from "./search-state.ts";

const GROUP_NAMES: Readonly<Record<string, string>> = TARGET_GROUP_NAMES;

/** 退役军人，45 岁: who learns, as far as it was said. @returns undefined when nothing was */
export function spokenPerson({ group, age }: Pick<SearchState, "group" | "age">): Said | undefined {
  const name = group === undefined ? undefined : GROUP_NAMES[group];
  const said = [
    ...(name === undefined ? [] : [cite("search", "current", "group", name)]),
    ...(age === undefined ? [] : [say`${cite("search", "current", "age", age)} 岁`]),
  ];
  return said.length === 0 ? undefined : joined(said, "，");
}
