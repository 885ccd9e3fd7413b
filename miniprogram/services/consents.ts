import { CONSENT_VERSION } from "../logic/consent-words";
import type { Api } from "./api";
import type { AnswerOf, InputOf } from "./call";
import type { Outcome } from "./outcome";

export type Purpose = InputOf<"PUT /v1/me/consents/{purpose}">["path"]["purpose"];
export type ConsentItem = AnswerOf<"GET /v1/me/consents">["items"][number];

/** 同意: what the person has agreed to, as the server has it; asked once per version of the text. */
export interface Consents {
  all(): Promise<Outcome<ConsentItem[]>>;
  answer(purpose: Purpose, isGiven: boolean): Promise<Outcome<undefined>>;
}

export const createConsents = (api: Api): Consents => ({
  all: async () => {
    const answer = await api.send("GET /v1/me/consents", {});
    return answer.kind === "ok" ? { kind: "ok", body: answer.body.items } : answer;
  },
  answer: async (purpose, isGiven) => {
    const body = { isGiven, version: CONSENT_VERSION };
    const answer = await api.send("PUT /v1/me/consents/{purpose}", { path: { purpose }, body });
    return answer.kind === "ok" ? { kind: "ok", body: undefined } : answer;
  },
});
