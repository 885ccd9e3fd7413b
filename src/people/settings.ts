import { z } from "zod";
import type { Database } from "../kit/database.ts";

/** What a person may switch. `isPersonalised` false = nothing is made of the profile (个人信息保护法, art. 24). */
export const Settings = z.strictObject({ isPersonalised: z.boolean() });
export type Settings = z.infer<typeof Settings>;

/** Undefined for somebody who is gone. Changed by PersonService.setPersonalised. */
export const readSettings = async ({ prisma }: Database, personId: string): Promise<Settings | undefined> =>
  (await prisma.person.findUnique({ where: { id: personId }, select: { isPersonalised: true } })) ?? undefined;
