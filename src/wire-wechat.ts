import { createOfficialAccount } from "../bot/channels/official-account.ts";
import { renderWechat, type WechatLinks } from "../bot/channels/render-wechat.ts";
import { StoredReply } from "../bot/channels/stored-reply.ts";
import type { Answer } from "../bot/turn.ts";
import { isWorkday } from "../bot/workdays.ts";
import type { Webhook } from "./http/app.ts";
import type { Clock } from "./kit/clock.ts";
import type { Database } from "./kit/database.ts";
import type { Log } from "./kit/log.ts";
import { createSealer, type Sealer } from "./kit/sealed.ts";
import type { NoticeOutlet } from "./notices/notice-outlet.ts";
import type { TemplateKind } from "./people/credit.ts";
import type { MiniProgram } from "./people/learner-parts.ts";
import type { PersonService } from "./people/person-service.ts";
import { type CreditEvents, createAccountEvents, isAccountEvent, type PersonEvents } from "./wechat/account-events.ts";
import { createAddresses } from "./wechat/addresses.ts";
import { mayTransferAt, readAgentHours } from "./wechat/agent-hours.ts";
import { createBudgets } from "./wechat/budgets.ts";
import { createCardPicture } from "./wechat/card-picture.ts";
import { createWechatClient, type WechatClient } from "./wechat/client.ts";
import { createMessageCipher } from "./wechat/crypto.ts";
import { createDayKeys } from "./wechat/day-keys.ts";
import { createDedupe } from "./wechat/dedupe.ts";
import { createGateway, type Gateway, type GatewayNeeds } from "./wechat/gateway.ts";
import type { Inbound } from "./wechat/inbound.ts";
import { createMessenger } from "./wechat/messenger.ts";
import { createMiniprogramOutlet, type SpendableCredits } from "./wechat/miniprogram-outlet.ts";
import { createNewCourseOutlet } from "./wechat/new-course-outlet.ts";
import { createScenes } from "./wechat/scenes.ts";
import { createPostgresTokenStore } from "./wechat/token-store-postgres.ts";
import type { AppCredentials, PushCredentials, WechatSettings } from "./wechat/wechat-settings.ts";

export const WEBHOOK_PATH = "/wechat/callback";
export const MINIPROGRAM_WEBHOOK_PATH = "/wechat/miniprogram";

/** What asking WeChat needs: nothing of people, nothing of the bot. */
export interface ClientsGround {
  settings: WechatSettings;
  db: Database;
  /** Keys what is sealed. */
  secret: string;
  /** Where tokens are kept with several machines; else in PostgreSQL. */
  redisUrl?: string;
  clock: Clock;
  log: Log;
}

/** The two apps as clients of WeChat's API; access tokens and budgets are shared by all processes. */
export async function wechatClients({ settings, db, secret, redisUrl, clock, log }: ClientsGround) {
  const { account, miniprogram, apiUrl: baseUrl } = settings;
  const budgets = createBudgets(db);
  const sealer = createSealer(secret, "wechat-token");
  const redis = redisUrl === undefined ? undefined : await openRedisTokens(redisUrl, sealer, log);
  const tokens = redis ?? createPostgresTokenStore(db, sealer);
  const clientOf = ({ appid, secret: appSecret }: AppCredentials): WechatClient =>
    createWechatClient({ appid, secret: appSecret, baseUrl, tokens, budgets, clock, log });
  return {
    account: clientOf(account),
    miniprogram: miniprogram && clientOf(miniprogram),
    close: async () => redis?.close(),
  };
}
export type WechatClients = Awaited<ReturnType<typeof wechatClients>>;

/** The library is loaded where there is a Redis only. */
async function openRedisTokens(redisUrl: string, sealer: Sealer, log: Log) {
  const { createRedisTokenStore } = await import("./wechat/token-store-redis.ts");
  return createRedisTokenStore(redisUrl, sealer, log);
}

/** The mini-program as the learner's API sees it; undefined where none is set up. */
export function miniProgramOf({ miniprogram }: WechatSettings, clients: WechatClients): MiniProgram | undefined {
  if (miniprogram === undefined || clients.miniprogram === undefined) return undefined;
  return { appid: miniprogram.appid, client: clients.miniprogram };
}

