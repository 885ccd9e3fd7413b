import { z } from "zod";
import { elapsed } from "../kit/clock.ts";
import { defineRoute, everyone, perMinute, type Route, type RouteResult } from "./route.ts";

/** `degraded` still answers people (the search engine is away, PostgreSQL answers); `down` does not. */
const PartState = z.enum(["ok", "degraded", "down"]);
type PartState = z.infer<typeof PartState>;

/** Looks at one part the program needs. A probe that throws or takes too long is `down`. */
export interface Probe {
  name: string;
  /** @returns the state and, for /healthz, a short remark without secrets */
  check(): Promise<{ state: PartState; note?: string }>;
}

const Part = z.object({ name: z.string(), state: PartState, note: z.string().optional(), ms: z.number() });
const Readiness = z.object({ state: PartState });
const Health = z.object({ state: PartState, uptimeSeconds: z.number(), parts: z.array(Part) });

const PROBE_DEADLINE_MS = 1_000;

async function probed({ name, check }: Probe): Promise<z.infer<typeof Part>> {
  const startedAt = elapsed();
  const late = new Promise<{ state: "down"; note: string }>((resolve) =>
    setTimeout(() => resolve({ state: "down", note: "no answer in time" }), PROBE_DEADLINE_MS).unref(),
  );
  const found = await Promise.race([check(), late]).catch(() => ({ state: "down" as const, note: "not reachable" }));
  return { name, ...found, ms: Math.round(elapsed() - startedAt) };
}

const worst = (states: PartState[]): PartState =>
  states.includes("down") ? "down" : states.includes("degraded") ? "degraded" : "ok";

export interface HealthNeeds {
  probes: readonly Probe[];
  /** True once the program has been told to stop: a load balancer must send nobody here any more. */
  isStopping(): boolean;
}

/** /livez: the process answers. /readyz: people can be served. /healthz: each part, for operators. */
export function healthRoutes({ probes, isStopping }: HealthNeeds): Route[] {
  const startedAt = elapsed();
  const common = { method: "GET", tag: "运行状况", access: everyone, limit: perMinute(1200) } as const;
  const look = async () => {
    const parts = await Promise.all(probes.map(probed));
    return { parts, state: isStopping() ? ("down" as const) : worst(parts.map((part) => part.state)) };
  };
  const answer = (state: PartState, body: unknown): RouteResult => ({ status: state === "down" ? 503 : 200, body });
  return [
    defineRoute({
      ...common,
      path: "/livez",
      summary: "进程是否在运行",
      responses: { 200: z.object({ state: z.literal("ok") }) },
      handle: async () => ({ status: 200, body: { state: "ok" } }),
    }),
    defineRoute({
      ...common,
      path: "/readyz",
      summary: "是否可以提供服务：数据库、基础数据、索引",
      responses: { 200: Readiness, 503: Readiness },
      handle: async () => {
        const { state } = await look();
        return answer(state, { state });
      },
    }),
    defineRoute({
      ...common,
      path: "/healthz",
      summary: "各部分的状态",
      responses: { 200: Health, 503: Health },
      handle: async () => {
        const { state, parts } = await look();
        return answer(state, { state, parts, uptimeSeconds: Math.round((elapsed() - startedAt) / 1000) });
      },
    }),
  ];
}
