import { z } from "zod";
import { defineJob, type Job } from "../jobs/job.ts";
import type { Database } from "../kit/database.ts";

/** Rows about persons that say themselves until when they are kept. */
const EXPIRING = ["dialogue_state", "saved_place", "learner_session"] as const;

/** Every quarter of an hour: what has run out is not only ignored, it goes. */
export const forgetExpiredJob = ({ sql }: Pick<Database, "sql">): Job =>
  defineJob({
    name: "forget-expired",
    payload: z.object({}),
    cron: "*/15 * * * *",
    run: async (_payload, { now }) => {
      for (const table of EXPIRING) await sql.query(`DELETE FROM ${table} WHERE expires_at <= $1`, [now]);
    },
  });
