import { type Found, findWords, type WordTable } from "./found.ts";

/** Schooling as people say it: the highest school somebody finished, or that they never did. */
const SCHOOLS: WordTable<string> = [
  [/研究生|硕士|博士/g, "研究生"],
  [/本科|大学(?:本科)?(?:毕业|文凭|学历)/g, "本科"],
  [/大专|专科|高职/g, "大专"],
  [/中专|中职|职高|技校(?:毕业|文凭)/g, "中专"],
  [/高中(?!考)/g, "高中"],
  [/初中|初三|九年级/g, "初中"],
  [/小学|只读(?:过|了)?几年书/g, "小学"],
  [/没(?:有)?(?:读过|上过|念过)(?:什么)?书|不识字|没(?:有)?文化|文盲/g, "无"],
];

export const findEducation = (text: string): Found<string>[] => findWords(text, SCHOOLS, "schooling");
