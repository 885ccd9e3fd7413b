import type { Database } from "../kit/database.ts";
import type { Institution } from "./institution.ts";
import { readInstitution } from "./institution-store.ts";

export interface InstitutionService {
  /** With its sites; in any state. */
  byId(id: string): Promise<Institution | undefined>;
}

export const createInstitutionService = (db: Database): InstitutionService => ({
  byId: (id) => readInstitution(db, id),
});
