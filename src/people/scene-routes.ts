import { z } from "zod";
import { created, defineRoute, ok, perMinute, type Route, reviewer, signedIn } from "../http/route.ts";
import { Scene, SceneDraft, spokenCount } from "./scene.ts";
import type { SceneService } from "./scene-service.ts";

const tag = "投放";

export const sceneRoutes = ({ scenes }: { scenes: SceneService }): Route[] => [
  defineRoute({
    method: "POST",
    path: "/v1/links",
    summary: "做一个小程序链接或服务号二维码，标明区县和投放的地方",
    tag,
    access: signedIn,
    limit: perMinute(20),
    body: SceneDraft,
    example: { kind: "url_link", path: "pages/search/search", divisionCode: "510116", channel: "社区公告栏" },
    responses: {
      201: z.object({
        sceneId: z.string(),
        url: z.string(),
        ticket: z.string().nullable(),
        expiresAt: z.iso.datetime().nullable(),
      }),
    },
    handle: async ({ actor, body, now, signal }) => {
      const link = await scenes.make(actor, body, now, signal);
      return created({ ...link, expiresAt: link.expiresAt?.toISOString() ?? null });
    },
  }),
  defineRoute({
    method: "GET",
    path: "/v1/scenes",
    summary: "各链接和二维码带来多少人；people 为 null 表示少于 3 人",
    tag,
    access: reviewer,
    limit: perMinute(60),
    responses: {
      200: z.object({ items: z.array(Scene.extend({ createdAt: z.iso.datetime(), said: z.string() })) }),
    },
    handle: async ({ actor }) => {
      const items = (await scenes.list(actor)).map((scene) => ({
        ...scene,
        createdAt: scene.createdAt.toISOString(),
        said: spokenCount(scene.people),
      }));
      return ok({ items });
    },
  }),
];
