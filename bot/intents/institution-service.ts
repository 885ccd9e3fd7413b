import { choice, say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

/** What an institution can do by itself, and where. */
export const institutionService: Intent = {
  name: "institution_service",
  examples: ["我们是培训学校，怎么发布课程", "机构怎么入驻", "课程提交了审核要多久"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`机构在网页上的机构后台（${setting("path", "/console")}）自己发课：填表、传表格，或者用接口都行；交上去先由主管部门审核，通过了才会出现在查找结果里。`,
        say`还没有账号，请联系当地人社部门开通，电话 ${setting("hotline", "12333")}；审核到哪一步、退回的原因，登录后台就能看到，我这里看不到。`,
      ],
      choices: [choice(say`转人工`), choice(say`帮助`)],
      action: "answer",
    },
  }),
};
