// A process of its own for `bench -- search`: several clients at once, so that their work is in nobody's event loop.
import { z } from "zod";
import { givenTo, tell } from "./search-child.ts";
import { type BareRequest, type Fault, faultOf, forwarded, openClient } from "./search-client.ts";

const { clients } = givenTo(z.object({ clients: z.number() }));
const client = openClient(clients);

const Burst = z.object({
  requests: z.array(
    z.object({
      method: z.enum(["GET", "POST"]),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().exactOptional(),
    }),
  ),
  /** What must come back, byte for byte; empty = only the status is looked at. */
  expected: z.array(z.instanceof(Uint8Array)),
  seconds: z.number(),
});
type Burst = z.infer<typeof Burst>;

async function faultOfOne(asking: BareRequest, expected: Uint8Array | undefined): Promise<Fault | undefined> {
  const answer = await client.send(forwarded(asking)).catch(() => undefined);
  return answer === undefined ? "connection" : faultOf(answer, expected);
}

/** Each client asks its next question as soon as it has the answer to the one before. */
async function burst({ requests, expected, seconds }: Burst) {
  const began = performance.now();
  const until = began + seconds * 1000;
  let next = 0;
  let answered = 0;
  const faults: Fault[] = [];
  const ask = async (): Promise<void> => {
    while (performance.now() < until) {
      const at = next++ % requests.length;
      const asking = requests[at];
      if (asking === undefined) return;
      const fault = await faultOfOne(asking, expected[at]);
      if (fault === undefined) answered += 1;
      else faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: clients }, ask));
  return { answered, faults, seconds: (performance.now() - began) / 1000 };
}

process.on("message", (message) => void burst(Burst.parse(message)).then(tell));
process.once("disconnect", () => client.close());
tell({});
