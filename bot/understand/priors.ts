/**
 * How much likelier an intent is in the middle of a talk than among the examples of the model, which are first messages: from how often each
 * stands in later turns of the development dialogues, rounded and drawn towards one by hand. What is not named here is as likely as anywhere.
 */
const IN_TALK: Readonly<Record<string, number>> = {
  refine: 6,
  item_detail: 4,
  select_item: 4,
  more_results: 2,
  back: 2,
  confirm: 3,
  deny: 3,
  find_course: 0.4,
  out_of_scope: 0.1,
  unknown: 0.3,
  complaint: 0.4,
  injection: 0.2,
  spam: 0.2,
  privacy_other: 0.4,
  illegal_request: 0.6,
  smalltalk: 0.7,
  set_profile: 0.5,
  employer_training: 0.6,
  institution_service: 0.6,
};

/** To begin a talk with 换一个 or 第二个 is rare. */
const AT_FIRST: Readonly<Record<string, number>> = {
  refine: 0.25,
  item_detail: 0.8,
  select_item: 0.6,
  confirm: 0.5,
  deny: 0.5,
};

/** What the model thinks, corrected by where in the talk it is said. Adds up to one again. */
export function shifted(guessed: ReadonlyMap<string, number>, isTalk: boolean): Map<string, number> {
  const priors = isTalk ? IN_TALK : AT_FIRST;
  const weighed = [...guessed].map(([intent, share]) => [intent, share * (priors[intent] ?? 1)] as const);
  const total = weighed.reduce((sum, [, share]) => sum + share, 0) || 1;
  return new Map(weighed.map(([intent, share]) => [intent, share / total]));
}
