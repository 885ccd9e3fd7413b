import type { Chat } from "./chat.ts";
import type { Fault } from "./judge.ts";

export interface Figures {
  chats: number;
  turns: number;
  done: number;
  medianTurns: number;
  ninetieth: number;
  questions: number;
  faults: Partial<Record<Fault, number>>;
  medianMs: number;
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

export function figuresOf(chats: readonly Chat[]): Figures {
  const turns = chats.flatMap((chat) => chat.turns);
  const done = chats.flatMap(({ doneAfter }) => doneAfter ?? []);
  const faults: Figures["faults"] = {};
  for (const { fault } of turns.flatMap(({ findings }) => findings)) faults[fault] = (faults[fault] ?? 0) + 1;
  return {
    chats: chats.length,
    turns: turns.length,
    done: done.length,
    medianTurns: quantile(done, 0.5),
    ninetieth: quantile(done, 0.9),
    questions: chats.reduce((sum, chat) => sum + chat.questions, 0),
    faults,
    medianMs: quantile(
      turns.map(({ ms }) => ms),
      0.5,
    ),
  };
}

/** A table for the log of the run. */
export function spokenFigures({ faults, ...figures }: Figures): string {
  const rows: [string, string | number][] = [
    ["chats", figures.chats],
    ["turns", figures.turns],
    ["done", `${((100 * figures.done) / figures.chats).toFixed(1)} %`],
    ["turns until done, median", figures.medianTurns],
    ["turns until done, 90th percentile", figures.ninetieth],
    ["questions a chat", (figures.questions / figures.chats).toFixed(2)],
    ["questions put twice", faults.repeat ?? 0],
    ["loops", faults.loop ?? 0],
    [
      "other faults",
      Object.entries(faults)
        .filter(([fault]) => fault !== "repeat" && fault !== "loop")
        .map(([fault, count]) => `${fault} ${count}`)
        .join(", ") || 0,
    ],
    ["a turn, median", `${figures.medianMs.toFixed(1)} ms`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(36)}${value}`).join("\n");
}
