// People with the mini-program on their phone, and what they agree to.
import { z } from "zod";
import { CONSENT_VERSIONS } from "../../src/people/consent.ts";
import type { Purpose } from "../../src/people/consent-store.ts";
import type { Answered, MiniProgramHouse, Phone } from "./mini-program.ts";

/** Gives or takes back one consent over the API. */
export const agree = (phone: Phone, purpose: Purpose, isGiven = true): Promise<Answered> =>
  phone.call("PUT", `/v1/me/consents/${purpose}`, { isGiven, version: CONSENT_VERSIONS[purpose] });

let met = 0;

/** Somebody new, who agrees to these purposes and to nothing else. */
export async function aLearner(app: MiniProgramHouse, ...purposes: Purpose[]): Promise<Phone> {
  const phone = await app.signIn(`learner ${++met}`);
  for (const purpose of purposes) {
    const { status, body } = await agree(phone, purpose);
    if (status !== 200) throw new Error(`consent not taken: ${JSON.stringify(body)}`);
  }
  return phone;
}

const Items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

/** The items of a list of this person. */
export const itemsOf = async (phone: Phone, path: string): Promise<Record<string, unknown>[]> =>
  Items.parse((await phone.call("GET", path)).body).items;
