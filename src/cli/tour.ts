import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { liveRun } from "../embedded/run-file.ts";
import { readSecrets } from "../embedded/secrets.ts";
import { dataFolderOf } from "../embedded/use-services.ts";
import { AppError } from "../errors.ts";
import { DEMO_INSTITUTION_ID } from "../institutions/demo-staff.ts";
import { addDays, localDate, systemClock } from "../kit/clock.ts";
import { newToken } from "../kit/ids.ts";
import { projectPath } from "../kit/root.ts";
import { type Command, print, say, wantsHelp } from "./command.ts";

const HELP = `npm run tour：向正在运行的匠途提问（先在另一个窗口 npm start），把问答写进 docs/tour.md。
  包括：十个县的十个问题、订阅、以示例机构发布一门课、审核通过、收到通知。`;

/** What job seekers ask, in ten counties of ten cities. */
const QUESTIONS: readonly (readonly string[])[] = [
  ["双流有没有补贴的电焊班", "1"],
  ["我在仁寿，想学月嫂，周末上课的", "有补贴没得"],
  ["南充顺庆区哪里可以学叉车"],
  ["宜宾翠屏区 养老护理 免费的"],
  ["西昌有电工培训吗，两千块以内", "换成德昌"],
  ["绵阳涪城区学数控，下个月开班的"],
  ["达川区学挖掘机要好多钱"],
  ["我在泸州江阳区，想学中式烹调，最快哪天开班"],
  ["阆中有没有育婴师班", "更多"],
  ["康定有没有网上学的电商课"],
  ["现在什么职业紧缺"],
  ["乐山市中区附近的实训基地"],
];

const Reply = z.object({
  parts: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("text"), text: z.string() }),
      z.object({ kind: z.literal("card"), title: z.string(), lines: z.array(z.string()), isDemo: z.boolean() }),
    ]),
  ),
  quickReplies: z.array(z.object({ label: z.string() })),
});
const ChatReply = Reply.extend({ notices: z.array(Reply) });

type Said = z.infer<typeof Reply>;
const quoted = ({ parts, quickReplies }: Said): string => {
  const lines = parts.flatMap((part) =>
    part.kind === "text" ? part.text.split("\n") : [`▢ **${part.title}**`, ...part.lines, ""],
  );
  const buttons = quickReplies.length === 0 ? [] : [`［${quickReplies.map(({ label }) => label).join("］［")}］`];
  return [...lines, ...buttons].map((line) => `> ${line}`.trimEnd()).join("  \n");
};

/** The running program over HTTP, as a page and a console user would talk to it. */
function visitor(address: string) {
  const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address, ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
  return {
    say: async (sessionId: string, text: string): Promise<z.infer<typeof ChatReply>> =>
      ChatReply.parse(await (await send("/v1/chat", { sessionId, text })).json()),
    /** @returns the session cookie */
    signIn: async (account: string, password: string): Promise<string> => {
      const answer = await fetch(`${address}/console/sign-in`, {
        method: "POST",
        redirect: "manual",
        headers: { origin: address },
        body: new URLSearchParams({ account, password }),
        signal: AbortSignal.timeout(10_000),
      });
      const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
      if (cookie === undefined)
        throw new AppError("tour_sign_in", 409, `账号 ${account} 登录不了，请运行 npm run doctor 查看密码。`);
      return cookie;
    },
    post: async (path: string, body: unknown, cookie: string): Promise<unknown> => {
      const answer = await send(path, body, { cookie });
      if (!answer.ok) throw new AppError("tour_request", 409, `${path} 回答 ${answer.status}：${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    },
  };
}

const demoCourse = (today: ReturnType<typeof localDate>) => ({
  title: "电焊工周末实操班（参观用）",
  occupationCode: "6-18-02-04",
  level: 5,
  mode: "onsite",
  schedule: "weekend",
  hours: 80,
  feeFen: 128_000,
  isSubsidised: true,
  subsidySourceId: "demo",
  certificates: ["焊工职业技能等级证书"],
  howToEnrol: "示例：带身份证到教学点报名。",
  siteId: "00000000-0000-7000-8000-000000000011",
  sessions: [{ startsOn: addDays(today, 12), endsOn: addDays(today, 40), seatsTotal: 30 }],
});

const questionsPart = async (guest: ReturnType<typeof visitor>): Promise<string[]> => {
  const written: string[] = [];
  for (const [at, turns] of QUESTIONS.entries()) {
    const sessionId = newToken();
    for (const text of turns) written.push(`**${at + 1}. ${text}**\n`, quoted(await guest.say(sessionId, text)), "");
  }
  return written;
};

/** Subscribes, publishes as the demo institution, approves, and waits for the notice. */
async function noticePart(guest: ReturnType<typeof visitor>, password: string): Promise<string[]> {
  const sessionId = newToken();
  await guest.say(sessionId, "双流周末的电焊班");
  const subscribed = await guest.say(sessionId, "有新的就告诉我");
  const institution = await guest.signIn("jigou-demo", password);
  const reviewer = await guest.signIn("shenhe-demo", password);
  const draft = demoCourse(localDate(systemClock.now()));
  const { id } = z
    .object({ id: z.uuid() })
    .parse(await guest.post(`/v1/institutions/${DEMO_INSTITUTION_ID}/courses`, draft, institution));
  await guest.post(`/v1/courses/${id}/approve`, undefined, reviewer);
  try {
    for (let tries = 0; tries < 50; tries++) {
      const { notices } = await guest.say(sessionId, "帮助");
      const notice = notices[0];
      if (notice !== undefined)
        return [
          "**有新的就告诉我**（先问过 双流周末的电焊班）\n",
          quoted(subscribed),
          "",
          "机构 jigou-demo 提交课程，审核员 shenhe-demo 通过，订阅的人收到：\n",
          quoted(notice),
          "",
        ];
      await sleep(200);
    }
    throw new AppError("tour_no_notice", 500, "发布后十秒内没有收到通知，请用 npm run doctor 检查后台任务。");
  } finally {
    await guest.post(`/v1/courses/${id}/withdraw`, undefined, institution);
  }
}

/** Asks the running program what a visitor would ask and writes question and answer to docs/tour.md. */
export const tour: Command = async (args, config) => {
  if (wantsHelp(args)) {
    print(HELP);
    return 0;
  }
  const folder = await dataFolderOf(config);
  const address = (await liveRun(folder))?.address;
  const secrets = await readSecrets(folder);
  if (address === undefined || secrets === undefined)
    throw new AppError("not_running", 409, "匠途没有在运行。请先在另一个窗口运行 npm start，再运行 npm run tour。");
  const guest = visitor(address);
  const lines = [
    "# 一圈看下来",
    "",
    `\`npm run tour\` 在 ${localDate(systemClock.now())} 向运行中的程序逐句提问，原样记下回答。课程、机构都是示例数据，不是真实信息。`,
    "",
    "## 十个县，十几个问题",
    "",
    ...(await questionsPart(guest)),
    "## 订阅、发布、通知",
    "",
    ...(await noticePart(guest, secrets.demoPassword)),
  ];
  await writeFile(projectPath("docs/tour.md"), `${lines.join("\n").trimEnd()}\n`);
  print(lines.join("\n"));
  say("已写入 docs/tour.md");
  return 0;
};
