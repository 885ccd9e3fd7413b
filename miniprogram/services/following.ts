import { reportsOf, wordsAfter } from "../logic/subscribe";
import type { Api } from "./api";
import type { InputOf } from "./call";
import type { Consents } from "./consents";
import type { Platform } from "./platform";

type Wish = InputOf<"POST /v1/me/saved-searches">["body"];

/** 订阅: keeping a wish and asking WeChat whether it may say when there is news. */
export interface Following {
  /** Called by a tap and by nothing else. @returns what the person reads */
  follow(wish: Wish): Promise<string>;
}

export const createFollowing = ({
  api,
  consents,
  platform,
  templates,
}: {
  api: Api;
  consents: Pick<Consents, "answer">;
  platform: Pick<Platform, "requestSubscription">;
  templates: readonly string[];
}): Following => ({
  follow: async (wish) => {
    // First of all and before anything is awaited: WeChat opens its sheet only while the tap is fresh.
    const asked = templates.length > 0 ? platform.requestSubscription(templates) : undefined;
    const answer = (await asked) ?? { kind: "answered" as const, results: {} };
    // To ask for news is to agree to it, as in the chat; 隐私与数据 takes it back.
    const agreed = await consents.answer("notices", true);
    if (agreed.kind === "fault") return agreed.sentence;
    const saved = await api.send("POST /v1/me/saved-searches", { body: wish });
    if (saved.kind === "fault") return saved.sentence;
    const reports = reportsOf(answer);
    // The event that WeChat sends to the server counts; a report that is lost loses nothing.
    if (reports.length > 0) await api.send("POST /v1/me/subscribe-credits", { body: { reports } });
    return wordsAfter(answer);
  },
});
