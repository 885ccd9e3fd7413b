import { z } from "zod";
import { Point } from "../kit/geo.ts";
import { CONSENT_VERSIONS } from "./consent.ts";
import { type Purpose, STATE_OF_CONSENT } from "./consent-store.ts";
import { HOME_LABEL } from "./home-place.ts";
import { pseudonymOf } from "./pseudonym.ts";

/** On what terms somebody is served; read together with their dialogue, once a turn. */
export interface Terms {
  /** They were told who keeps what, why, for how long and what they can do about it. */
  isTold: boolean;
  /** A shared position may be kept: they agreed to that by itself. */
  mayKeepPlace: boolean;
  /** They were asked whether it may be. */
  isPlaceAsked: boolean;
  isPersonalised: boolean;
  /** What the log calls them. */
  pseudonym: string;
  /** Where they are, as far as they let us know: coarse, at most 30 days old. */
  home: Point | undefined;
}

/** Columns for a query over `person p` at $2: everything `termsOf` reads. */
export const TERMS_COLUMNS = `p.id, p.log_key AS "logKey", p.is_personalised AS "isPersonalised",
  (SELECT json_build_object('lat', s.lat, 'lng', s.lng) FROM saved_place s
    WHERE s.person_id = p.id AND s.label = '${HOME_LABEL}' AND s.lat IS NOT NULL AND s.expires_at > $2) AS home,
  ARRAY(SELECT c.purpose || ' ' || c.version || ' ' || ${STATE_OF_CONSENT} FROM consent c WHERE c.person_id = p.id) AS consents`;

export const TermsRow = z.object({
  id: z.string(),
  logKey: z.string(),
  isPersonalised: z.boolean(),
  home: Point.nullable(),
  consents: z.array(z.string()),
});

export function termsOf({ id, logKey, isPersonalised, home, consents }: z.output<typeof TermsRow>): Terms {
  const known = (purpose: Purpose): string => `${purpose} ${CONSENT_VERSIONS[purpose]} `;
  const isAsked = (purpose: Purpose): boolean => consents.some((consent) => consent.startsWith(known(purpose)));
  const mayKeepPlace = consents.includes(`${known("location")}given`);
  return {
    isTold: isAsked("service"),
    mayKeepPlace,
    isPlaceAsked: isAsked("location"),
    isPersonalised,
    pseudonym: pseudonymOf({ id, logKey }),
    home: mayKeepPlace ? (home ?? undefined) : undefined,
  };
}

/** Of somebody who is not in the tables (any more): nothing is kept and nothing asked. */
export const NO_TERMS: Terms = {
  isTold: false,
  mayKeepPlace: false,
  isPlaceAsked: true,
  isPersonalised: false,
  pseudonym: "none",
  home: undefined,
};
