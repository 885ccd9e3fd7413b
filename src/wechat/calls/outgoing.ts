import { randomUUID } from "node:crypto";
import type { Sent } from "./definition.ts";
import type { Outgoing } from "./transport.ts";

type File = NonNullable<Sent["file"]>;

/** RFC 7578, one field. The name is ours, so nothing in it needs escaping. */
function formOf({ name, type, bytes }: File): { type: string; body: Buffer } {
  const boundary = `----${randomUUID()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="media"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** The request that makes a call. JSON goes as raw UTF-8: the platform refuses menus with \u escapes (40033). */
export function outgoingOf(
  { method, path, baseUrl }: { method: "GET" | "POST"; path: string; baseUrl: string },
  { query = {}, body, file }: Sent,
  token: string | undefined,
): Outgoing {
  const url = new URL(`${baseUrl.replace(/\/$/, "")}${path}`); // the API may be behind a gateway with a path of its own
  if (token !== undefined) url.searchParams.set("access_token", token);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (file !== undefined) {
    const form = formOf(file);
    return { method, url, headers: { "content-type": form.type }, body: form.body };
  }
  if (method === "GET") return { method, url, headers: {} };
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { method, url, headers, body: Buffer.from(JSON.stringify(body ?? {})) };
}
