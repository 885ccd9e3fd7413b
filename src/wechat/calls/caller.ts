import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../kit/clock.ts";
import type { Log } from "../../kit/log.ts";
import type { Budgets } from "../budgets.ts";
import { isListed } from "../error-table.ts";
import type { RateLimits } from "../limits.ts";
import { retryWaitMs } from "../retry.ts";
import { WechatFault } from "../wechat-fault.ts";
import { createCircuit } from "./circuit.ts";
import type { Account, Call } from "./definition.ts";
import { outgoingOf } from "./outgoing.ts";
import { outputOf } from "./reply.ts";
import { NoAnswer, type Transport } from "./transport.ts";

/** Where a call gets its access token. */
export interface TokenSource {
  current(): Promise<string>;
  /** The platform says it is not valid. */
  discard(token: string): Promise<void>;
}

export interface CallerNeeds {
  account: Account;
  baseUrl: string;
  budgets: Budgets;
  rates: RateLimits;
  transport: Transport;
  clock: Clock;
  log: Log;
  /** Of each try. */
  deadlineMs: number;
}

/** Makes declared calls: checks, counts, sends, reads, and tries again where that is safe. @throws WechatFault */
export type Caller = <Given, Checked, Output>(
  call: Call<Given, Checked, Output>,
  given: Given,
  tokens: TokenSource | undefined,
  signal: AbortSignal,
) => Promise<Output>;

const checkedOf = <Given, Checked, Output>(call: Call<Given, Checked, Output>, given: Given): Checked => {
  const read = call.input.safeParse(given);
  if (read.success) return read.data;
  const hint = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new WechatFault({ api: call.path, kind: "content", hint });
};

export function createCaller(needs: CallerNeeds): Caller {
  const { account, baseUrl, budgets, rates, transport, clock, log, deadlineMs } = needs;

  const circuit = createCircuit(clock);
  const givenUp = (api: string): WechatFault => new WechatFault({ api, kind: "transient", hint: "given up" });

  const enter = async (api: string, signal: AbortSignal): Promise<void> => {
    const state = await budgets.take(account.appid, api, clock.now());
    if (state !== "taken") throw new WechatFault({ api, kind: "quota_day", hint: state });
    await rates.enter(api, signal).catch(() => {
      throw givenUp(api);
    });
  };

  /** One try. */
  const attempt = async <Given, Checked, Output>(
    call: Call<Given, Checked, Output>,
    checked: Checked,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<Output> => {
    const { path: api, method } = call;
    await enter(api, signal);
    try {
      const outgoing = outgoingOf({ method, path: api, baseUrl }, call.sent(checked, account), token);
      return outputOf(api, await transport.send(outgoing, deadlineMs, signal), call.output);
    } catch (error) {
      if (error instanceof NoAnswer)
        throw new WechatFault({ api, kind: "transient", hint: error.message, isOutcomeUnknown: error.isWritten });
      throw error;
    }
  };

  const note = async (fault: WechatFault): Promise<void> => {
    const { api, kind, code, rid, hint, isOutcomeUnknown } = fault;
    const isOurs = kind === "account" || kind === "quota_day" || (code !== undefined && !isListed(code));
    log[isOurs ? "error" : "warn"]({ api, kind, code, rid, hint, isOutcomeUnknown }, "wechat call");
    if (kind === "account") circuit.open(fault);
    if (kind === "quota_day" && code !== undefined) await budgets.pause(account.appid, api, clock.now());
  };

  return async (call, given, tokens, signal) => {
    const checked = checkedOf(call, given);
    const mayRepeat = call.mayRepeat(checked);
    let hasRenewed = false;
    for (let tries = 1; ; tries++) {
      if (signal.aborted) throw givenUp(call.path);
      circuit.pass(call.path);
      const token = await tokens?.current();
      try {
        return await attempt(call, checked, token, signal);
      } catch (error) {
        if (!(error instanceof WechatFault)) throw error;
        await note(error);
        if (error.kind === "token" && token !== undefined && !hasRenewed) {
          hasRenewed = true;
          await tokens?.discard(token);
          continue;
        }
        const waitMs = retryWaitMs(error, tries, mayRepeat, Math.random);
        if (waitMs === undefined) throw error;
        await sleep(waitMs, undefined, { signal }).catch(() => {
          throw error;
        });
      }
    }
  };
}
