const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a link to the mini-program opens here, where there is no mini-program to open. */
export const linkPage = ({ path, query }: { path: string; query: string }): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>小程序链接 · 本地模拟</title>
<link rel="stylesheet" href="/page/page.css">
</head>
<body class="link-page">
<main>
<p class="sim-label">本地模拟（非微信）</p>
<h1>这个链接会打开小程序</h1>
<p>页面：${escaped(path === "" ? "首页" : path)}</p>
${query === "" ? "" : `<p>参数：${escaped(query)}</p>`}
<p>本地没有小程序，所以停在这里。</p>
</main>
</body>
</html>
`;
