/** What lets an account write to a person for a while (official page 客服消息). */
export type Trigger = "message" | "click" | "follow" | "scan" | "enter";

export interface ServiceWindow {
  trigger: Trigger;
  closesAt: Date;
  left: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** 48 hours and 5 messages after a person wrote; a minute after what they tapped, followed or scanned. */
const ALLOWANCES: Readonly<Record<Trigger, { ms: number; count: number }>> = {
  message: { ms: 48 * HOUR_MS, count: 5 },
  click: { ms: MINUTE_MS, count: 3 },
  follow: { ms: MINUTE_MS, count: 3 },
  scan: { ms: MINUTE_MS, count: 3 },
  enter: { ms: MINUTE_MS, count: 2 },
};

/** Each trigger replaces the window before it: what was left is not added. */
export function openWindow(trigger: Trigger, now: Date): ServiceWindow {
  const { ms, count } = ALLOWANCES[trigger];
  return { trigger, closesAt: new Date(now.getTime() + ms), left: count };
}

/** @returns 45015 when the window is closed, 45047 when it is used up, undefined when one more may go */
export function refusalOfWindow(window: ServiceWindow | undefined, now: Date): 45015 | 45047 | undefined {
  if (window === undefined || now >= window.closesAt) return 45015;
  return window.left === 0 ? 45047 : undefined;
}

export const spendOne = (window: ServiceWindow): ServiceWindow => ({ ...window, left: window.left - 1 });
