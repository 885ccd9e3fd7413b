import type { CourseMode } from "../../../src/courses/course.ts";
import { type Found, findWords, type WordTable } from "./found.ts";

/** 直播带货 is an occupation, 直播课 a way to learn; 在线 inside 在线下 is neither; 网上说 is hearsay, 网上卖 a trade. */
const MODES: WordTable<CourseMode> = [
  [/线上(?:和|加|\+)?线下(?:结合|都有|混合)/g, "blended"],
  [/线下|面授|面对面|现场(?:教|学|上课)|手把手|实地(?:学|上课)|到(?:学校|教室)(?:去|里)?(?:学|上)/g, "onsite"],
  [
    /线上|网课|在线(?!下|客服)|直播课|远程|视频课|录播|手机(?:上|里)?(?:就)?(?:能|可以)?(?:学|看课|上课|听课)|在家(?:里)?(?:就)?(?:能|可以)?(?:上网)?(?:学|上课)(?!的时候)|上网学|(?:在)?(?:网上|网络)(?:就)?(?:能|可以)?(?:学|上课|教|听|培训|听课|的课|班|课)|网上(?:的|也行|都行|行不行|有没有)/g,
    "online",
  ],
];

export const findModes = (text: string): Found<CourseMode>[] => findWords(text, MODES, "mode");
