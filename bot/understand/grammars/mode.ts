import type { CourseMode } from "../../../src/courses/course.ts";
import { type Found, findWords, type WordTable } from "./found.ts";

/** 直播带货 is an occupation, 直播课 a way to learn; 在线 inside 在线下 is neither. */
const MODES: WordTable<CourseMode> = [
  [/线上线下(?:结合|都有|混合)?/g, "blended"],
  [/线下|面授|现场(?:教|学|上课)|手把手/g, "onsite"],
  [/线上|网课|网上|在线|直播课|远程|手机上学|在家学/g, "online"],
];

export const findModes = (text: string): Found<CourseMode>[] => findWords(text, MODES, "mode");
