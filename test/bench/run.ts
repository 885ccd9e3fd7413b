// npm run bench -- <name> [--json]: every benchmark of the project, one file each.
import { report } from "./report.ts";

const BENCHMARKS: Record<string, () => Promise<{ run(args: string[]): Promise<import("./report.ts").Figure[]> }>> = {
  startup: () => import("./startup.ts"),
  answer: () => import("./answer.ts"),
  index: () => import("./index-build.ts"),
  search: () => import("./search.ts"),
  understand: () => import("./understand.ts"),
  webhook: () => import("./webhook.ts"),
};

const [name, ...args] = process.argv.slice(2);
const load = BENCHMARKS[name ?? ""];
if (name === undefined || load === undefined || args.includes("--help")) {
  console.log(
    `usage: npm run bench -- <name> [--json]\n\n  startup   cold and warm start, memory at rest\n  answer    a whole answer against its floor, on 3,000 and 100,000 courses\n  index     from PostgreSQL to searchable: time against posting raw, memory; one course published (--courses N)\n  search    the search of the API against the engine alone, its floor and its peers, on 3,000, 20,000 and 100,000 courses (or --courses 3000,20000)\n  understand  reading a message: time, memory, start\n  webhook   a sealed message of WeChat in, the sealed reply out, beside the bare answer\n`,
  );
  process.exit(name === undefined || args.includes("--help") ? 0 : 2);
}
const { run } = await load();
process.exit(report(name, await run(args), args.includes("--json")));
