import { z } from "zod";
import type { AccountKind } from "../accounts.ts";
import { type Answer, refuse } from "../answers.ts";
import { type Api, type Call, defineApi } from "../api.ts";
import type { Issued } from "../tokens.ts";
import { accountOf } from "../world.ts";

const Credentials = z.object({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
});

/** @returns whose credentials they are, or why they are refused */
function holderOf(given: z.infer<typeof Credentials>, { world }: Call): AccountKind | Answer {
  if (given.grant_type !== "client_credential") return refuse(40002);
  if (given.appid === undefined) return refuse(41002);
  if (given.secret === undefined) return refuse(41004);
  const account = accountOf(world, given.appid);
  if (account === undefined) return refuse(40013);
  if (!world.settings.isIpAllowed) return refuse(40164);
  if (world.settings.isSecretFrozen) return refuse(40243);
  return given.secret === world.accounts[account].secret ? account : refuse(40125);
}

const issuedAnswer = (issued: Issued): Answer =>
  "refusal" in issued ? refuse(issued.refusal) : { access_token: issued.token, expires_in: issued.expiresInSeconds };

const stableToken = defineApi({
  path: "/cgi-bin/stable_token",
  methods: ["POST"],
  isOpen: true,
  input: Credentials.extend({ force_refresh: z.boolean().default(false) }),
  answer: (given, call) => {
    const holder = holderOf(given, call);
    if (typeof holder !== "string") return holder;
    const { tokens } = call.world;
    return issuedAnswer(given.force_refresh ? tokens.forced(holder, call.now) : tokens.stable(holder, call.now));
  },
});

const legacyToken = defineApi({
  path: "/cgi-bin/token",
  methods: ["GET", "POST"],
  isOpen: true,
  input: Credentials,
  answer: (given, call) => {
    const holder = holderOf(given, call);
    return typeof holder === "string" ? issuedAnswer(call.world.tokens.legacy(holder, call.now)) : holder;
  },
});

export const tokenApis: readonly Api[] = [stableToken, legacyToken];
