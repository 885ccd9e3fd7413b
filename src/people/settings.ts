import { z } from "zod";
import type { Database } from "../kit/database.ts";

/** What a person may switch. `isPersonalised` false = nothing is made of the profile (个人信息保护法, art. 24). */
export const Settings = z.strictObject({ isPersonalised: z.boolean() });
export type Settings = z.infer<typeof Settings>;

export interface SettingsService {
  /** Undefined for somebody who is gone. */
  read(personId: string): Promise<Settings | undefined>;
  save(personId: string, settings: Settings): Promise<void>;
}

export const createSettingsService = ({ prisma }: Database): SettingsService => ({
  read: async (personId) =>
    (await prisma.person.findUnique({ where: { id: personId }, select: { isPersonalised: true } })) ?? undefined,
  save: async (personId, { isPersonalised }) =>
    void (await prisma.person.updateMany({ where: { id: personId }, data: { isPersonalised } })),
});
