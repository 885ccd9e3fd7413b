import path from "node:path";
import { z } from "zod";
import { projectPath } from "./kit/root.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `应为 ${protocols.join("// 或 ")}// 开头的地址`,
    );

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
    .pipe(z.array(z.enum(["all", "web", "worker"], "应为 all，或 web、worker（逗号分开）")).min(1))
    .describe("all, or some of web,worker"),
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

const productionFaults = (settings: z.output<typeof Settings>): string[] => {
  if (settings.PROFILE !== "production") return [];
  const needed = ["DATABASE_URL", "MEILI_URL", "MEILI_KEY", "SECRET", "PUBLIC_URL"] as const;
  return needed
    .filter((name) => settings[name] === undefined)
    .map((name) => `${name}: PROFILE=production 时必须设置（不使用内置服务和默认密钥）`);
};

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
  const faults = productionFaults(settings);
  if (settings.MEILI_URL !== undefined && settings.MEILI_KEY === undefined && settings.PROFILE !== "production")
    faults.push("MEILI_KEY: 设置了 MEILI_URL 就要同时设置");
  if (settings.DATABASE_OWNER_URL !== undefined && settings.DATABASE_URL === undefined)
    faults.push("DATABASE_URL: 设置了 DATABASE_OWNER_URL 就要同时设置");
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze({ ...settings, DATA_DIR: path.resolve(settings.DATA_DIR ?? projectPath(".jiangtu")) });
}

/** The one place that reads the environment. */
export const configFromEnvironment = (): Config => loadConfig(process.env);

/** For `doctor` and the log: every value, secrets masked, passwords in addresses too. */
export function printableConfig(config: Config): Record<string, string> {
  const masked = (name: string, value: unknown): string => {
    if (value === undefined) return "（未设置）";
    if (name === "SECRET" || name === "MEILI_KEY") return "[secret]";
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
