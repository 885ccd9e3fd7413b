import type { Course } from "../src/courses/course.ts";
import { currentResults, type Results } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { choice, say, setting } from "./reply.ts";
import { spokenKnown } from "./search-words.ts";

export interface ListItem {
  kind: "item";
  list: "course" | "base" | "shortage";
  id: string;
  ordinal: number | undefined;
}

/** The item a message speaks of. */
type Item =
  | ListItem
  /** Said “第二个”, but there is no list, or it is too old to be trusted. */
  | { kind: "noList" }
  | { kind: "outOfRange"; count: number }
  /** Nothing was pointed at. */
  | { kind: "none" };

function numbered(results: Results, ordinal: number): Item {
  const id = results.ids[ordinal - 1];
  return id === undefined
    ? { kind: "outOfRange", count: results.ids.length }
    : { kind: "item", list: results.kind, id, ordinal };
}

/** 第二个 counts in the list on the screen; 这个, or no word at all, means what was shown last. */
export function itemOf({ meaning, state, now }: IntentCall): Item {
  const { ordinal } = meaning.slots;
  const results = currentResults(state, now);
  if (typeof ordinal === "number" || ordinal === "last") {
    if (results === undefined || results.ids.length === 0) return { kind: "noList" };
    return numbered(results, ordinal === "last" ? results.ids.length : ordinal);
  }
  if (state.selected !== undefined)
    return { kind: "item", list: state.selected.kind, id: state.selected.id, ordinal: undefined };
  if (results !== undefined && results.ids.length === 1) return numbered(results, 1);
  return ordinal === "this" && results === undefined ? { kind: "noList" } : { kind: "none" };
}

/** Why there is nothing to tell, and what to do. */
export function noItemReply(call: IntentCall, item: Exclude<Item, { kind: "item" }>): Outcome {
  const { state } = call;
  if (item.kind === "outOfRange")
    return {
      state,
      draft: {
        parts: [say`列表里只有 ${setting("listLength", item.count)} 项，请回复其中的序号。`],
        action: "clarify",
      },
    };
  const known = spokenKnown(state.search, call.today);
  if (item.kind === "noList" && state.results !== undefined && known !== undefined)
    return {
      state,
      draft: {
        parts: [say`刚才的列表过了半小时，可能有变化。要我按“${known}”重新查吗？把这句发给我就行，也可以换个条件。`],
        choices: [choice(say`按刚才的条件重新查`, known.text)],
        action: "clarify",
      },
    };
  if (item.kind === "noList")
    return {
      state,
      draft: {
        parts: [say`刚才的列表已经过期或者还没有查过课程。请告诉我想学什么、在哪里学，我重新查。`],
        choices: [choice(say`帮助`)],
        action: "clarify",
      },
    };
  return {
    state,
    draft: { parts: [say`您问的是哪一门课？请回复列表里的序号，或者告诉我想学什么、在哪里学。`], action: "clarify" },
  };
}

/** Reads the course again: what the list said may have changed. */
export const readCourse = async ({ services, now }: IntentCall, id: string): Promise<Course | undefined> =>
  (await services.courses.publishedByIds([id], now)).get(id);

export const goneReply = ({ state }: IntentCall): Outcome => ({
  state,
  draft: {
    parts: [say`这门课刚刚停招或撤下了。回复“更多”看别的，或者换个条件再找。`],
    choices: [choice(say`更多`)],
    action: "answer",
  },
});
