import type { Access, Actor } from "../http/route.ts";
import type { Html } from "./html.ts";

export interface PageCall {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** Fields of the posted form; one that was sent twice keeps its last value. */
  form: Readonly<Record<string, string>>;
  actor: Actor;
  /** The token in the session cookie, for signing out. */
  sessionToken: string | undefined;
  /** Network address of the caller, for the limits of signing in. */
  address: string;
  now: Date;
}

export type PageResult = {
  /** A new session token, or "end" to sign out; left out, the cookie stays as it is. */
  session?: { token: string } | "end";
} & ({ html: Html; status?: number } | { redirect: string });

/** A page: server-rendered, works without scripts. Forms answer with a redirect (post/redirect/get) or with the form and its faults. */
export interface PageRoute {
  method: "GET" | "POST";
  path: string;
  /** Who may see it; others are sent to sign in. */
  access: Access;
  perMinute: number;
  /** `private` pages are never kept by a cache. */
  isPrivate: boolean;
  render(call: PageCall): Promise<PageResult>;
}

export const SIGN_IN_PATH = "/console/sign-in";

/** Where to go after signing in: a page of the console and nothing else, whatever the address says. */
export const consolePath = (path: string | undefined): string =>
  path !== undefined && /^\/console(\/[A-Za-z0-9-]+)*$/.test(path) ? path : "/console";
