/** Something did not work, in words that the person can act on. `status` 0 = the server was not reached. */
export interface Fault {
  kind: "fault";
  status: number;
  /** Stable, for programs: the `code` of the server's problem, or `unreachable`. */
  code: string;
  sentence: string;
}

export type Outcome<Body> = { kind: "ok"; body: Body } | Fault;

export const unreachable: Fault = {
  kind: "fault",
  status: 0,
  code: "unreachable",
  sentence: "网络不通，没有连上。请检查网络后再试一次。",
};

const isProblem = (body: unknown): body is { code: string; detail: string } =>
  typeof body === "object" &&
  body !== null &&
  "code" in body &&
  typeof body.code === "string" &&
  "detail" in body &&
  typeof body.detail === "string";

/** The server says in plain Chinese what is wrong; what is not from our server (a proxy's page) gets words of its own. */
export function faultOf(status: number, body: unknown): Fault {
  if (status === 0) return unreachable;
  if (isProblem(body)) return { kind: "fault", status, code: body.code, sentence: body.detail };
  return { kind: "fault", status, code: "unknown", sentence: "系统暂时繁忙，请稍等一会儿再试。" };
}

/** Whether it may help to ask the same again. */
export const mayHelpToRetry = ({ status }: Fault): boolean => status === 0 || status === 429 || status >= 500;
