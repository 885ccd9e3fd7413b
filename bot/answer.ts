import { loadCertificates } from "../src/certificates/certificates.ts";
import { AppError } from "../src/errors.ts";
import { elapsed, localDate } from "../src/kit/clock.ts";
import type { Database } from "../src/kit/database.ts";
import { coarsePoint, isInChina, wgs84OfGcj02 } from "../src/kit/geo.ts";
import type { Log } from "../src/kit/log.ts";
import { createConsentService } from "../src/people/consent.ts";
import type { Operator } from "../src/people/operator.ts";
import { applyOps, currentResults, type DialogueState, settled } from "./dialogue.ts";
import { createDialogueStore } from "./dialogue-store.ts";
import { minutesKept, withNotice } from "./first-contact.ts";
import { intentNamed } from "./intents/index.ts";
import type { BotServices, Outcome } from "./intents/intent.ts";
import { keptState } from "./kept-state.ts";
import { createPersonLock } from "./person-lock.ts";
import { choice, composeReply, type Draft, echo, say } from "./reply.ts";
import { schemaState } from "./schema-state.ts";
import { carriedOps } from "./search-ops.ts";
import { createSerial } from "./serial.ts";
import type { Answer, Reply, Turn } from "./turn.ts";
import { createFuzzy, type Fuzzy } from "./understand/fuzzy.ts";
import { loadLanguage } from "./understand/language.ts";
import { buildLexicon } from "./understand/lexicon.ts";
import type { Meaning } from "./understand/meaning.ts";
import { loadClassifier } from "./understand/model/classifier.ts";
import { createNormalise } from "./understand/normalise.ts";
import { createReadPinyin } from "./understand/pinyin-text.ts";
import { schemaSlots } from "./understand/schema-slots.ts";
import {
  createUnderstand,
  type Understand,
  type UnderstandContext,
  type UnderstandNeeds,
} from "./understand/understand.ts";

export interface AnswerNeeds extends Omit<BotServices, "certificates" | "consents"> {
  db: Database;
  log: Log;
  /** Whom the first reply names as the one who keeps the data. */
  operator: Operator;
}

/** A reply, and what the log calls whom it is for. */
interface Answered {
  reply: Reply;
  person: string;
}

/** Less than an HTTP request may take (3 s), and than the 4.2 s that WeChat leaves for a passive reply. */
const DEADLINE_MS = 2_500;

/** Reads the tables of language and builds what a message is read against; about a third of a second. */
export function createReadingNeeds({
  places,
  occupations,
}: Pick<BotServices, "places" | "occupations">): UnderstandNeeds {
  const language = loadLanguage();
  const lexicon = buildLexicon(places, occupations, language.tradeWords);
  // The sounds of all names take longer than all the rest, and only a message in which nothing was found needs them.
  let fuzzy: Fuzzy | undefined;
  const normalise = createNormalise(language);
  const readPinyin = createReadPinyin(lexicon, language);
  return {
    lexicon,
    places,
    normalise: (written) => readPinyin(normalise(written)),
    fuzzy: (...args) => {
      fuzzy ??= createFuzzy(lexicon, language);
      return fuzzy(...args);
    },
  };
}

/** The reader of messages, with the model that breaks its ties. */
export const createReader = (needs: Pick<BotServices, "places" | "occupations">): Understand =>
  createUnderstand({ ...createReadingNeeds(needs), classify: loadClassifier() });

const wordless = (intent: string): Meaning => ({
  intent,
  score: 9,
  slots: {},
  questions: [],
  text: "",
  spans: [],
  explain: [],
});

function contextOf(state: DialogueState, { at: now, homeCity }: Turn): UnderstandContext {
  const { search, pending, guessed, home } = state;
  const searched = search.where?.kind === "place" ? search.where.place.divisionCode : search.where?.county.divisionCode;
  const within = searched ?? homeCity;
  return {
    today: localDate(now),
    hasSearch: Object.keys(search).length > 0 || state.results !== undefined,
    hasResults: currentResults(state, now) !== undefined,
    asked: pending?.slot,
    hasOffer: (pending?.options.length ?? 0) > 0 || guessed !== undefined || state.confirming !== undefined,
    hints: { ...(within !== undefined && { within }), ...(home !== undefined && { near: home }) },
  };
}

