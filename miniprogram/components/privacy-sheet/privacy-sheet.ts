import { services } from "../../services/page";

const AGREE_BUTTON = "agree-privacy";

/** WeChat's privacy guide, before an interface that touches personal data runs. Saying no leaves everything else working. */
Component({
  data: { isAsked: false },
  pageLifetimes: {
    show() {
      services().privacyGate.watch(this, (isAsked) => this.setData({ isAsked }));
    },
    hide() {
      services().privacyGate.unwatch(this);
    },
  },
  lifetimes: {
    detached() {
      services().privacyGate.unwatch(this);
    },
  },
  methods: {
    agree() {
      services().privacyGate.agree(AGREE_BUTTON);
    },
    disagree() {
      services().privacyGate.disagree();
    },
    read() {
      services().platform.openPrivacyGuide();
    },
  },
});
