import { classOf, type FaultClass } from "./error-table.ts";

export interface FaultFacts {
  /** Path of the call. */
  api: string;
  kind: FaultClass;
  /** The platform's errcode; none where it gave no answer that can be read, or was not asked. */
  code?: number;
  /** Name of the request in the platform's own records, readable there for 7 days. */
  rid?: string;
  /** What may be shown of the reason: a field's name, our own address. */
  hint?: string;
  /** The request was written and no answer came that says what became of it. */
  isOutcomeUnknown?: boolean;
}

/** A call of the platform's API that failed, or was refused before it was made. Holds no openid, token or text. */
export class WechatFault extends Error {
  readonly api: string;
  readonly kind: FaultClass;
  readonly code?: number;
  readonly rid?: string;
  readonly hint?: string;
  readonly isOutcomeUnknown: boolean;

  constructor({ api, kind, code, rid, hint, isOutcomeUnknown = false }: FaultFacts) {
    super([`wechat ${api}: ${kind}`, code, hint, rid && `rid ${rid}`].filter((part) => part !== undefined).join(" "));
    this.name = "WechatFault";
    this.api = api;
    this.kind = kind;
    if (code !== undefined) this.code = code;
    if (rid !== undefined) this.rid = rid;
    if (hint !== undefined) this.hint = hint;
    this.isOutcomeUnknown = isOutcomeUnknown;
  }
}

const RID = /\brid: ?([\w-]{4,64})/;
const HINT = /\bdata\.\w{1,32}\.value\b|\bip \d{1,3}(?:\.\d{1,3}){3}\b/;

/** The fault an errcode stands for. Of `errmsg` only what names nobody is kept. */
export function faultOfCode(api: string, code: number, errmsg: string): WechatFault {
  const rid = RID.exec(errmsg)?.[1];
  const hint = HINT.exec(errmsg)?.[0];
  return new WechatFault({
    api,
    kind: classOf(code),
    code,
    ...(rid === undefined ? {} : { rid }),
    ...(hint === undefined ? {} : { hint }),
  });
}
