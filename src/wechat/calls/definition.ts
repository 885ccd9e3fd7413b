import type { z } from "zod";

/** Whose account calls. */
export interface Account {
  readonly appid: string;
  readonly secret: string;
}

/** What goes over the line, beside the access token. */
export interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A file, sent as a form's field `media`. */
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
}

/** One call of the platform's API, declared once. Budgets and faults know it by its path. */
export interface Call<Given, Checked, Output> {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** A call that brings its own secrets needs no access token. */
  readonly needsToken: boolean;
  /** Refuses before sending what the platform would refuse. */
  readonly input: z.ZodType<Checked, Given>;
  readonly sent: (checked: Checked, account: Account) => Sent;
  readonly output: z.ZodType<Output>;
  /** Doing it twice is the same as once: it may be made again when nobody knows whether it arrived. */
  readonly mayRepeat: (checked: Checked) => boolean;
}

/** Keeps the types of one declaration together. */
export const defineCall = <Given, Checked, Output>(call: Call<Given, Checked, Output>): Call<Given, Checked, Output> =>
  call;

export const always = (): boolean => true;
export const never = (): boolean => false;
