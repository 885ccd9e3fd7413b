// Links in messages: <a href>, links that send a text, links into the mini-program, and bare addresses.
import { button, element, isWebAddress, outsideLink } from "./dom.js";

const LINK = /<a\s+([^<>]*)>([^<]*)<\/a>/gi;
const ATTRIBUTE = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g;
const REPLY = "weixin://bizmsgmenu?";

const attributesOf = (text) =>
  Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [
      name.toLowerCase(),
      (double ?? single).replaceAll("&amp;", "&"),
    ]),
  );

/** Cuts a text at the matches of a pattern. */
const cutAt = (text, pattern, ofMatch, ofRest) => {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(...ofRest(text.slice(at, match.index)), ofMatch(match));
    at = match.index + match[0].length;
  }
  return [...parts, ...ofRest(text.slice(at))];
};

const plain = (text) =>
  cutAt(
    text,
    ADDRESS,
    ([address]) => outsideLink(address, "link", address),
    (rest) => (rest === "" ? [] : [document.createTextNode(rest)]),
  );

const linkOf = ([whole, attributes, label], { onReply, onMiniprogram }) => {
  const { href = "", "data-miniprogram-path": path } = attributesOf(attributes);
  if (href.startsWith(REPLY)) {
    const query = new URLSearchParams(href.slice(REPLY.length));
    const content = query.get("msgmenucontent");
    const menuId = query.get("msgmenuid") ?? undefined;
    if (content) return button(label, "link", () => onReply(content, menuId));
  }
  if (path !== undefined) return button(label, "link", () => onMiniprogram(path));
  return isWebAddress(href) ? outsideLink(href, "link", label) : element("span", { textContent: whole });
};

/** @returns the nodes of a text message, its links usable */
export const textNodes = (text, when) => cutAt(text, LINK, (match) => linkOf(match, when), plain);
