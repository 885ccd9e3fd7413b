import { writeFileSync } from "node:fs";
import { renderText } from "../../bot/channels/render-text.ts";
import { measured } from "../bench/report.ts";
import { errorsByPhenomenon } from "./errors.ts";
import type { Evaluation } from "./evaluation.ts";
import { accuracyFigures, accuracyTable, type Group, timeFigures } from "./figures.ts";
import { groundingFigures, groundingOf } from "./grounding.ts";
import { violationsOf } from "./must-not.ts";
import { playRecords } from "./play.ts";
import { GoldRecord, type PredictedRecord, type PredictedTurn, readRecords } from "./record.ts";
import type { Played, PlayedTurn } from "./scene.ts";
import { tallyRecord } from "./score.ts";
import { startServer } from "./server.ts";

const predictedTurn = ({ reply, ms }: PlayedTurn): PredictedTurn => {
  const { intent, slots, state, action } = reply.meaning;
  return { intent, slots, state, action, ms: Math.round(ms * 100) / 100, reply: renderText(reply).join("\n") };
};

const predictedRecord = ({ id, turns }: Played): PredictedRecord => ({ id, turns: turns.map(predictedTurn) });

function groupsOf(gold: readonly GoldRecord[], predicted: ReadonlyMap<string, PredictedRecord>): Group[] {
  const named = (name: string, letter: string): Group => ({
    name,
    tallies: gold
      .filter(({ id }) => id.startsWith(letter))
      .map((record) => tallyRecord(record, predicted.get(record.id))),
  });
  const groups = [named("all", ""), named("single messages", "S"), named("dialogues", "M"), named("refusals", "R")];
  return groups.filter(({ tallies }) => tallies.length > 0);
}

const titled = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", title, ...lines]);

/** What the bot makes of labelled messages, and whether what it replies is grounded. */
export const understanding: Evaluation = async (options) => {
  const gold = readRecords(options.in, GoldRecord);
  const server = await startServer();
  const scene = await playRecords(server, gold).finally(() => server.stop());
  const records = scene.played.map(predictedRecord);
  if (options.out !== undefined)
    writeFileSync(options.out, records.map((record) => `${JSON.stringify(record)}\n`).join(""));

  const predicted = new Map(records.map((record) => [record.id, record]));
  const groups = groupsOf(gold, predicted);
  const grounding = groundingOf(scene);
  const violations = gold.flatMap((record) =>
    violationsOf(record, predicted.get(record.id)?.turns.map(({ reply }) => reply ?? "") ?? []),
  );
  const committed = violations.filter(({ isKnown }) => isKnown);
  const notLookedFor = new Set(violations.filter(({ isKnown }) => !isKnown).map(({ fault }) => fault));
  return {
    figuresInLines: accuracyFigures(groups),
    figures: [
      ...groundingFigures(grounding, "all"),
      measured("forbidden faults committed", committed.length, ""),
      ...timeFigures(records.flatMap(({ turns }) => turns.flatMap(({ ms }) => (ms === undefined ? [] : [ms])))),
    ],
    lines: [
      ...accuracyTable(groups),
      ...titled("Claims without a ground:", grounding.faults),
      ...titled("Refs without a record:", grounding.dangling),
      ...titled(
        "Forbidden faults committed:",
        committed.map(({ id, fault }) => `${id} ${fault}`),
      ),
      ...titled("Forbidden faults that nobody knows how to look for:", [...notLookedFor]),
      ...(options.errors ? titled("Misunderstandings:", errorsByPhenomenon(gold, predicted)) : []),
    ],
  };
};
