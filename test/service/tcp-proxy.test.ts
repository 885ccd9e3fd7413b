import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Fault, http500, startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";

let server: Server;
let proxy: TcpProxy;
let served = 0;

const portOf = (listening: Server): number => {
  const bound = listening.address();
  return typeof bound === "object" && bound !== null ? bound.port : expect.fail("not listening");
};

beforeAll(async () => {
  server = createServer((request, response) => {
    served += 1;
    request.resume().on("end", () => response.end('{"status":"succeeded"}'));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
  served = 0;
  proxy = await startTcpProxy({ host: "127.0.0.1", port: portOf(server) });
});
afterEach(() => proxy.close());

/** One request on a connection of its own, with a body, as searches are. */
const ask = (withinMs = 2_000): Promise<Response> =>
  fetch(`http://127.0.0.1:${proxy.port}/`, {
    method: "POST",
    body: "{}",
    headers: { connection: "close" },
    signal: AbortSignal.timeout(withinMs),
  });
const codeOf = async (failing: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await failing.then(
    () => expect.fail("the request came through"),
    (reason: unknown) => reason,
  );
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
};

describe("a proxy that can be told to misbehave", () => {
  it("passes bytes unchanged both ways while it is well", async () => {
    expect(await (await ask()).text()).toBe('{"status":"succeeded"}');
    expect(served).toBe(1);
  });

  it("holds answers up by the latency, and lets go of them when healed", async () => {
    await proxy.inject({ kind: "latency", ms: 300 });
    const startedAt = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(295);
    await proxy.inject({ kind: "latency", ms: 60_000 });
    const held = ask();
    await expect.poll(() => served).toBe(2);
    await proxy.heal();
    expect((await held).status).toBe(200);
  });

  it("refuses connections, cuts those that are open, and listens at the same port when healed", async () => {
    const idle = connect(proxy.port, "127.0.0.1");
    await once(idle, "connect");
    const cut = codeOf(once(idle, "data"));
    await expect.poll(() => proxy.connections()).toBe(1);
    await proxy.inject({ kind: "refuse" });
    expect(await cut).toBe("ECONNRESET");
    expect(await codeOf(ask())).toBe("ECONNREFUSED");
    await proxy.heal();
    expect((await ask()).status).toBe(200);
  });

  it("resets a connection that speaks", async () => {
    await proxy.inject({ kind: "reset" });
    expect(await codeOf(ask())).toMatch(/^(ECONNRESET|UND_ERR_SOCKET)$/);
    expect(served).toBe(0);
  });

  it("lets what was swallowed by a blackhole arrive after healing", async () => {
    await proxy.inject({ kind: "blackhole" });
    await expect(ask(200)).rejects.toThrow(/timeout/);
    expect(served).toBe(0);
    const held = ask(5_000);
    await expect.poll(() => proxy.connections()).toBeGreaterThan(0);
    await proxy.heal();
    expect((await held).status).toBe(200);
  });

  it("never speaks again on a connection that was half open, while new ones work", async () => {
    await proxy.inject({ kind: "half-open" });
    const lost = ask(600);
    await expect.poll(() => proxy.connections()).toBe(1);
    await proxy.heal();
    expect((await ask()).status).toBe(200);
    await expect(lost).rejects.toThrow(/timeout/);
  });

  it("swallows a good-bye as well while half open", async () => {
    const held = connect(proxy.port, "127.0.0.1").on("error", () => undefined);
    await expect.poll(() => proxy.connections()).toBe(1);
    await proxy.inject({ kind: "half-open" });
    server.closeAllConnections();
    await sleep(100);
    await proxy.heal();
    await sleep(100);
    expect(held.readableEnded || held.destroyed).toBe(false);
    held.destroy();
  });

  it("answers with HTTP 500 in the server's place", async () => {
    await proxy.inject(http500());
    const answer = await ask();
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ code: "internal" });
    expect(served).toBe(0);
  });

  it("lies in the server's name", async () => {
    const fault: Fault = { kind: "rewrite", from: '"succeeded"', to: '"failed"   ' };
    await proxy.inject(fault);
    expect(await (await ask()).json()).toEqual({ status: "failed" });
    expect(served).toBe(1);
  });

  it("keeps no connection once its two ends are closed", async () => {
    for (const fault of [undefined, { kind: "reset" }, http500()] as const) {
      if (fault !== undefined) await proxy.inject(fault);
      await ask().catch(() => undefined);
    }
    await expect.poll(() => proxy.connections()).toBe(0);
  });
});
