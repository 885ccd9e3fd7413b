import { createAnswer } from "../bot/answer.ts";
import { chatRoutes } from "../bot/channels/http.ts";
import { learnerChatRoutes } from "../bot/channels/learner-chat.ts";
import { learnerSearchRoutes } from "../bot/channels/learner-searches.ts";
import { composeNotice } from "../bot/notice-reply.ts";
import { searchDriftJob } from "../search/drift-job.ts";
import { createFallbackSearch } from "../search/fallback.ts";
import { createIndexTrust } from "../search/index-trust.ts";
import { createMeiliSearch } from "../search/meili.ts";
import { readWeights } from "../search/ranking/weights.ts";
import { createSearchService } from "../search/search.ts";
import { searchRoutes } from "../search/search-routes.ts";
import { suggestRoutes } from "../search/suggest-routes.ts";
import { createSearchSync } from "../search/sync.ts";
import { baseRoutes } from "./bases/base-routes.ts";
import { createBaseService } from "./bases/base-service.ts";
import { complaintRoutes } from "./complaints/complaint-routes.ts";
import { createComplaintService } from "./complaints/complaint-service.ts";
import { type Config, publicUrlOf } from "./config.ts";
import { contentRoutes } from "./content/content-routes.ts";
import { createContentService } from "./content/content-service.ts";
import { courseRoutes } from "./courses/course-routes.ts";
import { createCourseService } from "./courses/course-service.ts";
import { expireCoursesJob } from "./courses/expire-courses-job.ts";
import { demandRoutes } from "./demands/demand-routes.ts";
import { createDemandService } from "./demands/demand-service.ts";
import { forgetDemandsJob } from "./demands/forget-demands-job.ts";
import type { Services } from "./embedded/services.ts";
import { type App, createApp } from "./http/app.ts";
import { institutionRoutes } from "./institutions/institution-routes.ts";
import { createInstitutionService } from "./institutions/institution-service.ts";
import { createStaffService } from "./institutions/staff-service.ts";
import type { Job } from "./jobs/job.ts";
import { startRelay } from "./jobs/relay.ts";
import type { Clock } from "./kit/clock.ts";
import { openDatabase } from "./kit/database.ts";
import type { Log } from "./kit/log.ts";
import { type InboxEvents, startInboxEvents } from "./notices/inbox-events.ts";
import { coursePublishedJob, deliverNoticeJob } from "./notices/notice-jobs.ts";
import { createSubscriptionService } from "./notices/subscription-service.ts";
import { occupationRoutes } from "./occupations/occupation-routes.ts";
import { loadOccupations } from "./occupations/occupations.ts";
import { createOccupationResolver } from "./occupations/resolver.ts";
import { pageRoutes } from "./pages/page-routes.ts";
import { createConsentService } from "./people/consent.ts";
import { createCreditService } from "./people/credit-service.ts";
import { forgetExpiredJob } from "./people/forget-expired-job.ts";
import { createLearnerParts } from "./people/learner-parts.ts";
import { operatorOf } from "./people/operator.ts";
import { createPersonService } from "./people/person-service.ts";
import { placeRoutes } from "./places/place-routes.ts";
import { loadPlaces } from "./places/places.ts";
import { createProbes } from "./probes.ts";
import { shortageRoutes } from "./shortage/shortage-routes.ts";
import { createShortageService } from "./shortage/shortage-service.ts";
import { readSubsidySources } from "./source-store.ts";
import { forgetPushesJob } from "./wechat/forget-pushes-job.ts";
import type { WechatSettings } from "./wechat/wechat-settings.ts";
import { miniProgramOf, noticeTemplatesOf, wechatClients, wireWechat } from "./wire-wechat.ts";

/** Where the parts are and how the program is meant to run: what the composition needs besides code. */
export interface Ground {
  config: Config;
  /** The account and the mini-program; undefined where none is set up. */
  wechat?: WechatSettings;
  services: Pick<Services, "databaseUrl" | "meili" | "redisUrl" | "secret">;
  clock: Clock;
  log: Log;
  /** Before every index name; tests share one engine. */
  indexPrefix?: string;
}

const redisOf = ({ redisUrl }: Pick<Services, "redisUrl">) => (redisUrl === undefined ? {} : { redisUrl });

/**
 * The composition root: every part made once, by hand, from those below it. Reference data must be in the database already, for places
 * and occupations are read here and then held in memory.
 */
