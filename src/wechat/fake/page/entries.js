// Lines of the conversation: what each kind of message looks like.
import { button, element, isWebAddress, outsideLink } from "./dom.js";
import { textNodes } from "./links.js";

const bubble = (...children) => element("div", { class: "bubble" }, ...children);
const line = (className, text) => (text === "" ? undefined : element("span", { class: className, textContent: text }));

/** A card that opens a page of the program, when it has an address. */
const card = (url, ...children) =>
  isWebAddress(url) ? outsideLink(url, "card", ...children) : element("div", { class: "card" }, ...children);

const articleOf = ({ title, description, url, pictureUrl }) =>
  card(
    url,
    isWebAddress(pictureUrl) ? element("img", { class: "card-picture", src: pictureUrl, alt: "" }) : undefined,
    line("card-title", title),
    line("card-text", description),
  );

const menuOf = ({ head, items, tail }, { onReply }) =>
  bubble(
    line("menu-line", head),
    ...items.map(({ id, content }) => button(content, "link menu-line", () => onReply(content, id))),
    line("menu-line", tail),
  );

const templateOf = ({ title, rows, url, pagepath, from }, { onMiniprogram }) => {
  const facts = element(
    "dl",
    { class: "facts" },
    ...rows.flatMap(({ name, value }) => [
      element("dt", { textContent: name }),
      element("dd", { textContent: value }),
    ]),
  );
  const parts = [line("card-from", from), line("card-title", title), facts];
  if (pagepath === "") return card(url, ...parts, isWebAddress(url) ? line("card-more", "查看详情") : undefined);
  const opener = element("button", { type: "button", class: "card", onclick: () => onMiniprogram(pagepath) });
  opener.append(...parts, line("card-more", "进入小程序查看"));
  return opener;
};

const KINDS = {
  text: ({ text, isAi }, when) =>
    bubble(...textNodes(text, when), isAi ? line("ai-label", "内容由第三方AI生成") : undefined),
  location: ({ label, lat, lng }) =>
    element(
      "div",
      { class: "card" },
      line("card-from", "位置"),
      line("card-title", label === "" ? "未命名的地点" : label),
      line("card-text", `${lat.toFixed(4)}, ${lng.toFixed(4)}`),
    ),
  image: ({ url }) => element("img", { class: "picture", src: url, alt: "图片" }),
  voice: () => bubble("语音 3″"),
  link: ({ title, description, url }) => card(url, line("card-title", title), line("card-text", description)),
  news: ({ articles }) => element("div", { class: "cards" }, ...articles.map(articleOf)),
  miniprogram: ({ title, pagepath }, { onMiniprogram }) =>
    element(
      "button",
      { type: "button", class: "card", onclick: () => onMiniprogram(pagepath) },
      line("card-from", "小程序"),
      line("card-title", title),
      line("card-more", "打开"),
    ),
  msgmenu: menuOf,
  template: templateOf,
  other: ({ text }) => bubble(text),
};

const sealOf = (side) =>
  element("span", { class: `avatar avatar-${side}`, "aria-hidden": "true", textContent: side === "person" ? "我" : "匠" });

/**
 * @param when what to do when a link in it asks to say something (`onReply`) or to open the mini-program (`onMiniprogram`)
 */
export const entryOf = (entry, when) => {
  if (entry.kind === "system") return element("li", { class: "entry-system", textContent: entry.text });
  const speaker = entry.side === "person" ? "我说：" : "匠途：";
  return element(
    "li",
    { class: `entry entry-${entry.side}` },
    sealOf(entry.side),
    element("div", { class: "said" }, element("span", { class: "sr-only", textContent: speaker }), KINDS[entry.kind](entry, when)),
  );
};

export const timeLine = (at) =>
  element("li", {
    class: "entry-time",
    textContent: new Date(at).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }),
  });
