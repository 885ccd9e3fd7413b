import type { Confirming } from "./dialogue.ts";
import { forgetMe } from "./forget-me.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";

type Act = Confirming["act"];

/** Done once the person has said yes. */
const ACTS: Readonly<Record<Act, (call: IntentCall) => Promise<Outcome>>> = {
  forget_me: forgetMe,
};

export const carryOut = (call: IntentCall, act: Act): Promise<Outcome> => ACTS[act](call);
