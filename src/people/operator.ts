import type { Config } from "../config.ts";

/** Who keeps the data (个人信息处理者), as people are told. */
export interface Operator {
  name: string;
  /** Telephone or address for questions about personal data. */
  contact: string;
  /** Of the whole text. */
  privacyUrl: string;
}

/** The demo has nobody behind it and says so; production refuses to start without both. */
export const operatorOf = ({ OPERATOR_NAME, OPERATOR_CONTACT, PUBLIC_URL, HOST, PORT }: Config): Operator => ({
  name: OPERATOR_NAME ?? "演示环境，没有真实的运营单位",
  contact: OPERATOR_CONTACT ?? "没有联系电话",
  privacyUrl: new URL("/privacy", PUBLIC_URL ?? `http://${HOST}:${PORT}`).href,
});
