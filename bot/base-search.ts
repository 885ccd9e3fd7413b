import type { BaseQuery } from "../search/search-port.ts";
import type { BaseHit, Page } from "../search/search-service.ts";
import type { TrainingBase } from "../src/bases/base.ts";
import { LocalDate, spokenDate } from "../src/kit/clock.ts";
import { spokenDistance } from "../src/kit/geo.ts";
import { askWhich } from "./asking.ts";
import { citedSource } from "./course-words.ts";
import { applyOp, applyOps, type Results } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { type Card, choice, cite, joined, type Said, say, setting } from "./reply.ts";
import { searchOps } from "./search-ops.ts";
import { whereQuery } from "./search-state.ts";
import { spokenWhereOf } from "./search-words.ts";

const PAGE_SIZE = 3;

const field = (base: TrainingBase, name: string, value: string): Said => cite("base", base.id, name, value);

function baseCard({ base, distanceMetres }: BaseHit, ordinal: number): Card {
  const county = field(base, "divisionName", base.divisionName);
  return {
    subject: { kind: "base", id: base.id },
    title: say`${setting("number", ordinal)}. ${field(base, "name", base.name)}`,
    lines: [
      distanceMetres === null ? county : say`${county}，${field(base, "distance", spokenDistance(distanceMetres))}`,
      field(base, "address", base.address),
      ...(base.phone === null ? [] : [say`电话 ${field(base, "phone", base.phone)}`]),
      ...(base.isDemo ? [say`示例数据`] : []),
    ],
    path: `/bases/${base.id}`,
    isDemo: base.isDemo,
  };
}

/** 公共实训基地 of the place that was named, or around the person; of the whole province when neither is known. */
export async function answerBases(call: IntentCall): Promise<Outcome> {
  const { meaning, services, state } = call;
  const [question] = meaning.questions;
  if (question !== undefined && question.slot === "place") return askWhich(state, question);
  const ops = searchOps({ ...meaning, intent: "ask_provider" }, state, services.places);
  const next = applyOps(state, ops);
  if (meaning.slots.place?.isInSichuan === false)
    return {
      state,
      draft: { parts: [say`这里只有四川省的公共实训基地，请告诉我四川的区县名。`], action: "refuse" },
    };
  const occupation = meaning.slots.occupations?.[0]?.code;
  const { place, near, radiusKm } = whereQuery(next.search);
  const query: BaseQuery = {
    ...(place !== undefined && { place }),
    ...(near !== undefined && { near }),
    ...(radiusKm !== undefined && { radiusKm }),
    ...(occupation !== undefined && { occupation }),
  };
  const page = await services.search.bases(query, { limit: PAGE_SIZE }, call.signal);
  const where = spokenWhereOf(next.search) ?? say`四川省`;
  if (page.items.length === 0)
    return {
      state: next,
      draft: {
        parts: [say`没有查到${where}的公共实训基地。可以换个区县，或者说全市的名字再找。`],
        choices: [choice(say`全省的实训基地`)],
        action: "answer",
        isDegraded: page.degraded,
      },
    };
  return shown(call, page, query, [], say`${where}的公共实训基地：`, next);
}

export const moreBases = async (
  call: IntentCall,
  results: Results & { kind: "base" },
  cursor: string,
): Promise<Outcome> => {
  const page = await call.services.search.bases(results.query, { limit: PAGE_SIZE, cursor }, call.signal);
  return shown(call, page, results.query, results.ids, say`接着看：`, call.state);
};

function shown(
  call: IntentCall,
  page: Page<BaseHit>,
  query: BaseQuery,
  before: readonly string[],
  lead: Said,
  state: IntentCall["state"],
): Outcome {
  const ids = [...before, ...page.items.map(({ base }) => base.id)];
  const shownAt = call.now.toISOString();
  return {
    state: applyOp(state, {
      op: "show",
      results: { kind: "base", query, ids, pageStart: before.length, next: page.next, shownAt },
    }),
    draft: {
      parts: [lead, ...page.items.map((hit, index) => baseCard(hit, before.length + index + 1)), sources(page, call)],
      choices: page.next === null ? [] : [choice(say`更多`)],
      action: "answer",
      isDegraded: page.degraded,
    },
  };
}

const spokenOrigin = (base: TrainingBase, { today }: IntentCall): Said =>
  say`来源：${citedSource(base.source)}，${field(base, "statedOn", spokenDate(LocalDate.parse(base.statedOn), today))}登记`;

/** Each source once, however many of the bases it names. */
const sources = ({ items }: Page<BaseHit>, call: IntentCall): Said => {
  const each = new Map(items.map(({ base }) => [`${base.source.id} ${base.statedOn}`, base]));
  return joined(
    [...each.values()].map((base) => spokenOrigin(base, call)),
    "\n",
  );
};

/** All facts of a base. */
export async function showBase(call: IntentCall, id: string): Promise<Outcome> {
  const base = (await call.services.bases.byIds([id])).get(id);
  if (base === undefined)
    return { state: call.state, draft: { parts: [say`这个基地刚刚撤下了，请换一个。`], action: "answer" } };
  const trains = base.occupations.map(({ code, name }) => cite("occupation", code, "name", name));
  const lines = [
    ...(base.isDemo ? [say`【示例数据】`] : []),
    field(base, "name", base.name),
    say`地址：${field(base, "divisionName", base.divisionName)}${field(base, "address", base.address)}`,
    base.phone === null ? say`电话：没有登记` : say`电话：${field(base, "phone", base.phone)}`,
    base.openHours === null
      ? say`开放时间：没有登记，去之前请先打电话`
      : say`开放时间：${field(base, "openHours", base.openHours)}`,
    ...(trains.length === 0 ? [] : [say`实训职业：${joined(trains, "、")}`]),
    spokenOrigin(base, call),
  ];
  return {
    state: applyOp(call.state, { op: "select", selected: { kind: "base", id } }),
    draft: { parts: [joined(lines, "\n")], action: "answer" },
  };
}
