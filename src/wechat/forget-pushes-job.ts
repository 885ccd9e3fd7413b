import { z } from "zod";
import { defineJob, type Job } from "../jobs/job.ts";
import { localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { forgetDaysBefore } from "./day-keys.ts";

/** A quarter past midnight, when no repetition of a push of yesterday can come any more: its key goes, and its rows. */
export const forgetPushesJob = (db: Pick<Database, "sql">): Job =>
  defineJob({
    name: "forget-pushes",
    payload: z.object({}),
    cron: "15 0 * * *",
    run: async (_payload, { now }) => forgetDaysBefore(db, localDate(now)),
  });
