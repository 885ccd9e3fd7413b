import { z } from "zod";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import { learnerOf } from "./learner.ts";
import { WechatCode } from "./mini-program.ts";
import type { PhoneService } from "./phone-service.ts";

const common = { path: "/v1/me/phone", tag: "我的", access: learner } as const;

export const phoneRoutes = ({ phones }: { phones: PhoneService }): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    summary: "我的手机号，中间四位不显示；没有时为 null",
    limit: perMinute(60),
    responses: { 200: z.object({ phone: z.string().nullable() }) },
    handle: async ({ actor }) => ok({ phone: await phones.masked(learnerOf(actor).personId) }),
  }),
  defineRoute({
    ...common,
    method: "PUT",
    summary: "用手机号按钮得到的 code 保存手机号；先要同意 phone",
    limit: perMinute(5), // each costs the account money
    body: z.strictObject({ code: WechatCode.describe("getPhoneNumber 得到的 code") }),
    example: { code: "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144" },
    responses: { 200: z.object({ phone: z.string() }) },
    handle: async ({ actor, body, now, signal }) =>
      ok({ phone: await phones.save(learnerOf(actor).personId, body.code, now, signal) }),
  }),
  defineRoute({
    ...common,
    method: "DELETE",
    summary: "删除手机号",
    limit: perMinute(30),
    responses: {},
    handle: async ({ actor }) => {
      await phones.remove(learnerOf(actor).personId);
      return noContent();
    },
  }),
];
