import { hmac } from "../kit/ids.ts";

const LENGTH = 12;

/**
 * What a log calls a person: an HMAC of the id under a key of their own, which is deleted with them. Afterwards nobody, we included, can
 * tell whose lines they were.
 */
export const pseudonymOf = ({ id, logKey }: { id: string; logKey: string }): string =>
  hmac(logKey, id).slice(0, LENGTH);
