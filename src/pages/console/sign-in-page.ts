import { AppError } from "../../errors.ts";
import { createLimits } from "../../http/limits.ts";
import type { StaffService } from "../../institutions/staff-service.ts";
import { html } from "../html.ts";
import { consolePath, type PageResult, type PageRoute, SIGN_IN_PATH } from "../page.ts";
import { consoleFrame } from "./frame.ts";

export interface SignInNeeds {
  staff: Pick<StaffService, "signIn" | "signOut">;
  isDemo: boolean;
}

/** Tries per minute: slow enough to make guessing hopeless, and no account is ever locked by somebody else's guesses. */
const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 20;
const MAX_CHARS = 128;

interface SignInForm {
  account: string;
  next: string;
  fault?: string;
  isDemo: boolean;
}

const signInForm = ({ account, next, fault, isDemo }: SignInForm) =>
  consoleFrame({
    title: "登录",
    fault,
    body: html`<form method="post" action="${SIGN_IN_PATH}" class="form narrow">
<input type="hidden" name="next" value="${next}">
<div class="field"><label for="account">账号</label>
<input id="account" name="account" value="${account}" autocomplete="username" required maxlength="${MAX_CHARS}" autofocus></div>
<div class="field"><label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="${MAX_CHARS}"></div>
<button type="submit" class="weui-btn weui-btn_primary">登录</button>
${
  isDemo &&
  html`<p class="faint">演示账号：jigou-demo（机构）、shenhe-demo（审核）。密码在启动时显示，也可以用 npm run doctor 查看。</p>`
}
</form>`,
  });

const refused = (form: SignInForm, fault: AppError): PageResult => ({
  html: signInForm({ ...form, fault: fault.message }),
  status: fault.status,
});

const wrong = (): AppError => new AppError("wrong_password", 401, "账号或密码不对，请再试一次。");

export const signInPages = ({ staff, isDemo }: SignInNeeds): PageRoute[] => {
  const limits = createLimits();
  const common = { path: SIGN_IN_PATH, access: { kind: "public" }, perMinute: 120, isPrivate: true } as const;
  return [
    {
      ...common,
      method: "GET",
      render: async ({ query, actor }) => {
        const next = consolePath(query["next"]);
        return actor.kind === "anonymous" ? { html: signInForm({ account: "", next, isDemo }) } : { redirect: next };
      },
    },
    {
      ...common,
      method: "POST",
      render: async ({ form, now, address }) => {
        const { account = "", password = "" } = form;
        const next = consolePath(form["next"]);
        const shown = { account: account.slice(0, MAX_CHARS), next, isDemo };
        try {
          await limits.count("sign-in", `address:${address}`, TRIES_PER_ADDRESS);
          await limits.count("sign-in", `account:${shown.account}`, TRIES_PER_ACCOUNT);
          if (account.length > MAX_CHARS || password.length > MAX_CHARS) throw wrong();
          const signedIn = await staff.signIn(account.trim(), password, now);
          if (signedIn === undefined) throw wrong();
          return { redirect: next, session: { token: signedIn.token } };
        } catch (error) {
          if (error instanceof AppError) return refused(shown, error);
          throw error;
        }
      },
    },
    {
      method: "POST",
      path: "/console/sign-out",
      access: { kind: "public" },
      perMinute: 60,
      isPrivate: true,
      render: async ({ sessionToken }) => {
        if (sessionToken !== undefined) await staff.signOut(sessionToken);
        return { redirect: SIGN_IN_PATH, session: "end" };
      },
    },
  ];
};
