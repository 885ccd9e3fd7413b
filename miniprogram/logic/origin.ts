import type { Source } from "../services/types";
import { spokenDay, spokenSource } from "./spoken";

/** 依据: the document that states a fact, as shown beside it. */
export interface Origin {
  text: string;
  /** Pages outside cannot be opened in a mini-program: the address is copied. null = the document has none. */
  url: string | null;
  isDemo: boolean;
}

export const originOf = (source: Source, statedOn: string | null, today: string): Origin => ({
  text: `${spokenSource(source)}${statedOn === null ? "" : `，${spokenDay(statedOn, today)}登记`}`,
  url: source.url,
  isDemo: source.isDemo,
});
