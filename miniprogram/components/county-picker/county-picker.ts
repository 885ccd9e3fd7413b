import { cityNames, countyNames, divisionAt, type Wheels } from "../../logic/divisions";

const wheelsOf = (value: readonly number[]): Wheels => [value[0] ?? 0, value[1] ?? 0];

/** 选区县: always there, so that nobody has to share where they are. Fires `pick` with a division. */
Component({
  properties: {
    /** What is chosen now, in words. */
    label: { type: String, value: "选区县" },
  },
  data: { wheels: [0, 0] as number[], names: [cityNames(), countyNames(0)] },
  methods: {
    /** The second wheel follows the first. */
    turn({ detail }: { detail: { column: number; value: number } }) {
      if (detail.column !== 0) return;
      this.setData({ wheels: [detail.value, 0], names: [cityNames(), countyNames(detail.value)] });
    },
    pick({ detail }: { detail: { value: number[] } }) {
      const division = divisionAt(wheelsOf(detail.value));
      if (division !== undefined) this.triggerEvent("pick", division);
    },
  },
});
