/** Said around the name of a trade, before it. */
const BEFORE = (
  "我 我们 俺 咱 本人 想 要 想要 需要 打算 准备 希望 愿意 学 想学 学习 学一下 学下 学点 学个 学门 学会 报 报名 报个 报一个 考 考个 考一个 考取 " +
  "拿 拿个 办 办个 找 找个 找份 找一个 查 查一下 看 看看 搜 搜一下 问 问一下 请问 想问 想问一下 了解 了解一下 咨询 咨询一下 帮我 帮忙 " +
  "给我 推荐 推荐一下 从事 当 当个 做 做个 干 干点 搞 会 教 教我 去 去学 来 来学 转行 转行做 改行 改行做 参加 上 上个 有 有没有 有无 哪有 哪里有 " +
  "哪儿有 附近 附近有 附近的 关于 专业 正规 免费 零基础 初级 中级 高级 五级 四级 三级 二级 一级 一个 个 那个 那种 这种 就是 就 是 一下 的 现在 以后 " +
  "有补贴的 补贴 能 能不能 可以 怎么 怎样 如何 什么 啥 叫 叫做 比较 多 最 好"
).split(" ");

/** Said around it, after it. */
const AFTER = (
  "的 了 吗 呢 吧 啊 嘛 呀 噻 咯 哦 不 培训 培训班 培训课程 培训课 培训学校 培训机构 培训中心 班 速成班 课 课程 学习 教程 教学 证 证书 资格证 资格证书 上岗证 操作证 " +
  "职业证 等级证 等级证书 职业资格 职业技能 技能 技能培训 技术 手艺 本事 专业 师傅 老师傅 工作 职业 工种 岗位 行业 行当 方向 方面 活 活儿 的活 的活儿 事 的事 的工作 " +
  "那种 的那种 那个 的那个 这种 之类 之类的 类 等 的人 的师傅 怎么样 怎么学 怎么报名 怎么考 咋学 哪里学 哪里有 哪有 在哪学 在哪里 多少钱 学费 价格 报名 考证 " +
  "可以吗 行吗 有吗 有没有 学校 机构 中心 学徒 入门 速成 补贴 初级 中级 高级 初级工 中级工 高级工 技师 高级技师 五级 四级 三级 二级 一级 零基础 免费 附近 就业 招聘 兼职 初级班 中级班 高级班 要求 条件 相关 有关 有关的 相关的"
).split(" ");

/** How many characters fillers can take from one side, all ways of it. */
function reach(length: number, words: readonly string[], isAt: (word: string, taken: number) => boolean): number[] {
  const reached = [0];
  // grows while it is walked: every end is a start for the next filler
  for (const taken of reached)
    for (const word of words) {
      const next = taken + word.length;
      if (next <= length && !reached.includes(next) && isAt(word, taken)) reached.push(next);
    }
  return reached;
}

const reachBefore = (text: string): number[] =>
  reach(text.length, BEFORE, (word, taken) => text.startsWith(word, taken));
const reachAfter = (text: string): number[] =>
  reach(text.length, AFTER, (word, taken) => text.endsWith(word, text.length - taken));

/**
 * The text itself and whatever remains when words that only ask for training are taken from its ends, longest first: 我想学电焊培训 →
 * …, 电焊培训, 电焊. A name that itself begins so (做蛋糕, 学前教育) is met before it is cut.
 */
export function withoutFillers(text: string): string[] {
  const ends = reachAfter(text);
  const rests = reachBefore(text).flatMap((start) =>
    ends.flatMap((end) => (start + end < text.length ? [text.slice(start, text.length - end)] : [])),
  );
  return [...new Set(rests)].sort((a, b) => b.length - a.length);
}

/** What is certainly asked: the text without any filler; nothing when there is no more to it than that (怎么报名, 多少钱). */
export function bareText(text: string): string {
  const taken = Math.max(...reachBefore(text)) + Math.max(...reachAfter(text));
  return taken >= text.length ? "" : (withoutFillers(text).at(-1) ?? "");
}
