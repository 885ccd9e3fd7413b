import { EventEmitter, once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to connections, old and new, until the proxy is healed. */
export type Fault =
  /** Every piece that comes back is held up this long. */
  | { kind: "latency"; ms: number }
  /** Nobody listens: connection refused. */
  | { kind: "refuse" }
  /** The connection is torn down (RST) at the first byte. */
  | { kind: "reset" }
  /** Nothing passes; what was sent meanwhile arrives after healing, as TCP would deliver it. */
  | { kind: "blackhole" }
  /** What is sent is lost, a good-bye too; a connection that lost something never speaks again, also after healing. */
  | { kind: "half-open" }
  /** Every request is answered with these bytes in place of the real answer, and the connection is closed. */
  | { kind: "answer"; bytes: string }
  /** The real answer with one text replaced by another; of the same length, or the framing of HTTP breaks. */
  | { kind: "rewrite"; from: string; to: string };

export interface TcpProxy {
  port: number;
  /** Connections open now. */
  connections(): number;
  inject(fault: Fault): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

const RELISTEN_WITHIN_MS = 5_000;

export const http500 = (): Fault => {
  const body = '{"message":"injected","code":"internal","type":"internal","link":""}';
  const head = `HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  return { kind: "answer", bytes: `${head}\r\nConnection: close\r\n\r\n${body}` };
};

/** A TCP proxy on a loopback port of its own, in front of one server on this machine, that can be told to misbehave. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  const healing = new EventEmitter().setMaxListeners(0);
  let fault: Fault | undefined;

  /** @returns what goes on to the other side; undefined = nothing */
  const passed = async (chunk: Buffer, from: Socket, isAnswer: boolean): Promise<Buffer | undefined> => {
    switch (fault?.kind) {
      case "latency":
        if (isAnswer) await Promise.race([sleep(fault.ms, undefined, { ref: false }), once(healing, "healed")]);
        return chunk;
      case "blackhole":
        await once(healing, "healed");
        return passed(chunk, from, isAnswer);
      case "half-open":
        silent.add(from);
        return undefined;
      case "refuse":
      case "reset":
        from.resetAndDestroy();
        return undefined;
      case "answer":
        if (!isAnswer && from.writable) from.end(fault.bytes);
        return undefined;
      case "rewrite":
        return isAnswer ? Buffer.from(chunk.toString("latin1").replaceAll(fault.from, fault.to), "latin1") : chunk;
      default:
        return chunk;
    }
  };
  const relay = async (from: Socket, to: Socket, isAnswer: boolean): Promise<void> => {
    try {
      // Not destroyed when it has said all: the other direction may still be under way.
      for await (const chunk of from.iterator({ destroyOnReturn: false })) {
        const bytes = silent.has(from) ? undefined : await passed(chunk, from, isAnswer);
        if (bytes !== undefined && to.writable) to.write(bytes);
      }
      if (fault?.kind === "blackhole") await once(healing, "healed");
      if (fault?.kind === "half-open") silent.add(from);
      if (!silent.has(from)) to.end();
    } catch {
      to.destroy(); // one side broke, or was broken by the fault
    }
  };
  const accept = (client: Socket): void => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined); // relay sees it too
      socket.on("close", () => open.delete(socket));
    }
    void relay(client, upstream, false);
    void relay(upstream, client, true);
  };

  const listen = async (port: number): Promise<Server> => {
    const made = createServer(accept).listen(port, "127.0.0.1");
    await once(made, "listening");
    return made;
  };
  /** The port may be slow to become free, or be another's for a moment. */
  const listenAgain = async (port: number): Promise<Server> => {
    for (let waited = 0; ; waited += 50) {
      try {
        return await listen(port);
      } catch (error) {
        if (waited >= RELISTEN_WITHIN_MS) throw error;
        await sleep(50);
      }
    }
  };
  const stopListening = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    for (const socket of open) socket.resetAndDestroy();
    await closed;
  };

  let server = await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const heal = async (): Promise<void> => {
    fault = undefined;
    healing.emit("healed");
    if (!server.listening) server = await listenAgain(port);
  };
  return {
    port,
    connections: () => Math.ceil(open.size / 2),
    inject: async (next) => {
      await heal();
      fault = next;
      if (next.kind === "refuse") await stopListening();
    },
    heal,
    close: async () => {
      fault = undefined;
      healing.emit("healed");
      if (server.listening) await stopListening();
    },
  };
}
