import type { FactRow } from "../../logic/course-facts";

/** Names and what is stated, one under the other. */
Component({
  properties: {
    rows: { type: Array, value: [] as FactRow[] },
  },
});
