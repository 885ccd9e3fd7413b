import type { Config } from "../config.ts";
import { projectRoot } from "../kit/root.ts";
import type { Child } from "./child.ts";
import { type ChildUser, childUser } from "./child-user.ts";
import { dataFolderHere, prepareDataFolder } from "./data-folder.ts";
import { spokenFault } from "./faults.ts";
import { startMeilisearch } from "./meilisearch.ts";
import { startPostgres } from "./postgres.ts";
import { type Claim, claimFolder, type Run } from "./run-file.ts";
import { type Secrets, secretsOf } from "./secrets.ts";

/** What the program stands on. Each part is either embedded or given by its URL. */
export interface Services {
  /** As the role of the program: rows only. */
  databaseUrl: string;
  /** As the owner of the tables, for migrations; undefined where only the program's own role is known. */
  databaseOwnerUrl?: string;
  /** Undefined = no engine to be had: the program answers from PostgreSQL and says so. */
  meili?: { url: string; key: string };
  redisUrl?: string;
  /** Keys the hashes of people's channel ids. */
  secret: string;
  /** Of the two demo accounts; undefined in production, which has none. */
  demoPassword?: string;
  /** Where secrets.json, run.json and the data are; undefined in production, which keeps nothing on disk. */
  dataFolder?: string;
  /** For the person at the terminal: what is unusual about this start. */
  notes: string[];
  /** Tells commands (run.json) that the program is up, and where. */
  announce(address: string): void;
  /** Stops what was started here, in order. May be called twice. */
  stop(): Promise<void>;
}

type Log = (line: string) => void;

/** Production keeps nothing on disk: every part and the secret are given, or the configuration would not have been accepted. */
function givenServices(config: Config, secret: string, databaseUrl: string): Services {
  return {
    databaseUrl,
    ...(config.DATABASE_OWNER_URL === undefined ? {} : { databaseOwnerUrl: config.DATABASE_OWNER_URL }),
    ...meiliOf(config),
    ...(config.REDIS_URL === undefined ? {} : { redisUrl: config.REDIS_URL }),
    secret,
    notes: [],
    announce: () => undefined,
    stop: async () => undefined,
  };
}

const meiliOf = ({ MEILI_URL: url, MEILI_KEY: key }: Config): Pick<Services, "meili"> =>
  url === undefined || key === undefined ? {} : { meili: { url, key } };

export interface Launching {
  dataFolder: string;
  user: ChildUser | undefined;
  secrets: Secrets;
  claim: Claim;
  isDurable: boolean;
  /** Children started so far, in the order of starting. */
  children: Child[];
}

const embeddedPostgres = async ({ dataFolder, user, secrets, claim, isDurable, children }: Launching) => {
  const { ownerPassword, appPassword } = secrets;
  const onChild = claim.addChild;
  const { url, ownerUrl, child } = await startPostgres({
    dataFolder,
    user,
    ownerPassword,
    appPassword,
    isDurable,
    onChild,
  });
  children.push(child);
  return { databaseUrl: url, databaseOwnerUrl: ownerUrl };
};

const embeddedMeilisearch = async ({ dataFolder, user, secrets, claim, children }: Launching, notes: string[]) => {
  const running = await startMeilisearch({ dataFolder, user, key: secrets.meiliKey, onChild: claim.addChild });
  if (running === undefined) {
    notes.push(
      "这台机器上没有搜索引擎 Meilisearch：直接用数据库回答（degraded）。可用 MEILI_URL 和 MEILI_KEY 指向一个。",
    );
    return {};
  }
  children.push(running.child);
  notes.push(...running.notes);
  return { meili: { url: running.url, key: running.key } };
};

/** Starts the parts side by side; when one fails, the others are stopped before the fault is passed on. */
async function launch(launching: Launching, config: Config | undefined, notes: string[]) {
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl, REDIS_URL: redisUrl } = config ?? {};
  const parts = await Promise.allSettled([
    databaseUrl === undefined
      ? embeddedPostgres(launching)
      : { databaseUrl, ...(ownerUrl === undefined ? {} : { databaseOwnerUrl: ownerUrl }) },
    config?.MEILI_URL === undefined ? embeddedMeilisearch(launching, notes) : meiliOf(config),
  ] as const);
  const [database, engine] = parts;
  if (database.status === "fulfilled" && engine.status === "fulfilled")
    return { ...database.value, ...engine.value, ...(redisUrl === undefined ? {} : { redisUrl }) };
  await stopChildren(launching.children);
  throw database.status === "rejected" ? database.reason : engine.status === "rejected" ? engine.reason : undefined;
}

const stopChildren = async (children: readonly Child[]): Promise<void> => {
  await Promise.all(children.map((child) => child.stop()));
};

/**
 * Starts the parts in a folder that the caller prepared and claimed.
 * @param config undefined = every part embedded, whatever the environment says (tests, benchmarks, evaluations)
 */
export async function launchIn(
  launching: Omit<Launching, "children" | "secrets">,
  config: Config | undefined,
): Promise<Services> {
  const { dataFolder, claim } = launching;
  const children: Child[] = [];
  const notes: string[] = [];
  try {
    const secrets = await secretsOf(dataFolder);
    const parts = await launch({ ...launching, secrets, children }, config, notes);
    claim.record(parts);
    let stopping: Promise<void> | undefined;
    return {
      ...parts,
      secret: config?.SECRET ?? secrets.secret,
      demoPassword: secrets.demoPassword,
      dataFolder,
      notes,
      announce: (address) => claim.record({ address, isReady: true }),
      stop: () => {
        stopping ??= stopChildren(children).then(claim.release);
        return stopping;
      },
    };
  } catch (error) {
    claim.release();
    throw spokenFault(error, dataFolder);
  }
}

/**
 * Brings up whatever the configuration does not give by URL, in the data folder.
 * @param kind a start may be joined by commands; a command keeps the folder to itself
 * @throws AppError when another program holds the folder, or a part cannot start; the sentence says what to do
 */
export async function startServices(config: Config, log: Log, kind: Run["kind"] = "start"): Promise<Services> {
  if (config.PROFILE === "production" && config.SECRET !== undefined && config.DATABASE_URL !== undefined)
    return givenServices(config, config.SECRET, config.DATABASE_URL);
  const user = await childUser();
  const dataFolder = await dataFolderHere(config.DATA_DIR, projectRoot, user);
  if (dataFolder !== config.DATA_DIR)
    log(`以 root 运行，nobody 进不了 ${projectRoot}：数据放在 ${dataFolder}（可用 DATA_DIR 改）。`);
  await prepareDataFolder(dataFolder, user);
  const claim = await claimFolder(dataFolder, kind);
  const services = await launchIn({ dataFolder, user, claim, isDurable: true }, config);
  for (const note of services.notes) log(note);
  return services;
}
