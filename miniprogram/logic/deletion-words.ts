/** Before 注销: what goes, what stays, that it cannot be taken back. */
export const DELETION_QUESTION = {
  title: "注销并删除我的数据？",
  content:
    "收藏、订阅、常用地点、通知、同意记录和对话状态会马上删除，找不回来。以后再来，是一位新的访客。没有收集您的姓名和身份证号。",
  confirmText: "删除",
} as const;

export const DELETED = "已经全部删除。";
export const EXPORT_FILE = "jiangtu-my-data.json";
