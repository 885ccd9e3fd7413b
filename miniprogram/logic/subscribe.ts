import type { InputOf } from "../services/call";
import type { SubscribeAnswer } from "../services/platform";

type Report = InputOf<"POST /v1/me/subscribe-credits">["body"]["reports"][number];

const RESULTS: readonly Report["result"][] = ["accept", "reject", "ban", "filter"];
const isResult = (text: string): text is Report["result"] => RESULTS.some((result) => result === text);

/** What the server is told; it believes WeChat's own event, not this. */
export function reportsOf(answer: SubscribeAnswer): Report[] {
  if (answer.kind !== "answered") return [];
  return Object.entries(answer.results).flatMap(([templateId, result]) =>
    isResult(result) ? [{ templateId, result }] : [],
  );
}

/** What a person reads after the system's sheet. Saying no costs them nothing: the wish is kept, news stands under 我的. */
export function wordsAfter(answer: SubscribeAnswer): string {
  const reports = reportsOf(answer);
  if (reports.some(({ result }) => result === "accept")) return "记下了。有新班次时，微信会提醒您一次。";
  if (answer.kind === "off") return "记下了。您关了微信的订阅消息，新班次会显示在“我的”里。";
  return "记下了。新班次会显示在“我的”里，您打开就能看到。";
}
