import type { Turn } from "../../bot/turn.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import type { House } from "../../src/wire.ts";
import { type Floor, recordAnswer } from "./answer-recording.ts";
import { atMost, type Figure, measured, median, quantile } from "./report.ts";
import { houseWith } from "./search-house.ts";

const SCALES = [3_000, 100_000];
const WARM_UP = 40;
const ROUNDS = 300;

/** Where the people who ask 附近 are: the middle of 双流. */
const HERE = { lat: 30.57, lng: 103.92 };

/** What people ask most: a county or a city and a trade, a quarter around a shared point, a quarter with a wish more. */
const QUESTIONS: readonly { text: string; isNear?: true }[] = [
  { text: "双流有没有补贴的电焊班" },
  { text: "南充顺庆区叉车" },
  { text: "成都月嫂培训" },
  { text: "附近的厨师班", isNear: true },
  { text: "绵阳学电工" },
  { text: "达川区学挖掘机" },
  { text: "附近有没有补贴的养老护理班", isNear: true },
  { text: "西昌电工培训两千以内" },
];

const turnOf = (personId: string, input: Turn["input"]): Turn => {
  const at = systemClock.now();
  return { personId, channel: "terminal", messageId: newId(at), at, input };
};

interface Sample {
  answerMs: number;
  floorMs: number;
  engineMs: number;
  readStateMs: number;
  readRowsMs: number;
  writeStateMs: number;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** The same engine request, one read of the state, one read of the hit rows, one write of the state: sent bare, one after the other. */
async function sendBare(house: House, floor: Floor): Promise<Omit<Sample, "answerMs">> {
  const { engine, stateRead, rowsRead, stateWrite } = floor;
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

interface Measured {
  samples: Sample[];
  engineRequests: number[];
}

/** Answer and floor take turns, each first half of the time, so that a slow moment of the machine falls on both. */
async function measure(house: House): Promise<Measured> {
  const samples: Sample[] = [];
  const engineRequests: number[] = [];
  const { id: personId } = await house.people.personOf("terminal", "bench", systemClock.now());
  const say = (text: string): Turn => turnOf(personId, { kind: "text", text });
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const { text, isNear } = QUESTIONS[round % QUESTIONS.length] ?? { text: "" };
    const startAnew = async (): Promise<void> => {
      await house.answer(say("重新开始"));
      if (isNear) await house.answer(turnOf(personId, { kind: "location", point: HERE, datum: "wgs84" }));
    };
    await startAnew();
    const recording = await recordAnswer(house, say(text));
    if (round >= WARM_UP) engineRequests.push(recording.engineRequests);
    if (recording.floor === undefined) continue;
    await startAnew();
    const answerIsFirst = round % 2 === 0;
    let answerMs = answerIsFirst ? await timed(() => house.answer(say(text))) : 0;
    const floor = await sendBare(house, recording.floor);
    if (!answerIsFirst) answerMs = await timed(() => house.answer(say(text)));
    if (round >= WARM_UP) samples.push({ answerMs, ...floor });
  }
  return { samples, engineRequests };
}

/** A whole `answer(turn)` against its floor. */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const scale of SCALES) {
    const { house, close } = await houseWith(scale, systemClock);
    try {
      const { samples, engineRequests } = await measure(house);
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
        atMost(label("engine requests per answer, median"), median(engineRequests), "", 1),
        measured(
          label("answers that needed a second search"),
          (engineRequests.filter((n) => n > 1).length / engineRequests.length) * 100,
          "%",
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
