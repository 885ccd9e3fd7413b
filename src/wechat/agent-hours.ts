import type { Clock } from "../kit/clock.ts";
import { localDate } from "../kit/clock.ts";

/** When the agents of the account answer, on days that are not days off: 09:00-17:30. */
export interface AgentHours {
  fromMinute: number;
  toMinute: number;
}

const FORM = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** @returns undefined when the text is no span of hours within a day */
export function readAgentHours(text: string): AgentHours | undefined {
  const [, fromHour, from, toHour, to] = FORM.exec(text) ?? [];
  if (to === undefined) return undefined;
  const hours = { fromMinute: Number(fromHour) * 60 + Number(from), toMinute: Number(toHour) * 60 + Number(to) };
  return hours.fromMinute < hours.toMinute ? hours : undefined;
}

const CHINA_OFFSET_MINUTES = 8 * 60;

/** @param isWorkday whether people work on a day, holidays and moved days included */
export function mayTransferAt(
  hours: AgentHours | undefined,
  isWorkday: (day: ReturnType<typeof localDate>) => boolean,
  now: ReturnType<Clock["now"]>,
): boolean {
  if (hours === undefined || !isWorkday(localDate(now))) return false;
  const minute = (now.getUTCHours() * 60 + now.getUTCMinutes() + CHINA_OFFSET_MINUTES) % 1_440;
  return minute >= hours.fromMinute && minute < hours.toMinute;
}
