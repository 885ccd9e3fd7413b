import type { CourseSort } from "../../search/course-query.ts";
import type { CourseMode, CourseSchedule } from "../../src/courses/course.ts";
import type { LocalDate } from "../../src/kit/clock.ts";
import type { OccupationCode } from "../../src/occupations/occupation.ts";
import type { Place } from "../../src/places/place.ts";
import type { Attribute } from "./grammars/attribute.ts";
import type { Cleared } from "./grammars/clear.ts";
import type { Extra } from "./grammars/extras.ts";
import type { Ordinal } from "./grammars/ordinal.ts";
import type { SubsidyWish } from "./grammars/subsidy.ts";

/** An occupation that was named, with the name that the classification gives it. */
export interface NamedOccupation {
  code: OccupationCode;
  name: string;
  /** What the person called it, where that is another name of this occupation alone: 氩弧焊. */
  said?: string;
}

/** What one message says, typed. Only what is said in it; the state of the dialogue is elsewhere. */
export interface Slots {
  occupations?: NamedOccupation[];
  pastOccupation?: NamedOccupation;
  topic?: string;
  place?: Place;
  /** Code of the division that was named beside the landmark in it: 西昌邛海. */
  division?: string;
  near?: true;
  radiusKm?: number;
  level?: number;
  mode?: CourseMode;
  schedule?: CourseSchedule;
  /** 零基础, 没学过. */
  isBeginner?: true;
  wish?: SubsidyWish;
  /** 免费不, 是不是免费的: asked, not wished for. */
  isWishAsked?: true;
  feeMaxFen?: number;
  startsAfter?: LocalDate;
  startsBefore?: LocalDate;
  /** The days are those of the school holidays. */
  isHoliday?: true;
  sort?: CourseSort;
  group?: string;
  ordinal?: Ordinal;
  /** Several at once: 第一个和第三个哪个好. */
  ordinals?: Ordinal[];
  cleared?: Cleared[];
  /** A word with several readings, read as its first one until the person has chosen. */
  leading?: NamedOccupation;
  attribute?: Attribute;
  certificate?: string;
  education?: string;
  age?: number;
  durationMaxDays?: number;
  onBehalf?: string;
  headcount?: number;
  /** The class should come to the work place. */
  atWork?: true;
  extras?: Extra[];
  negated?: {
    occupation?: NamedOccupation;
    place?: Place;
    mode?: CourseMode;
    schedule?: CourseSchedule;
    level?: number;
  };
}

/** A word with several readings, or a reading that is not sure: the person chooses. */
export interface Question {
  slot: "place" | "occupation";
  /** What was written. */
  said: string;
  /** Asked in these words, when the table has some. */
  text: string | null;
  options: { id: string; name: string }[];
  /** True for 您是不是想找…: one reading, not sure. */
  isGuess: boolean;
}

export interface Span {
  start: number;
  end: number;
  what: string;
}

export interface Meaning {
  intent: string;
  score: number;
  slots: Slots;
  /** What the message would mean without the gate it stopped at: 我身份证…，帮我报名. */
  besideGate?: string;
  questions: Question[];
  /** The normalised text, for rules that look at words; never stored or logged. */
  text: string;
  spans: Span[];
  /** What was matched, rewritten, scored and why; for --explain. */
  explain: string[];
}
