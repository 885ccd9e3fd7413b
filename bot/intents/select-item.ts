import { answerAboutItem } from "../answer-about-course.ts";
import { chosenCertificate, tellKind } from "../certificate-answers.ts";
import { choosePending } from "../choose-pending.ts";
import { askedIn } from "../course-facts.ts";
import { itemOf, noItemReply } from "../list-item.ts";
import { showItem } from "../show-item.ts";
import type { Intent } from "./intent.ts";

/** A number, or 第二个: of the buttons just shown, else of the list; 第二个多远 asks one thing of it. */
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
    const certificate = chosenCertificate(call);
    if (certificate !== undefined) return tellKind(call, certificate, call.state.certificatesShown?.term);
    const item = itemOf(call);
    if (item.kind !== "item") return noItemReply(call, item);
    const asked = askedIn(call.meaning);
    return asked === undefined ? showItem(call, item) : answerAboutItem(call, item, { asked: [asked] });
  },
};
