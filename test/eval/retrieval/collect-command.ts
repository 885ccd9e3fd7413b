// npx tsx test/eval/retrieval/collect-command.ts FOLDER: adds the answers on judging sheets to the judgements, and seals them anew.
import { factsHash, inShop } from "./catalogue.ts";
import { courseIdsOf, type Judgements, judgementsSoFar, writeJudgements } from "./judgements.ts";
import type { Grade, Grades } from "./metrics.ts";
import { OWN_JUDGEMENTS, SECOND_JUDGEMENTS } from "./query.ts";
import { writeSeal } from "./seal.ts";
import { type Answers, readAnswers, type SetName } from "./sheets.ts";

const FILES: Readonly<Record<SetName, string>> = { first: OWN_JUDGEMENTS, second: SECOND_JUDGEMENTS };

/** @throws Error when a pair has another grade already: that is changed by hand, in a commit that says why */
function merged(known: Judgements, answers: Answers): ReadonlyMap<string, Grades> {
  const all = new Map<string, Map<string, Grade>>();
  for (const byQuery of [known.byQuery, answers.byQuery])
    for (const [queryId, grades] of byQuery) {
      const sum = all.get(queryId) ?? new Map<string, Grade>();
      for (const [courseId, grade] of grades) {
        if ((sum.get(courseId) ?? grade) !== grade) throw new Error(`${queryId} ${courseId} has another grade already`);
        sum.set(courseId, grade);
      }
      all.set(queryId, sum);
    }
  return all;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npx tsx test/eval/retrieval/collect-command.ts FOLDER");
  process.exit(2);
}
const read = { first: readAnswers(folder, "first"), second: readAnswers(folder, "second") };
const faults = [...read.first.faults, ...read.second.faults];
for (const fault of faults) console.error(fault);

await inShop(judgementsSoFar(OWN_JUDGEMENTS).catalogue, async (shop) => {
  for (const set of ["first", "second"] as const) {
    const known = judgementsSoFar(FILES[set]);
    const byQuery = merged(known, read[set]);
    const facts = await factsHash(shop, courseIdsOf({ byQuery }));
    writeJudgements(FILES[set], { catalogue: known.catalogue, facts, byQuery });
    const pairs = [...byQuery.values()].reduce((sum, grades) => sum + grades.size, 0);
    console.log(`${FILES[set]}: ${pairs} pairs`);
  }
});
writeSeal();
if (faults.length > 0) console.error(`${faults.length} answers missing or not understood; the rest is written`);
process.exitCode = faults.length === 0 ? 0 : 1;
