import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";

/** What went wrong and what to do, for people. */
export const errorPage = (title: string, message: string, requestId?: string): Html =>
  layout({
    title,
    body: html`<main class="notice-page">
<h1>${title}</h1>
<p>${message}</p>
<p><a class="weui-btn weui-btn_primary" href="/">回到首页</a></p>
${requestId !== undefined && html`<p class="faint">如需求助，请提供编号：${requestId}</p>`}
</main>`,
  });
