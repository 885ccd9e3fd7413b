import type { Operations } from "./openapi";
import { faultOf, type Outcome } from "./outcome";
import type { HttpRequest, Platform } from "./platform";

export type OperationName = keyof Operations;
/** Parts of a request: those of path, query and body that the operation has. */
export type InputOf<Name extends OperationName> = Omit<Operations[Name], "answer">;
export type AnswerOf<Name extends OperationName> = Operations[Name]["answer"];

/** One request to the server; never throws. */
export type Call = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  token?: string,
) => Promise<Outcome<AnswerOf<Name>>>;

type Values = Readonly<Record<string, unknown>>;
interface Parts {
  path?: Values;
  query?: Values;
  body?: unknown;
}

/** a=1&b=%E7%84%8A; what is not given or empty is left out. URLSearchParams does not exist in the mini-program. */
export const queryText = (query: Values): string =>
  Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("&");

/** "GET /v1/courses/{id}" with its values → method and address. */
export function requestOf(baseUrl: string, name: string, { path = {}, query = {}, body }: Parts): HttpRequest {
  const [method = "", template = ""] = name.split(" ");
  const filled = template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(path[key])));
  const search = queryText(query);
  return {
    // every name is a key of Operations, which begins with one of these methods
    method: method as HttpRequest["method"],
    url: `${baseUrl}${filled}${search === "" ? "" : `?${search}`}`,
    headers: {},
    ...(body !== undefined && { body }),
  };
}

export const createCall =
  (platform: Pick<Platform, "request">, baseUrl: string): Call =>
  async <Name extends OperationName>(name: Name, input: InputOf<Name>, token?: string) => {
    const request = requestOf(baseUrl, name, input);
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const { status, body } = await platform.request({ ...request, headers });
    if (status < 200 || status > 299) return faultOf(status, body);
    // The server strips every answer to the schema that these types are made from; a test holds the two together.
    return { kind: "ok", body: body as AnswerOf<Name> };
  };
