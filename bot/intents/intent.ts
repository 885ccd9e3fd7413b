import type { SearchService } from "../../search/search-service.ts";
import type { BaseService } from "../../src/bases/base-service.ts";
import type { Certificates } from "../../src/certificates/certificate.ts";
import type { ComplaintService } from "../../src/complaints/complaint-service.ts";
import type { CourseService } from "../../src/courses/course-service.ts";
import type { DemandService } from "../../src/demands/demand-service.ts";
import type { LocalDate } from "../../src/kit/clock.ts";
import type { SubscriptionService } from "../../src/notices/subscription-service.ts";
import type { Occupations } from "../../src/occupations/occupation.ts";
import type { ConsentService } from "../../src/people/consent.ts";
import type { PersonService } from "../../src/people/person-service.ts";
import type { Terms } from "../../src/people/terms.ts";
import type { Places } from "../../src/places/place.ts";
import type { ShortageService } from "../../src/shortage/shortage-service.ts";
import type { DialogueState } from "../dialogue.ts";
import type { Draft } from "../reply.ts";
import type { Turn } from "../turn.ts";
import type { Meaning } from "../understand/meaning.ts";

/** What intents may ask of the rest of the program. */
export interface BotServices {
  places: Places;
  occupations: Occupations;
  certificates: Certificates;
  search: SearchService;
  courses: CourseService;
  bases: BaseService;
  shortage: ShortageService;
  subscriptions: SubscriptionService;
  complaints: ComplaintService;
  demands: DemandService;
  people: PersonService;
  consents: ConsentService;
}

export interface IntentCall {
  turn: Turn;
  meaning: Meaning;
  /** As it stood before this turn. */
  state: DialogueState;
  /** What the person was told and has agreed to. */
  terms: Terms;
  services: BotServices;
  now: Date;
  today: LocalDate;
  /** Aborted when the answer's deadline has passed. */
  signal: AbortSignal;
}

/** What was done: the reply, and the dialogue after it. */
export interface Outcome {
  draft: Draft;
  state: DialogueState;
  /** The person has been deleted: nothing is kept of this turn either. */
  isForgotten?: true;
}

/** One thing a person can want. A new one is a file here and a line in index.ts. */
export interface Intent {
  name: string;
  /** Sentences that mean it: a test reads each of them, and the help text shows the first. */
  examples: readonly string[];
  run(call: IntentCall): Promise<Outcome>;
}
