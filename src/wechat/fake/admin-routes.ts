import Router from "@koa/router";
import type { Context } from "koa";
import { z } from "zod";
import { InjectedFault } from "./injected-faults.ts";
import { answerJson, readInput } from "./json-routes.ts";
import type { Person } from "./people.ts";
import { act, mayAct, PersonAction } from "./person-actions.ts";
import type { Pusher } from "./push/pusher.ts";
import { stateOf } from "./state-dump.ts";
import { resetWorld, type World } from "./world.ts";

const Account = z.enum(["official", "miniprogram"]).default("official");

const Settings = z.strictObject({
  isVerified: z.boolean().exactOptional(),
  isIpAllowed: z.boolean().exactOptional(),
  isSecretFrozen: z.boolean().exactOptional(),
  isReleased: z.boolean().exactOptional(),
  attempts: z.number().int().min(1).max(5).exactOptional(),
  timeoutMs: z.number().int().min(50).max(60_000).exactOptional(),
});
const visitor = z.string().min(1).max(64);
/** People by name, or so many of them for a load test: prefix-0, prefix-1 … */
const Followers = z.union([
  z.strictObject({ visitors: z.array(visitor).min(1).max(500), account: Account }),
  z
    .strictObject({ prefix: visitor, count: z.number().int().min(1).max(100_000), account: Account })
    .transform(({ prefix, count, account }) => ({
      visitors: Array.from({ length: count }, (_, index) => `${prefix}-${index}`),
      account,
    })),
]);
const Push = z.looseObject({ openid: z.string(), copies: z.number().int().min(1).max(10).default(1) });
const Login = z.strictObject({ visitor, isHighRisk: z.boolean().default(false) });
const Credit = z.strictObject({
  openid: z.string(),
  templateId: z.string(),
  count: z.number().int().min(0).default(1),
  isLongTerm: z.boolean().default(false),
});
const TemplateInput = z.strictObject({
  id: z.string().min(1),
  account: Account,
  title: z.string(),
  content: z.string(),
  example: z.string().default(""),
  type: z.union([z.literal(2), z.literal(3)]).default(2),
  enums: z.record(z.string(), z.array(z.string())).exactOptional(),
});

/** Levers of the local platform for tests, the demo and load tests: everything below `/__fake`. */
export function adminRoutes(world: World, pusher: Pusher): Router {
  const router = new Router({ prefix: "/__fake" });

  const withInput = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    work: (input: z.output<Schema>, ctx: Context) => unknown,
  ): void => {
    router.post(path, async (ctx) => {
      const input = await readInput(ctx, schema);
      if (input === undefined) return;
      const answer = await work(input, ctx);
      if (ctx.body === undefined || ctx.body === null) answerJson(ctx, answer ?? {});
    });
  };
  const personOf = (openid: string, ctx: Context): Person | undefined => {
    const person = world.people.find("official", openid) ?? world.people.find("miniprogram", openid);
    if (person === undefined) answerJson(ctx, { error: "没有这个 openid" }, 404);
    return person;
  };
  const ofQuery = (ctx: Context): Person | undefined => personOf(String(ctx.query["openid"] ?? ""), ctx);

  router.get("/state", (ctx) => answerJson(ctx, stateOf(world)));
  router.get("/transcript", (ctx) => {
    const person = ofQuery(ctx);
    if (person !== undefined) answerJson(ctx, person.transcript);
  });
  router.get("/exchanges", (ctx) => {
    const person = ofQuery(ctx);
    if (person !== undefined) answerJson(ctx, person.exchanges);
  });
  withInput("/reset", z.strictObject({}), () => resetWorld(world));
  withInput("/settle", z.strictObject({}), () => pusher.settled());
  withInput("/clock", z.strictObject({ advanceMs: z.number().int().min(0) }), ({ advanceMs }) => {
    world.clock.advance(advanceMs);
    return { now: world.clock.now().toISOString() };
  });
  withInput("/fault", InjectedFault, (fault) => world.faults.add(fault));
  withInput("/settings", Settings, (patch) => {
    world.settings = { ...world.settings, ...patch };
  });
  withInput("/limits", z.strictObject({ path: z.string(), daily: z.number().int().min(0) }), ({ path, daily }) =>
    world.usage.setDaily(path, daily),
  );
  withInput("/tokens/kill", z.strictObject({}), () => world.tokens.killAll());
  withInput("/templates", TemplateInput, (template) => {
    world.templates = [...world.templates.filter(({ id }) => id !== template.id), template];
  });
  withInput("/followers", Followers, ({ visitors, account }) => ({
    openids: visitors.map((name) => {
      const person = world.people.ofVisitor(account, name);
      person.isFollowing = account === "official";
      person.followedAt = world.clock.now();
      return person.openid;
    }),
  }));
  withInput("/refusing", z.strictObject({ openid: z.string(), isRefusing: z.boolean() }), (input, ctx) => {
    const person = personOf(input.openid, ctx);
    if (person !== undefined) person.isRefusing = input.isRefusing;
  });
  withInput("/credit", Credit, ({ openid, templateId, count, isLongTerm }, ctx) => {
    personOf(openid, ctx)?.credits.set(templateId, { count, isLongTerm, isOff: false });
  });
  withInput("/login", Login, ({ visitor: name, isHighRisk }) => {
    const person = world.people.ofVisitor("miniprogram", name);
    person.visitedAt = world.clock.now();
    return {
      openid: person.openid,
      code: world.logins.mint({ openid: person.openid, isHighRisk }, world.clock.now()),
    };
  });
  withInput("/phone-code", z.strictObject({ phone: z.string().regex(/^\d{5,15}$/) }), ({ phone }) => ({
    code: world.phones.mint(phone, world.clock.now()),
  }));
  router.post("/push/:kind", async (ctx) => {
    const input = await readInput(ctx, Push);
    if (input === undefined) return;
    const { openid, copies, ...rest } = input;
    const action = PersonAction.safeParse({ kind: ctx.params["kind"], ...rest });
    if (!action.success) return answerJson(ctx, { error: "输入有误", issues: action.error.issues }, 400);
    const person = personOf(openid, ctx);
    if (person === undefined) return;
    if (!mayAct(person, action.data)) return answerJson(ctx, { error: "关注状态不允许" }, 409);
    const { inbound, options } = act(action.data, person, world);
    const exchanges = [];
    for (const one of inbound) exchanges.push(...(await pusher.push(person, one, { ...options, copies })));
    answerJson(ctx, { exchanges });
  });
  return router;
}
