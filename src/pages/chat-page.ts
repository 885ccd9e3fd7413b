import type { Place, Places } from "../places/place.ts";
import { fileUrl } from "./files.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageRoute } from "./page.ts";
import { sichuanCities } from "./sichuan-cities.ts";

export interface ChatPageNeeds {
  places: Places;
  /** The demo says on every page that its courses are made up. */
  isDemo: boolean;
}

/** What a visitor may ask first; each is sent as if typed. */
const FIRST_QUESTIONS = ["附近有没有补贴的电焊班", "成都哪里能学月嫂", "现在什么职业紧缺", "帮助"];

const greeting = html`<li class="turn turn-bot">
<img class="avatar" src="${fileUrl("logo.svg")}" alt="匠途">
<div class="said">
<p class="bubble">您好，我是匠途，帮您在四川找职业技能培训，能说清哪些有补贴。
想学什么、在哪里，直接说就行。</p>
<div class="quick-replies">
${FIRST_QUESTIONS.map((text) => html`<button type="button" class="quick-reply" data-text="${text}">${text}</button>`)}
</div>
</div>
</li>`;

const placeDialog = (cities: Place[]) => html`<dialog id="place-dialog" class="sheet" aria-labelledby="place-title">
<h2 id="place-title">用您的位置找附近的课程</h2>
<p>匠途只取大概位置（精确到约 1 公里），只用来找附近的课程；要不要记住，另外问您。不想分享位置，也可以选一个城市。</p>
<p id="place-fault" class="fault" role="alert" hidden></p>
<button type="button" id="share-place" class="weui-btn weui-btn_primary">同意并分享位置</button>
<button type="button" id="choose-city" class="weui-btn weui-btn_default" aria-expanded="false" aria-controls="cities">选择城市</button>
<div id="cities" class="cities" hidden>
${cities.map((city) => html`<button type="button" data-city="${city.name}">${city.name}</button>`)}
</div>
<button type="button" id="close-place" class="weui-btn weui-btn_default">取消</button>
</dialog>`;

/** The chat at `/`, in WeChat's look. The conversation itself is made by assets/chat.js through POST /v1/chat. */
export const chatPage = ({ places, isDemo }: ChatPageNeeds): PageRoute => ({
  method: "GET",
  path: "/",
  access: { kind: "public" },
  perMinute: 300,
  isPrivate: false,
  render: async () => ({
    html: layout({
      title: "找培训",
      styles: ["chat.css"],
      scripts: ["chat.js"],
      bodyClass: "chat",
      body: html`<header class="chat-head"><h1>匠途</h1><p>四川职业技能培训</p></header>
${isDemo && html`<p class="demo-banner">演示环境：课程和机构都是<strong>示例数据</strong>，不是真实信息。</p>`}
<main class="chat-body">
<div role="log" aria-live="polite" aria-label="对话"><ol id="turns">${greeting}</ol></div>
<p id="typing" class="typing" role="status" hidden></p>
<p class="chat-links"><a href="/ranking">课程怎么排序</a> · <a href="/privacy">个人信息怎么用</a></p>
</main>
<noscript><p class="demo-banner">请在浏览器里打开 JavaScript 后使用。</p></noscript>
<form id="ask" class="chat-foot" autocomplete="off">
<button type="button" id="open-place" class="foot-button" aria-haspopup="dialog">位置</button>
<label class="sr-only" for="text">想学什么、在哪里</label>
<input id="text" name="text" type="text" maxlength="2000" enterkeyhint="send" placeholder="想学什么、在哪里">
<button type="submit" class="foot-button foot-send">发送</button>
</form>
${placeDialog(sichuanCities(places))}`,
    }),
  }),
});
