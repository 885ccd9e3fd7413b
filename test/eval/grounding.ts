import { groundFaults } from "../../bot/grounded.ts";
import { atMost, type Figure, measured } from "../bench/report.ts";
import { atLeast } from "./figures.ts";
import type { Scene } from "./scene.ts";
import { wordsOf } from "./turn-input.ts";

export interface Grounding {
  replies: number;
  /** One line for each claim without a ground. */
  faults: string[];
  groundedReplies: number;
  /** One line for each ref without a record. */
  dangling: string[];
}

/** Holds every reply against its refs, and the refs against the records. */
export function groundingOf({ played, names, dangling }: Scene): Grounding {
  const byReply = played.flatMap(({ id, turns }) =>
    turns.map(({ input, reply }, at) =>
      groundFaults(reply, wordsOf(input), names).map((fault) => `${id}.${at + 1} ${fault.replaceAll("\n", " ⏎ ")}`),
    ),
  );
  return {
    replies: byReply.length,
    faults: byReply.flat(),
    groundedReplies: byReply.filter((faults) => faults.length === 0).length,
    dangling,
  };
}

export const groundingFigures = ({ replies, faults, groundedReplies, dangling }: Grounding, of: string): Figure[] => [
  atLeast(`grounded replies, ${of}`, replies === 0 ? 0 : (groundedReplies / replies) * 100, "%", 100),
  measured(`replies, ${of}`, replies, ""),
  atMost(`claims without a ground, ${of}`, faults.length, "", 0),
  atMost(`refs without a record, ${of}`, dangling.length, "", 0),
];
