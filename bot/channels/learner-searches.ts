import { z } from "zod";
import { CourseQuery } from "../../search/course-query.ts";
import { conflict, type FieldFault, invalid, notFound } from "../../src/errors.ts";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../../src/http/route.ts";
import { localDate } from "../../src/kit/clock.ts";
import {
  MAX_SUBSCRIPTIONS,
  type Subscription,
  type SubscriptionService,
} from "../../src/notices/subscription-service.ts";
import type { Occupations } from "../../src/occupations/occupation.ts";
import type { ConsentService } from "../../src/people/consent.ts";
import { learnerOf } from "../../src/people/learner.ts";
import type { Places } from "../../src/places/place.ts";
import type { SearchState } from "../search-state.ts";
import { spokenSearch } from "../search-words.ts";

export interface LearnerSearchNeeds {
  subscriptions: Pick<SubscriptionService, "subscribe" | "list" | "unsubscribe">;
  consents: Pick<ConsentService, "give">;
  places: Pick<Places, "byCode">;
  occupations: Pick<Occupations, "byCode">;
}

/** What can be waited for. No point: a wish stays until it is taken back, and a point is kept for thirty days at most. */
const Wish = CourseQuery.pick({
  q: true,
  occupations: true,
  place: true,
  level: true,
  mode: true,
  schedule: true,
  subsidised: true,
  startsAfter: true,
  startsBefore: true,
  feeMaxFen: true,
});
type Wish = z.infer<typeof Wish>;

const SavedSearch = z.object({ id: z.string(), label: z.string(), query: CourseQuery, createdAt: z.iso.datetime() });
const bodyOf = ({ createdAt, ...saved }: Subscription) => ({ ...saved, createdAt: createdAt.toISOString() });

/** Codes that do not exist are refused, so that nobody waits for what cannot come. */
function faultsOf({ occupations = [], place }: Wish, known: LearnerSearchNeeds): FieldFault[] {
  const isPlace = place === undefined || known.places.byCode(place) !== undefined;
  return [
    ...occupations.flatMap((code, index) =>
      known.occupations.byCode(code) === undefined
        ? [{ path: `occupations.${index}`, message: "职业分类里没有这个编码" }]
        : [],
    ),
    ...(isPlace ? [] : [{ path: "place", message: "没有这个行政区划代码" }]),
  ];
}

/** The wish as the bot would say it back: 焊工 · 成都市双流区 · 有补贴. */
function stateOf(wish: Wish, { places, occupations }: LearnerSearchNeeds): SearchState {
  const { q, occupations: codes, place: code, subsidised, feeMaxFen, ...same } = wish;
  const place = places.byCode(code ?? "");
  const isFree = feeMaxFen === 0;
  return {
    ...same,
    ...(codes !== undefined && {
      occupations: codes.map((each) => ({ code: each, name: occupations.byCode(each)?.name ?? each })),
    }),
    ...(q !== undefined && { topic: q }),
    ...(place !== undefined && { where: { kind: "place", place } }),
    ...(isFree ? { wish: "free" } : subsidised === true && { wish: "subsidised" }),
    ...(feeMaxFen !== undefined && !isFree && { feeMaxFen }),
  };
}

const common = { tag: "我的", access: learner, limit: perMinute(60) } as const;

/** 订阅 in the mini-program: the same that the bot keeps when somebody says 有新的告诉我. */
export const learnerSearchRoutes = (needs: LearnerSearchNeeds): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/saved-searches",
    summary: "我的订阅",
    responses: { 200: z.object({ items: z.array(SavedSearch) }) },
    handle: async ({ actor }) => ok({ items: (await needs.subscriptions.list(learnerOf(actor).personId)).map(bodyOf) }),
  }),
  defineRoute({
    ...common,
    method: "POST",
    path: "/v1/me/saved-searches",
    summary: "订阅：有符合的新班就通知；已经订过的原样返回",
    body: Wish.refine((wish) => Object.keys(wish).length > 0, { message: "请至少选一个条件" }),
    example: { occupations: ["6-18-02-04"], place: "510116", subsidised: true },
    responses: { 200: SavedSearch, 201: SavedSearch },
    handle: async ({ actor, body, now }) => {
      const faults = faultsOf(body, needs);
      if (faults.length > 0) throw invalid(faults);
      const label = spokenSearch(stateOf(body, needs), localDate(now)).text;
      const { personId } = learnerOf(actor);
      const { kind, subscription } = await needs.subscriptions.subscribe(personId, body, label, now);
      if (subscription === undefined) throw conflict(`最多订 ${MAX_SUBSCRIPTIONS} 个，请先退掉不需要的。`);
      // to ask for news is to agree to it
      await needs.consents.give(personId, { purpose: "notices", channel: "miniprogram" }, now);
      return { status: kind === "saved" ? 201 : 200, body: bodyOf(subscription) };
    },
  }),
  defineRoute({
    ...common,
    method: "DELETE",
    path: "/v1/me/saved-searches/:searchId",
    summary: "退订一个",
    params: z.strictObject({ searchId: z.uuid("订阅编号格式不对") }),
    responses: {},
    handle: async ({ actor, params, now }) => {
      const stopped = await needs.subscriptions.unsubscribe(learnerOf(actor).personId, now, params.searchId);
      if (stopped === 0) throw notFound("订阅");
      return noContent();
    },
  }),
];
