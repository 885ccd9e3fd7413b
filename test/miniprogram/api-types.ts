// Makes miniprogram/services/openapi.ts from the OpenAPI document that the server serves: the types of the mini-program's requests and
// answers are those of the routes, not a second opinion of them.
import { z } from "zod";

/** What the mini-program uses of the API. */
export const USED_OPERATIONS = [
  "POST /v1/miniprogram/sessions",
  "POST /v1/miniprogram/sessions/rotate",
  "DELETE /v1/miniprogram/session",
  "GET /v1/courses",
  "GET /v1/courses/{id}",
  "GET /v1/bases/{id}",
  "GET /v1/occupations",
  "GET /v1/occupations/{code}",
  "GET /v1/shortage-lists",
  "GET /v1/shortage-lists/{id}",
  "POST /v1/me/chat",
  "GET /v1/me/favourites",
  "PUT /v1/me/favourites/{courseId}",
  "DELETE /v1/me/favourites/{courseId}",
  "GET /v1/me/saved-searches",
  "POST /v1/me/saved-searches",
  "DELETE /v1/me/saved-searches/{searchId}",
  "GET /v1/me/profile",
  "PUT /v1/me/profile",
  "DELETE /v1/me/profile",
  "GET /v1/me/places",
  "POST /v1/me/places",
  "DELETE /v1/me/places/{placeId}",
  "GET /v1/me/inbox",
  "POST /v1/me/inbox/seen",
  "POST /v1/me/subscribe-credits",
  "GET /v1/me/consents",
  "PUT /v1/me/consents/{purpose}",
  "GET /v1/me/settings",
  "PUT /v1/me/settings",
  "GET /v1/me/export",
  "DELETE /v1/me",
] as const;

type Json = Readonly<Record<string, unknown>>;

const Content = z.object({ content: z.record(z.string(), z.object({ schema: z.json() })).optional() });
const Operation = z.object({
  summary: z.string(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(["path", "query"]), required: z.boolean(), schema: z.json() }),
  ),
  requestBody: Content.optional(),
  responses: z.record(z.string(), Content),
});
type Operation = z.infer<typeof Operation>;
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const either = (types: readonly string[]): string => [...new Set(types)].join(" | ");

const member = (name: string, type: string, isRequired: boolean): string =>
  `${key(name)}${isRequired ? "" : "?"}: ${type};`;
const indented = (text: string): string => text.replace(/^/gm, "  ");
const braces = (members: readonly string[]): string =>
  members.length === 0 ? "{}" : `{\n${members.map(indented).join("\n")}\n}`;

function objectType({ properties, required, additionalProperties }: Json): string {
  if (!isObject(properties)) return `Record<string, ${typeOf(additionalProperties)}>`;
  const needed = new Set(list(required));
  return braces(Object.entries(properties).map(([name, schema]) => member(name, typeOf(schema), needed.has(name))));
}

/** A JSON Schema, as zod writes them, as a TypeScript type. */
export function typeOf(schema: unknown): string {
  if (!isObject(schema)) return "unknown";
  const choices = [...list(schema["anyOf"]), ...list(schema["oneOf"])];
  if (choices.length > 0) return either(choices.map(typeOf));
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return either(schema["enum"].map((value) => JSON.stringify(value)));
  const type = schema["type"];
  if (Array.isArray(type)) return either(type.map((each) => typeOf({ ...schema, type: each })));
  if (type === "array") return `Array<${typeOf(schema["items"])}>`;
  if (type === "object") return objectType(schema);
  if (type === "integer" || type === "number") return "number";
  return type === "string" || type === "boolean" || type === "null" ? type : "unknown";
}

const schemaOf = (content: z.infer<typeof Content>["content"]): unknown => content?.["application/json"]?.schema;

function answerType({ responses }: Operation): string {
  const answers = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return either(answers.map(([, { content }]) => (content === undefined ? "undefined" : typeOf(schemaOf(content)))));
}

function operationType(operation: Operation): string {
  const members = (place: "path" | "query") =>
    operation.parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema, required }) => member(name, typeOf(schema), required));
  const needsQuery = operation.parameters.some((parameter) => parameter.in === "query" && parameter.required);
  const [path, query] = [members("path"), members("query")];
  const body = schemaOf(operation.requestBody?.content);
  return braces([
    ...(path.length > 0 ? [member("path", braces(path), true)] : []),
    ...(query.length > 0 ? [member("query", braces(query), needsQuery)] : []),
    ...(body === undefined ? [] : [member("body", typeOf(body), true)]),
    member("answer", answerType(operation), true),
  ]);
}

const HEAD = `// biome-ignore-all format: made from the OpenAPI document of the server
// Do not edit. Made anew by: npx vitest run test/miniprogram/api-types.test.ts -u
`;

/**
 * The text of openapi.ts.
 * @throws Error when an operation is not served
 */
export function apiTypesOf(document: unknown, names: readonly string[] = USED_OPERATIONS): string {
  const { paths } = Document.parse(document);
  const lines = names.map((name) => {
    const [method = "", path = ""] = name.split(" ");
    const served = paths[path]?.[method.toLowerCase()];
    if (served === undefined) throw new Error(`the server does not serve ${name}`);
    const operation = Operation.parse(served);
    return indented(`/** ${operation.summary} */\n"${name}": ${operationType(operation)};`);
  });
  return `${HEAD}\nexport interface Operations {\n${lines.join("\n")}\n}\n`;
}
