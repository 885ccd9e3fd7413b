import type { CourseSchedule } from "../../../src/courses/course.ts";
import { type Found, findAll, findWords, type WordTable } from "./found.ts";

const SCHEDULES: WordTable<CourseSchedule> = [
  [/周末班?|双休日?|(?:周|星期)[六日天](?:[和、到至]?(?:周|星期)?[日天])?|休息天/g, "weekend"],
  [/晚上|夜校|夜间|晚班|夜班|下了?班(?:以?后|再|过后|来|去)|晚间|傍晚|天黑/g, "evening"],
  [/全日制|(?:全)?脱产|全天|住校(?:学|读)/g, "full_time"],
  [/白天|工作日|上午|下午|周一到周五/g, "daytime"],
];

/** When somebody cannot: 白天要上班, 周末我要守摊子. */
const BUSY =
  /^(?:的时候|时|里)?(?:我|她|他|都|还|一般|经常)*(?:(?:要|得|都|在|是|还要|需要)(?:去)?(?:上班|上课|排|干活|跑|带|守|看店|值班|加班|忙|做生意|照顾|接娃|出摊)|没(?:有)?(?:空|时间)|走不开|上不|来不)/;

/** When in the week the class is held; the times at which the person cannot come are left out. */
export const findSchedules = (text: string): Found<CourseSchedule>[] =>
  findWords(text, SCHEDULES, "schedule").filter(({ end }) => !BUSY.test(text.slice(end, end + 12)));

const PLACE_OF_WORK =
  "(?:厂里?|公司|单位|店里?|工地上?|车间|院里?|村上?|村里|社区|乡下|校区|园区|项目部|酒店|我们(?:这儿|这边|这里|那边)?)";
const TEACHES = "(?:教|上课|讲课?|培训|授课|开班|指导)";
const AT_WORK = new RegExp(
  `(?:上门|送教|送课|送培)(?:到|来|下)?${TEACHES}?|派(?:人|老师|师傅|教练)(?:来|到|过来|去)?|下乡(?:来)?${TEACHES}|(?:来|到|进|过来|去|在)(?:我们)?${PLACE_OF_WORK}(?:头|里头|里面|来|去)?(?:给|帮|为)?(?:我们|大家|员工|工人|职工)?(?:来)?${TEACHES}|老师(?:能不能|可以|能)?(?:来|到|进|过来)(?:我们)?${PLACE_OF_WORK}`,
  "g",
);

/** The class comes to the work place. */
export const findAtWork = (text: string): Found<true>[] =>
  findAll(text, AT_WORK, "at the work place", () => true as const);
