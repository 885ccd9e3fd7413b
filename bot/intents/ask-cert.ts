import { answerAboutCourse } from "../answer-about-course.ts";
import { spokenOrigin, spokenTitle } from "../course-words.ts";
import { cite, joined, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const askCert: Intent = {
  name: "ask_cert",
  examples: ["学完发什么证", "这个有证书吗", "考什么证"],
  run: (call) =>
    answerAboutCourse(
      call,
      (course) => {
        const names = course.certificates.map((name) => cite("course", course.id, "certificates", name));
        const certificates = names.length === 0 ? say`证书：机构没有写明。` : say`证书：${joined(names, "、")}`;
        return say`${spokenTitle(course)}\n${certificates}\n${spokenOrigin(course.id, course.source, course.statedOn, call.today)}`;
      },
      say`不同的班发的证不一样：有技能等级证书，也有上岗用的操作证。请告诉我想学什么、在哪里学，我把每个班的证书列出来；证书真伪请拨打 ${setting("hotline", "12333")} 查询。`,
    ),
};
