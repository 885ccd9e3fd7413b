import type { Database } from "../kit/database.ts";
import type { TrainingBase } from "./base.ts";
import { basesByIds } from "./base-store.ts";

export interface BaseService {
  byIds(ids: readonly string[]): Promise<Map<string, TrainingBase>>;
}

export const createBaseService = (db: Database): BaseService => ({ byIds: (ids) => basesByIds(db, ids) });
