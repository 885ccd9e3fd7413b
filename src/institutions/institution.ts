import { z } from "zod";

export const InstitutionId = z.uuid("机构编号格式不对").brand<"InstitutionId">();
export type InstitutionId = z.infer<typeof InstitutionId>;

/** 申请 → 准入 → 预警 → 暂停 → 退出 */
export const InstitutionState = z.enum(["applied", "admitted", "warned", "suspended", "exited"]);
export type InstitutionState = z.infer<typeof InstitutionState>;

/** Only these may publish. */
export const mayPublish = (state: InstitutionState): boolean => state === "admitted" || state === "warned";

const Site = z.object({ id: z.string(), name: z.string(), divisionCode: z.string(), address: z.string() });
export const Institution = z.object({
  id: InstitutionId,
  name: z.string(),
  divisionCode: z.string(),
  phone: z.string().nullable(),
  state: InstitutionState,
  isDemo: z.boolean(),
  sites: z.array(Site),
});
export type Institution = z.infer<typeof Institution>;
