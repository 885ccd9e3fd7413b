import type { CardPart, Reply, TextPart } from "../turn.ts";

/** WeChat cuts a text at 2,048 bytes; some room is left for what a channel adds. */
const MAX_BYTES = 1_900;

const bytesOf = (text: string): number => Buffer.byteLength(text, "utf8");

const blockOf = (part: TextPart | CardPart): string =>
  part.kind === "text" ? part.text : [part.title, ...part.lines.map((line) => `  ${line}`)].join("\n");

/** Cuts an over-long block at a line end, else at the end of a sentence, else between two characters; never inside one. */
function split(block: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let rest = block;
  while (bytesOf(rest) > maxBytes) {
    let fits = "";
    let size = 0;
    for (const sign of rest) {
      size += bytesOf(sign);
      if (size > maxBytes) break;
      fits += sign;
    }
    const edge = Math.max(fits.lastIndexOf("\n"), fits.lastIndexOf("。") + 1, fits.lastIndexOf("；") + 1);
    const at = edge > fits.length / 2 ? edge : fits.length;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/**
 * A reply as plain text, for channels without cards or buttons: buttons become words to reply with.
 * @returns one text or, where the budget of bytes is not enough, several; a card is never torn apart unless it is too long by itself
 */
export function renderText({ parts, quickReplies }: Reply, maxBytes = MAX_BYTES): string[] {
  const buttons = quickReplies.map(({ label, value }) => (label === value ? `“${label}”` : `“${value}”（${label}）`));
  return packed([...parts.map(blockOf), ...(buttons.length === 0 ? [] : [`可以回复：${buttons.join(" ")}`])], maxBytes);
}

/**
 * Blocks put together into as few texts as hold them.
 * @param maxBytes of one text in UTF-8
 */
export function packed(blocks: readonly string[], maxBytes = MAX_BYTES): string[] {
  const texts: string[] = [];
  for (const block of blocks.flatMap((each) => split(each, maxBytes))) {
    const last = texts.at(-1);
    const together = last === undefined ? block : `${last}\n${block}`;
    if (last !== undefined && bytesOf(together) <= maxBytes) texts[texts.length - 1] = together;
    else texts.push(block);
  }
  return texts;
}
