import type { CardPart, QuickReply, Ref, Reply, TextPart } from "./turn.ts";

/** Words of a reply together with what they point at. Made by `say` only, so that no value gets into a reply without its ref. */
export interface Said {
  readonly text: string;
  readonly refs: readonly Ref[];
}

/** A value of a record as it stands in the reply: cite("course", id, "feeFen", "1800 元"). */
export const cite = (kind: Ref["kind"], id: string, field: string, value: string | number): Said => ({
  text: String(value),
  refs: [{ kind, id, field, value: String(value) }],
});

/** A number, phone or name that belongs to the bot itself: numbering, 12333. */
export const setting = (field: string, value: string | number): Said => cite("settings", "bot", field, value);

/** What the person wrote, given back. */
export const echo = (words: string): Said => ({ text: words, refs: [] });

/** Fixed words with values in between: say`共 ${total} 门`. Plain strings are not accepted as values. */
export function say(words: TemplateStringsArray, ...values: readonly Said[]): Said {
  const text = words.map((word, index) => word + (values[index]?.text ?? "")).join("");
  return { text, refs: values.flatMap(({ refs }) => refs) };
}

export const joined = (parts: readonly Said[], between: string): Said => ({
  text: parts.map(({ text }) => text).join(between),
  refs: parts.flatMap(({ refs }) => refs),
});

export interface Card {
  subject: CardPart["subject"];
  title: Said;
  lines: readonly Said[];
  path: string;
  isDemo: boolean;
}

/** A button. Its value is what a person would have typed, so that a channel without buttons loses nothing. */
export interface Choice {
  label: Said;
  value: string;
}

export const choice = (label: Said, value = label.text): Choice => ({ label, value });

/** A reply before the channel's contract is laid over it. */
export interface Draft {
  parts: readonly (Said | Card)[];
  choices?: readonly Choice[];
  action: Reply["meaning"]["action"];
  isDegraded?: boolean;
}

const isCard = (part: Said | Card): part is Card => "lines" in part;

function partOf(part: Said | Card): TextPart | CardPart {
  if (!isCard(part)) return { kind: "text", text: part.text };
  const { subject, title, lines, path, isDemo } = part;
  return { kind: "card", subject, title: title.text, lines: lines.map(({ text }) => text), path, isDemo };
}

const refsOf = (part: Said | Card): readonly Ref[] =>
  isCard(part) ? [...part.title.refs, ...part.lines.flatMap(({ refs }) => refs)] : part.refs;

const distinct = (refs: readonly Ref[]): Ref[] => [
  ...new Map(refs.map((ref) => [`${ref.kind}/${ref.id}/${ref.field}/${ref.value}`, ref])).values(),
];

/** Lays the finished reply out: parts, buttons, and every ref once. */
export function composeReply(draft: Draft, meaning: Omit<Reply["meaning"], "action">): Reply {
  const { parts, choices = [], action, isDegraded = false } = draft;
  return {
    parts: parts.map(partOf),
    quickReplies: choices.map(({ label, value }): QuickReply => ({ label: label.text, value })),
    refs: distinct([...parts.flatMap(refsOf), ...choices.flatMap(({ label }) => label.refs)]),
    degraded: isDegraded,
    meaning: { ...meaning, action },
  };
}
