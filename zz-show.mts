import { localDate } from "./src/kit/clock.ts";
import { inShop, readCourses } from "./test/eval/retrieval/catalogue.ts";
import { judgementsSoFar } from "./test/eval/retrieval/judgements.ts";
import { OWN_JUDGEMENTS, OWN_QUERIES, readQueries } from "./test/eval/retrieval/query.ts";
import { centreOf, courseText } from "./test/eval/retrieval/sheet-text.ts";
import { runQueries } from "./test/eval/retrieval/systems.ts";
import { writeFileSync } from "node:fs";
const all = readQueries([OWN_QUERIES]);
await inShop(judgementsSoFar(OWN_JUDGEMENTS).catalogue, async (shop) => {
  const runs = await runQueries(shop, all);
  const out: string[] = [];
  for (const run of runs) {
    const c = centreOf(run.query, run.ours.place, shop.house.places);
    out.push(`## ${run.query.id} ${run.query.text} fits=${run.query.fits} none=${run.ours.saysNone} q=${run.ours.questions} wanted=${JSON.stringify(run.ours.wanted)} ${run.ours.searched && JSON.stringify(run.ours.searched) !== JSON.stringify(run.ours.wanted) ? "SEARCHED " + JSON.stringify(run.ours.searched) : ""}`);
    out.push("   > " + run.ours.text.slice(0, 150).replaceAll("\n", " / "));
    const courses = await readCourses(shop, run.ours.ids.slice(0, 6));
    for (const id of run.ours.ids.slice(0, 6)) { const x = courses.get(id); if (x) out.push("   " + courseText(x, c, shop.house.places, localDate(shop.now))); }
  }
  writeFileSync("/tmp/show.txt", out.join("\n"));
});
