/** Something that is on or off, said in words too: colour alone tells nothing to who cannot see it. Fires `toggle` with its key. */
Component({
  properties: {
    name: { type: String, value: "" },
    text: { type: String, value: "" },
    isOn: { type: Boolean, value: false },
    key: { type: String, value: "" },
  },
  methods: {
    toggle() {
      this.triggerEvent("toggle", { key: this.data.key, isOn: !this.data.isOn });
    },
  },
});
