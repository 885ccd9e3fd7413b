import { ENOUGH_NEAR, LIST_END, LIST_END_NEAR } from "../../search/climb.ts";
import { FURTHEST_KM, WIDER_KM } from "../../search/ladder.ts";
import { NEAR_KM } from "../../search/query-filter.ts";
import { FIRST_FEW, MOST_OF_ONE_INSTITUTION } from "../../search/ranking/rank.ts";
import {
  FACTOR_NAMES,
  type FactorName,
  type WeightRow,
  type Weights,
  weightsOn,
} from "../../search/ranking/weights.ts";
import { type LocalDate, localDate, spokenDate } from "../kit/clock.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageRoute } from "./page.ts";

export interface RankingPageNeeds {
  /** Every edition of the ranking's numbers; the one in force is shown. */
  weights: readonly WeightRow[];
}

const FACTORS: Readonly<Record<FactorName, { name: string; rule: string }>> = {
  relevance: { name: "对不对得上", rule: "是不是您问的职业，标题和证书写没写您说的词。" },
  distance: { name: "远近", rule: "越远越小，到下面的距离正好是 0.5。没有按距离找，或课程没有写地点，算 1。" },
  subsidy: { name: "补贴", rule: "没有写明，不当作没有，也不当作有。" },
  entry: { name: "零基础", rule: "您没有说零基础、课程不分等级或是初级，算 1。" },
  start: { name: "开班早晚", rule: "开班越晚越小。没有写开班日期，算 1。" },
  shortage: { name: "急需紧缺", rule: "看政府公布的急需紧缺职业（工种）目录，只看最新一期。" },
  provider: { name: "机构", rule: "机构自己说自己好，不算数。" },
  completeness: { name: "信息全不全", rule: "等级、补贴、证书、报名条件、电话、介绍，写了几样。" },
};

const factorRows = (factor: FactorName, rows: readonly WeightRow[]): Html => html`<tbody>
<tr><th colspan="2" scope="rowgroup">${FACTORS[factor].name}<span class="faint">${FACTORS[factor].rule}</span></th></tr>
${rows.map(({ meaning, value }) => html`<tr><td>${meaning}</td><td>${value}</td></tr>\n`)}
</tbody>`;

const table = ({ since, rows }: Weights, today: LocalDate): Html => html`<section class="panel">
<h2>八样，和现在用的数</h2>
<p>每样是一个不超过 1 的数，1 是没有可挑的。八个数乘起来就是得分。</p>
<p class="faint">这一版从 <time datetime="${since}">${spokenDate(since, today)}</time> 起用。改数就出新的一版，写明从哪天起用；旧的留着，可以查。</p>
<table class="weights">
<thead><tr><th scope="col">情况</th><th scope="col">数</th></tr></thead>
${FACTOR_NAMES.map((factor) =>
  factorRows(
    factor,
    rows.filter((row) => row.factor === factor),
  ),
)}
</table>
</section>`;

const page = (weights: Weights, today: LocalDate): Html =>
  layout({
    title: "课程怎么排序",
    body: html`<main class="sheet-page">
<a class="back" href="/">‹ 回到对话</a>
<section class="panel course-head">
<h1>课程怎么排序</h1>
<p>规则对每门课、每家机构都一样。谁也不能花钱往前排，这里也没有广告。</p>
</section>
<section class="panel"><h2>先后三步</h2>
<ol>
<li>先看条件。地点、职业、等级、方式、时间、补贴、学费和您不要的，不符合就不列出。列出前再核对一次：已过开班日期、已满员、已撤下、刚改了条件的，不列出，并告诉您有几门。</li>
<li>再算得分。八样各有一个数，乘起来，大的在前；一样大的，每次次序都相同。</li>
<li>最后分散开。前 ${FIRST_FEW} 门里，同一家机构最多 ${MOST_OF_ONE_INSTITUTION} 门，多的往后放。</li>
</ol></section>
<section class="panel"><h2>您可以自己定次序</h2>
<p>在对话里说“离我近的在前”“便宜的在前”“开班早的在前”或“课时短的在前”，就只按那个排，不再分散机构。</p>
<p>问“为什么推荐”，会说出每门课好在哪里、不足在哪里。</p></section>
<section class="panel"><h2>附近没有，或者都不符合</h2>
<ul>
<li>“附近”先看 ${NEAR_KM} 公里；不到 ${ENOUGH_NEAR} 门就看 ${WIDER_KM} 公里，再不到就看 ${FURTHEST_KM} 公里。您说了多少公里，就只看那么远。</li>
<li>一门都没有，就看看周围 ${WIDER_KM} 公里，或者少一个条件。放宽了什么，会直接说出来。</li>
<li>都没有，就说没有，不拿别的凑数。可以订阅，有新班通知您。</li>
<li>一次最多排 ${LIST_END} 门；按距离找，最多排最近的 ${LIST_END_NEAR} 门。</li>
</ul></section>
${table(weights, today)}
<section class="panel"><h2>觉得排得不对</h2>
<p>在对话里回复“投诉”，再说是哪门课、为什么不对，会给您一个单号，由审核人员答复。机构也可以这样提。</p>
<p class="faint">给程序看的同一份：<a href="/v1/ranking">/v1/ranking</a>。搜课程的接口加 explain=true，会说出每门课的八个数。</p></section>
</main>`,
  });

/** /ranking: how courses are ordered, for everybody, from the very rows that order them. */
export const rankingPage = ({ weights }: RankingPageNeeds): PageRoute => ({
  method: "GET",
  path: "/ranking",
  access: { kind: "public" },
  perMinute: 300,
  isPrivate: false,
  render: async ({ now }) => {
    const today = localDate(now);
    return { html: page(weightsOn(weights, today), today) };
  },
});
