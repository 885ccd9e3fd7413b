import type { z } from "zod";
import type { Clock } from "../kit/clock.ts";
import { withDeadline } from "../kit/deadline.ts";
import type { Log } from "../kit/log.ts";
import type { Budgets } from "./budgets.ts";
import { callbackIps, checkCallback, clearQuota, quotaOf, stableToken } from "./calls/account.ts";
import { createCaller } from "./calls/caller.ts";
import { sendCustom, typing } from "./calls/custom.ts";
import type { Call } from "./calls/definition.ts";
import { createQr, uploadImage, urlLink } from "./calls/links.ts";
import { createMenu, deleteMenu, getMenu, type LiveMenu } from "./calls/menu.ts";
import { sendBizSubscribe, sendSubscribe, sendTemplate, templates } from "./calls/notices.ts";
import { codeToSession, phoneOf, userInfo } from "./calls/people.ts";
import { checkText } from "./calls/safety.ts";
import { createTransport } from "./calls/transport.ts";
import { createRateLimits } from "./limits.ts";
import { createTokens, type TokenStore } from "./tokens.ts";
import { WechatFault } from "./wechat-fault.ts";

type Method<C extends { input: z.ZodType; output: z.ZodType }> = (
  input: z.input<C["input"]>,
  signal?: AbortSignal,
) => Promise<z.output<C["output"]>>;

/**
 * The platform's API for one account. Every method checks its input before anything is sent, has a deadline, and throws WechatFault.
 * What each does and returns is said where its call is declared (`calls/`).
 */
export interface WechatClient {
  sendCustom: Method<typeof sendCustom>;
  typing: Method<typeof typing>;
  sendTemplate: Method<typeof sendTemplate>;
  sendBizSubscribe: Method<typeof sendBizSubscribe>;
  sendSubscribe: Method<typeof sendSubscribe>;
  templates: Method<typeof templates>;
  createMenu: Method<typeof createMenu>;
  /** @returns undefined when the account has no menu */
  getMenu(input: Record<string, never>, signal?: AbortSignal): Promise<LiveMenu | undefined>;
  deleteMenu: Method<typeof deleteMenu>;
  uploadImage: Method<typeof uploadImage>;
  createQr: Method<typeof createQr>;
  urlLink: Method<typeof urlLink>;
  userInfo: Method<typeof userInfo>;
  codeToSession: Method<typeof codeToSession>;
  phoneOf: Method<typeof phoneOf>;
  checkText: Method<typeof checkText>;
  quotaOf: Method<typeof quotaOf>;
  /** Sets back our own counts with the platform's. */
  clearQuota: Method<typeof clearQuota>;
  callbackIps: Method<typeof callbackIps>;
  checkCallback: Method<typeof checkCallback>;
  /** Obtains an access token, to see that appid, secret and IP list are right. It is not handed out. */
  checkToken(): Promise<void>;
}

export interface WechatClientNeeds {
  appid: string;
  secret: string;
  /** Where the API is: the platform, or the local WeChat. */
  baseUrl: string;
  tokens: TokenStore;
  budgets: Budgets;
  clock: Clock;
  log: Log;
  /** Of each try, in milliseconds. */
  deadlineMs?: number;
}

const DEADLINE_MS = 5_000;
/** Less than the lock between processes lives: whoever waits for the token finds it, or may fetch it. */
const TOKEN_DEADLINE_MS = 9_000;
const NO_MENU = 46003;

const nobodyLeaves = (): AbortSignal => new AbortController().signal;

export function createWechatClient(needs: WechatClientNeeds): WechatClient {
  const { appid, secret, baseUrl, budgets, clock, log, deadlineMs = DEADLINE_MS } = needs;
  const call = createCaller({
    account: { appid, secret },
    baseUrl,
    budgets,
    rates: createRateLimits(),
    transport: createTransport(),
    clock,
    log,
    deadlineMs,
  });
  const tokens = createTokens({
    appid,
    store: needs.tokens,
    // Nobody's own signal: the token is fetched for all who wait.
    fetchToken: () =>
      withDeadline(nobodyLeaves(), TOKEN_DEADLINE_MS, (signal) => call(stableToken, {}, undefined, signal)),
    clock,
  });
  const method =
    <Given, Checked, Output>(declared: Call<Given, Checked, Output>) =>
    (input: Given, signal: AbortSignal = nobodyLeaves()): Promise<Output> =>
      call(declared, input, declared.needsToken ? tokens : undefined, signal);

  const liveMenu = method(getMenu);
  const clear = method(clearQuota);

  return {
    sendCustom: method(sendCustom),
    typing: method(typing),
    sendTemplate: method(sendTemplate),
    sendBizSubscribe: method(sendBizSubscribe),
    sendSubscribe: method(sendSubscribe),
    templates: method(templates),
    createMenu: method(createMenu),
    getMenu: async (input, signal) => {
      try {
        return await liveMenu(input, signal);
      } catch (error) {
        if (error instanceof WechatFault && error.code === NO_MENU) return undefined;
        throw error;
      }
    },
    deleteMenu: method(deleteMenu),
    uploadImage: method(uploadImage),
    createQr: method(createQr),
    urlLink: method(urlLink),
    userInfo: method(userInfo),
    codeToSession: method(codeToSession),
    phoneOf: method(phoneOf),
    checkText: method(checkText),
    quotaOf: method(quotaOf),
    clearQuota: async (input, signal) => {
      await clear(input, signal);
      await budgets.reset(appid, clock.now());
      return undefined;
    },
    callbackIps: method(callbackIps),
    checkCallback: method(checkCallback),
    checkToken: async () => {
      await tokens.current();
    },
  };
}
