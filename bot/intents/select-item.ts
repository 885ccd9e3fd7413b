import { choosePending } from "../choose-pending.ts";
import { itemOf, noItemReply } from "../list-item.ts";
import { showItem } from "../show-item.ts";
import type { Intent } from "./intent.ts";

/** A number, or 第二个: of the buttons just shown, else of the list. */
export const selectItem: Intent = {
  name: "select_item",
  examples: ["第二个", "2", "最后一个"],
  run: async (call) => {
    const { ordinal } = call.meaning.slots;
    const { pending } = call.state;
    if (pending !== undefined && pending.options.length > 0 && ordinal !== undefined)
      return choosePending(
        call,
        pending,
        ordinal === "last" ? pending.options.length : ordinal === "this" ? 1 : ordinal,
      );
    const item = itemOf(call);
    return item.kind === "item" ? showItem(call, item) : noItemReply(call, item);
  },
};