/** Templates that a tap in the mini-program gives credit for. */
export function noticeTemplatesOf(settings: WechatSettings | undefined): ReadonlyMap<string, TemplateKind> {
  const id = settings?.miniprogram?.noticeTemplate;
  return new Map(id === undefined ? [] : [[id, "once"]]);
}

export interface WechatGround extends Omit<ClientsGround, "redisUrl"> {
  clients: WechatClients;
  people: PersonService & PersonEvents;
  credits: CreditEvents & SpendableCredits;
  answer: Answer;
  /** Of our pages, for links in messages. */
  publicUrl: string;
  /** 09:00-17:30, or undefined where nobody answers. */
  agentHours: string | undefined;
}

/** The account of WeChat in this process: the webhook for the web role, the outlet for the worker. */
export function wireWechat(ground: WechatGround) {
  const { settings, clients, db, secret, people, credits, answer, publicUrl, agentHours, clock, log } = ground;
  const { account, miniprogram } = settings;
  const client = clients.account;
  const addresses = createAddresses(db, account.appid, secret);
  const messenger = createMessenger({ client, addresses, clock, log });
  const links: WechatLinks = { publicUrl, ...(miniprogram !== undefined && { miniprogramAppid: miniprogram.appid }) };
  const hours = agentHours === undefined ? undefined : readAgentHours(agentHours);

  const picture = miniprogram && createCardPicture(client, clock, log);
  const officialAccount = createOfficialAccount({
    answer,
    people,
    addresses,
    messenger,
    scenes: createScenes(db),
    onEvent: createAccountEvents({ db, people, credits, channel: "official_account" }),
    links,
    cardPicture: () => picture?.current(),
    mayTransfer: (now) => mayTransferAt(hours, isWorkday, now),
    accountId: account.appid,
    clock,
    log,
  });
  const dedupe = createDedupe(db, createDayKeys(db));
  const gatewayOf = (
    push: PushCredentials & { appid: string; mode: "aes" | "plain" },
    work: Pick<GatewayNeeds, "receive" | "lookAhead">,
  ) =>
    createGateway({
      secrets: { token: push.token, ...(push.mode === "aes" && { cipher: createMessageCipher(push) }) },
      dedupe,
      ...work,
      onVerified: officialAccount.warmUp,
      clock,
      log,
    });
  const gateway = gatewayOf(account, officialAccount);
  const webhookAt = (path: string, { serve }: Gateway): Webhook => ({ path, methods: ["GET", "POST"], serve });
  const webhooks = [webhookAt(WEBHOOK_PATH, gateway)];
  if (miniprogram?.push !== undefined) {
    const onEvent = createAccountEvents({ db, people, credits, channel: "miniprogram" });
    const push = { ...miniprogram.push, appid: miniprogram.appid, mode: account.mode };
    // messages to its customer service are answered by people, in WeChat's own tool
    const receive = async (inbound: Inbound): Promise<void> =>
      isAccountEvent(inbound) ? onEvent(inbound, clock.now()) : undefined;
    webhooks.push(webhookAt(MINIPROGRAM_WEBHOOK_PATH, gatewayOf(push, { receive })));
  }
  const outlet: NoticeOutlet = createNewCourseOutlet({
    db,
    client,
    addresses,
    messenger,
    render: (reply) => renderWechat(StoredReply.parse(reply), links),
    templateId: account.noticeTemplate,
    appid: account.appid,
    publicUrl,
    log,
  });
  const byMiniprogram =
    miniprogram?.noticeTemplate === undefined || clients.miniprogram === undefined
      ? []
      : [
          createMiniprogramOutlet({
            db,
            client: clients.miniprogram,
            credits,
            templateId: miniprogram.noticeTemplate,
            appid: miniprogram.appid,
            secret,
            log,
          }),
        ];
  return {
    client,
    webhooks,
    outlets: [outlet, ...byMiniprogram],
    /** Loads what the first message needs. */
    warmUp: officialAccount.warmUp,
    /** Resolves when nothing that came is being worked on. */
    idle: gateway.idle,
    /** Lets the work of pushes come to its end, then stops the bot. */
    stop: async () => {
      await gateway.idle();
      await officialAccount.stop();
    },
  };
}
