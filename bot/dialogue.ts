import { z } from "zod";
import { CourseQuery } from "../search/course-query.ts";
import { Point } from "../src/kit/geo.ts";
import { RETENTION } from "../src/people/retention.ts";
import { cleared, refused, replaced, type Slot, without } from "./search-change.ts";
import { type Negated, SearchState } from "./search-state.ts";

const Options = z.array(z.strictObject({ id: z.string(), name: z.string() }));
const AskedSlot = z.enum(["place", "occupation"]);

/** What the bot has asked and waits for; `options` are the buttons it showed. */
export const Pending = z.strictObject({
  slot: AskedSlot,
  options: Options.default([]),
  /** The second word of the message that has several readings: asked about when this one is settled. */
  next: z
    .strictObject({
      slot: AskedSlot,
      said: z.string(),
      text: z.string().nullable(),
      options: Options,
      isGuess: z.boolean(),
    })
    .exactOptional(),
});
export type Pending = z.infer<typeof Pending>;

/** What is done only after a yes. A new act is a name here and its deed in confirmed-acts.ts. */
export const Confirming = z.strictObject({ act: z.enum(["forget_me"]) });
export type Confirming = z.infer<typeof Confirming>;

/** Of a page of a list: ids in the order of their numbers, growing page by page, and where the page on the screen begins. */
const page = {
  ids: z.array(z.string()).max(300),
  pageStart: z.number().int().min(0),
  next: z.string().nullable(),
  shownAt: z.iso.datetime(),
};

/** The same fields as the search port's query for bases. */
const BaseQuery = z.strictObject({
  place: z.string().exactOptional(),
  occupation: z.string().exactOptional(),
  near: Point.exactOptional(),
  radiusKm: z.number().exactOptional(),
});

/** The list last shown, so that 第二个 and 更多 mean something. The ids of a shortage list are occupation codes, "" where there is none. */
export const Results = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("course"), query: CourseQuery, ...page }),
  z.strictObject({ kind: z.literal("base"), query: BaseQuery, ...page }),
  z.strictObject({ kind: z.literal("shortage"), ...page }),
]);
export type Results = z.infer<typeof Results>;

/** All that is kept of a dialogue. Never what was written. */
export const DialogueState = z.strictObject({
  search: SearchState.default({}),
  results: Results.optional(),
  /** The item whose details were shown last. */
  selected: z.strictObject({ kind: z.enum(["course", "base"]), id: z.string() }).optional(),
  pending: Pending.optional(),
  /** An act that cannot be taken back, waiting for one yes; off with whatever else is said next. */
  confirming: Confirming.optional(),
  /** Read by its sound and shown with a question; 不是 in the next message takes it back. */
  guessed: z.strictObject({ slot: AskedSlot }).optional(),
  /** Kinds of certificate told apart under a number each; a number said before anything else is listed takes one. */
  certificatesShown: z
    .strictObject({ term: z.string(), kinds: z.array(z.string()).max(3), shownAt: z.iso.datetime() })
    .optional(),
  /** Questions put in this search: none is put twice. */
  asked: z.array(AskedSlot).default([]),
  /** Where the person is, when they have shared it: coarse, for 附近 later on. Kept by itself, with consent (src/people/home-place.ts). */
  home: Point.optional(),
});
export type DialogueState = z.infer<typeof DialogueState>;

export const STATE_HOURS = RETENTION.dialogueHours;
const LIST_MINUTES = 30;

export const freshState = (): DialogueState => ({ search: {}, asked: [] });

/** Every way a dialogue changes. */
export type Op =
  | { op: "set"; search: SearchState }
  | { op: "add"; occupations: NonNullable<SearchState["occupations"]> }
  | { op: "refuse"; negated: Negated }
  | { op: "clear"; slots: readonly Slot[] }
  | { op: "restart" }
  | { op: "ask"; pending: Pending }
  | { op: "confirmFirst"; act: Confirming["act"] }
  | { op: "select"; selected: NonNullable<DialogueState["selected"]> }
  | { op: "show"; results: Results }
  | { op: "home"; point: Point };

/** Pure: state and operation in, new state out. What answers the pending question settles it. */
export function applyOp(state: DialogueState, op: Op): DialogueState {
  switch (op.op) {
    case "set":
      return { ...state, search: replaced(state.search, op.search) };
    case "add": {
      const known = state.search.occupations ?? [];
      const more = op.occupations.filter(({ code }) => !known.some((each) => each.code === code));
      return { ...state, search: { ...state.search, occupations: [...known, ...more].slice(0, 8) } };
    }
    case "refuse":
      return { ...state, search: refused(state.search, op.negated) };
    case "clear":
      return { ...state, search: cleared(state.search, op.slots) };
    case "restart":
      return { ...freshState(), ...(state.home !== undefined && { home: state.home }) };
    case "ask":
      return { ...state, pending: op.pending, asked: [...new Set([...state.asked, op.pending.slot])] };
    case "confirmFirst":
      return { ...state, confirming: { act: op.act } };
    case "select":
      return { ...state, selected: op.selected };
    case "show":
      return without({ ...state, results: op.results }, ["pending", "selected"]);
    case "home":
      return { ...state, home: op.point };
  }
}

export const applyOps = (state: DialogueState, ops: readonly Op[]): DialogueState => ops.reduce(applyOp, state);

/** A question about an act lives for one turn: the one that stood before this turn and still stands is off. */
export const settled = (before: DialogueState, after: DialogueState): DialogueState =>
  after.confirming !== undefined && after.confirming === before.confirming ? without(after, ["confirming"]) : after;

/** The list on the screen, unless it is older than half an hour: things may have changed since. */
export function currentResults({ results }: DialogueState, now: Date): Results | undefined {
  if (results === undefined) return undefined;
  return now.getTime() - Date.parse(results.shownAt) <= LIST_MINUTES * 60_000 ? results : undefined;
}
