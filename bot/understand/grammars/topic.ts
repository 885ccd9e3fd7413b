import { type Found, findAll } from "./found.ts";

/** Words that fill the place of a topic without being one. */
const NO_TOPIC =
  /^(?:什么|哪样|一下|一门|门|个|点|些|技术|手艺|技能|习|历|校|费|的|有|没有|可以|怎么|多少|想|要|完|会(?!计|展)|得|不|了|过|到|起|好|生|东西|职业|政府|补贴|免费|相关|其他|别的|培训|课程|新|开|上|下|报|名|短期|周末|周未|晚上|白天|早上|上午|下午|包|管|住|吃|最|便宜|手语|参加|期间|职业|两|三|几|一|紧缺|哪|时间|徒制|员|证|技校|文化|早|晚|线上|网上|附近|这|那|它|不限|都)/;
const EDGE =
  /(?:的|有|在|要|和|或|吗|呢|吧|了|哪里|哪家|哪个|怎么|多少|需要|可以|什么|想|去|到|从|我|你|您|班|课|培训|学校|机构|好|多|最|便宜|贵|附近|补贴|免费|周末|晚上|线上|网上|技术|上课|白天|优先|证|难|出来|也|职业|人社)/;

const LEARN = /(?:学习?|考|教)(\p{Script=Han}{2,8}|[a-z+#]{2,12})/gu;
const CLASS = /(?:^|[的个门找报有，\s])(\p{Script=Han}{2,5}|[a-z+#]{2,12})(?:培训|课程|班|课)(?!期间|补贴|单位|证)/gu;

function topicOf(raw: string | undefined): string | undefined {
  if (raw === undefined || NO_TOPIC.test(raw)) return undefined;
  const edge = EDGE.exec(raw);
  const topic = (edge === null ? raw : raw.slice(0, edge.index)).replace(/考$/, ""); // 拍卖师考证班
  return topic.length >= 2 ? topic : undefined;
}

/** What a person wants to learn when no occupation has that name: 学瑜伽, 会计班. @param text with the names already found masked by ， */
export const findTopics = (text: string): Found<string>[] =>
  [
    ...findAll(text, LEARN, "topic after 学", (match) => topicOf(match[1])),
    ...findAll(text, CLASS, "topic before 班", (match) => topicOf(match[1])),
  ].map(({ start, value, reason }) => {
    const at = text.indexOf(value, start);
    return { start: at, end: at + value.length, value, reason };
  });
