import type { z } from "zod";

/** Who is calling, as found out by the session cookie, the API key or the learner's token. */
export type Actor =
  | { kind: "anonymous" }
  /** `tokenHash` is that of the token this request came with, which a rotation gives up. */
  | { kind: "learner"; personId: string; sessionId: string; tokenHash: string }
  | { kind: "staff"; staffId: string; account: string; institutionId: string }
  | { kind: "reviewer"; staffId: string; account: string }
  | { kind: "api_key"; keyId: string; institutionId: string };

/** Who may call. `staffOf` names the path parameter that holds the institution's id. */
export type Access =
  | { kind: "public" }
  | { kind: "learner" }
  | { kind: "signedIn" }
  | { kind: "reviewer" }
  | { kind: "staffOf"; param: string };

export const everyone: Access = { kind: "public" };
/** A person in the mini-program, for their own rows only. */
export const learner: Access = { kind: "learner" };
/** Staff or a reviewer; a learner is neither. */
export const signedIn: Access = { kind: "signedIn" };
export const reviewer: Access = { kind: "reviewer" };
/** Staff of that institution, or a program with its API key. */
export const staffOf = (param: string): Access => ({ kind: "staffOf", param });

/** Requests a caller may make per minute on this route (per account, key or address). */
export interface Limit {
  perMinute: number;
}
export const perMinute = (count: number): Limit => ({ perMinute: count });

interface RouteCall<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  actor: Actor;
  now: Date;
  requestId: string;
  /** Aborted when the caller's deadline has passed or the connection is gone. */
  signal: AbortSignal;
}

export interface RouteResult {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  /** When set, the answer is a stream of server-sent events instead of a body. */
  feed?: Feed;
}

interface ServerEvent {
  /** Name that the page listens for. */
  event: string;
  data: unknown;
}

/** Sends events until `closed` is aborted: the page has gone, or the program stops. */
export type Feed = (send: (event: ServerEvent) => void, closed: AbortSignal) => void;

/** A route after its generics are erased: what the app, the OpenAPI page and the tests see. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `:name` parameters, e.g. /v1/courses/:id */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  limit: Limit;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Shown in the API page; a test holds that it is a request this route accepts. */
  example?: unknown;
  /** Response schema by status; what a schema does not declare is stripped from the response. Problem answers need no entry. */
  responses: Record<number, z.ZodType>;
  handle(call: RouteCall<unknown, unknown, unknown>): Promise<RouteResult>;
}

export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends Omit<Route, "params" | "query" | "body" | "handle"> {
  params?: P;
  query?: Q;
  body?: B;
  handle(call: RouteCall<z.output<P>, z.output<Q>, z.output<B>>): Promise<RouteResult>;
}

/** One declaration is validation + access + limit + response filter + OpenAPI. A route without `access` does not compile. */
export function defineRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<P, Q, B>): Route {
  // The app parses params, query and body with the very schemas named here before it calls `handle`.
  return { ...spec, handle: (call) => spec.handle(call as RouteCall<z.output<P>, z.output<Q>, z.output<B>>) };
}

export const ok = (body: unknown): RouteResult => ({ status: 200, body });
export const created = (body: unknown): RouteResult => ({ status: 201, body });
export const noContent = (): RouteResult => ({ status: 204, body: undefined });
export const events = (feed: Feed): RouteResult => ({ status: 200, body: undefined, feed });
