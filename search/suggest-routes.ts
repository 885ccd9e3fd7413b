import { z } from "zod";
import { defineRoute, everyone, ok, perMinute, type Route } from "../src/http/route.ts";
import { createSuggest, type SuggestNeeds } from "./suggest.ts";

const Suggestion = z.object({
  kind: z.enum(["occupation", "place"]),
  code: z.string(),
  label: z.string(),
  /** The name it was found by. */
  matched: z.string(),
});

export const suggestRoutes = (needs: SuggestNeeds): Route[] => {
  const suggest = createSuggest(needs);
  return [
    defineRoute({
      method: "GET",
      path: "/v1/suggest",
      summary: "边输入边提示：职业和四川的市州、区县，按名称、俗称、拼音和拼音首字母，最多十条",
      tag: "搜索",
      access: everyone,
      limit: perMinute(600),
      query: z.strictObject({
        q: z.string().trim().min(1, "请写一个字以上").max(40, "不能超过 40 字"),
      }),
      responses: { 200: z.object({ items: z.array(Suggestion) }) },
      handle: async ({ query: { q } }) => ok({ items: suggest(q) }),
    }),
  ];
};
