/** A question with two answers of equal weight, at the bottom of the page: consents. Fires `yes` or `no`. */
Component({
  properties: {
    isOpen: { type: Boolean, value: false },
    heading: { type: String, value: "" },
    text: { type: String, value: "" },
    yes: { type: String, value: "同意" },
    no: { type: String, value: "不同意" },
  },
  methods: {
    sayYes() {
      this.triggerEvent("yes");
    },
    sayNo() {
      this.triggerEvent("no");
    },
  },
});
