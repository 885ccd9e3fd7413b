import { type Answer, errcodeOf } from "../answers.ts";
import type { Call } from "../api.ts";
import type { Person } from "../people.ts";

/** Keeps a call about a person for the drawer of their page; the token came in the address and is not in it. */
export function recordCall(call: Call, person: Person, title: string, given: unknown, answer: Answer): Answer {
  const errcode = errcodeOf(answer);
  call.world.people.record(person, {
    direction: "call",
    title,
    isEncrypted: false,
    attempts: [],
    outcome: errcode === 0 ? "ok" : "refused",
    errcode,
    sent: JSON.stringify(given),
    received: JSON.stringify(answer),
  });
  return answer;
}
