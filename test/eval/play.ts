// Plays records to the real bot, each by a person nobody has seen.
import type { Turn } from "../../bot/turn.ts";
import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import { loadDemoShortageList } from "../../src/cli/import/demo-shortage-list.ts";
import { elapsed } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { showProgress } from "../../src/kit/progress.ts";
import { createConsentService } from "../../src/people/consent.ts";
import type { House } from "../../src/wire.ts";
import { danglingRefs } from "./dangling-refs.ts";
import type { GoldRecord } from "./record.ts";
import type { Played, PlayedTurn, Scene } from "./scene.ts";
import { type EvalServer, morningOf } from "./server.ts";
import { inputsOf } from "./turn-input.ts";

/** What one person sends, one thing after the other. @param minutes after `start`, one for each input */
export async function playInputs(
  house: House,
  id: string,
  start: Date,
  inputs: readonly Turn["input"][],
  minutes: readonly number[] = inputs.map((_, index) => index),
): Promise<Played> {
  const { id: personId } = await house.people.personOf("terminal", newId(start), start);
  // whoever shares a place in the records has agreed that it is kept, or it would stand for its county from the next message on
  if (inputs.some(({ kind }) => kind === "location"))
    await createConsentService(house.db).give(personId, { purpose: "location", channel: "terminal" }, start);
  const turns: PlayedTurn[] = [];
  for (const [index, input] of inputs.entries()) {
    const at = new Date(start.getTime() + (minutes[index] ?? index) * 60_000);
    const began = elapsed();
    const reply = await house.answer({ personId, channel: "terminal", messageId: newId(at), at, input });
    turns.push({ input, reply, ms: elapsed() - began });
  }
  return { id, turns };
}

/** A record by a fresh person. Only the last input of a turn is scored: what comes before it is how the person got there. */
async function playRecord(house: House, record: GoldRecord, now: Date): Promise<Played> {
  const inputs = inputsOf(record);
  const played = await playInputs(house, record.id, now, inputs.flat());
  const isLast = inputs.flatMap((turn) => turn.map((_, at) => at === turn.length - 1));
  return { id: record.id, turns: played.turns.filter((_, at) => isLast[at]) };
}

const COURSES = 3_000;
const WARM_UP = ["双流有没有补贴的电焊班", "更多", "第一个", "多少钱", "帮助"].map((text) => ({
  kind: "text" as const,
  text,
}));

async function namesIn(house: House): Promise<string[]> {
  const institutions = await house.db.prisma.institution.findMany({ select: { name: true } });
  const bases = await house.db.prisma.trainingBase.findMany({ select: { name: true } });
  const counties = house.places.names().flatMap(({ places }) => places.filter(({ kind }) => kind === "county"));
  return [...institutions, ...bases, ...counties].map(({ name }) => name).filter((name) => name.length > 2); // 东区 is an ordinary word
}

/**
 * All records, each in the catalogue of its day. Days are visited one after the other, to save memory.
 * @returns what was played, in the order of the records
 */
export async function playRecords(server: EvalServer, records: readonly GoldRecord[]): Promise<Scene> {
  const days = [...new Set(records.map(({ ref_date }) => ref_date))].sort();
  const progress = showProgress("labelled messages", records.length);
  const played = new Map<GoldRecord, Played>();
  const names = new Set<string>();
  const dangling: string[] = [];
  for (const day of days) {
    const now = morningOf(day);
    const fill = async (db: House["db"]): Promise<void> => {
      await seedDemo(db, { courses: COURSES, now });
      await loadDemoShortageList(db, now);
    };
    await server.on(now, fill, async (house) => {
      for (const name of await namesIn(house)) names.add(name);
      await playInputs(house, "warm-up", now, WARM_UP); // a bot in service is warm, and its times are what is measured
      const ofDay = records.filter(({ ref_date }) => ref_date === day);
      for (const record of ofDay) {
        played.set(record, await playRecord(house, record, now));
        progress.advance(played.size);
      }
      dangling.push(
        ...(await danglingRefs(
          house,
          ofDay.flatMap((record) => played.get(record) ?? []),
        )),
      );
    });
  }
  progress.finish();
  return { played: records.flatMap((record) => played.get(record) ?? []), names, dangling };
}
