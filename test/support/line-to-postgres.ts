import { connect, createServer, type Socket } from "node:net";

/** Stands between the program and PostgreSQL, so that a test can cut the line. */
export async function startLine() {
  const open = new Set<Socket>();
  let target = new URL("postgres://nowhere");
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) open.add(socket.on("error", () => undefined).on("close", () => near.destroy()));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    to: (url: string): string => {
      target = new URL(url);
      const address = server.address();
      const near = new URL(url);
      near.port = typeof address === "object" && address !== null ? String(address.port) : "";
      return near.href;
    },
    cut,
    mend: () => {
      isCut = false;
    },
    stop: () => {
      cut();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
