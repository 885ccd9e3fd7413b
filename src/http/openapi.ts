import { z } from "zod";
import { Problem } from "./problem.ts";
import type { Access, Route } from "./route.ts";

type Json = Record<string, unknown>;

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. Instants leave as text. */
const jsonSchema = (schema: z.ZodType, io: "input" | "output"): Json => {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: target }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(target, { type: "string", format: "date-time" });
    },
  });
  const { $schema: _dialect, ...rest } = made;
  return rest;
};

/** :id → {id} */
const openApiPath = (path: string): string => path.replace(/:([A-Za-z]+)/g, "{$1}");

/** GET /v1/courses/:id → getCoursesById */
const operationId = ({ method, path }: Route): string =>
  method.toLowerCase() +
  path
    .replace(/^\/v1/, "")
    .split(/[/.-]/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith(":") ? `By${part[1]?.toUpperCase()}${part.slice(2)}` : part))
    .map((part) => `${part[0]?.toUpperCase()}${part.slice(1)}`)
    .join("");

const parametersOf = (schema: z.ZodType | undefined, place: "path" | "query"): Json[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z
    .object({ properties: z.record(z.string(), z.unknown()).optional(), required: z.array(z.string()).optional() })
    .parse(jsonSchema(schema, "input"));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
};

const PROBLEM_CONTENT = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

const problemsOf = (route: Route): Record<string, Json> => {
  const problems: Record<string, string> = { 422: "内容有误", 429: "请求太多", 503: "暂时不可用" };
  if (route.access.kind !== "public") Object.assign(problems, { 401: "需要登录", 403: "没有权限" });
  if (route.params !== undefined) problems[404] = "没有找到";
  return Object.fromEntries(
    Object.entries(problems)
      .filter(([status]) => route.responses[Number(status)] === undefined)
      .map(([status, description]) => [status, { description, content: PROBLEM_CONTENT }]),
  );
};

const security = (access: Access): Json => {
  if (access.kind === "public") return {};
  if (access.kind === "learner") return { security: [{ learner: [] }] };
  return { security: [{ session: [] }, ...(access.kind === "reviewer" ? [] : [{ key: [] }])] };
};

const operationOf = (route: Route): Json => ({
  operationId: operationId(route),
  summary: route.summary,
  tags: [route.tag],
  ...security(route.access),
  parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
  ...(route.body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: jsonSchema(route.body, "input"),
              ...(route.example === undefined ? {} : { example: route.example }),
            },
          },
        },
      }),
  responses: {
    ...(Object.keys(route.responses).length === 0 ? { 204: { description: "完成，没有内容" } } : {}),
    ...Object.fromEntries(
      Object.entries(route.responses).map(([status, schema]) => [
        status,
        { description: "成功", content: { "application/json": { schema: jsonSchema(schema, "output") } } },
      ]),
    ),
    ...problemsOf(route),
  },
});

/** OpenAPI 3.1 of exactly the routes that are served. */
export function openApiOf(routes: readonly Route[], cookieName: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "匠途 API", version: "1", description: "在四川找有补贴的职业技能培训。" },
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, "output") },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "机构的 API 密钥，形如 jt_…" },
        learner: { type: "http", scheme: "bearer", description: "小程序用户的登录令牌，形如 jl_…" },
        session: { type: "apiKey", in: "cookie", name: cookieName },
      },
    },
  };
}
