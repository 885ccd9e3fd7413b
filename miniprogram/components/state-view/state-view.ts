/** What stands where nothing else can: loading, nothing found, or a fault with a way to try again. Fires `again`. */
Component({
  properties: {
    isLoading: { type: Boolean, value: false },
    /** What went wrong, or why there is nothing; empty = nothing to say. */
    sentence: { type: String, value: "" },
    mayRetry: { type: Boolean, value: false },
  },
  methods: {
    tryAgain() {
      this.triggerEvent("again");
    },
  },
});
