import { z } from "zod";
import { LIST_END } from "../../search/climb.ts";
import { createFallbackSearch } from "../../search/fallback.ts";
import { SETTINGS } from "../../search/settings.ts";
import { localDate } from "../../src/kit/clock.ts";
import { startChild } from "./search-child.ts";
import { type BareAnswer, type BareClient, type BareRequest, type Fault, faultOf, forwarded } from "./search-client.ts";
import type { ScaledHouse } from "./search-house.ts";
import type { Recording } from "./search-recording.ts";

export const SYSTEMS = ["ours", "raw engine", "floor", "PostgreSQL", "MiniSearch"] as const;
export type SystemName = (typeof SYSTEMS)[number];

export interface Sample {
  ms: number;
  fault?: Fault | undefined;
}

export type Systems = Record<SystemName, (recording: Recording) => Promise<Sample>>;

const CUTOFF_MS = SETTINGS.courses.searchCutoffMs ?? Number.POSITIVE_INFINITY;

async function timed<Answer>(
  work: () => Promise<Answer>,
  faultIn: (answer: Answer) => Fault | undefined = () => undefined,
): Promise<Sample> {
  const began = performance.now();
  const answer = await work();
  return { ms: performance.now() - began, fault: faultIn(answer) };
}

/** An engine that has used up its time answers with what it has and says so only by the time. */
const engineFault = (answer: BareAnswer): Fault | undefined =>
  Number(/"processingTimeMs":(\d+)/.exec(answer.body.toString())?.[1]) >= CUTOFF_MS
    ? "cut off"
    : faultOf(answer, undefined);

export const ourRequest = (address: string, { question }: Recording): BareRequest => ({
  method: "GET",
  url: address + question.path,
  headers: {},
});

export interface Contest {
  systems: Systems;
  /** Documents that MiniSearch holds. */
  documents: number;
  close(): Promise<void>;
}

/** @param address of the program that is measured, which runs in a process of its own */
export async function openContest(
  { house, services }: ScaledHouse,
  client: BareClient,
  address: string,
  now: Date,
): Promise<Contest> {
  const today = localDate(now);
  const fallback = createFallbackSearch(house.db);
  const never = new AbortController().signal;
  const { databaseUrl } = services;
  const miniSearch = await startChild(
    "search-minisearch.ts",
    { databaseUrl, today },
    z.object({ documents: z.number() }),
  );
  return {
    documents: miniSearch.ready.documents,
    systems: {
      ours: (recording) =>
        timed(
          () => client.send(forwarded(ourRequest(address, recording))),
          (answer) => faultOf(answer, recording.answer),
        ),
      "raw engine": ({ engine }) => timed(() => client.send(engine), engineFault),
      floor: ({ engine, rowsRead }) =>
        timed(async () => {
          const found = await client.send(engine);
          if (rowsRead !== undefined) await house.db.sql.query(rowsRead);
          return found;
        }, engineFault),
      PostgreSQL: ({ question: { query } }) =>
        timed(() => fallback.courses({ query, today, limit: LIST_END, match: "all" }, never)),
      MiniSearch: async ({ question: { query } }) => {
        const { ms } = await miniSearch.ask({ query, limit: LIST_END }, z.object({ ms: z.number() }));
        return { ms };
      },
    },
    close: miniSearch.end,
  };
}
