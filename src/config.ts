import path from "node:path";
import { z } from "zod";
import { refusedHosts } from "./kit/egress.ts";
import { projectPath } from "./kit/root.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `应为 ${protocols.join("// 或 ")}// 开头的地址`,
    );

const appid = z.string().regex(/^wx[0-9a-f]{16}$/, "应为 wx 开头的 18 个字符");

const pushToken = z.string().regex(/^[A-Za-z0-9]{3,32}$/, "应为 3–32 个字母或数字");
const pushAesKey = z.string().regex(/^[A-Za-z0-9]{43}$/, "应为 43 个字母或数字");

/** Every setting, its default and what it means. `.env.example` is generated from this. */
const Settings = z.object({
  PROFILE: z
    .enum(["demo", "production"])
    .default("demo")
    .describe("demo brings embedded services and synthetic data; production refuses both"),
  HOST: z.string().default("127.0.0.1").describe("address to listen on"),
  PORT: port.default(3000).describe("port of the web server; 0 = any free one"),
  PUBLIC_URL: url("http:", "https:")
    .optional()
    .describe("address people reach us at, for links in messages; default http://HOST:PORT"),
  ROLES: z
    .string()
    .default("all")
    .transform((text) => text.split(",").map((role) => role.trim()))
    .pipe(
      z
        .array(
          z.enum(
            ["all", "web", "worker", "bot", "fake-wechat"],
            "应为 all，或 web、worker、bot、fake-wechat（逗号分开）",
          ),
        )
        .min(1),
    )
    .describe("all, or some of web,worker,bot (another wechaty puppet),fake-wechat (the local WeChat of the demo)"),
  DATA_DIR: z.string().optional().describe("folder of the embedded services; default .jiangtu in the project"),
  DATABASE_URL: url("postgres:", "postgresql:")
    .optional()
    .describe("PostgreSQL 16 or newer, with the program's own role; default: embedded"),
  DATABASE_OWNER_URL: url("postgres:", "postgresql:")
    .optional()
    .describe("the same database as its owner, for migrations"),
  MEILI_URL: url("http:", "https:")
    .optional()
    .describe("Meilisearch 1.21 or newer; default: embedded where there is one"),
  MEILI_KEY: z.string().min(16).optional().describe("key of Meilisearch, needed with MEILI_URL"),
  REDIS_URL: url("redis:", "rediss:")
    .optional()
    .describe("Redis for the queue; default: the queue lives in PostgreSQL"),
  SECRET: z
    .string()
    .min(32, "至少 32 个字符")
    .optional()
    .describe("keys the hashes of people's channel ids; default: made at first start, kept in DATA_DIR"),
  OPERATOR_NAME: z.string().min(2).optional().describe("who runs this service (个人信息处理者), as people are told"),
  OPERATOR_CONTACT: z.string().min(5).optional().describe("telephone or address for questions about personal data"),
  WECHAT_APPID: appid.optional().describe("appid of the 服务号; default in the demo: the local WeChat"),
  WECHAT_SECRET: z.string().min(16).optional().describe("its AppSecret"),
  WECHAT_TOKEN: pushToken.optional().describe("Token of its server configuration"),
  WECHAT_AES_KEY: pushAesKey.optional().describe("its EncodingAESKey (安全模式)"),
  WECHAT_MODE: z
    .enum(["aes", "plain"])
    .default("aes")
    .describe("aes = 安全模式; plain = 明文模式, for development only"),
  WECHAT_API_URL: url("http:", "https:")
    .default("https://api.weixin.qq.com")
    .describe("where the server API is; the demo points it at the local WeChat"),
  WECHAT_FAKE_PORT: port.optional().describe("port of the local WeChat; default PORT + 1"),
  WECHAT_NOTICE_TEMPLATE: z.string().min(10).optional().describe("id of the template for new courses (服务号)"),
  WECHAT_AGENT_HOURS: z
    .string()
    .regex(/^\d\d:\d\d-\d\d:\d\d$/, "应为 09:00-17:30 这样的时段")
    .optional()
    .describe(
      "when human agents of the account answer on working days (09:00-17:30); none: 转人工 names offices and 12333",
    ),
  WECHATY_PUPPET: z
    .string()
    .regex(/^[@a-z0-9/-]+$/, "应为 official-account、service、mock 或一个 wechaty-puppet-* 包名")
    .default("official-account")
    .describe("official-account, service, mock (tests), or an installed wechaty-puppet-* package (unsupported)"),
  WECHATY_PUPPET_SERVICE_TOKEN: z
    .string()
    .optional()
    .describe("token of a puppet service, with WECHATY_PUPPET=service"),
  MINIPROGRAM_APPID: appid.optional().describe("appid of the mini-program; default in the demo: the local WeChat"),
  MINIPROGRAM_SECRET: z.string().min(16).optional().describe("its AppSecret"),
  MINIPROGRAM_TOKEN: pushToken
    .optional()
    .describe("Token of its message push, by which WeChat tells of subscriptions and withdrawals"),
  MINIPROGRAM_AES_KEY: pushAesKey.optional().describe("its EncodingAESKey"),
  MINIPROGRAM_NOTICE_TEMPLATE: z
    .string()
    .min(10)
    .optional()
    .describe("id of its subscribe-message template for new courses"),
  EGRESS_HOSTS: z
    .string()
    .regex(/^[a-z0-9.,-]+$/, "应为主机名，逗号分开，例如 api.weixin.qq.com,db.example.cn")
    .default("api.weixin.qq.com")
    .transform((text) => text.split(","))
    .describe(
      "hosts outside of your own network that data may go to, all of them in China; .example.cn = all below it",
    ),
  DEMO_COURSES: z.coerce.number().int().min(0).max(200_000).default(3000).describe("synthetic courses of the demo"),
  TRUST_PROXY: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .describe("true behind a reverse proxy that sets X-Forwarded-*"),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("lowest level that is logged"),
});

