import { z } from "zod";
import type { Database, Tx } from "../kit/database.ts";
import { createSealer } from "../kit/sealed.ts";
import { lockPerson } from "./learner.ts";
import type { IssuedToken, LearnerSessionService } from "./learner-session-service.ts";
import { askWechat, type MiniProgramLogin } from "./mini-program.ts";
import type { PersonService } from "./person-service.ts";

export interface LoginNeeds {
  db: Database;
  people: Pick<PersonService, "personOf">;
  sessions: Pick<LearnerSessionService, "open">;
  /** Undefined where no mini-program is set up. */
  wechat: MiniProgramLogin | undefined;
  appid: string;
  /** Seals the openid. */
  secret: string;
}

interface SignedIn extends IssuedToken {
  personId: string;
  /** Whether this openid was never seen, or its person has deleted themselves. */
  isNew: boolean;
}

/** Signing in by being in WeChat: there is no password. */
export interface LearnerLogin {
  /**
   * @param sceneId the link or code that brought them; one we never made is ignored
   * @throws AppError code_expired, code_used, high_risk, unavailable
   */
  signIn(given: { code: string; sceneId?: string | undefined }, now: Date, signal: AbortSignal): Promise<SignedIn>;
}

const ATTEMPTS = 3;
const Inserted = z.array(z.object({ isNew: z.boolean() })).length(1);

export function createLearnerLogin({ db, people, sessions, wechat, appid, secret }: LoginNeeds): LearnerLogin {
  const sealer = createSealer(secret, "openid");

  /** The address as it is first met; who comes again keeps the scene that brought them. @returns whether it is the first time */
  const keepAddress = async (tx: Tx, personId: string, openid: string, sceneId: string | undefined, now: Date) => {
    const rows = await tx.$queryRaw`
      INSERT INTO wechat_address (person_id, appid, openid_sealed, is_following, scene_id, updated_at)
      VALUES (${personId}::uuid, ${appid}, ${sealer.seal(openid)}, false,
        (SELECT id FROM qr_scene WHERE id = ${sceneId ?? null}), ${now})
      ON CONFLICT (person_id) DO UPDATE SET updated_at = excluded.updated_at
      RETURNING (xmax = 0) AS "isNew"`;
    const [row] = Inserted.parse(rows);
    return row?.isNew === true;
  };

  const openFor = async (openid: string, sceneId: string | undefined, now: Date): Promise<SignedIn | undefined> => {
    const { id: personId } = await people.personOf("miniprogram", openid, now);
    return db.prisma.$transaction(async (tx) => {
      if (!(await lockPerson(tx, personId))) return undefined;
      const isNew = await keepAddress(tx, personId, openid, sceneId, now);
      return { personId, isNew, ...(await sessions.open(tx, personId, now)) };
    });
  };

  return {
    signIn: async ({ code, sceneId }, now, signal) => {
      const { openid } = await askWechat(wechat, signal, (port, within) => port.codeToSession({ code }, within));
      // A person who deletes themselves at this very moment comes back as somebody new.
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const signedIn = await openFor(openid, sceneId, now);
        if (signedIn !== undefined) return signedIn;
      }
      throw new Error("the person was deleted again and again while signing in");
    },
  };
}
