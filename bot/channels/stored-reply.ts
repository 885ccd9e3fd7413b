import { z } from "zod";

const ReplyPart = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({
    kind: z.literal("card"),
    subject: z.object({ kind: z.enum(["course", "base", "occupation"]), id: z.string() }),
    title: z.string(),
    lines: z.array(z.string()),
    path: z.string(),
    isDemo: z.boolean(),
  }),
]);

/** What of a reply is shown: its parts and its buttons. */
export const ShownReply = z.object({
  parts: z.array(ReplyPart),
  quickReplies: z.array(z.object({ label: z.string(), value: z.string() })),
});

/** A reply that was kept as JSON (the inbox), checked on its way back to a channel. */
export const StoredReply = ShownReply.extend({
  refs: z.array(
    z.object({
      kind: z.enum([
        "course",
        "base",
        "occupation",
        "shortage_list",
        "place",
        "source",
        "search",
        "complaint",
        "certificate",
        "settings",
      ]),
      id: z.string(),
      field: z.string(),
      value: z.string(),
    }),
  ),
  degraded: z.boolean(),
  meaning: z.object({
    intent: z.string(),
    slots: z.record(z.string(), z.unknown()),
    state: z.record(z.string(), z.unknown()),
    action: z.enum(["answer", "clarify", "confirm", "handoff", "refuse", "safety_message"]),
  }),
});