export interface Config extends Readonly<Omit<z.output<typeof Settings>, "DATA_DIR">> {
  /** Absolute. */
  readonly DATA_DIR: string;
}

/** Says every fault of the environment at once. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(`配置有误：\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "ConfigError";
  }
}

/** Every address that the program itself connects to. */
const OUTGOING = ["WECHAT_API_URL", "DATABASE_URL", "DATABASE_OWNER_URL", "MEILI_URL", "REDIS_URL"] as const;

const egressFaults = (settings: z.output<typeof Settings>): string[] =>
  OUTGOING.flatMap((name) => {
    const url = settings[name];
    if (url === undefined || refusedHosts([url], settings.EGRESS_HOSTS).length === 0) return [];
    return [`${name}: 这个主机不在 EGRESS_HOSTS 里；确认它在中国境内再加进去（个人信息不出境）`];
  });

const productionFaults = (settings: z.output<typeof Settings>): string[] => {
  if (settings.PROFILE !== "production") return [];
  const needed = [
    "DATABASE_URL",
    "MEILI_URL",
    "MEILI_KEY",
    "SECRET",
    "PUBLIC_URL",
    "OPERATOR_NAME",
    "OPERATOR_CONTACT",
  ] as const;
  return [
    ...needed
      .filter((name) => settings[name] === undefined)
      .map((name) => `${name}: PROFILE=production 时必须设置（不使用内置服务和默认密钥）`),
    ...(settings.WECHAT_MODE === "plain" ? ["WECHAT_MODE: PROFILE=production 只接受安全模式（aes）"] : []),
    ...(settings.ROLES.includes("fake-wechat") ? ["ROLES: PROFILE=production 不能启动 fake-wechat（本地模拟）"] : []),
    ...egressFaults(settings),
    ...(settings.WECHATY_PUPPET === "mock" ? ["WECHATY_PUPPET: mock 只用于测试"] : []),
  ];
};

/** Settings that mean something only together. */
const GROUPS: readonly (readonly (keyof z.output<typeof Settings>)[])[] = [
  ["WECHAT_APPID", "WECHAT_SECRET", "WECHAT_TOKEN", "WECHAT_AES_KEY"],
  ["MINIPROGRAM_APPID", "MINIPROGRAM_SECRET"],
  ["MINIPROGRAM_TOKEN", "MINIPROGRAM_AES_KEY"],
];

const groupFaults = (settings: z.output<typeof Settings>): string[] =>
  GROUPS.filter((group) => group.some((name) => settings[name] !== undefined)).flatMap((group) =>
    group
      .filter((name) => settings[name] === undefined)
      .map((name) => `${name}: 要和 ${group.filter((other) => other !== name).join("、")} 一起设置`),
  );

/**
 * Pure: environment in, frozen settings out.
 * @throws ConfigError with one line for each fault
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const settings = parsed.data;
  const faults = [...productionFaults(settings), ...groupFaults(settings)];
  if (settings.ROLES.includes("fake-wechat") && settings.ROLES.length > 1)
    faults.push("ROLES: fake-wechat 是单独的进程，不和别的角色一起启动；all 在演示环境里自带一个");
  if (settings.ROLES.includes("bot") && settings.WECHATY_PUPPET === "official-account")
    faults.push("ROLES: 公众号的消息由 web 角色接收，不需要 bot；bot 用于别的 WECHATY_PUPPET");
  if (settings.MEILI_URL !== undefined && settings.MEILI_KEY === undefined && settings.PROFILE !== "production")
    faults.push("MEILI_KEY: 设置了 MEILI_URL 就要同时设置");
  if (settings.DATABASE_OWNER_URL !== undefined && settings.DATABASE_URL === undefined)
    faults.push("DATABASE_URL: 设置了 DATABASE_OWNER_URL 就要同时设置");
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze({ ...settings, DATA_DIR: path.resolve(settings.DATA_DIR ?? projectPath(".jiangtu")) });
}

/** Where people reach us, without a slash at the end. */
export const publicUrlOf = ({ PUBLIC_URL, HOST, PORT }: Pick<Config, "PUBLIC_URL" | "HOST" | "PORT">): string =>
  (PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/$/, "");

/** The one place that reads the environment. @param asked what the command line says goes before it */
export const configFromEnvironment = (asked: Readonly<Record<string, string>> = {}): Config =>
  loadConfig({ ...process.env, ...asked });

const SECRETS = /SECRET$|_KEY$|_TOKEN$/;

/** For `doctor` and the log: every value, secrets masked, passwords in addresses too. */
export function printableConfig(config: Config): Record<string, string> {
  const masked = (name: string, value: unknown): string => {
    if (value === undefined) return "（未设置）";
    if (SECRETS.test(name)) return "[secret]";
    return String(value).replace(/\/\/([^:@/]*):[^@/]*@/, "//$1:[secret]@");
  };
  return Object.fromEntries(
    Object.keys(Settings.shape).map((name) => [name, masked(name, config[name as keyof Config])]),
  );
}

/** Text of `.env.example`. */
export const envExample = (): string =>
  Object.entries(Settings.shape)
    .map(([name, schema]) => `# ${schema.description ?? ""}\n# ${name}=\n`)
    .join("\n");
