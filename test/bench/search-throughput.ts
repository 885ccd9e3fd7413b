import { z } from "zod";
import { startChild } from "./search-child.ts";
import type { Recording } from "./search-recording.ts";
import { ourRequest } from "./search-systems.ts";

const CLIENTS = 8;
const BURSTS = 5;
const BURST_SECONDS = 4;

const Burst = z.object({ answered: z.number(), faults: z.array(z.string()), seconds: z.number() });

export interface Throughput {
  /** Answers a second, burst by burst. */
  ours: number[];
  raw: number[];
  faults: string[];
}

/** Eight clients ask the whole mix over and over: ours and the bare engine in short turns, each first half of the time. */
export async function measureThroughput(recordings: readonly Recording[], address: string): Promise<Throughput> {
  const generator = await startChild("search-generator.ts", { clients: CLIENTS }, z.object({}));
  const turns = {
    ours: {
      requests: recordings.map((recording) => ourRequest(address, recording)),
      expected: recordings.map(({ answer }) => answer),
    },
    raw: { requests: recordings.map(({ engine }) => engine), expected: [] },
  };
  const measured: Throughput = { ours: [], raw: [], faults: [] };
  const burst = async (name: "ours" | "raw"): Promise<void> => {
    const { answered, faults, seconds } = await generator.ask({ ...turns[name], seconds: BURST_SECONDS }, Burst);
    measured[name].push(answered / seconds);
    measured.faults.push(...faults);
  };
  for (let round = 0; round < BURSTS; round++) {
    const order = ["ours", "raw"] as const;
    for (const name of round % 2 === 0 ? order : order.toReversed()) await burst(name);
  }
  await generator.end();
  return measured;
}
