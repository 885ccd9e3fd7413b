import type { Reply, Turn } from "../../bot/turn.ts";

export interface PlayedTurn {
  input: Turn["input"];
  reply: Reply;
  ms: number;
}

export interface Played {
  id: string;
  turns: PlayedTurn[];
}

/** What was played, with what is needed to hold the replies against their refs. */
export interface Scene {
  played: Played[];
  /** Of institutions, bases and counties: only a record may bring one into a reply. */
  names: ReadonlySet<string>;
  /** Refs to records that are not there. */
  dangling: string[];
}
