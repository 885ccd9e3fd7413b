/** Text that is safe to send as HTML. Made by `html` only. */
export interface Html {
  readonly markup: string;
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const made = new WeakSet<Html>();

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};
const escaped = (text: string): string =>
  // NUL and other controls have no place in a page; browsers differ in what they make of them.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"'`]/g, (sign) => ENTITIES[sign] ?? sign);

const isHtml = (value: object): value is Html => made.has(value as Html); // WeakSet asks for its own element type

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escaped(value);
  if (isHtml(value)) return value.markup;
  if (Array.isArray(value)) return value.map(render).join("");
  throw new TypeError("only text, numbers, html and lists of them can stand in a page");
}

/**
 * html`<p title="${title}">${text}</p>`: every value is escaped unless it is Html itself.
 * @throws TypeError for an attribute without quotes, where escaping would not protect
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let markup = strings[0] ?? "";
  values.forEach((value, index) => {
    if (/=\s*$/.test(strings[index] ?? "")) throw new TypeError(`attribute without quotes before value ${index + 1}`);
    markup += render(value) + (strings[index + 1] ?? "");
  });
  const result: Html = { markup };
  made.add(result);
  return result;
}

/** A link target from data: only web addresses and our own paths; anything else leads nowhere. */
export function safeUrl(url: string): string {
  if (/^\/(?![/\\])/.test(url)) return url;
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol) ? url : "#";
}
