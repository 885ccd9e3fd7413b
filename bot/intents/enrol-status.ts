import { aboutEnrolment } from "../enrolment.ts";
import { say } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** Institutions take the enrolments and hold the lists; the bot sees none of them and says so. */
export const enrolStatus: Intent = {
  name: "enrol_status",
  examples: ["我报的名通过没有", "查一下我的报名状态", "上次报的班怎么还没通知"],
  run: (call) =>
    aboutEnrolment(call, say`报名是机构登记的，名单在机构手里，我这里查不到您的报名结果。请直接问办班的机构。`),
};
