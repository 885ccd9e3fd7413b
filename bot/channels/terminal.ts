import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { AppError } from "../../src/errors.ts";
import type { Clock } from "../../src/kit/clock.ts";
import { Point } from "../../src/kit/geo.ts";
import { newId, newToken } from "../../src/kit/ids.ts";
import type { SubscriptionService } from "../../src/notices/subscription-service.ts";
import type { PersonService } from "../../src/people/person-service.ts";
import type { Answer, Reply, Turn } from "../turn.ts";
import { renderText } from "./render-text.ts";
import { StoredReply } from "./stored-reply.ts";

export interface TerminalNeeds {
  answer: Answer;
  people: PersonService;
  inbox: Pick<SubscriptionService, "unread" | "markRead">;
  clock: Clock;
  input: Readable;
  output: Writable;
}

export const CHAT_HELP = `npm run chat：在终端里和匠途对话。
  npm run chat -- --say "双流的电焊班" --say "1"   一句一句地问，问完就结束
  npm run chat -- --explain "附近有没有补贴的电焊班"   先说这句话是怎样理解的，再回答，答完就结束
    --at 30.57,103.92     先发一个位置（纬度,经度，WGS-84）
    --now 2026-03-04T10:00:00+08:00   把这个时刻当作现在
    --json                每句回答一行 JSON
    --explain             每句先列出：改写后的文字、认出的词、各种意图的得分和理由、最后记下的条件
  不带 --say 和句子时逐行对话，输入 /quit 结束。`;

interface Options {
  say: string[];
  at: Point | undefined;
  now: Date | undefined;
  isJson: boolean;
  isExplained: boolean;
}

const wrongOption = (message: string): AppError => new AppError("wrong_option", 422, message);

function pointOf(text: string): Point {
  const [lat, lng] = text.split(",").map(Number);
  const point = Point.safeParse({ lat, lng });
  if (!point.success) throw wrongOption("--at 应为“纬度,经度”，例如 --at 30.57,103.92");
  return point.data;
}

function dateOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw wrongOption("--now 应为 ISO 时间，例如 --now 2026-03-04T10:00:00+08:00");
  return at;
}

/** @throws AppError wrong_option, which says what is accepted */
function readOptions(args: string[]): Options {
  const strings = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { say: { ...strings, multiple: true }, at: strings, now: strings, json: flag, explain: flag },
    });
    return {
      say: [...(values.say ?? []), ...positionals],
      at: values.at === undefined ? undefined : pointOf(values.at),
      now: values.now === undefined ? undefined : dateOf(values.now),
      isJson: values.json,
      isExplained: values.explain,
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw wrongOption(`选项看不懂。\n${CHAT_HELP}`);
  }
}

/** How the message was read, where the turn asked for it: what was found, scored and why, and what came of it. */
function readingOf({ meaning: { explain, intent, slots, state, action } }: Reply): string[] {
  if (explain === undefined) return [];
  const outcome = [
    `read as: ${intent} → ${action}`,
    `slots: ${JSON.stringify(slots)}`,
    `state: ${JSON.stringify(state)}`,
  ];
  return [...explain, ...outcome].map((line) => `  # ${line}`);
}

/**
 * The terminal as a channel: a new person each time it is started.
 * @returns the exit status
 * @throws AppError wrong_option
 */
export async function chat(args: string[], needs: TerminalNeeds): Promise<number> {
  const print = (line: string): void => void needs.output.write(`${line}\n`);
  const options = readOptions(args);
  const now = (): Date => options.now ?? needs.clock.now();
  const key = newToken();
  // asked anew each time: who has had their data deleted is somebody new
  const person = (): Promise<{ id: string }> => needs.people.personOf("terminal", key, now());

  const ask = async (input: Turn["input"]): Promise<void> => {
    const { id: personId } = await person();
    const turn: Turn = {
      personId,
      channel: "terminal",
      messageId: newId(now()),
      at: now(),
      input,
      explain: options.isExplained,
    };
    show(await needs.answer(turn));
    await showNotices();
  };
  const show = (reply: Reply): void => {
    const lines = [...readingOf(reply), ...renderText(reply), ""];
    for (const line of options.isJson ? [JSON.stringify(reply)] : lines) print(line);
  };
  const showNotices = async (): Promise<void> => {
    const { id: personId } = await person();
    const entries = await needs.inbox.unread(personId);
    for (const { reply } of entries) {
      const stored = StoredReply.safeParse(reply);
      if (stored.success) show(stored.data);
    }
    await needs.inbox.markRead(
      personId,
      entries.map(({ id }) => id),
      now(),
    );
  };

  if (options.at !== undefined) await ask({ kind: "location", point: options.at, datum: "wgs84" });
  for (const text of options.say) {
    if (!options.isJson) print(`> ${text}`);
    await ask({ kind: "text", text });
  }
  if (options.say.length > 0 || options.at !== undefined) return 0;
  await converse(needs, ask, showNotices);
  return 0;
}

const POLL_MS = 2_000;

/** Line by line until /quit or the end of the input; notices appear between the lines. */
async function converse(
  { input, output }: TerminalNeeds,
  ask: (input: Turn["input"]) => Promise<void>,
  showNotices: () => Promise<void>,
): Promise<void> {
  const lines = createInterface({ input, output, prompt: "> " });
  output.write("您好！想学什么、在哪里学？（/quit 结束）\n");
  let isBusy = false;
  const timer = setInterval(() => {
    if (!isBusy) void showNotices().catch(() => undefined); // the next answer tells what is wrong with the database
  }, POLL_MS);
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === "/quit") break;
    isBusy = true;
    if (line.trim() !== "") await ask({ kind: "text", text: line });
    isBusy = false;
    lines.prompt();
  }
  clearInterval(timer);
  lines.close();
}
