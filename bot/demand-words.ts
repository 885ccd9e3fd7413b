import { COURSE_MODE_NAMES, COURSE_SCHEDULE_NAMES } from "../src/courses/course.ts";
import type { Demand } from "../src/demands/demand.ts";
import { type LocalDate, spokenDate } from "../src/kit/clock.ts";
import { spokenLevel } from "../src/occupations/occupation.ts";
import type { BotServices } from "./intents/intent.ts";
import { cite, joined, type Said, say } from "./reply.ts";

function spokenStart({ id, wishedFrom, wishedTo }: Demand, today: LocalDate): Said | undefined {
  const from = wishedFrom === null ? undefined : cite("demand", id, "wishedFrom", spokenDate(wishedFrom, today));
  const to = wishedTo === null ? undefined : cite("demand", id, "wishedTo", spokenDate(wishedTo, today));
  if (from !== undefined && to !== undefined) return from.text === to.text ? say`${from}开班` : say`${from}到${to}开班`;
  if (from !== undefined) return say`${from}以后开班`;
  return to === undefined ? undefined : say`${to}以前开班`;
}

/** All that was kept of a wish, as it was kept: 成都市双流区，无人机驾驶员，周末. */
export function spokenDemand(
  demand: Demand,
  { places, occupations }: Pick<BotServices, "places" | "occupations">,
  today: LocalDate,
): Said {
  const { id, occupationCode, topic, divisionCode, level, mode, schedule, isSubsidyWanted } = demand;
  const part = (field: string, value: string): Said => cite("demand", id, field, value);
  const subject =
    occupationCode === null
      ? say`“${part("topic", topic ?? "")}”`
      : cite("occupation", occupationCode, "name", occupations.byCode(occupationCode)?.name ?? occupationCode);
  const parts: (Said | undefined)[] = [
    divisionCode === null
      ? say`全省`
      : cite("place", divisionCode, "fullName", places.byCode(divisionCode)?.fullName ?? divisionCode),
    subject,
    level === null ? undefined : part("level", spokenLevel(level)),
    mode === null ? undefined : part("mode", COURSE_MODE_NAMES[mode]),
    schedule === null ? undefined : part("schedule", COURSE_SCHEDULE_NAMES[schedule]),
    isSubsidyWanted ? say`有补贴` : undefined,
    spokenStart(demand, today),
  ];
  return joined(
    parts.filter((each) => each !== undefined),
    "，",
  );
}
