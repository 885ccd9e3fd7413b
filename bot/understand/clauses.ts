import { eachMatch } from "./each-match.ts";

/** A piece of the message between two pauses. `end` is exclusive. */
export interface Clause {
  start: number;
  end: number;
}

const PAUSE = /[，。！？；,.!?;\s~…]+/g;

/** Where people pause; 、 joins and does not part. A message without punctuation is one clause. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  eachMatch(text, PAUSE, (pause) => {
    if (pause.index > start) clauses.push({ start, end: pause.index });
    start = pause.index + pause[0].length;
    return true;
  });
  if (start < text.length) clauses.push({ start, end: text.length });
  return clauses;
}

/** What stands in the same clause before and after a span, and what the next clause says. */
export interface Around {
  before: string;
  after: string;
  next: string;
}

export function around(text: string, clauses: readonly Clause[], start: number, end: number): Around {
  const at = clauses.findIndex((clause) => start >= clause.start && start < clause.end);
  const clause = clauses[at];
  const next = clauses[at + 1];
  return {
    before: clause === undefined ? "" : text.slice(clause.start, start),
    after: clause === undefined ? "" : text.slice(end, Math.max(end, clause.end)),
    next: next === undefined ? "" : text.slice(next.start, next.end),
  };
}
