import { z } from "zod";
import { writeAudit } from "../audit.ts";
import { invalid } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import { auditNameOf, requireReviewer } from "../institutions/actor.ts";
import type { Database } from "../kit/database.ts";
import type { Places } from "../places/place.ts";
import { askWechat } from "./mini-program.ts";
import { FEWEST_SHOWN, newSceneId, Scene, type SceneDraft } from "./scene.ts";

export interface LinkPort {
  /** A link that opens the mini-program; good for at most 30 days. */
  urlLink(input: { page?: string; query?: string; days: number }, signal: AbortSignal): Promise<{ url: string }>;
}

export interface QrPort {
  /** A QR code of the official account, for ever. `url` is what it holds. */
  createQr(input: { scene: string }, signal: AbortSignal): Promise<{ ticket: string; url: string }>;
}

interface MadeLink {
  sceneId: string;
  url: string;
  /** Gets the picture of a QR code from WeChat; null for a link. */
  ticket: string | null;
  /** null = for ever. */
  expiresAt: Date | null;
}

/** 投放: links and codes that bring people, and how many they brought. */
export interface SceneService {
  /** @throws AppError not_signed_in, forbidden, invalid, unavailable */
  make(actor: Actor, draft: SceneDraft, now: Date, signal: AbortSignal): Promise<MadeLink>;
  /** Newest first, with counts only. @throws AppError for anyone but a reviewer */
  list(actor: Actor): Promise<Scene[]>;
}

export interface SceneNeeds {
  db: Database;
  places: Pick<Places, "byCode">;
  /** Undefined where no mini-program is set up. */
  links: LinkPort | undefined;
  /** Undefined where no official account is set up. */
  qrs: QrPort | undefined;
}

const LINK_DAYS = 30; // the longest WeChat allows (official page URL Link)
const DAY_MS = 86_400_000;
const SHOWN = 500;

const LIST = `
  SELECT s.id, s.division_code AS "divisionCode", s.channel, s.created_at AS "createdAt",
    CASE WHEN count(a.person_id) >= $1 THEN count(a.person_id)::int END AS people
  FROM qr_scene s LEFT JOIN wechat_address a ON a.scene_id = s.id
  GROUP BY s.id ORDER BY s.created_at DESC, s.id LIMIT $2`;

export function createSceneService({ db, places, links, qrs }: SceneNeeds): SceneService {
  const askFor = async ({ kind, path }: SceneDraft, sceneId: string, now: Date, signal: AbortSignal) => {
    if (kind === "qr") {
      const { ticket, url } = await askWechat(qrs, signal, (port, within) => port.createQr({ scene: sceneId }, within));
      return { sceneId, url, ticket, expiresAt: null };
    }
    const wanted = { ...(path !== undefined && { page: path }), query: `scene=${sceneId}`, days: LINK_DAYS };
    const { url } = await askWechat(links, signal, (port, within) => port.urlLink(wanted, within));
    return { sceneId, url, ticket: null, expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS) };
  };

  return {
    make: async (actor, draft, now, signal) => {
      const name = auditNameOf(actor);
      const { kind, channel, divisionCode } = draft;
      if (divisionCode !== undefined && places.byCode(divisionCode) === undefined)
        throw invalid([{ path: "divisionCode", message: "没有这个行政区划代码" }]);
      const id = newSceneId();
      const link = await askFor(draft, id, now, signal);
      await db.prisma.$transaction(async (tx) => {
        await tx.qrScene.create({ data: { id, divisionCode: divisionCode ?? null, channel, createdAt: now } });
        const after = { kind, channel, ...(divisionCode !== undefined && { divisionCode }) };
        await writeAudit(tx, { at: now, actor: name, action: "create", subjectKind: "scene", subjectId: id, after });
      });
      return link;
    },

    list: async (actor) => {
      requireReviewer(actor);
      return z.array(Scene).parse((await db.sql.query(LIST, [FEWEST_SHOWN, SHOWN])).rows);
    },
  };
}
