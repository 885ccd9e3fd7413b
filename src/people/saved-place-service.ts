import type { SavedPlace as Row } from "../../prisma/generated/client.ts";
import { conflict, invalid, notFound } from "../errors.ts";
import type { Database, Tx } from "../kit/database.ts";
import { coarsePoint } from "../kit/geo.ts";
import { newId } from "../kit/ids.ts";
import { maskPersonal } from "../kit/masking.ts";
import type { Places } from "../places/place.ts";
import { requireAgreement } from "./agreement.ts";
import { holdPerson } from "./learner.ts";
import { expiryOfPoint, MAX_PLACES, type SavedPlace, type SavedPlaceDraft } from "./saved-place.ts";

/** 常用地点 of one person. */
export interface SavedPlaceService {
  /** Oldest first, without points whose time is over. */
  list(personId: string, now: Date): Promise<SavedPlace[]>;
  /** A place under a name that is there already takes its place. @throws AppError needs_consent for a point, conflict when full, invalid */
  add(personId: string, draft: SavedPlaceDraft, now: Date): Promise<SavedPlace>;
  /** @throws AppError not_found, for another's place as well */
  remove(personId: string, id: string): Promise<void>;
}

const alive = (personId: string, now: Date) => ({ personId, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

/** Columns of a draft; the point is coarse before anything else sees it. */
function columnsOf({ label, divisionCode, point }: SavedPlaceDraft, now: Date) {
  const { lat, lng } = point === undefined ? { lat: null, lng: null } : coarsePoint(point);
  return {
    label: maskPersonal(label),
    divisionCode: divisionCode ?? null,
    lat,
    lng,
    createdAt: now,
    expiresAt: point === undefined ? null : expiryOfPoint(now),
  };
}

async function refuseEleventh(tx: Tx, personId: string, label: string, now: Date): Promise<void> {
  const others = await tx.savedPlace.count({ where: { ...alive(personId, now), label: { not: label } } });
  if (others >= MAX_PLACES) throw conflict(`最多存 ${MAX_PLACES} 个地点，请先删掉不用的。`);
}

export function createSavedPlaceService(db: Database, places: Places): SavedPlaceService {
  const placeOf = ({ id, label, lat, lng, createdAt, expiresAt, divisionCode }: Row): SavedPlace => {
    const point = lat === null || lng === null ? null : { lat: lat.toNumber(), lng: lng.toNumber() };
    const place = point === null ? places.byCode(divisionCode ?? "") : places.nearestCounty(point);
    return {
      id,
      label,
      divisionCode: divisionCode ?? place?.divisionCode ?? null,
      divisionName: place?.fullName ?? null,
      point,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
    };
  };

  return {
    list: async (personId, now) => {
      const rows = await db.prisma.savedPlace.findMany({ where: alive(personId, now), orderBy: { createdAt: "asc" } });
      return rows.map(placeOf);
    },

    add: async (personId, draft, now) => {
      const isKnown = ["county", "city"].includes(places.byCode(draft.divisionCode ?? "")?.kind ?? "");
      if (draft.divisionCode !== undefined && !isKnown)
        throw invalid([{ path: "divisionCode", message: "没有这个区县或市州，请从列表中选" }]);
      const columns = columnsOf(draft, now);
      return db.prisma.$transaction(async (tx) => {
        await holdPerson(tx, personId);
        if (draft.point !== undefined) await requireAgreement(tx, personId, "location");
        await refuseEleventh(tx, personId, columns.label, now);
        const key = { personId_label: { personId, label: columns.label } };
        const create = { id: newId(now), personId, ...columns };
        return placeOf(await tx.savedPlace.upsert({ where: key, create, update: columns }));
      });
    },

    remove: async (personId, id) => {
      const { count } = await db.prisma.savedPlace.deleteMany({ where: { id, personId } });
      if (count === 0) throw notFound("地点");
    },
  };
}
