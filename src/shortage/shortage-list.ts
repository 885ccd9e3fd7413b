import { z } from "zod";
import { SourceRef } from "../source.ts";

export const ShortageEntry = z.object({
  rank: z.number(),
  printedName: z.string(),
  occupationCode: z.string().nullable(),
  degree: z.string().nullable(),
  minLevel: z.number().nullable(),
  reason: z.string().nullable(),
});
export type ShortageEntry = z.infer<typeof ShortageEntry>;

/** One dated edition of a 急需紧缺职业（工种）目录. */
export const ShortageList = z.object({
  id: z.string(),
  title: z.string(),
  divisionCode: z.string(),
  divisionName: z.string(),
  period: z.string(),
  publishedOn: z.iso.date(),
  isDemo: z.boolean(),
  source: SourceRef,
  entries: z.array(ShortageEntry),
});
export type ShortageList = z.infer<typeof ShortageList>;
