import { z } from "zod";
import { notSignedIn } from "../errors.ts";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import type { Database } from "../kit/database.ts";
import type { ConsentService } from "./consent.ts";
import { ConsentRecord, Purpose } from "./consent-store.ts";
import { learnerOf } from "./learner.ts";
import { OwnData } from "./own-data-store.ts";
import type { PersonService } from "./person-service.ts";
import { readSettings, Settings } from "./settings.ts";

export interface PrivacyRouteNeeds {
  db: Database;
  people: Pick<PersonService, "exportOwnData" | "forget" | "setPersonalised">;
  consents: Pick<ConsentService, "list" | "give" | "withdraw">;
}

const CHANNEL = "miniprogram";
const tag = "我的";
const common = { tag, access: learner, limit: perMinute(30) } as const;
const Items = z.object({ items: z.array(ConsentRecord) });

const consentRoutes = ({ consents }: PrivacyRouteNeeds): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/consents",
    summary: "我同意过什么、什么时候、哪个版本",
    responses: { 200: Items },
    handle: async ({ actor }) => ok({ items: await consents.list(learnerOf(actor).personId) }),
  }),
  defineRoute({
    ...common,
    method: "PUT",
    path: "/v1/me/consents/:purpose",
    summary: "同意或撤回；撤回后马上删除据此保存的内容",
    params: z.strictObject({ purpose: Purpose }),
    body: z.strictObject({
      isGiven: z.boolean(),
      version: z.string().min(1, "请填说明的版本").max(32, "version 最多 32 个字符"),
    }),
    example: { isGiven: true, version: "1" },
    responses: { 200: Items },
    handle: async ({ actor, params: { purpose }, body: { isGiven, version }, now }) => {
      const { personId } = learnerOf(actor);
      if (isGiven) await consents.give(personId, { purpose, version, channel: CHANNEL }, now);
      else await consents.withdraw(personId, purpose, now, CHANNEL);
      return ok({ items: await consents.list(personId) });
    },
  }),
];

/** The rights of a person over what is kept about them: see, take along, delete, refuse. */
export const privacyRoutes = (needs: PrivacyRouteNeeds): Route[] => [
  ...consentRoutes(needs),
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/settings",
    summary: "我的设置",
    responses: { 200: Settings },
    handle: async ({ actor }) => {
      const settings = await readSettings(needs.db, learnerOf(actor).personId);
      if (settings === undefined) throw notSignedIn();
      return ok(settings);
    },
  }),
  defineRoute({
    ...common,
    method: "PUT",
    path: "/v1/me/settings",
    summary: "打开或关闭个性化；关闭后不用个人情况来猜您的意思，订阅的通知照常",
    body: Settings,
    example: { isPersonalised: false },
    responses: { 200: Settings },
    handle: async ({ actor, body }) => {
      await needs.people.setPersonalised(learnerOf(actor).personId, body.isPersonalised);
      return ok(body);
    },
  }),
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/export",
    summary: "我的全部数据（JSON）",
    limit: perMinute(5),
    responses: { 200: OwnData },
    handle: async ({ actor, now }) => {
      const data = await needs.people.exportOwnData(learnerOf(actor).personId, now);
      if (data === undefined) throw notSignedIn();
      return { ...ok(data), headers: { "Content-Disposition": 'attachment; filename="jiangtu-my-data.json"' } };
    },
  }),
  defineRoute({
    ...common,
    method: "DELETE",
    path: "/v1/me",
    summary: "注销：马上删除我的全部数据，所有手机都退出",
    responses: {},
    handle: async ({ actor }) => {
      await needs.people.forget(learnerOf(actor).personId);
      return noContent();
    },
  }),
];
