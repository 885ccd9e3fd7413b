import { z } from "zod";
import { created, defineRoute, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import { learnerOf } from "./learner.ts";
import { SavedPlace, SavedPlaceDraft } from "./saved-place.ts";
import type { SavedPlaceService } from "./saved-place-service.ts";

const common = { tag: "我的", access: learner, limit: perMinute(60) } as const;

export const savedPlaceRoutes = ({ savedPlaces }: { savedPlaces: SavedPlaceService }): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/places",
    summary: "我的常用地点",
    responses: { 200: z.object({ items: z.array(SavedPlace) }) },
    handle: async ({ actor, now }) => ok({ items: await savedPlaces.list(learnerOf(actor).personId, now) }),
  }),
  defineRoute({
    ...common,
    method: "POST",
    path: "/v1/me/places",
    summary: "存一个常用地点：区县，或大致位置；同名的会被替换",
    body: SavedPlaceDraft,
    example: { label: "家里", divisionCode: "510116" },
    responses: { 201: SavedPlace },
    handle: async ({ actor, body, now }) => created(await savedPlaces.add(learnerOf(actor).personId, body, now)),
  }),
  defineRoute({
    ...common,
    method: "DELETE",
    path: "/v1/me/places/:placeId",
    summary: "删除一个常用地点",
    params: z.strictObject({ placeId: z.uuid("地点编号格式不对") }),
    responses: {},
    handle: async ({ actor, params }) => {
      await savedPlaces.remove(learnerOf(actor).personId, params.placeId);
      return noContent();
    },
  }),
];
