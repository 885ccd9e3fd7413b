import { loadPlaces } from "../../src/places/places.ts";
import { makeCatalogue, TALK_DAY } from "../bot/catalogue.ts";
import { readConversations } from "../bot/transcript.ts";
import { danglingRefs } from "./dangling-refs.ts";
import type { Evaluation } from "./evaluation.ts";
import { groundingFigures, groundingOf } from "./grounding.ts";
import { playInputs, playRecords } from "./play.ts";
import type { Played, Scene } from "./scene.ts";
import { type EvalServer, startServer } from "./server.ts";
import { readSets } from "./sets.ts";

/** The conversations of the tests in the catalogue made for them. */
async function playTranscripts(server: EvalServer): Promise<Scene> {
  const names: string[] = [];
  return server.on(
    TALK_DAY,
    async (db) => void names.push(...(await makeCatalogue(db, await loadPlaces(db)))),
    async (house) => {
      const played: Played[] = [];
      for (const { title, lines } of readConversations()) {
        const inputs = lines.map(({ input }) => input);
        const minutes = lines.map(({ minutesLater }) => minutesLater);
        played.push(await playInputs(house, title, TALK_DAY, inputs, minutes));
      }
      return { played, names: new Set(names), dangling: await danglingRefs(house, played) };
    },
  );
}

/** Every reply of the gold records and of the test transcripts against its refs. */
export const groundedness: Evaluation = async (options) => {
  const gold = readSets(options.in, options.split && [options.split]).flatMap(({ records }) => records);
  const server = await startServer();
  try {
    const transcripts = await playTranscripts(server);
    const records = await playRecords(server, gold);
    const ofTranscripts = groundingOf(transcripts);
    const ofRecords = groundingOf(records);
    return {
      figuresInLines: [],
      figures: [...groundingFigures(ofRecords, "labelled messages"), ...groundingFigures(ofTranscripts, "transcripts")],
      lines: [ofRecords, ofTranscripts].flatMap(({ faults, dangling }) => [...faults, ...dangling]),
    };
  } finally {
    await server.stop();
  }
};
