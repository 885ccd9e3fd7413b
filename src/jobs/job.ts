import type { z } from "zod";

interface JobContext {
  now: Date;
  /** Aborted when the worker is told to stop. */
  signal: AbortSignal;
}

/** A job after its payload type is erased: what the queue runs. */
export interface Job {
  /** The outbox topic or scheduler name that starts it. */
  name: string;
  payload: z.ZodType;
  /** Must be repeatable: the queue delivers at least once. */
  run(payload: unknown, context: JobContext): Promise<void>;
  /** When set, also run on this schedule (cron, Asia/Shanghai). */
  cron?: string;
}

export interface JobSpec<P extends z.ZodType> extends Omit<Job, "payload" | "run"> {
  payload: P;
  run(payload: z.output<P>, context: JobContext): Promise<void>;
}

export const defineJob = <P extends z.ZodType>(spec: JobSpec<P>): Job => ({
  ...spec,
  run: async (payload, context) => spec.run(spec.payload.parse(payload), context),
});

/** Puts a job into the queue; the same `jobId` again is a no-op while the first still exists. */
export type Enqueue = (name: string, payload: unknown, jobId: string) => Promise<void>;
