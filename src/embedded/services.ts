import type { Config } from "../config.ts";
import { projectRoot } from "../kit/root.ts";
import { type ChildUser, childUser } from "./child-user.ts";
import { dataFolderHere, prepareDataFolder } from "./data-folder.ts";
import { spokenFault } from "./faults.ts";
import { startMeilisearch } from "./meilisearch.ts";
import { startPostgres } from "./postgres.ts";
import { type Claim, claimFolder, type Run } from "./run-file.ts";
import { type LocalWechat, type Secrets, secretsOf } from "./secrets.ts";
import { supervise } from "./supervision.ts";

/** The addresses of the parts the program stands on. */
interface Parts {
  /** As the role of the program: rows only. */
  databaseUrl: string;
  /** As the owner of the tables, for migrations; undefined where only the program's own role is known. */
  databaseOwnerUrl?: string;
  /** Undefined = no engine to be had: the program answers from PostgreSQL and says so. */
  meili?: { url: string; key: string };
  /** Undefined = the queue lives in PostgreSQL. */
  redisUrl?: string;
}

export interface Services extends Parts {
  /** Keys the hashes of people's channel ids. */
  secret: string;
  /** Of the two demo accounts; undefined in production, which has none. */
  demoPassword?: string;
  /** Of the account that the local WeChat of the demo knows; undefined in production. */
  wechat?: LocalWechat;
  /** Where secrets.json, run.json and the data are; undefined in production, which keeps nothing on disk. */
  dataFolder?: string;
  /** For the person at the terminal: what is unusual about this start. Already told to `log`. */
  notes: string[];
  /** Tells commands (run.json) that the program is up, where people reach it, and where its local WeChat is, if it has one. */
  announce(address: string, wechatUrl?: string): void;
  /** Stops what was started here. May be called twice. */
  stop(): Promise<void>;
}

/** What the configuration gives by URL; each replaces one embedded part. */
export const givenParts = (config: Config): Partial<Parts> => ({
  ...(config.DATABASE_URL === undefined ? {} : { databaseUrl: config.DATABASE_URL }),
  ...(config.DATABASE_OWNER_URL === undefined ? {} : { databaseOwnerUrl: config.DATABASE_OWNER_URL }),
  ...(config.MEILI_URL === undefined || config.MEILI_KEY === undefined
    ? {}
    : { meili: { url: config.MEILI_URL, key: config.MEILI_KEY } }),
  ...(config.REDIS_URL === undefined ? {} : { redisUrl: config.REDIS_URL }),
});

export interface Place {
  dataFolder: string;
  user: ChildUser | undefined;
  claim: Claim;
  /** false = no fsync. */
  isDurable: boolean;
  /** Given = a part that ends by itself is started again, and this tells of it. */
  log?: (line: string) => void;
}

interface Stoppable {
  stop(): Promise<void>;
}

interface Launch extends Place {
  secrets: Secrets;
  /** Filled as they start, so that whatever has started can be stopped. */
  children: Stoppable[];
  notes: string[];
}

async function embeddedDatabase({ secrets, children, claim, log, ...place }: Launch) {
  const { ownerPassword, appPassword } = secrets;
  const onChild = claim.addChild;
  const { url, ownerUrl, child, restart } = await startPostgres({ ...place, ownerPassword, appPassword, onChild });
  children.push(log === undefined ? child : supervise({ name: "PostgreSQL", child, restart, log }));
  return { databaseUrl: url, databaseOwnerUrl: ownerUrl };
}

async function embeddedEngine(launch: Launch): Promise<Pick<Parts, "meili">> {
  const { secrets, children, notes, claim, log, ...place } = launch;
  const running = await startMeilisearch({ ...place, key: secrets.meiliKey, onChild: claim.addChild });
  if (running === undefined) {
    notes.push(
      "这台机器上没有搜索引擎 Meilisearch：直接用数据库回答（degraded）。可用 MEILI_URL 和 MEILI_KEY 指向一个。",
    );
    return {};
  }
  const { child, restart } = running;
  children.push(log === undefined ? child : supervise({ name: "Meilisearch", child, restart, log }));
  notes.push(...running.notes);
  return { meili: { url: running.url, key: running.key } };
}

const stopChildren = async (children: readonly Stoppable[]): Promise<void> => {
  await Promise.all(children.map((child) => child.stop()));
};

/** Starts the missing parts side by side; when one fails, the other is stopped before the fault is passed on. */
async function launchParts(launch: Launch, given: Partial<Parts>): Promise<Parts> {
  const { databaseUrl } = given;
  const [database, engine] = await Promise.allSettled([
    databaseUrl === undefined ? embeddedDatabase(launch) : { databaseUrl },
    given.meili === undefined ? embeddedEngine(launch) : {},
  ]);
  if (database.status === "fulfilled" && engine.status === "fulfilled")
    return { ...given, ...database.value, ...engine.value };
  await stopChildren(launch.children);
  throw database.status === "rejected" ? database.reason : engine.status === "rejected" ? engine.reason : undefined;
}

/**
 * Starts, in a folder that the caller prepared and claimed, every part that is not given.
 * @throws AppError when one cannot start; the claim is given back then
 */
export async function launchIn(place: Place, given: Partial<Parts> = {}): Promise<Services> {
  const { dataFolder, claim } = place;
  const children: Stoppable[] = [];
  const notes: string[] = [];
  try {
    const secrets = await secretsOf(dataFolder);
    const parts = await launchParts({ ...place, secrets, children, notes }, given);
    claim.record(parts);
    let stopping: Promise<void> | undefined;
    return {
      ...parts,
      secret: secrets.secret,
      demoPassword: secrets.demoPassword,
      wechat: secrets.wechat,
      dataFolder,
      notes,
      announce: (address, wechatUrl) =>
        claim.record({ address, isReady: true, ...(wechatUrl !== undefined && { wechatUrl }) }),
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

/** Production keeps nothing on disk: every part and the secret are given, or the configuration would not have been accepted. */
function givenServices({ databaseUrl, ...given }: Partial<Parts>, secret: string | undefined): Services {
  if (databaseUrl === undefined || secret === undefined)
    throw new Error("PROFILE=production without DATABASE_URL or SECRET: loadConfig should have refused it");
  return { databaseUrl, ...given, secret, notes: [], announce: () => undefined, stop: async () => undefined };
}

/**
 * Brings up whatever the configuration does not give by URL, in the data folder.
 * @param kind a start may be joined by commands; a command keeps the folder to itself
 * @throws AppError when another program holds the folder, or a part cannot start; the sentence says what to do
 */
export async function startServices(
  config: Config,
  log: (line: string) => void,
  kind: Run["kind"] = "start",
): Promise<Services> {
  const given = givenParts(config);
  if (config.PROFILE === "production") return givenServices(given, config.SECRET);
  const user = await childUser();
  const dataFolder = await dataFolderHere(config.DATA_DIR, projectRoot, user);
  if (dataFolder !== config.DATA_DIR)
    log(`以 root 运行，而 nobody 进不了 ${projectRoot}：数据放在 ${dataFolder}（可用 DATA_DIR 改）。`);
  await prepareDataFolder(dataFolder, user);
  const claim = await claimFolder(dataFolder, kind);
  const services = await launchIn({ dataFolder, user, claim, isDurable: true, log }, given);
  for (const note of services.notes) log(note);
  return config.SECRET === undefined ? services : { ...services, secret: config.SECRET };
}
