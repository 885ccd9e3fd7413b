import type { Call } from "./call";
import { type Fault, type Outcome, unreachable } from "./outcome";
import type { Platform } from "./platform";

const KEY = "jiangtu.session";
const LEFT_KEY = "jiangtu.left";
const DAY_MS = 86_400_000;
/** A token lives 30 days on the server; a younger one limits what a stolen phone backup is good for. */
const ROTATE_AFTER_MS = 7 * DAY_MS;

/** What our own QR codes and links carry; anything else in the address is somebody's own and must not stop the sign-in. */
const SCENE = /^[\w-]{1,64}$/;

interface Kept {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  obtainedAt: number;
}

/** Who this phone is to the server. The person signs in by being in WeChat: there is no password. */
export interface Session {
  /** A token that is good now, after signing in or rotating where that is due. */
  token(): Promise<Outcome<string>>;
  /** After the server has refused `token`: signs in anew, unless somebody did so meanwhile. */
  tokenAfter(refused: string): Promise<Outcome<string>>;
  /** Whether this phone is signed in; looking at a course is no reason to sign in. */
  isOpen(): boolean;
  /** After 注销: nothing signs in again by itself, for that would make the person anew. */
  leave(): void;
  /** The person does something of their own that needs them to be known. */
  comeBack(): void;
}

const isKept = (value: unknown): value is Kept =>
  typeof value === "object" &&
  value !== null &&
  "token" in value &&
  typeof value.token === "string" &&
  "expiresAt" in value &&
  typeof value.expiresAt === "number" &&
  "obtainedAt" in value &&
  typeof value.obtainedAt === "number";

/** Said where somebody who has deleted everything comes to a page of their own. */
export const left: Fault = {
  kind: "fault",
  status: 0,
  code: "left",
  sentence: "您已经注销，这里没有关于您的数据。想再用收藏和订阅，可以重新开始。",
};

export function createSession({ platform, call }: { platform: Platform; call: Call }): Session {
  let underway: Promise<Outcome<string>> | undefined;

  const kept = (): Kept | undefined => {
    const value = platform.read(KEY);
    return isKept(value) && value.expiresAt > platform.now() ? value : undefined;
  };

  const keep = ({ token, expiresAt }: { token: string; expiresAt: string }): Outcome<string> => {
    platform.write(KEY, { token, expiresAt: Date.parse(expiresAt), obtainedAt: platform.now() } satisfies Kept);
    return { kind: "ok", body: token };
  };

  const signIn = async (): Promise<Outcome<string>> => {
    if (platform.read(LEFT_KEY) === true) return left;
    const code = await platform.loginCode();
    if (code === undefined) return unreachable;
    const scene = platform.scene();
    const body = { code, ...(scene !== undefined && SCENE.test(scene) && { scene }) };
    const made = await call("POST /v1/miniprogram/sessions", { body });
    return made.kind === "ok" ? keep(made.body) : made;
  };

  /** An answer that is lost leaves the old token; the server refuses it in time, and that signs in again. */
  const rotate = async ({ token }: Kept): Promise<Outcome<string>> => {
    const made = await call("POST /v1/miniprogram/sessions/rotate", {}, token);
    if (made.kind === "ok") return keep(made.body);
    return made.status === 401 ? signIn() : { kind: "ok", body: token };
  };

  /** Pages open together and must not sign in together: the second sign-in's code would be wasted, and a rotation would be a re-use. */
  const once = (work: () => Promise<Outcome<string>>): Promise<Outcome<string>> => {
    underway ??= work().finally(() => {
      underway = undefined;
    });
    return underway;
  };

  return {
    token: () =>
      once(async () => {
        const now = kept();
        if (now === undefined) return signIn();
        return platform.now() - now.obtainedAt > ROTATE_AFTER_MS ? rotate(now) : { kind: "ok", body: now.token };
      }),
    tokenAfter: (refused) =>
      once(async () => {
        const now = kept();
        if (now !== undefined && now.token !== refused) return { kind: "ok", body: now.token };
        platform.forget(KEY);
        return signIn();
      }),
    isOpen: () => kept() !== undefined,
    leave: () => {
      platform.forget(KEY);
      platform.write(LEFT_KEY, true);
    },
    comeBack: () => platform.forget(LEFT_KEY),
  };
}
