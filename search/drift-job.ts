import { z } from "zod";
import { defineJob, type Job } from "../src/jobs/job.ts";
import type { Log } from "../src/kit/log.ts";
import { driftCounts, isDrifting } from "./drift.ts";
import type { SearchSync } from "./sync.ts";

/** Every night, when few ask: drift that anybody could have noticed by day is a fault of ours, so what is found is told. */
export const searchDriftJob = (sync: Pick<SearchSync, "driftCheck">, log: Log): Job =>
  defineJob({
    name: "search-drift",
    payload: z.object({}),
    cron: "40 2 * * *",
    run: async () => {
      const drift = await sync.driftCheck();
      if (isDrifting(drift))
        log.warn({ drift: driftCounts(drift) }, "search index differed from the database, repaired");
    },
  });
