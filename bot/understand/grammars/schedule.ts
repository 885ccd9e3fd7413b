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

const AT_WORK =
  /老师(?:能不能|可以|能)?(?:下乡|来村|来厂|到村|来我们|到我们)(?:上|里)?(?:来)?(?:教|上课|培训)?(?:的)?|(?:老师|师傅|教练|培训师|你们)?(?:能不能|可以|能|可不可以)?(?:派人|派老师)?(?:上门|送教|到厂(?:里)?|到(?:我们)?(?:公司|单位|店里?|工地|车间|院里?)(?:里)?来?|进(?:厂|企业|车间))(?:来)?(?:教|上课|培训|授课|讲)?/g;

/** The class comes to the work place. */
export const findAtWork = (text: string): Found<true>[] =>
  findAll(text, AT_WORK, "at the work place", ([words]) =>
    /上门|送教|派|下乡|来村|来厂|到村|来我们|到我们/.test(words) || /(?:教|上课|培训|授课|讲)$/.test(words)
      ? (true as const)
      : undefined,
  );
