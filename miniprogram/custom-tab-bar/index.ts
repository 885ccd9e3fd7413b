/** The bar at the bottom. Our own, because WeChat's does not grow with the text. */
Component({
  data: {
    selected: 0,
    scale: 1,
    tabs: [
      { path: "/pages/chat/chat", text: "问一问" },
      { path: "/pages/search/search", text: "找课程" },
      { path: "/pages/shortage/shortage", text: "紧缺职业" },
      { path: "/pages/me/me", text: "我的" },
    ],
  },
  methods: {
    select({ currentTarget }: WechatMiniprogram.BaseEvent) {
      void wx.switchTab({ url: String(currentTarget.dataset["path"]) });
    },
  },
});
