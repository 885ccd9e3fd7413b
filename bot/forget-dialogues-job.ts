import { z } from "zod";
import { defineJob, type Job } from "../src/jobs/job.ts";
import type { Database } from "../src/kit/database.ts";

/** Every night: what was said to the bot is not only ignored after its day, it goes. */
export const forgetDialoguesJob = ({ sql }: Pick<Database, "sql">): Job =>
  defineJob({
    name: "forget-dialogues",
    payload: z.object({}),
    cron: "15 0 * * *",
    run: async (_payload, { now }) =>
      void (await sql.query("DELETE FROM dialogue_state WHERE expires_at <= $1", [now])),
  });
