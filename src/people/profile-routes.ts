import { z } from "zod";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import { learnerOf } from "./learner.ts";
import { Profile } from "./profile.ts";
import type { ProfileService } from "./profile-service.ts";

const common = { path: "/v1/me/profile", tag: "我的", access: learner, limit: perMinute(30) } as const;

export const profileRoutes = ({ profiles }: { profiles: ProfileService }): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    summary: "我的个人情况（没填的为空）",
    responses: { 200: Profile },
    handle: async ({ actor }) => ok(await profiles.read(learnerOf(actor).personId)),
  }),
  defineRoute({
    ...common,
    method: "PUT",
    summary: "保存个人情况，整份替换；先要同意 profile。未满 14 周岁不保存；notes 是要告诉本人的话",
    body: Profile,
    example: { divisionCode: "510116", groups: ["migrant_worker"], schooling: "初中", birthYear: 1988 },
    responses: { 200: Profile.extend({ notes: z.array(z.string()) }) },
    handle: async ({ actor, body, now }) => {
      const { personId } = learnerOf(actor);
      const { notes } = await profiles.save(personId, body, now);
      return ok({ ...(await profiles.read(personId)), notes });
    },
  }),
  defineRoute({
    ...common,
    method: "DELETE",
    summary: "删除个人情况",
    responses: {},
    handle: async ({ actor }) => {
      await profiles.clear(learnerOf(actor).personId);
      return noContent();
    },
  }),
];
