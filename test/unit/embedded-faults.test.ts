import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { judgeDatabase } from "../../src/embedded/database-checks.ts";
import { faultInLog, listenFault, spokenFault } from "../../src/embedded/faults.ts";

describe("spokenFault", () => {
  it.runIf(process.platform === "linux")("says what to do about a full disk", async () => {
    const full = await writeFile("/dev/full", "x").catch((error: unknown) => error);
    expect(spokenFault(full, "/data")).toMatchObject({ code: "disk_full", message: expect.stringContaining("/data") });
  });

  it("says what to do about a folder we may not write", async () => {
    const denied = Object.assign(new Error("denied"), { code: "EACCES" });
    expect(spokenFault(denied, "/data")).toMatchObject({ code: "no_right", status: 409 });
  });

  it("passes on what it does not know, for the log", () => {
    const strange = new TypeError("x is not a function");
    expect(spokenFault(strange, "/data")).toBe(strange);
  });
});

describe("listenFault", () => {
  const listening = async (host: string, port: number): Promise<unknown> => {
    const server = createServer();
    const failed = once(server, "error");
    server.listen(port, host);
    return (await failed)[0];
  };

  it("says what to do about a port in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = z.object({ port: z.number() }).parse(taken.address());
    const fault = listenFault(await listening("127.0.0.1", port), "127.0.0.1", port);
    expect(fault).toMatchObject({ code: "port_in_use", status: 409, message: expect.stringContaining(`${port}`) });
    taken.close();
  });

  it("says what to do about an address that is not this machine's", async () => {
    const fault = listenFault(await listening("192.0.2.1", 0), "192.0.2.1", 0);
    expect(fault).toMatchObject({ code: "no_such_address", message: expect.stringContaining("HOST") });
  });
});

it.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', "disk_full"],
  ['initdb: error: could not create directory "/data": Permission denied', "no_right"],
])("the last words of a child are understood: %s", (tail, code) => {
  expect(faultInLog(tail, "/data")).toMatchObject({ code });
});

describe("judgeDatabase", () => {
  const facts = {
    version: "18.4",
    encoding: "UTF8",
    ctype: "C.UTF-8",
    provider: "c",
    role: "jiangtu_app",
    mayTooMuch: false,
  };
  const wrong = (change: Partial<typeof facts>): string[] =>
    judgeDatabase({ ...facts, ...change })
      .filter(({ isOk, advice }) => !isOk && advice !== undefined)
      .map(({ name }) => name);

  it("finds nothing wrong with the embedded database, nor with the official image's", () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ ctype: "en_US.utf8" })).toEqual([]);
  });

  it.each([
    [{ version: "15.8 (Debian 15.8-1)" }, "PostgreSQL 版本"],
    [{ encoding: "SQL_ASCII" }, "数据库编码"],
    [{ ctype: "C" }, "数据库编码"],
    [{ provider: "b" }, "数据库编码"],
    [{ mayTooMuch: true }, "数据库角色"],
  ])("finds %j", (change, name) => {
    expect(wrong(change)).toEqual([name]);
  });
});
