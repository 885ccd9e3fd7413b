import { type Said, say, setting } from "../reply.ts";
import { type Danger, dangerOf } from "../understand/gates/crisis.ts";
import type { Intent } from "./intent.ts";

const police = setting("emergency", "110");
const ambulance = setting("emergency", "120");
const talk = setting("hotline", "12356");

/** Whom to call first, in this danger. */
const HELP: Readonly<Record<Danger, Said>> = {
  self: say`听到您这么说，我很担心您。请现在就和信得过的人待在一起，或者拨打全国统一心理援助热线 ${talk}，有人会陪您说话。如果正有危险，请马上拨打 ${ambulance} 或 ${police}。`,
  violence: say`您的安全最要紧。有人动手或者要动手，请马上离开到人多的地方，拨打 ${police} 报警；受了伤打 ${ambulance}。家里的事，妇女儿童可以打妇女维权热线 ${setting("hotline", "12338")}，会有人帮您想办法。心里难受，心理援助热线 ${talk} 有人听您说。`,
  held: say`您的安全最要紧。不让走、被威胁，请马上拨打 ${police}；不方便说话，可以发短信到 ${setting("emergency", "12110")} 报警，写清在哪里。先顺着对方，不要硬拼。受了伤打 ${ambulance}；心里难受，心理援助热线 ${talk} 有人听您说。`,
  accident: say`请马上拨打急救电话 ${ambulance}，说清地点和伤情；有火情打 ${setting("emergency", "119")}，需要警察打 ${police}。救护车到之前不要随便搬动伤者，有人触电先断电再救。`,
};

/** Nothing else is said or asked: whoever is in danger needs one thing to do. */
export const crisis: Intent = {
  name: "crisis",
  examples: ["我不想活了", "活不下去了", "老公打我，我带着娃跑出来了", "被骗进传销不让走"],
  run: async ({ meaning, state }) => ({
    state,
    draft: { parts: [HELP[dangerOf(meaning.text)]], action: "safety_message" },
  }),
};
