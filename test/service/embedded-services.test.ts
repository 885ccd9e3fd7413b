import { execFileSync } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { childUser } from "../../src/embedded/child-user.ts";
import { isAlive, markOf, type ProcessMark, waitUntilGone } from "../../src/embedded/process-table.ts";
import { type Started, startProgram } from "../support/programs.ts";

// One data folder for the file: each test starts, ends or kills programs on what the one before it left, as in real life.
let folder: string;
const programs: Started[] = [];

const endAll = async (): Promise<void> => {
  for (const { process: child, end } of programs.splice(0))
    if (child.exitCode === null && child.signalCode === null) await end("SIGTERM");
};
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-embedded-"));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const begin = async (kind: "start" | "use", env: NodeJS.ProcessEnv = {}): Promise<Started> => {
  const program = await startProgram("services-program.ts", [kind], {
    env: { PATH: process.env["PATH"], DATA_DIR: path.join(folder, "data"), ...env },
  });
  programs.push(program);
  return program;
};
/** Without setpriv the kernel does not end children for us, as on macOS: they outlive a killed program. */
const WITHOUT_SETPRIV = { PATH: "/nonexistent" };

const inData = (...parts: string[]): string => path.join(folder, "data", ...parts);
const readRun = async () => JSON.parse(await readFile(inData("run.json"), "utf8"));
const childrenOf = async (): Promise<ProcessMark[]> => (await readRun()).children;
const areAlive = (marks: readonly ProcessMark[]): Promise<boolean[]> => Promise.all(marks.map(isAlive));

async function query(url: unknown, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: String(url) });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
const rememberRow = (program: Started): Promise<unknown> =>
  query(program.said["databaseOwnerUrl"], "CREATE TABLE IF NOT EXISTS memory AS SELECT 'kept' AS word");
const rememberedRow = (program: Started): Promise<unknown> =>
  query(program.said["databaseOwnerUrl"], "SELECT word FROM memory");

