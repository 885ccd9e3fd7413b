import { z } from "zod";
import { defineJob, type Job } from "../jobs/job.ts";
import { localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { deleteOldDemands } from "./demand-store.ts";

/** Every night: what nobody has asked for in twelve months goes. */
export const forgetDemandsJob = (db: Pick<Database, "sql">): Job =>
  defineJob({
    name: "forget-demands",
    payload: z.object({}),
    cron: "25 0 * * *",
    run: async (_payload, { now }) => void (await deleteOldDemands(db, localDate(now))),
  });
