import { type Html, type HtmlValue, html } from "../html.ts";
import { layout } from "../layout.ts";

export interface ConsoleFrame {
  title: string;
  /** Account that is signed in; left out on the sign-in page. */
  account?: string;
  /** What has just been done, said at the top. */
  done?: string | undefined;
  /** What went wrong, said at the top. */
  fault?: string | undefined;
  body: HtmlValue;
}

/** Header, message and body of every console page. */
export const consoleFrame = ({ title, account, done, fault, body }: ConsoleFrame): Html =>
  layout({
    title,
    styles: ["console.css"],
    bodyClass: "console",
    body: html`<header class="console-head">
<a class="brand" href="/console">匠途 · 机构与审核</a>
${
  account !== undefined &&
  html`<form method="post" action="/console/sign-out"><span>${account}</span> <button type="submit" class="plain">退出</button></form>`
}
</header>
<main class="console-body">
<h1>${title}</h1>
${done !== undefined && html`<p class="done" role="status">${done}</p>`}
${fault !== undefined && html`<p class="fault-box" role="alert">${fault}</p>`}
${body}
</main>`,
  });

/** What a redirect may say on the next page; anything else in the address is ignored. */
const DONE_WORDS: Readonly<Record<string, string>> = {
  submitted: "课程已提交，等待审核。",
  approved: "已通过：课程已发布，订阅了的人会收到通知。",
  rejected: "已退回，机构会看到原因。",
  withdrawn: "课程已撤下，不再能被搜到。",
  answered: "已答复，投诉人问起时会看到。",
};
export const doneWords = (code: string | undefined): string | undefined =>
  code !== undefined && Object.hasOwn(DONE_WORDS, code) ? DONE_WORDS[code] : undefined;
