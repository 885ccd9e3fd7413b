/** Something the person has kept, with a way to let go of it. Fires `open` and `drop` with its key. */
Component({
  properties: {
    name: { type: String, value: "" },
    text: { type: String, value: "" },
    key: { type: String, value: "" },
    drop: { type: String, value: "删除" },
  },
  methods: {
    openIt() {
      this.triggerEvent("open", { key: this.data.key });
    },
    dropIt() {
      this.triggerEvent("drop", { key: this.data.key });
    },
  },
});
