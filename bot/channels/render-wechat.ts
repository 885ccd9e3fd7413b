import type { Saying } from "../../src/wechat/messenger.ts";
import type { CardPart, QuickReply, Reply } from "../turn.ts";
import { packed } from "./render-text.ts";

/** Where the links of a reply lead. */
export interface WechatLinks {
  /** Of our pages, without a slash at the end. */
  publicUrl: string;
  /** The mini-program bound to the account, where there is one: links open it, and the page for whoever cannot. */
  miniprogramAppid?: string;
  /** The uploaded picture of mini-program cards, where there is one. */
  cardPicture?: string;
}

/** Only our own links may be links: a title that looks like one stays text. */
const plain = (text: string): string => text.replaceAll("<", "＜");
const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const pagePathOf = ({ subject }: CardPart): string => `pages/${subject.kind}/${subject.kind}?id=${subject.id}`;

function linkTo(card: CardPart, { publicUrl, miniprogramAppid }: WechatLinks): string {
  const miniprogram =
    miniprogramAppid === undefined || card.subject.kind === "base"
      ? ""
      : ` data-miniprogram-appid="${miniprogramAppid}" data-miniprogram-path="${attribute(pagePathOf(card))}"`;
  return `<a href="${attribute(`${publicUrl}${card.path}`)}"${miniprogram}>查看详情</a>`;
}

const cardBlock = (card: CardPart, links: WechatLinks): string =>
  [plain(card.title), ...card.lines.map((line) => `  ${plain(line)}`), `  ${linkTo(card, links)}`].join("\n");

/**
 * A tap sends the text of the link; typing it does the same, for the link is undocumented in passive replies (seen in many accounts).
 */
function buttonLink({ label, value }: QuickReply, at: number): string {
  const href = `weixin://bizmsgmenu?msgmenucontent=${encodeURIComponent(value)}&msgmenuid=${at + 1}`;
  const shown = label === value ? plain(label) : `${plain(label)}（回复：${plain(value)}）`;
  return `<a href="${attribute(href)}">${shown}</a>`;
}

/** A reply about one thing alone is an article: a picture of the card in WeChat's own form, which opens its page. */
function articleOf({ parts, quickReplies }: Reply, { publicUrl }: WechatLinks): Saying | undefined {
  const [card, ...others] = parts;
  if (card?.kind !== "card" || others.length > 0 || quickReplies.length > 0) return undefined;
  return { kind: "news", title: card.title, description: card.lines.join("\n"), url: `${publicUrl}${card.path}` };
}

const DETAILS = ["item_detail", "select_item"];

/** Whoever looks at one course gets its card as well, which opens it in the mini-program. */
function cardOf({ meaning, refs }: Reply, { miniprogramAppid: appid, cardPicture }: WechatLinks): Saying[] {
  if (appid === undefined || cardPicture === undefined || !DETAILS.includes(meaning.intent)) return [];
  const titles = refs.filter(({ kind, field }) => kind === "course" && field === "title");
  const [course] = titles;
  if (course === undefined || titles.length > 1) return [];
  const page = `pages/course/course?id=${course.id}`;
  return [{ kind: "miniprogram", appid, title: course.value, page, thumbMediaId: cardPicture }];
}

/**
 * A reply as WeChat messages, each within its limit of bytes: the first answers the push, the others are sent after it. Links are never
 * cut: every one stands on a line of its own.
 */
export function renderWechat(reply: Reply, links: WechatLinks): Saying[] {
  const article = articleOf(reply, links);
  if (article !== undefined) return [article];
  const blocks = reply.parts.map((part) => (part.kind === "text" ? plain(part.text) : cardBlock(part, links)));
  const buttons = reply.quickReplies.map(buttonLink);
  const texts = packed([...blocks, ...(buttons.length === 0 ? [] : [`可以点或回复：\n${buttons.join("\n")}`])]);
  return [...texts.map((text): Saying => ({ kind: "text", text })), ...cardOf(reply, links)];
}
