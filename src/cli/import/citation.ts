import type { LocalDate } from "../../kit/clock.ts";

/** The document the rows come from and the day as of which it states them. */
export interface Citation {
  sourceId: string;
  statedOn: LocalDate;
}

/** A document as its row will say it. */
export interface CitedDocument {
  id: string;
  title: string;
  documentNo: string | undefined;
  url: string | undefined;
  publishedOn: LocalDate | undefined;
  note: string;
}
