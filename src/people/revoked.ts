import type { Purpose } from "./consent-store.ts";

/** What a person may revoke in WeChat's settings and what of ours it concerns (official page user_authorization_revoke, RevokeInfo). */
const PURPOSE_OF_CODE: ReadonlyMap<number, Purpose> = new Map([
  [8, "phone"], // 手机号
  [13, "location"], // 位置信息
  [18, "location"], // 选择的位置信息
]);

/** Nothing of ours hangs on the other codes (address, invoice, camera …): we never ask for those. */
export const purposesRevoked = (codes: readonly number[]): Purpose[] => [
  ...new Set(codes.flatMap((code) => PURPOSE_OF_CODE.get(code) ?? [])),
];
