import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENOUGH_NEAR, LIST_END, LIST_END_NEAR } from "../../search/climb.ts";
import { FURTHEST_KM, WIDER_KM } from "../../search/ladder.ts";
import { NEAR_KM } from "../../search/query-filter.ts";
import { FIRST_FEW, MOST_OF_ONE_INSTITUTION } from "../../search/ranking/rank.ts";
import { FACTOR_NAMES, readWeights, weightsOn } from "../../search/ranking/weights.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { projectPath } from "../../src/kit/root.ts";

const text = readFileSync(projectPath("docs/ranking.md"), "utf8");
const rows = await readWeights();
/** The document prints the newest edition, in force or announced. */
const newest = weightsOn(rows, LocalDate.parse("9999-12-31"));

describe("docs/ranking.md", () => {
  it("prints every number of the newest edition as the table has it, and no other", () => {
    const printed = [...text.matchAll(/^\| `(\w+)` \| `(\w+)` \| ([\d.]+) \| (.+) \|$/gm)].map(
      ([, factor, name, value, meaning]) => ({ factor, case: name, value: Number(value), meaning }),
    );
    expect(printed).toEqual(newest.rows.map(({ since: _same, ...row }) => row));
    expect(text).toContain(`从 ${newest.since} 起用`);
  });

  it("explains each factor once", () => {
    const explained = [...text.matchAll(/^\| `(\w+)` [^`|]+ \|/gm)].map(([, factor]) => factor);
    expect(explained).toEqual(FACTOR_NAMES);
  });

  it("says the limits that the search keeps", () => {
    for (const words of [
      `前 ${FIRST_FEW} 门里，同一家机构最多 ${MOST_OF_ONE_INSTITUTION} 门`,
      `先看 ${NEAR_KM} 公里。不到 ${ENOUGH_NEAR} 门，看 ${WIDER_KM} 公里`,
      `看 ${FURTHEST_KM} 公里`,
      `最多排 ${LIST_END} 门`,
      `最近的 ${LIST_END_NEAR} 门`,
    ])
      expect(text).toContain(words);
  });
});
