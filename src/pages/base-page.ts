import { z } from "zod";
import type { TrainingBase } from "../bases/base.ts";
import type { BaseService } from "../bases/base-service.ts";
import { notFound } from "../errors.ts";
import { LocalDate, localDate, spokenDate } from "../kit/clock.ts";
import { spokenSource } from "../source.ts";
import { type Html, html, safeUrl } from "./html.ts";
import { demoMark, layout } from "./layout.ts";
import { mapLinks } from "./map-links.ts";
import type { PageRoute } from "./page.ts";

/** Most addresses begin with the division already. */
const fullAddress = ({ address, divisionName }: TrainingBase): string =>
  address.startsWith(divisionName) ? address : `${divisionName} ${address}`;

const page = (base: TrainingBase, today: LocalDate): Html =>
  layout({
    title: base.name,
    body: html`<main class="sheet-page">
<a class="back" href="/">‹ 回到对话</a>
<section class="panel course-head">
<h1>${base.name} ${base.isDemo && demoMark}</h1>
<p class="faint">公共实训基地</p>
</section>
<section class="panel"><h2>基地信息</h2>
<dl class="facts">
<dt>地点</dt><dd>${fullAddress(base)}</dd>
<dt>可以练的职业</dt><dd>${base.occupations.map(({ name }) => name).join("、") || "没有写明"}</dd>
<dt>开放时间</dt><dd>${base.openHours ?? "没有写明"}</dd>
<dt>电话</dt><dd>${base.phone === null ? "没有写明，可拨打 12333 咨询" : html`<a href="tel:${base.phone}">${base.phone}</a>`}</dd>
</dl>
<div class="links">${mapLinks(base.point, base.name, base.address).map(
      ({ label, url }) => html`<a href="${safeUrl(url)}" rel="noreferrer" target="_blank">在${label}中查看</a>`,
    )}</div>
</section>
<section class="panel"><h2>信息来源</h2>
<p>${spokenSource(base.source)}，${spokenDate(LocalDate.parse(base.statedOn), today)}的信息。${base.isDemo && "这是示例数据，不是真实基地。"}</p>
</section>
</main>`,
  });

/** /bases/:id, the page behind the card of a 公共实训基地. */
export const basePage = ({ bases }: { bases: BaseService }): PageRoute => ({
  method: "GET",
  path: "/bases/:id",
  access: { kind: "public" },
  perMinute: 300,
  isPrivate: false,
  render: async ({ params, now }) => {
    const id = z.uuid().safeParse(params["id"]);
    const base = id.success ? (await bases.byIds([id.data])).get(id.data) : undefined;
    if (base === undefined) throw notFound("实训基地");
    return { html: page(base, localDate(now)) };
  },
});
