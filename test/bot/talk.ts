// The real bot over the real database and engine, with a small catalogue made by hand.

import { createAnswer } from "../../bot/answer.ts";
import type { Answer, Reply, Turn } from "../../bot/turn.ts";
import { createBaseService } from "../../src/bases/base-service.ts";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { createDemandService } from "../../src/demands/demand-service.ts";
import type { Database } from "../../src/kit/database.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog, type Log } from "../../src/kit/log.ts";
import { createSubscriptionService } from "../../src/notices/subscription-service.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { createShortageService } from "../../src/shortage/shortage-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aSearch } from "../support/search.ts";

export const TEST_OPERATOR = {
  name: "测试运营单位",
  contact: "12333",
  privacyUrl: "https://jiangtu.example/privacy",
};

export interface Bot {
  test: TestDatabase;
  answer: Answer;
  /** The same bot over another pool of connections, as in a second process. */
  answerOver(db: Database): Answer;
  search: Awaited<ReturnType<typeof aSearch>>;
  /** Sends what has been written since to the engine. */
  index(): Promise<void>;
  /** A person nobody has seen, who talks at `at`. */
  aPerson(at: Date): Promise<Talker>;
  stop(): Promise<void>;
}

export interface Talker {
  personId: string;
  say(text: string, minutesLater?: number): Promise<Reply>;
  send(input: Turn["input"], minutesLater?: number): Promise<Reply>;
}

export async function startBot(log: Log = createLog("silent")): Promise<Bot> {
  const test = await freshDatabase();
  const search = await aSearch(test);
  const { db } = test;
  const { places, occupations } = search;
  const people = createPersonService(db, "secret of the tests, long enough to be one");
  const answerOver = (db: Database): Answer =>
    createAnswer({
      bases: createBaseService(db),
      db,
      places,
      occupations,
      search: search.search,
      courses: createCourseService(db),
      shortage: createShortageService(db, places),
      subscriptions: createSubscriptionService(db, places),
      complaints: createComplaintService(db),
      demands: createDemandService(db),
      people,
      log,
      operator: TEST_OPERATOR,
    });
  const answer = answerOver(db);
  let turns = 0;
  return {
    test,
    answer,
    answerOver,
    search,
    index: async () => {
      await search.sync.rebuild();
    },
    aPerson: async (at) => {
      const { id: personId } = await people.personOf("terminal", newId(at), at);
      const send = (input: Turn["input"], minutesLater = 0): Promise<Reply> =>
        answer({
          personId,
          channel: "terminal",
          messageId: `m${++turns}`,
          at: new Date(at.getTime() + minutesLater * 60_000),
          input,
        });
      return { personId, send, say: (text, minutesLater) => send({ kind: "text", text }, minutesLater) };
    },
    stop: () => test.drop(),
  };
}
