/** A course, base or occupation in a list or a reply: title, short lines, and the mark of made-up data. Fires `open` with its path. */
Component({
  properties: {
    heading: { type: String, value: "" },
    lines: { type: Array, value: [] as string[] },
    path: { type: String, value: "" },
    isDemo: { type: Boolean, value: false },
  },
  methods: {
    openCard() {
      this.triggerEvent("open", { path: this.data.path });
    },
  },
});