export async function wire({ config, wechat: settings, services, clock, log, indexPrefix = "" }: Ground) {
  const db = openDatabase(services.databaseUrl);
  const [places, occupations, weights] = await Promise.all([loadPlaces(db), loadOccupations(db), readWeights()]);
  const words = createOccupationResolver({ occupations });
  const clients =
    settings && (await wechatClients({ settings, db, secret: services.secret, clock, log, ...redisOf(services) }));
  const content = createContentService({ db, log, checker: clients?.miniprogram });
  const courses = createCourseService(db, ({ id, text }, now) =>
    content.flag({ subjectKind: "course", subjectId: id, text }, now),
  );
  const bases = createBaseService(db);
  const institutions = createInstitutionService(db);
  const staff = createStaffService(db);
  const shortage = createShortageService(db, places);
  const people = createPersonService(db, services.secret);
  const subscriptions = createSubscriptionService(db, places);
  const complaints = createComplaintService(db);
  const demands = createDemandService(db);

  const engine = services.meili && createMeiliSearch({ ...services.meili, prefix: indexPrefix });
  const fallback = createFallbackSearch(db);
  const search = createSearchService({
    primary: engine,
    fallback,
    ...(engine && createIndexTrust({ db, indexer: engine })),
    courses,
    bases,
    occupations,
    places,
    words,
    shortage,
    weights,
    log,
  });
  const sync = engine && createSearchSync({ db, databaseUrl: services.databaseUrl, indexer: engine, clock, log });

  const credits = createCreditService({ db, templates: noticeTemplatesOf(settings) });
  const consents = createConsentService(db);
  const learner = createLearnerParts({
    db,
    places,
    courses,
    people,
    consents,
    credits,
    secret: services.secret,
    miniProgram: settings && clients && miniProgramOf(settings, clients),
    qrs: clients?.account,
  });

  const operator = operatorOf(config);
  const answer = createAnswer({
    db,
    places,
    occupations,
    search,
    courses,
    bases,
    shortage,
    subscriptions,
    complaints,
    demands,
    people,
    log,
    operator,
  });

  const wechat =
    settings &&
    clients &&
    wireWechat({
      settings,
      clients,
      db,
      secret: services.secret,
      people,
      credits,
      answer,
      publicUrl: publicUrlOf(config),
      agentHours: config.WECHAT_AGENT_HOURS,
      clock,
      log,
    });

  /** Routes of the public API, noun by noun. */
  const routes = (inboxEvents: Pick<InboxEvents, "subscribe">) => [
    ...chatRoutes({ answer, people, inbox: subscriptions, inboxEvents, profile: config.PROFILE }),
    ...searchRoutes({ search, places, occupations, weights }),
    ...courseRoutes({ courses }),
    ...occupationRoutes({ occupations, words }),
    ...suggestRoutes({ occupations, places, words }),
    ...placeRoutes({ places }),
    ...shortageRoutes({ shortage }),
    ...baseRoutes({ bases }),
    ...complaintRoutes({ complaints }),
    ...demandRoutes({ demands, occupations, places }),
    ...institutionRoutes({ institutions, apiKeys: staff }),
    ...learner.routes,
    ...learnerChatRoutes({ answer, inbox: subscriptions, profiles: learner.profiles }),
    ...learnerSearchRoutes({ subscriptions, consents, places, occupations }),
    ...contentRoutes({ content }),
  ];

  /** The web role: pages, API, and the notices that appear in an open chat. */
  const startWeb = async (host: string, port: number): Promise<{ app: App; port: number; stop(): Promise<void> }> => {
    const inboxEvents = startInboxEvents(services.databaseUrl, log);
    const app = createApp({
      routes: routes(inboxEvents),
      webhooks: wechat?.webhooks ?? [],
      pages: pageRoutes({
        bases,
        complaints,
        demands,
        courses,
        institutions,
        staff,
        occupations,
        places,
        weights,
        subsidySources: (isDemo) => readSubsidySources(db, isDemo),
        isDemo: config.PROFILE === "demo",
        operator,
      }),
      actors: { ...staff, actorOfLearner: learner.sessions.actorOfLearner },
      probes: createProbes(db, engine, search.state, clock),
      log,
      clock,
      profile: config.PROFILE,
      trustProxy: config.TRUST_PROXY,
    });
    const listening = await app.listen(host, port).catch(async (error: unknown) => {
      await inboxEvents.stop();
      throw error;
    });
    // the tables of words are made now and not while the first person waits
    setImmediate(() => words.resolve("在厂里上班"));
    return {
      app,
      port: listening.port,
      stop: async () => {
        await app.close();
        await wechat?.stop();
        await inboxEvents.stop();
      },
    };
  };

  /** The worker role: the outbox to the index and to the queue, and the jobs. */
  const startWork = async (): Promise<{ stop(): Promise<void> }> => {
    const { openQueue, startWorker } = await import("./jobs/queue.ts"); // the queue's library is large, and only workers need it
    const location = { databaseUrl: services.databaseUrl, ...(services.redisUrl && { redisUrl: services.redisUrl }) };
    const queue = openQueue(location, log);
    const needs = {
      db,
      places,
      occupations,
      courses,
      enqueue: queue.add,
      compose: composeNotice,
      outlets: wechat?.outlets ?? [],
    };
    const jobs: Job[] = [
      coursePublishedJob(needs),
      deliverNoticeJob(needs),
      expireCoursesJob(courses),
      forgetExpiredJob(db),
      forgetDemandsJob(db),
      forgetPushesJob(db),
      ...(sync === undefined ? [] : [searchDriftJob(sync, log)]),
    ];
    const worker = await startWorker(location, jobs, clock, log);
    const relay = startRelay(db, services.databaseUrl, queue, clock, log);
    sync?.start();
    return {
      stop: async () => {
        await Promise.all([relay.stop(), worker.stop(), sync?.stop()]);
        await queue.close();
      },
    };
  };

  /** The bot role: another puppet of wechaty than the official account, which needs none, for its messages are posted to the web role. */
  const startBot = async (): Promise<{ stop(): Promise<void> }> => {
    const [{ configuredPuppet }, { startWechatyChannel }] = await Promise.all([
      import("../bot/channels/configured-puppet.ts"),
      import("../bot/channels/wechaty.ts"),
    ]);
    const { WECHATY_PUPPET: name, WECHATY_PUPPET_SERVICE_TOKEN: token } = config;
    const puppet = await configuredPuppet({ name, token });
    const personOf = (contact: string, at: Date) => people.personOf("wechaty", contact, at);
    return startWechatyChannel({ answer, channel: "wechaty", personOf, puppet, log });
  };

  return {
    db,
    places,
    occupations,
    courses,
    bases,
    institutions,
    staff,
    shortage,
    people,
    subscriptions,
    complaints,
    demands,
    content,
    search,
    sync,
    answer,
    wechat,
    startWeb,
    startWork,
    startBot,
    close: async () => {
      await clients?.close();
      await db.close();
    },
  };
}

/** Everything the program is made of; `close` ends the connections once the roles have stopped. */
export type House = Awaited<ReturnType<typeof wire>>;
