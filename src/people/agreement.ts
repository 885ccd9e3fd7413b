import { AppError } from "../errors.ts";
import type { Tx } from "../kit/database.ts";
import { CONSENT_VERSIONS } from "./consent.ts";
import type { Purpose } from "./consent-store.ts";

const ASKS: Readonly<Record<Purpose, string>> = {
  service: "请先看过本服务的说明。",
  location: "请先同意保存大致位置；不同意也可以选区县。",
  notices: "请先同意接收通知。",
  phone: "请先同意保存手机号；不同意不影响使用。",
  profile: "请先同意保存个人情况；不同意不影响查课程。",
};

const mustAgree = (purpose: Purpose): AppError => new AppError("needs_consent", 403, ASKS[purpose]);

/**
 * Holds the agreement to the present version until the transaction ends: a withdrawal at the same moment waits, and then deletes what was
 * written under it.
 * @throws AppError needs_consent
 */
export async function requireAgreement(tx: Tx, personId: string, purpose: Purpose): Promise<void> {
  const version = CONSENT_VERSIONS[purpose];
  const rows = await tx.$queryRaw`
    SELECT 1 FROM consent WHERE person_id = ${personId}::uuid AND purpose = ${purpose} AND version = ${version}
      AND is_given AND withdrawn_at IS NULL
    FOR SHARE`;
  if (!Array.isArray(rows) || rows.length === 0) throw mustAgree(purpose);
}
