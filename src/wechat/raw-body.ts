import type { IncomingMessage } from "node:http";
import { StringDecoder } from "node:string_decoder";

/** A push is about 2 KB; nothing honest comes near this. */
const MAX_BODY_BYTES = 64 * 1_024;

/** @returns the body as text, or undefined when it is larger than a push can be or the connection broke off */
export async function readRawBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return undefined;
  const decoder = new StringDecoder("utf8");
  let size = 0;
  let text = "";
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) return undefined;
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return undefined;
      text += decoder.write(chunk);
    }
  } catch {
    return undefined;
  }
  return text + decoder.end();
}
