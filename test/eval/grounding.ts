import { groundFaults } from "../../bot/grounded.ts";
import { atMost, type Figure, measured } from "../bench/report.ts";
import { atLeast } from "./figures.ts";
import type { Played } from "./play.ts";
import { wordsOf } from "./turn-input.ts";

export interface Grounding {
  replies: number;
  /** One line for each claim without a ground. */
  faults: string[];
  groundedReplies: number;
}

/** Holds every reply against its refs. @param names of institutions, bases and counties: none may stand in a reply without a ref */
export function groundingOf(played: readonly Played[], names: Iterable<string>): Grounding {
  const known = [...names];
  const byReply = played.flatMap(({ id, turns }) =>
    turns.map(({ input, reply }, at) =>
      groundFaults(reply, wordsOf(input), known).map((fault) => `${id}.${at + 1} ${fault.replaceAll("\n", " ⏎ ")}`),
    ),
  );
  return {
    replies: byReply.length,
    faults: byReply.flat(),
    groundedReplies: byReply.filter((faults) => faults.length === 0).length,
  };
}

export const groundingFigures = ({ replies, faults, groundedReplies }: Grounding, of: string): Figure[] => [
  atLeast(`grounded replies, ${of}`, replies === 0 ? 0 : (groundedReplies / replies) * 100, "%", 100),
  measured(`replies, ${of}`, replies, ""),
  atMost(`claims without a ground, ${of}`, faults.length, "", 0),
];
