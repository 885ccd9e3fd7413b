interface Choice {
  value: string;
  name: string;
}

/** One of a few values, or any: the first line of the wheel takes the condition away. Fires `pick` with the value, or "". */
Component({
  properties: {
    title: { type: String, value: "" },
    choices: { type: Array, value: [] as Choice[] },
    value: { type: String, value: "" },
  },
  data: { names: [] as string[], index: 0, label: "" },
  observers: {
    "title, choices, value"(title: string, choices: Choice[], value: string) {
      const at = choices.findIndex((choice) => choice.value === value);
      const names = ["不限", ...choices.map(({ name }) => name)];
      this.setData({ names, index: at + 1, label: choices[at]?.name ?? title });
    },
  },
  methods: {
    pick({ detail }: { detail: { value: string | number } }) {
      const choice: Choice | undefined = this.data.choices[Number(detail.value) - 1];
      this.triggerEvent("pick", { value: choice?.value ?? "" });
    },
  },
});
