import { fork } from "node:child_process";
import { once } from "node:events";
import type { z } from "zod";
import { projectPath, projectRoot } from "../../src/kit/root.ts";

/** A program of this folder in a process of its own; it answers one message after the other. */
export interface Child<Ready> {
  /** What it said when it was ready. */
  ready: Ready;
  ask<Answer>(message: object, answer: z.ZodType<Answer>): Promise<Answer>;
  /** Lets go of it, upon which it ends. */
  end(): Promise<void>;
}

/** @throws Error when it ends before it is ready */
export async function startChild<Ready>(name: string, given: object, ready: z.ZodType<Ready>): Promise<Child<Ready>> {
  const child = fork(projectPath("test/bench", name), [JSON.stringify(given)], {
    cwd: projectRoot,
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const ended = once(child, "exit");
  const nextMessage = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, "message"),
      ended.then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
    ]);
    return message;
  };
  const first = ready.parse(await nextMessage());
  return {
    ready: first,
    ask: async (message, answer) => {
      child.send(message);
      return answer.parse(await nextMessage());
    },
    end: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** In the child: what `startChild` was given. */
export const givenTo = <Given>(schema: z.ZodType<Given>): Given => schema.parse(JSON.parse(process.argv[2] ?? "{}"));

/** In the child: tells its parent. */
export const tell = (message: object): void => void process.send?.(message);
