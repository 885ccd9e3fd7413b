import type { Config } from "../config.ts";

/** A command of `src/main.ts`. @returns the exit status: 0 well, 1 fault, 2 the user has to change something */
export type Command = (args: string[], config: Config) => Promise<number>;

/** Where commands write. Results go to standard output, progress and remarks to standard error. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export const wantsHelp = (args: readonly string[]): boolean => args.includes("--help") || args.includes("-h");
