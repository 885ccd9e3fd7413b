// A process of its own for `bench -- search`: the web role of the program, as it runs behind a reverse proxy. Says its port.
import { openSync, writeSync } from "node:fs";
import { devNull } from "node:os";
import { z } from "zod";
import { loadConfig } from "../../src/config.ts";
import { fixedClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { wire } from "../../src/wire.ts";
import { givenTo, tell } from "./search-child.ts";

const { services, at } = givenTo(
  z.object({
    services: z.object({
      databaseUrl: z.string(),
      meili: z.object({ url: z.string(), key: z.string() }),
      secret: z.string(),
    }),
    at: z.string(),
  }),
);
const nowhere = openSync(devNull, "w");
const house = await wire({
  config: loadConfig({ TRUST_PROXY: "true" }),
  services,
  clock: fixedClock(new Date(at)),
  log: createLog("info", { write: (line) => void writeSync(nowhere, line) }), // lines are made and written, as in service
});
const web = await house.startWeb("127.0.0.1", 0);
process.once("disconnect", () => void web.stop().then(() => house.close()));
tell({ port: web.port });
