import { execFile, spawn } from "node:child_process";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { elapsed } from "../kit/clock.ts";
import { type Child, startChild, tailOf } from "./child.ts";
import type { ChildUser } from "./child-user.ts";
import { childFailed, faultInLog, foreignPostgresData } from "./faults.ts";
import { freePort } from "./free-port.ts";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries.ts";
import { commandLineOf, markOf, type ProcessMark, stopProcess } from "./process-table.ts";
import { APP_ROLE, createDatabase, OWNER_ROLE } from "./roles.ts";

const run = promisify(execFile);

export interface PostgresOptions {
  dataFolder: string;
  user: ChildUser | undefined;
  ownerPassword: string;
  appPassword: string;
  /** false = no fsync: for tests only, a crash of the machine may lose the data. */
  isDurable: boolean;
  /** Called as soon as the child exists, so that a later start can find it if we are killed. */
  onChild?: (mark: ProcessMark) => void;
}

export interface RunningPostgres {
  /** As the role of the program. */
  url: string;
  /** As the owner of the tables; superuser of the embedded cluster. */
  ownerUrl: string;
  child: Child;
  /** Starts it again, at the same address, after it ended by itself. */
  restart(): Promise<Child>;
}

// SIGINT = fast shutdown (connections are cut), SIGQUIT = immediate (the next start replays the log).
const POSTGRES_SIGNALS = ["SIGINT", "SIGQUIT"] as const;
const READY_WITHIN_MS = 120_000; // replaying the log after a crash may take a while
const MAX_STARTS = 5;

/**
 * Makes the cluster, through a folder of another name: an initdb cut short must not look like a cluster. C.UTF-8 because trigrams of
 * Chinese need a UTF-8 character type and the order must not depend on the machine.
 */
async function createCluster(binaries: PostgresBinaries, cluster: string, options: PostgresOptions): Promise<void> {
  const { user, ownerPassword, isDurable } = options;
  const half = `${cluster}.new`;
  const passwordFile = path.join(path.dirname(cluster), "password");
  await rm(half, { recursive: true, force: true });
  await writeFile(passwordFile, ownerPassword, { mode: 0o600 });
  if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
  const locale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  const args = ["-D", half, "-U", OWNER_ROLE, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  try {
    await run(path.join(binaries.folder, "bin/initdb"), [...args, `--locale=${locale}`, "--no-sync"], {
      cwd: "/",
      env: { PATH: "/usr/bin:/bin", LC_ALL: locale, TZ: "UTC" },
      timeout: 60_000,
      ...user,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const logFile = path.join(path.dirname(cluster), "postgres.log");
    await writeFile(logFile, said, { flag: "a", mode: 0o600 });
    throw faultInLog(said, cluster) ?? childFailed("PostgreSQL (initdb)", logFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(half, cluster);
  if (isDurable) syncInBackground(cluster);
}

/**
 * initdb would wait until a thousand new files are on the disk, seconds on a busy one. Nothing of worth is in them yet, so the start
 * goes on while they are written.
 */
function syncInBackground(cluster: string): void {
  const sync = spawn("sync", ["-f", cluster], { stdio: "ignore" });
  sync.on("error", () => undefined); // no such program (macOS, Windows): the system writes them in its own time
  sync.unref();
}

/**
 * Ends a server that outlived the program that started it, and takes away a lock file whose number now belongs to another process:
 * PostgreSQL itself would refuse to start over it.
 */
async function clearLock(cluster: string): Promise<void> {
  const lockFile = path.join(cluster, "postmaster.pid");
  const pid = Number((await readFile(lockFile, "utf8").catch(() => "")).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const mark = await markOf(pid);
  const isOurs = mark !== undefined && (await commandLineOf(pid)).includes(cluster);
  if (isOurs) await stopProcess(mark, POSTGRES_SIGNALS);
  await rm(lockFile, { force: true });
}

const serverArgs = (cluster: string, port: number, isDurable: boolean): string[] => {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    // Taken as it is used: a hundred thousand courses with their indexes, which searches without the engine read over and over.
    shared_buffers: "256MB",
    timezone: "UTC",
    // Messages about a refused statement may repeat what a person wrote: the server's log tells of the server only.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    ...(isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
};

const isNotYet = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "57P03");

/** Waits for the first connection. @returns undefined when the child ended instead */
async function connectWhenReady(url: string, child: Child): Promise<pg.Client | undefined> {
  const deadline = elapsed() + READY_WITHIN_MS;
  while (elapsed() < deadline && !child.hasExited()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!isNotYet(error)) throw error;
      await sleep(20);
    }
  }
  return undefined;
}

const urlOf = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

interface Server {
  binaries: PostgresBinaries;
  cluster: string;
  logFile: string;
  options: PostgresOptions;
}

/** @returns the child, and a connection of the owner once it is ready; none when it ended instead */
async function startServer({ binaries, cluster, logFile, options }: Server, port: number) {
  await rm(logFile, { force: true });
  const child = await startChild({
    file: path.join(binaries.folder, "bin/postgres"),
    args: serverArgs(cluster, port, options.isDurable),
    user: options.user,
    logFile,
    stopSignals: POSTGRES_SIGNALS,
  });
  options.onChild?.(child.mark);
  return { child, client: await connectWhenReady(urlOf(OWNER_ROLE, options.ownerPassword, port, "postgres"), child) };
}

async function restartServer(server: Server, port: number): Promise<Child> {
  await clearLock(server.cluster);
  const { child, client } = await startServer(server, port);
  await client?.end();
  return child;
}

// The port was taken by somebody else in between, or the server processes of a killed postmaster are still ending.
const isWorthAnotherTry = (tail: string): boolean =>
  tail.includes("Address already in use") || tail.includes("pre-existing shared memory block");

/**
 * Starts the PostgreSQL that came with npm on a free loopback port and makes the database and the two roles when they are missing.
 * @throws AppError when it cannot start; the sentence says what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataFolder, user, ownerPassword, appPassword } = options;
  const folder = path.join(dataFolder, "postgres");
  const cluster = path.join(folder, "cluster");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const binaries = await postgresBinaries(dataFolder, user);
  const version = await readFile(path.join(cluster, "PG_VERSION"), "utf8").then(
    (text) => text.trim(),
    () => undefined,
  );
  if (version === undefined) await createCluster(binaries, cluster, options);
  else if (version !== binaries.major) throw foreignPostgresData(cluster, version, binaries.major);
  await clearLock(cluster);

  const server: Server = { binaries, cluster, logFile: path.join(folder, "postgres.log"), options };
  let tail = "";
  for (let start = 1; start <= MAX_STARTS; start++) {
    const port = await freePort();
    const { child, client } = await startServer(server, port);
    if (client !== undefined) {
      const database = await createDatabase(client, appPassword).finally(() => client.end());
      return {
        url: urlOf(APP_ROLE, appPassword, port, database),
        ownerUrl: urlOf(OWNER_ROLE, ownerPassword, port, database),
        child,
        restart: () => restartServer(server, port),
      };
    }
    await child.stop();
    tail = await tailOf(server.logFile);
    if (!isWorthAnotherTry(tail)) break;
    await sleep(500);
  }
  throw faultInLog(tail, dataFolder) ?? childFailed("PostgreSQL", server.logFile);
}
