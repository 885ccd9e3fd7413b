import type { Turn } from "../../bot/turn.ts";
import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import { loadReferenceData } from "../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../src/cli/migrate.ts";
import { loadConfig } from "../../src/config.ts";
import { temporaryServices } from "../../src/embedded/temporary-services.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import { showProgress } from "../../src/kit/progress.ts";
import { type House, wire } from "../../src/wire.ts";
import { type Recording, recordAnswer } from "./answer-recording.ts";
import { atMost, type Figure, measured, median, quantile } from "./report.ts";

const SCALES = [3_000, 100_000];
const WARM_UP = 40;
const ROUNDS = 300;

/** Half name a county, a quarter ask around a shared point, the rest have a wish more: what people ask most. */
const QUESTIONS = [
  "双流有没有补贴的电焊班",
  "仁寿学月嫂",
  "绵阳涪城区学数控",
  "宜宾翠屏区免费的养老护理",
  "西昌电工培训两千以内",
  "泸州江阳区周末的厨师班",
  "南充顺庆区叉车",
  "达川区挖掘机初级班",
];

const textTurn = (personId: string, text: string): Turn => {
  const at = systemClock.now();
  return { personId, channel: "terminal", messageId: newId(at), at, input: { kind: "text", text } };
};

interface Sample {
  answerMs: number;
  floorMs: number;
  engineMs: number;
  readStateMs: number;
  readRowsMs: number;
  writeStateMs: number;
  engineRequests: number;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** The same engine request, one read of the state, one read of the hit rows, one write of the state: sent bare, one after the other. */
async function floorOf(house: House, recording: Recording): Promise<Omit<Sample, "answerMs" | "engineRequests">> {
  const { engine, stateRead, rowsRead, stateWrite } = recording;
  const readStateMs = await timed(() => house.db.sql.query(stateRead));
  const engineMs = await timed(async () => (await fetch(engine.url, engine.init)).json());
  const readRowsMs = await timed(() => house.db.sql.query(rowsRead));
  const writeStateMs = await timed(() => house.db.sql.query(stateWrite));
  return {
    readStateMs,
    engineMs,
    readRowsMs,
    writeStateMs,
    floorMs: readStateMs + engineMs + readRowsMs + writeStateMs,
  };
}

/** Answer and floor take turns, each first half of the time, so that a slow moment of the machine falls on both. */
async function measure(house: House): Promise<Sample[]> {
  const samples: Sample[] = [];
  const { id: personId } = await house.people.personOf("terminal", "bench", systemClock.now());
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const text = QUESTIONS[round % QUESTIONS.length] ?? "";
    await house.answer(textTurn(personId, "重新开始"));
    const recording = await recordAnswer(house, textTurn(personId, text));
    await house.answer(textTurn(personId, "重新开始"));
    const answerIsFirst = round % 2 === 0;
    let answerMs = answerIsFirst ? await timed(() => house.answer(textTurn(personId, text))) : 0;
    const floor = await floorOf(house, recording);
    if (!answerIsFirst) answerMs = await timed(() => house.answer(textTurn(personId, text)));
    if (round >= WARM_UP) samples.push({ answerMs, ...floor, engineRequests: recording.engineRequests });
  }
  return samples;
}

async function houseWith(scale: number): Promise<{ house: House; close(): Promise<void> }> {
  const services = await temporaryServices({ isDurable: true });
  if (services.databaseOwnerUrl === undefined || services.meili === undefined)
    throw new Error("this benchmark needs PostgreSQL and Meilisearch");
  await bringUpToDate(services.databaseUrl, services.databaseOwnerUrl);
  const db = openDatabase(services.databaseUrl, 4);
  const now = systemClock.now();
  await loadReferenceData(db, now);
  await seedDemo(db, { courses: scale, now, progress: showProgress("示例数据", scale) });
  await db.close();
  const house = await wire({ config: loadConfig({}), services, clock: systemClock, log: createLog("silent") });
  await house.sync?.rebuild(showProgress);
  return {
    house,
    close: async () => {
      await house.close();
      await services.stop();
    },
  };
}

/** A whole `answer(turn)` against its floor. */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const scale of SCALES) {
    const { house, close } = await houseWith(scale);
    try {
      const samples = await measure(house);
      const of = (pick: (sample: Sample) => number): number => median(samples.map(pick));
      const label = (name: string): string => `${name}, ${scale.toLocaleString("en")} courses`;
      figures.push(
        atMost(
          label("answer ÷ floor, median"),
          of((s) => s.answerMs / s.floorMs),
          "×",
          2,
        ),
        measured(
          label("answer ÷ engine request alone, median"),
          of((s) => s.answerMs / s.engineMs),
          "×",
        ),
        atMost(
          label("engine requests per answer, median"),
          of((s) => s.engineRequests),
          "",
          1,
        ),
        measured(
          label("whole answer, median"),
          of((s) => s.answerMs),
          "ms",
        ),
        measured(
          label("whole answer, 95th percentile"),
          quantile(
            samples.map((s) => s.answerMs),
            0.95,
          ),
          "ms",
        ),
        measured(
          label("floor, median"),
          of((s) => s.floorMs),
          "ms",
        ),
        measured(
          label("floor: engine request"),
          of((s) => s.engineMs),
          "ms",
        ),
        measured(
          label("floor: read of the dialogue state"),
          of((s) => s.readStateMs),
          "ms",
        ),
        measured(
          label("floor: read of the hit rows"),
          of((s) => s.readRowsMs),
          "ms",
        ),
        measured(
          label("floor: write of the dialogue state"),
          of((s) => s.writeStateMs),
          "ms",
        ),
      );
    } finally {
      await close();
    }
  }
  return figures;
}