describe("a start", () => {
  let said: Started["said"];
  beforeAll(async () => {
    ({ said } = await begin("start"));
  });
  afterAll(endAll);

  it("brings PostgreSQL 18 in UTF-8 with a character type that knows Chinese, and Meilisearch", async () => {
    const [row] = await query(
      said["databaseUrl"],
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding,
              (SELECT datctype FROM pg_database WHERE datname = current_database()) AS ctype`,
    );
    expect(row).toEqual({ major: 18, encoding: "UTF8", ctype: "C.UTF-8" });
    expect(said["meili"]).toMatchObject({ url: expect.stringContaining("http://127.0.0.1:") });
  });

  it("gives the program a role that may do nothing but read and write rows", async () => {
    const [role] = await query(
      said["databaseUrl"],
      "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user",
    );
    expect(role).toEqual({
      rolname: "jiangtu_app",
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
    });
    await expect(query(said["databaseUrl"], "CREATE TABLE mine (id INT)")).rejects.toThrow(/permission denied/);
  });

  it("keeps secrets, run.json and data closed to others", async () => {
    for (const name of ["secrets.json", "run.json", "postgres/postgres.log"])
      expect((await stat(inData(name))).mode & 0o777, name).toBe(0o600);
    for (const name of ["postgres", "meilisearch"]) expect((await stat(inData(name))).mode & 0o777, name).toBe(0o700);
    expect((await stat(inData())).mode & 0o066).toBe(0);
  });

  it("writes nothing into the server's log that a statement held", async () => {
    await expect(query(said["databaseUrl"], "SELECT '13800001111'::boolean")).rejects.toThrow(/13800001111/);
    expect(await readFile(inData("postgres/postgres.log"), "utf8")).not.toContain("13800001111");
  });
});

describe("another start", () => {
  afterEach(endAll);

  it("keeps the secrets of the first", async () => {
    const first = JSON.parse(await readFile(inData("secrets.json"), "utf8"));
    const { said } = await begin("start");
    expect(said).toMatchObject({ secret: first.secret, demoPassword: first.demoPassword });
  });

  it("starts only what no URL is given for", async () => {
    const { said } = await begin("start", { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c", DATA_DIR: inData("part") });
    expect(said["databaseUrl"]).toBe("postgresql://a:b@127.0.0.1:1/c");
    expect(said["meili"]).toBeDefined();
    expect(await readdir(inData("part"))).toContain("meilisearch");
    expect(await readdir(inData("part"))).not.toContain("postgres");
  });

  it("runs without root as well", async () => {
    const user = await childUser();
    const own = path.join(folder, "own");
    await mkdir(own);
    if (user !== undefined) await chown(own, user.uid, user.gid);
    const program = await startProgram("services-program.ts", ["start"], {
      env: { PATH: process.env["PATH"], DATA_DIR: own, TMPDIR: own },
      ...user,
    });
    programs.push(program);
    expect(await query(program.said["databaseUrl"], "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(program.said["meili"]).toBeDefined();
  });
});

describe("the end of a start", () => {
  afterEach(endAll);

  it("leaves no child and no run.json after SIGTERM", async () => {
    const program = await begin("start");
    const children = await childrenOf();
    expect(await areAlive(children)).toEqual([true, true]);
    expect(await program.end("SIGTERM")).toBe(0);
    expect(await areAlive(children)).toEqual([false, false]);
    await expect(stat(inData("run.json"))).rejects.toThrow(/ENOENT/);
  });

  it("takes the children along when the program is killed, where setpriv is found", async () => {
    const program = await begin("start");
    const children = await childrenOf();
    await program.end("SIGKILL");
    for (const child of children) expect(await waitUntilGone(child, 8_000)).toBe(true);
  });

  it("is followed by a start that ends the survivors of a kill and keeps the data", async () => {
    const killed = await begin("start", WITHOUT_SETPRIV);
    await rememberRow(killed);
    const survivors = await childrenOf();
    await killed.end("SIGKILL");
    expect(await areAlive(survivors)).toEqual([true, true]);
    const next = await begin("start");
    expect(await areAlive(survivors)).toEqual([false, false]);
    expect(await rememberedRow(next)).toEqual([{ word: "kept" }]);
  });

  it("is followed by a start that finds a surviving PostgreSQL even when run.json is gone", async () => {
    const killed = await begin("start", WITHOUT_SETPRIV);
    await rememberRow(killed);
    const [first, second] = await childrenOf();
    await killed.end("SIGKILL");
    await rm(inData("run.json"));
    const next = await begin("start");
    expect(await rememberedRow(next)).toEqual([{ word: "kept" }]);
    const survivors = [first, second].filter((mark) => mark !== undefined);
    const alive = await areAlive(survivors);
    for (const [at, mark] of survivors.entries()) if (alive[at]) process.kill(mark.pid, "SIGTERM"); // Meilisearch: nobody knows it any more
    expect(alive.filter(Boolean)).toHaveLength(1);
  });

  it("is followed by a start that replays the log after PostgreSQL itself was killed", async () => {
    const first = await begin("start");
    await rememberRow(first);
    for (const { pid } of await childrenOf()) process.kill(pid, "SIGKILL");
    await first.end("SIGKILL");
    expect(await rememberedRow(await begin("start"))).toEqual([{ word: "kept" }]);
  });

  it("is followed by a start that is not misled by a lock file whose number belongs to somebody else", async () => {
    const bystander = (await markOf(process.pid)) ?? expect.fail("this process is not in the process table");
    await writeFile(inData("postgres/cluster/postmaster.pid"), `${bystander.pid}\n`);
    await writeFile(inData("run.json"), JSON.stringify(await staleRun(bystander.pid)));
    expect(await rememberedRow(await begin("start"))).toEqual([{ word: "kept" }]);
    expect(await isAlive(bystander)).toBe(true);
  });
});

describe("a part that ends by itself", () => {
  afterEach(endAll);

  it("is started again at the same address, with its data, and stops with the program", async () => {
    const program = await begin("start");
    await rememberRow(program);
    const { url } = EngineAddress.parse(program.said["meili"]);
    const first = await childrenOf();
    for (const { pid } of first) process.kill(pid, "SIGKILL");
    await expect.poll(() => rememberedRow(program).catch(() => []), { timeout: 15_000 }).toEqual([{ word: "kept" }]);
    await expect
      .poll(
        () =>
          fetch(`${url}/health`).then(
            (answer) => answer.ok,
            () => false,
          ),
        { timeout: 15_000 },
      )
      .toBe(true);
    const all = await childrenOf();
    expect(all).toHaveLength(4);
    await program.end("SIGTERM");
    expect(await areAlive(all)).toEqual([false, false, false, false]);
  });
});

const EngineAddress = z.object({ url: z.string() });
const staleRun = async (pid: number) => {
  const mark = { pid, born: "another boot/1" };
  return { program: mark, kind: "start", isReady: true, address: "http://127.0.0.1:1", children: [mark] };
};

describe("a second program on the same folder", () => {
  afterEach(endAll);

  it("is refused with the address of the first, which is left in peace", async () => {
    const first = await begin("start");
    const second = await begin("start");
    expect(second.said).toMatchObject({ code: "already_running" });
    expect(second.said["message"]).toContain("http://127.0.0.1:3000");
    expect(await query(first.said["databaseUrl"], "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("that starts at the same moment is refused: one of three wins", async () => {
    const three = await Promise.all([begin("start"), begin("start"), begin("start")]);
    expect(three.filter(({ said }) => said["databaseUrl"] !== undefined)).toHaveLength(1);
    expect(three.filter(({ said }) => said["code"] === "already_running")).toHaveLength(2);
  });

  it("joins a start as a command and leaves it running", async () => {
    const first = await begin("start");
    const command = await begin("use");
    expect(command.said["databaseUrl"]).toBe(first.said["databaseUrl"]);
    expect(command.said["meili"]).toEqual(first.said["meili"]);
    expect(await command.end("SIGTERM")).toBe(0);
    expect(await areAlive(await childrenOf())).toEqual([true, true]);
  });

  it("starts its own services as a command when nothing runs, and stops them", async () => {
    const command = await begin("use");
    const children = await childrenOf();
    expect((await begin("start")).said).toMatchObject({ code: "folder_in_use" });
    expect(await command.end("SIGTERM")).toBe(0);
    expect(await areAlive(children)).toEqual([false, false]);
  });
});

describe("data of another version", () => {
  afterEach(endAll);

  it("of PostgreSQL are left as they are, with a sentence that says what to do", async () => {
    await writeFile(inData("postgres/cluster/PG_VERSION"), "17\n");
    const { said } = await begin("start");
    expect(said).toMatchObject({ code: "foreign_postgres_data", message: expect.stringContaining("DATA_DIR") });
    expect(await readdir(inData("postgres/cluster"))).toContain("base");
    await writeFile(inData("postgres/cluster/PG_VERSION"), "18\n");
    expect(await rememberedRow(await begin("start"))).toEqual([{ word: "kept" }]);
  });

  it("of Meilisearch are dropped, since they can be built anew, and the start says so", async () => {
    await writeFile(inData("meilisearch/index/VERSION"), "1.13.2");
    const { said } = await begin("start");
    expect(said["lines"]).toEqual([expect.stringContaining("1.13.2")]);
    expect(await readFile(inData("meilisearch/index/VERSION"), "utf8")).toBe("1.21.0");
  });

  it("of Meilisearch that cannot be read at all are dropped too", async () => {
    execFileSync("dd", ["if=/dev/urandom", `of=${inData("meilisearch/index/tasks/data.mdb")}`, "bs=4096", "count=8"], {
      stdio: "ignore",
    });
    const { said } = await begin("start");
    expect(said["lines"]).toEqual([expect.stringContaining("已删除")]);
  });
});
