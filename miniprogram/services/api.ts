import type { AnswerOf, Call, InputOf, OperationName } from "./call";
import type { Outcome } from "./outcome";
import type { Session } from "./session";

/** The server's API, by the names of its operations: api.send("GET /v1/courses/{id}", { path: { id } }). */
export interface Api {
  send<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Outcome<AnswerOf<Name>>>;
}

/** What anybody may ask is asked without saying who asks. */
const isOwn = (name: string): boolean => / \/v1\/(me|miniprogram)\b/.test(name);

export const createApi = ({ call, session }: { call: Call; session: Session }): Api => ({
  send: async (name, input) => {
    if (!isOwn(name)) return call(name, input);
    const first = await session.token();
    if (first.kind === "fault") return first;
    const answer = await call(name, input, first.body);
    if (answer.kind === "ok" || answer.status !== 401) return answer;
    const second = await session.tokenAfter(first.body);
    return second.kind === "fault" ? second : call(name, input, second.body);
  },
});
