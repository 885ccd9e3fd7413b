/** 依据: the document that states what stands above. A mini-program may not open pages outside, so the address is copied: fires `copy`. */
Component({
  properties: {
    text: { type: String, value: "" },
    url: { type: String, value: "" },
    isDemo: { type: Boolean, value: false },
  },
  methods: {
    copyUrl() {
      this.triggerEvent("copy", { url: this.data.url });
    },
  },
});
