import { z } from "zod";
import { CourseId } from "../courses/course.ts";
import { defineRoute, learner, noContent, ok, perMinute, type Route } from "../http/route.ts";
import { Favourite } from "./favourite.ts";
import type { FavouriteService } from "./favourite-service.ts";
import { learnerOf } from "./learner.ts";

const common = { tag: "我的", access: learner, limit: perMinute(60) } as const;
const one = { path: "/v1/me/favourites/:courseId", params: z.strictObject({ courseId: CourseId }), responses: {} };

export const favouriteRoutes = ({ favourites }: { favourites: FavouriteService }): Route[] => [
  defineRoute({
    ...common,
    method: "GET",
    path: "/v1/me/favourites",
    summary: "我的收藏，新的在前；每门课都是现在的样子，停招、撤下的会说明",
    responses: { 200: z.object({ items: z.array(Favourite) }) },
    handle: async ({ actor, now }) => ok({ items: await favourites.list(learnerOf(actor).personId, now) }),
  }),
  defineRoute({
    ...common,
    ...one,
    method: "PUT",
    summary: "收藏一门课程",
    handle: async ({ actor, params, now }) => {
      await favourites.add(learnerOf(actor).personId, params.courseId, now);
      return noContent();
    },
  }),
  defineRoute({
    ...common,
    ...one,
    method: "DELETE",
    summary: "取消收藏",
    handle: async ({ actor, params }) => {
      await favourites.remove(learnerOf(actor).personId, params.courseId);
      return noContent();
    },
  }),
];
