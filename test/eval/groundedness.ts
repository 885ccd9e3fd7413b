import { loadPlaces } from "../../src/places/places.ts";
import { makeCatalogue, TALK_DAY } from "../bot/catalogue.ts";
import { readConversations } from "../bot/transcript.ts";
import type { Evaluation } from "./evaluation.ts";
import { groundingFigures, groundingOf } from "./grounding.ts";
import { type Played, playInputs, playRecords } from "./play.ts";
import { GoldRecord, readRecords } from "./record.ts";
import { type EvalServer, startServer } from "./server.ts";

/** The conversations of the tests in the catalogue made for them. */
async function playTranscripts(server: EvalServer): Promise<{ played: Played[]; names: string[] }> {
  const names: string[] = [];
  const played = await server.on(
    TALK_DAY,
    async (db) => void names.push(...(await makeCatalogue(db, await loadPlaces(db)))),
    async (house) => {
      const all: Played[] = [];
      for (const { title, lines } of readConversations()) {
        const inputs = lines.map(({ input }) => input);
        const minutes = lines.map(({ minutesLater }) => minutesLater);
        all.push(await playInputs(house, title, TALK_DAY, inputs, minutes));
      }
      return all;
    },
  );
  return { played, names };
}

/** Every reply of the gold records and of the test transcripts against its refs. */
export const groundedness: Evaluation = async (options) => {
  const server = await startServer();
  try {
    const transcripts = await playTranscripts(server);
    const records = await playRecords(server, readRecords(options.in, GoldRecord));
    const ofTranscripts = groundingOf(transcripts.played, transcripts.names);
    const ofRecords = groundingOf(records.played, records.names);
    return {
      figuresInLines: [],
      figures: [...groundingFigures(ofRecords, "labelled messages"), ...groundingFigures(ofTranscripts, "transcripts")],
      lines: [...ofRecords.faults, ...ofTranscripts.faults],
    };
  } finally {
    await server.stop();
  }
};
