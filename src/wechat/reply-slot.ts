import { AsyncLocalStorage } from "node:async_hooks";
import type { PassiveReply } from "./passive-reply.ts";

/** The answer to one push, open until something is said in it or its time is over. */
export interface ReplySlot {
  /** @returns whether it became the answer; false = already used, or closed: it has to be sent as a message of its own */
  take(reply: PassiveReply): boolean;
}

const slots = new AsyncLocalStorage<ReplySlot>();

/** The slot of the push that is being worked on; undefined where nothing waits for an answer. */
export const currentSlot = (): ReplySlot | undefined => slots.getStore();

/** A slot and the promise of what is said in it first; undefined when it was closed before. */
export interface OpenSlot extends ReplySlot {
  said: Promise<PassiveReply | undefined>;
  close(): void;
}

export function openSlot(): OpenSlot {
  let settle: ((reply: PassiveReply | undefined) => void) | undefined;
  const said = new Promise<PassiveReply | undefined>((resolve) => {
    settle = resolve;
  });
  const end = (reply: PassiveReply | undefined): boolean => {
    if (settle === undefined) return false;
    settle(reply);
    settle = undefined;
    return true;
  };
  return { said, take: end, close: () => void end(undefined) };
}

/** Runs work whose first word is the answer, however deep in libraries it is said: the slot follows the asynchronous calls. */
export const whileInSlot = <Result>(slot: ReplySlot, work: () => Result): Result => slots.run(slot, work);
