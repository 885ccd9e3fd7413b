import { html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageRoute } from "./page.ts";

/** /docs: the API page, from our own copy of swagger-ui. */
export const docsPage: PageRoute = {
  method: "GET",
  path: "/docs",
  access: { kind: "public" },
  perMinute: 60,
  isPrivate: false,
  render: async () => ({
    html: layout({
      title: "接口说明",
      styles: ["swagger-ui.css"],
      scripts: ["swagger-ui.js", "docs.js"],
      bodyClass: "docs",
      body: html`<main id="swagger-ui"><p class="notice-page">正在打开接口说明，原文在 <a href="/openapi.json">/openapi.json</a>。</p></main>`,
    }),
  }),
};
