import { say, setting } from "../reply.ts";
import type { Intent } from "./intent.ts";

export const crisis: Intent = {
  name: "crisis",
  examples: ["我不想活了", "活不下去了", "老公打我，我带着娃跑出来了"],
  run: async ({ state }) => ({
    state,
    draft: {
      parts: [
        say`听到您这么说，我很担心您。请现在就和信得过的人说说话，或者拨打全国统一心理援助热线 ${setting("hotline", "12356")}，有人会陪您说话。如果您或身边的人正有危险，请马上拨打 ${setting("emergency", "120")} 或 ${setting("emergency", "110")}。`,
      ],
      action: "safety_message",
    },
  }),
};
