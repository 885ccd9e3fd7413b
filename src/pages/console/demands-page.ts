import { type DemandGroup, FEWEST_SHOWN, KEPT_MONTHS, spokenPeople } from "../../demands/demand.ts";
import type { DemandService } from "../../demands/demand-service.ts";
import { type LocalDate, localDate, spokenDate } from "../../kit/clock.ts";
import type { Occupations } from "../../occupations/occupation.ts";
import type { Place, Places } from "../../places/place.ts";
import { type Html, html } from "../html.ts";
import type { PageCall, PageRoute } from "../page.ts";
import { sichuanCities } from "../sichuan-cities.ts";
import { consoleFrame } from "./frame.ts";

interface DemandsPageNeeds {
  demands: DemandService;
  occupations: Pick<Occupations, "byCode">;
  places: Places;
}

const PATH = "/console/demands";

const subjectOf = ({ occupationCode, topic }: DemandGroup, { occupations }: DemandsPageNeeds): string => {
  if (occupationCode !== null) return occupations.byCode(occupationCode)?.name ?? occupationCode;
  return topic === null ? "其他（各种说法）" : `“${topic}”`;
};

const whereOf = ({ divisionCode }: DemandGroup, { places }: DemandsPageNeeds): string =>
  divisionCode === null ? "全省都可以" : (places.byCode(divisionCode)?.fullName ?? divisionCode);

const line = (group: DemandGroup, needs: DemandsPageNeeds, today: LocalDate): Html => html`<tr>
<td>${subjectOf(group, needs)}</td>
<td>${whereOf(group, needs)}</td>
<td>${spokenPeople(group.people)}</td>
<td>${group.since === null ? "—" : spokenDate(group.since, today)}</td>
</tr>`;

const cityChoice = (
  cities: readonly Place[],
  chosen: string | undefined,
): Html => html`<form method="get" action="${PATH}" class="filter">
<label for="city">哪里</label>
<select id="city" name="city"><option value="">全省</option>${cities.map(
  ({ id, name }) => html`<option value="${id}"${id === chosen && html` selected`}>${name}</option>`,
)}</select>
<button type="submit" class="weui-btn weui-btn_default weui-btn_mini">查看</button></form>`;

async function pageOf(needs: DemandsPageNeeds, { actor, query, now }: PageCall): Promise<Html> {
  const cities = sichuanCities(needs.places);
  const city = cities.find(({ id }) => id === query["city"])?.id;
  const { groups, isCut } = await needs.demands.board(actor, { division: city }, now);
  const today = localDate(now);
  return consoleFrame({
    title: "需求",
    ...("account" in actor ? { account: actor.account } : {}),
    body: html`<p class="faint"><a href="/console">返回</a></p>
<p class="faint">没查到合适的班、登记了想学什么的人，按职业和区县数。最近 ${KEPT_MONTHS} 个月的；不显示是谁，不到 ${FEWEST_SHOWN} 人的不显示人数。</p>
${cityChoice(cities, city)}
${
  groups.length === 0
    ? html`<p class="empty">还没有人登记。查不到班的人点“登记需求”，这里就会有。</p>`
    : html`<div class="table demands"><table>
<thead><tr><th>想学</th><th>在哪里</th><th>人数</th><th>最早</th></tr></thead>
<tbody>${groups.map((group) => line(group, needs, today))}</tbody>
</table></div>
${isCut && html`<p class="faint">只列了人最多的 ${groups.length} 行；选一个市可以看到更多。</p>`}`
}`,
  });
}

/** What people want to learn and nobody offers: for reviewers and for institutions that look for what to teach. */
export const demandsPage = (needs: DemandsPageNeeds): PageRoute => ({
  method: "GET",
  path: PATH,
  access: { kind: "signedIn" },
  perMinute: 120,
  isPrivate: true,
  render: async (call) => ({ html: await pageOf(needs, call) }),
});