/** A guess can be taken back in the message after it, and not later. */
function settledGuess(before: DialogueState, after: DialogueState): DialogueState {
  if (after.guessed === undefined || after.guessed !== before.guessed) return after;
  const { guessed: _settled, ...rest } = after;
  return rest;
}

function meaningOf(input: Turn["input"], context: UnderstandContext, understand: Understand): Meaning {
  if (input.kind === "location") return wordless("set_location");
  if (input.kind === "unsupported") return wordless("unsupported_media");
  if (input.kind === "arrived") return wordless("arrived");
  return understand(input.kind === "choice" ? input.value : input.text, context);
}

/** The datum of the channel ends here, and so does the exactness of the point: nothing behind this line sees more than 0.01°. */
function localTurn(turn: Turn): Turn {
  if (turn.input.kind !== "location") return turn;
  const { point, datum, ...rest } = turn.input;
  const wgs84 = datum === "gcj02" && isInChina(point) ? wgs84OfGcj02(point) : point;
  return { ...turn, input: { ...rest, point: coarsePoint(wgs84), datum: "wgs84" } };
}

const apology = (error: unknown): Draft => ({
  parts: [
    error instanceof AppError ? echo(error.message) : say`抱歉，刚才没有查成。请过一会儿再发一次；您前面说的都还记着。`,
  ],
  choices: [choice(say`帮助`)],
  action: "answer",
});

const failed = (error: unknown): Reply => composeReply(apology(error), { intent: "unknown", slots: {}, state: {} });

/** Rejects when the time is up, so that a person is never left without a word. */
async function withinDeadline<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("answer deadline passed")), { once: true });
  });
  return Promise.race([work(signal), late]);
}

/**
 * The brain behind every channel. A turn costs one read of the state, at most one search and one write of the state, between taking
 * and giving back the person's lock: turns of one person run one after the other, in all processes. It never throws: a fault becomes a
 * plain apology and a log line without what was written.
 */
export function createAnswer(needs: AnswerNeeds): Answer {
  const { db, log, operator, ...given } = needs;
  const services: BotServices = {
    ...given,
    certificates: loadCertificates(),
    consents: createConsentService(db),
  };
  const dialogues = createDialogueStore(db);
  const understand = createReader(services);
  const serial = createSerial();
  const lock = createPersonLock(db);

  const think = async (turn: Turn, signal: AbortSignal): Promise<Answered> => {
    const now = turn.at;
    const { state: before, terms } = await dialogues.read(turn.personId, now);
    const meaning = meaningOf(turn.input, contextOf(before, turn), understand);
    const state = applyOps(before, carriedOps(meaning, before));
    const intent = intentNamed(meaning.intent);
    const call = { turn, meaning, state, terms, services, now, today: localDate(now), signal };
    const outcome: Outcome = await intent.run(call);
    signal.throwIfAborted(); // the apology said that all stays as it was
    const after = settled(before, settledGuess(before, outcome.state));
    const { draft } = await withNotice(call, outcome, operator);
    if (outcome.isForgotten !== true)
      await dialogues.write(turn.personId, keptState(after, terms), now, minutesKept(call));
    const reply = composeReply(draft, {
      intent: intent.name,
      slots: schemaSlots(meaning.slots, meaning.questions),
      state: schemaState(after.search),
      ...(turn.explain === true && { explain: meaning.explain }),
    });
    return { reply, person: terms.pseudonym };
  };

  /** One after the other within this process, and then across processes. The time of a turn begins when the turns before it are done. */
  const inTurn = (turn: Turn): Promise<Answered> =>
    serial.run(turn.personId, () =>
      withinDeadline((signal) => lock.whileHeld(turn.personId, signal, () => think(turn, signal))),
    );

  return async (turn) => {
    const began = elapsed();
    try {
      const { reply, person } = await inTurn(localTurn(turn));
      const { intent } = reply.meaning;
      log.debug({ person, channel: turn.channel, intent, ms: Math.round(elapsed() - began) }, "answered");
      return reply;
    } catch (error) {
      log.error({ err: error, channel: turn.channel, input: turn.input.kind }, "answer failed");
      return failed(error);
    }
  };
}
