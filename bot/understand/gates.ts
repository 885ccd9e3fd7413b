/** Messages that are answered before anything else is looked at, whatever else they say. */
type Gate = "crisis" | "illegal_request" | "abuse" | "unsupported_media";

const GATES: readonly (readonly [Gate, RegExp])[] = [
  [
    "crisis",
    /不想活|想(?:去)?死(?!记)|自杀|轻生|跳楼|跳河|活不下去|结束生命|活着没(?:有)?意思|割腕|寻短见|家暴|(?:老公|丈夫|婆家|对象|男朋友|爸爸?|他)(?:又|天天|老是|经常|一直)?打我(?!电话|招呼)/,
  ],
  [
    "illegal_request",
    /(?:买|卖)(?:个|张|本|一张|一本)?(?:假|真)?(?:\p{Script=Han}{0,6})(?:证(?!件|券)|文凭)|(?:办|做)(?:个|张|本)?假|(?:直接|花钱|帮我)(?:办|拿|出)(?:个|张|本)?证|(?:不考试|花钱)\p{Script=Han}{0,6}(?:办|拿|出)(?:个|张|本)?\p{Script=Han}{0,4}证|补贴\p{Script=Han}{0,4}(?:对半分|平分|分成)|假证|代考|替考|枪手|套(?:取|领)?补贴|骗补|骗(?:取)?补贴|挂证|挂靠|不(?:用)?(?:考试|上课|培训)(?:就)?(?:能|可以)?(?:直接)?(?:拿|领|出|发)证|刷课/u,
  ],
  [
    "abuse",
    /傻[逼b]|煞笔|sb(?![a-z])|操你|日你|妈的|他妈|滚蛋|滚开|去死|王八蛋|混蛋|瓜娃子|龟儿|宝器|垃圾(?:机器人|系统|东西)/,
  ],
  ["unsupported_media", /^\[(?:图片|语音|视频|表情|文件|动画表情)\]$/],
];

/** @returns the gate the text must stop at, if any */
export const gateOf = (text: string): Gate | undefined => GATES.find(([, pattern]) => pattern.test(text))?.[0];
