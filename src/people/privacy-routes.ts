import { z } from "zod";
import { notSignedIn } from "../errors.ts";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import type { Database } from "../kit/database.ts";
import { deleteAgreed, PURPOSES, type Purpose } from "./agreement.ts";
import { learnerOf } from "./learner.ts";
import { OwnData } from "./own-data-store.ts";
import type { PersonService } from "./person-service.ts";
import { Settings, type SettingsService } from "./settings.ts";

/** What a person answered to one purpose, by the latest version they were asked. */
export const ConsentState = z.object({
  purpose: z.enum(PURPOSES),
  version: z.string(),
  isGiven: z.boolean(),
  answeredAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
});
export type ConsentState = z.infer<typeof ConsentState>;

/** What these routes ask of the record of consents (consent.ts). */
export interface Consents {
  /** Every purpose the person was asked about. */
  list(personId: string, now: Date): Promise<ConsentState[]>;
  give(personId: string, given: { purpose: Purpose; version: string; channel: string }, now: Date): Promise<void>;
  withdraw(personId: string, purpose: Purpose, now: Date): Promise<void>;
}

export interface PrivacyRouteNeeds {
  db: Database;
  people: Pick<PersonService, "ownData" | "forget">;
  consents: Consents;
  settings: SettingsService;
}

const tag = "我的";
const common = { tag, access: learner, limit: perMinute(30) } as const;
const Items = z.object({ items: z.array(ConsentState) });

const consentRoutes = ({ db, consents }: PrivacyRouteNeeds): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/consents",
    summary: "我同意过什么、什么时候、哪个版本",
    responses: { 200: Items },
    handle: async ({ actor, now }) => ok({ items: await consents.list(learnerOf(actor).personId, now) }),
  }),
  defineRoute({
    ...common,
    method: "PUT",
    path: "/v1/me/consents/:purpose",
    summary: "同意或撤回；撤回后马上删除据此保存的内容",
    params: z.strictObject({ purpose: z.enum(PURPOSES) }),
    body: z.strictObject({
      isGiven: z.boolean(),
      version: z.string().min(1, "请填说明的版本").max(32, "version 最多 32 个字符"),
    }),
    example: { isGiven: true, version: "1" },
    responses: { 200: Items },
    handle: async ({ actor, params: { purpose }, body: { isGiven, version }, now }) => {
      const { personId } = learnerOf(actor);
      if (isGiven) await consents.give(personId, { purpose, version, channel: "miniprogram" }, now);
      else {
        await consents.withdraw(personId, purpose, now);
        await db.prisma.$transaction((tx) => deleteAgreed(tx, personId, purpose));
      }
      return ok({ items: await consents.list(personId, now) });
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
      const settings = await needs.settings.read(learnerOf(actor).personId);
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
      await needs.settings.save(learnerOf(actor).personId, body);
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
    handle: async ({ actor }) => {
      const data = await needs.people.ownData(learnerOf(actor).personId);
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
