import type { Clock } from "../../kit/clock.ts";
import { WechatFault } from "../wechat-fault.ts";

/** Keeps an API from being asked again and again while the account itself is at fault: nobody's message would fare better. */
export interface Circuit {
  /** @throws WechatFault the fault that opened it, while it is open */
  pass(api: string): void;
  open(fault: WechatFault): void;
}

/** Short enough that nobody waits for it after mending a setting, long enough to spare the platform a hundred thousand refusals. */
const REST_MS = 30_000;

export function createCircuit(clock: Clock): Circuit {
  const opened = new Map<string, { fault: WechatFault; until: number }>();
  return {
    pass: (api) => {
      const state = opened.get(api);
      if (state === undefined) return;
      if (clock.now().getTime() < state.until) {
        const { kind, code, hint } = state.fault;
        throw new WechatFault({ api, kind, ...(code !== undefined && { code }), ...(hint !== undefined && { hint }) });
      }
      opened.delete(api);
    },
    open: (fault) => {
      opened.set(fault.api, { fault, until: clock.now().getTime() + REST_MS });
    },
  };
}
