import { z } from "zod";
import { Point } from "../kit/geo.ts";
import { SourceRef } from "../source.ts";

/** 公共实训基地 */
export const TrainingBase = z.object({
  id: z.string(),
  name: z.string(),
  divisionCode: z.string(),
  divisionName: z.string(),
  address: z.string(),
  point: Point,
  occupations: z.array(z.object({ code: z.string(), name: z.string() })),
  phone: z.string().nullable(),
  openHours: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.number(),
  source: SourceRef,
  statedOn: z.iso.date(),
});
export type TrainingBase = z.infer<typeof TrainingBase>;
