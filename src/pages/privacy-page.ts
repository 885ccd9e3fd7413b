import type { Operator } from "../people/operator.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageRoute } from "./page.ts";
import { PRIVACY_TEXT, type PrivacySection } from "./privacy-text.ts";

export interface PrivacyPageNeeds {
  operator: Pick<Operator, "name" | "contact">;
}

const tableOf = ({
  head,
  rows,
}: NonNullable<
  PrivacySection["table"]
>): Html => html`<div class="wide" tabindex="0" role="region" aria-label="表格"><table class="rows">
<thead><tr>${head.map((words) => html`<th scope="col">${words}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((words) => html`<td>${words}</td>`)}</tr>\n`)}</tbody>
</table></div>`;

const sectionOf = ({ title, says = [], items = [], table }: PrivacySection): Html => html`<section class="panel">
<h2>${title}</h2>
${says.map((sentence) => html`<p>${sentence}</p>\n`)}
${items.length > 0 && html`<ul>${items.map((item) => html`<li>${item}</li>\n`)}</ul>`}
${table !== undefined && tableOf(table)}
</section>`;

/** /privacy: what is known about people, for the people. */
export const privacyPage = ({ operator }: PrivacyPageNeeds): PageRoute => ({
  method: "GET",
  path: "/privacy",
  access: { kind: "public" },
  perMinute: 300,
  isPrivate: false,
  render: async () => ({
    html: layout({
      title: "个人信息保护说明",
      body: html`<main class="sheet-page">
<p><a href="/">回到对话</a></p>
<h1>个人信息保护说明</h1>
<section class="panel"><h2>谁负责</h2>
<p>个人信息处理者：${operator.name}</p>
<p>联系方式：${operator.contact}</p></section>
${PRIVACY_TEXT.map(sectionOf)}
</main>`,
    }),
  }),
});
