import { once } from "node:events";
import { stat, statfs } from "node:fs/promises";
import { createServer, connect as plainConnect } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { z } from "zod";
import { engineFault, isProven } from "../../search/engine-version.ts";
import { SETTINGS_HASH } from "../../search/index-state.ts";
import { DOCUMENT_SHAPE } from "../../search/settings.ts";
import { AppError } from "../errors.ts";
import { MIN_FREE_BYTES } from "./data-folder.ts";

/** One line of `doctor`. */
export interface Check {
  name: string;
  isOk: boolean;
  finding: string;
  /** What to do, where something is wrong. */
  advice?: string;
}

export const good = (name: string, finding: string): Check => ({ name, isOk: true, finding });
export const bad = (name: string, finding: string, advice: string): Check => ({ name, isOk: false, finding, advice });

const DEADLINE_MS = 3_000;

const EngineVersion = z.object({ pkgVersion: z.string() });

const askVersion = (url: string, key: string): Promise<Response | undefined> =>
  fetch(new URL("/version", url), {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch(() => undefined);

/** Reachable, with a key that works, and new enough. */
export async function checkEngine(url: string, key: string): Promise<Check> {
  const name = "搜索引擎 Meilisearch";
  const answer = await askVersion(url, key);
  if (answer === undefined)
    return bad(name, `${url} 没有回应`, "请确认它已启动、MEILI_URL 正确；在此期间程序直接用数据库回答（degraded）。");
  if (!answer.ok) return bad(name, `密钥不被接受（${answer.status}）`, "请检查 MEILI_KEY。");
  const { pkgVersion } = EngineVersion.parse(await answer.json());
  const fault = engineFault(pkgVersion);
  if (fault !== undefined) return bad(name, `版本 ${pkgVersion} 太旧`, fault);
  const proof = isProven(pkgVersion) ? "已通过搜索用例检验" : "还没有用搜索用例检验过，方法见 docs/search.md";
  return good(name, `${pkgVersion}（${proof}），索引设置第 ${DOCUMENT_SHAPE} 版 ${SETTINGS_HASH}，${url}`);
}

/**
 * For the start. An engine that is away is no reason not to start: PostgreSQL answers until it is there.
 * @throws AppError when it is too old to work with
 */
export async function refuseOldEngine({ url, key }: { url: string; key: string }): Promise<void> {
  const answer = await askVersion(url, key);
  if (answer?.ok !== true) return;
  const { data } = EngineVersion.safeParse(await answer.json().catch(() => undefined));
  const fault = data && engineFault(data.pkgVersion);
  if (fault !== undefined) throw new AppError("engine_too_old", 409, fault);
}

/** Speaks the three words of the protocol that a check needs. */
async function ping(url: URL): Promise<string> {
  const at = { host: url.hostname, port: Number(url.port || 6379) };
  const socket = url.protocol === "rediss:" ? tlsConnect({ ...at, servername: at.host }) : plainConnect(at);
  socket.setTimeout(DEADLINE_MS, () => socket.destroy(new Error("no answer in time")));
  const word = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
  const password = decodeURIComponent(url.password);
  const login = [decodeURIComponent(url.username), password].filter((part) => part !== "");
  const auth = password === "" ? "" : `*${login.length + 1}\r\n${word("AUTH")}${login.map(word).join("")}`;
  try {
    socket.write(`${auth}*1\r\n${word("PING")}`);
    let said = "";
    for await (const chunk of socket) {
      said += String(chunk);
      if (/^[-+](?!OK)/m.test(said)) return said;
    }
    return said;
  } finally {
    socket.destroy();
  }
}

export async function checkRedis(redisUrl: string): Promise<Check> {
  const name = "队列 Redis";
  const said = await ping(new URL(redisUrl)).catch(() => "");
  if (said.includes("+PONG")) return good(name, "有回应");
  const isRefused = said.includes("-NOAUTH") || said.includes("-WRONGPASS");
  return isRefused
    ? bad(name, "密码不被接受", "请检查 REDIS_URL 里的用户名和密码。")
    : bad(name, "没有回应", "请确认它已启动、REDIS_URL 正确。");
}

export async function checkDisk(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder);
  const free = `剩余 ${Math.floor((bavail * bsize) / 1024 ** 3)} GB，${folder}`;
  return bavail * bsize >= MIN_FREE_BYTES
    ? good("磁盘空间", free)
    : bad("磁盘空间", free, "请清理磁盘，或用 DATA_DIR 换到别的磁盘。");
}

/** Nobody else may list the folder or read the secrets in it. */
export async function checkRights(folder: string): Promise<Check> {
  const name = "数据目录权限";
  const others = (await stat(folder)).mode & 0o066;
  return others === 0 ? good(name, folder) : bad(name, `${folder} 对其他用户开放`, `请运行 chmod go-rw ${folder}`);
}

/** Can the web server listen there? Port 0 is always free. */
export async function checkPort(host: string, port: number): Promise<Check> {
  const name = "网页端口";
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return good(name, `${host}:${port} 空闲`);
  } catch {
    return bad(name, `${host}:${port} 不能使用`, "它可能已被占用，或不是本机地址。请用 PORT 或 HOST 换一个。");
  } finally {
    server.close();
  }
}
