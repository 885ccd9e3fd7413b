import type { Row } from "./row.ts";
import { s1 } from "./s1-worker-killed.ts";
import { s2 } from "./s2-web-killed.ts";
import { s5 } from "./s5-engine-away.ts";
import { s6 } from "./s6-index-model.ts";
import { s8 } from "./s8-wechat-webhook.ts";

export const BUILT: readonly Row[] = [s1, s2, s5, s6, s8];

/** Promised and not built yet. A row moves out of this list when it measures something. */
export const NOT_BUILT: readonly Pick<Row, "id" | "title">[] = [
  { id: "S3", title: "Queue crash and total loss" },
  { id: "S4", title: "PostgreSQL crash" },
  { id: "S7", title: "Bad networks" },
  { id: "S9", title: "Contract fuzz" },
  { id: "S10", title: "Tenant and role matrix" },
  { id: "S11", title: "Filter and text injection" },
  { id: "S12", title: "Hostile files" },
  { id: "S13", title: "Load and soak" },
  { id: "S14", title: "Overload and limiter outage" },
  { id: "S15", title: "Stop, upgrade, restore" },
];
