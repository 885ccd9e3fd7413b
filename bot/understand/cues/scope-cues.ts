import { cuesFor, type IntentCue } from "./cue.ts";

/** What this bot is not for. */
export const SCOPE_CUES: readonly IntentCue[] = [
  ...cuesFor("out_of_scope", [
    [
      2.4,
      "not for a training bot",
      /天气|股票|彩票|写(?:一?首|一?篇|个|封)|翻译|讲(?:个)?(?:笑话|故事)|唱(?:首)?歌|新闻|外卖|电影|打车|买房|贷款|借钱|看病|挂号|签证|火车票|算命|星座|作业|游戏|几点了|世界杯/,
    ],
    [1.6, "a job", /(?<!好|容易|能)(?:找|介绍|推荐)(?:个|份|一份|点)?(?:工作|活路|活儿|岗位)|招聘|招工|招人|应聘|简历/],
    [2.7, "a job only", /(?<!好|容易|能)(?:找|介绍)(?:个|份)?[^学培]{0,10}(?:工作|岗位|活路)$|招.{1,8}的(?:厂|公司|单位|地方)/],
  ]),
];
