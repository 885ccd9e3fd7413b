import { fileUrl } from "./files.ts";
import { type Html, html } from "./html.ts";

export interface Layout {
  title: string;
  /** Files of the list in files.ts, beside weui.css and site.css. */
  styles?: string[];
  scripts?: string[];
  body: Html;
  bodyClass?: string;
}

/** The frame of every page. No inline script or style: the content security policy refuses them. */
export const layout = ({ title, styles = [], scripts = [], body, bodyClass = "" }: Layout): Html => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light">
<title>${title} · 匠途</title>
<link rel="icon" type="image/svg+xml" href="${fileUrl("logo.svg")}">
${["weui.css", "site.css", ...styles].map((name) => html`<link rel="stylesheet" href="${fileUrl(name)}">\n`)}
${scripts.map((name) => html`<script src="${fileUrl(name)}" defer></script>\n`)}
</head>
<body class="${bodyClass}">
${body}
</body>
</html>
`;

/** Says that what is shown was made up for the demo. */
export const demoMark: Html = html`<span class="demo-mark">示例数据</span>`;
