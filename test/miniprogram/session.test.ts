// Signing in, rotating and starting over, against the real routes.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MiniHouse, startMiniHouse } from "./mini-house.ts";
import { visitorOf } from "./mini-visitor.ts";

const DAY_MS = 86_400_000;
const SIGN_IN = "request POST /v1/miniprogram/sessions";
const ROTATE = "request POST /v1/miniprogram/sessions/rotate";

let house: MiniHouse;
beforeAll(async () => {
  house = await startMiniHouse();
});
afterAll(() => house.stop());

const codes = (visitor: string, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => house.loginCode(visitor)));
const tokensOf = (visitor: ReturnType<typeof visitorOf>): (string | undefined)[] =>
  visitor.phone.record.requests.map(({ authorization }) => authorization);

describe("the session of a phone", () => {
  it("is made once, however many pages ask at the same moment", async () => {
    const { services, phone } = visitorOf(house, await codes("many", 3));
    const answers = await Promise.all(Array.from({ length: 8 }, () => services.api.send("GET /v1/me/places", {})));
    expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => "ok"));
    expect(phone.record.order.filter((what) => what === SIGN_IN)).toHaveLength(1);
    expect(phone.answers.codes).toHaveLength(2);
  });

  it("is kept when the mini-program is closed, and is rotated once a week, by one request", async () => {
    let now = Date.now();
    const visitor = visitorOf(house, await codes("weekly", 1), () => now);
    const { services, phone } = visitor;
    await services.api.send("GET /v1/me/places", {});
    now += 8 * DAY_MS;
    await Promise.all([1, 2, 3].map(() => services.api.send("GET /v1/me/places", {})));
    expect(phone.record.order.filter((what) => what === ROTATE)).toHaveLength(1);
    expect(phone.record.order.filter((what) => what === SIGN_IN)).toHaveLength(1);
    const tokens = tokensOf(visitor);
    expect(tokens.at(-1)).not.toBe(tokens[1]);
  });

  it("that the server does not know any more is made anew, and the request is sent once more", async () => {
    const visitor = visitorOf(house, await codes("closed", 2));
    const { services, phone } = visitor;
    await services.api.send("GET /v1/me/places", {});
    await services.api.send("DELETE /v1/miniprogram/session", {});
    expect(await services.api.send("GET /v1/me/places", {})).toMatchObject({ kind: "ok", body: { items: [] } });
    expect(phone.record.order.filter((what) => what === SIGN_IN)).toHaveLength(2);
  });

  it("is not asked for again and again when WeChat gives no code, or one that is used up", async () => {
    const [code = ""] = await codes("used", 1);
    await visitorOf(house, [code]).services.api.send("GET /v1/me/places", {});
    const { services, phone } = visitorOf(house, [code]);
    const refused = await services.api.send("GET /v1/me/places", {});
    expect(refused).toMatchObject({ kind: "fault", status: 422 });
    expect(phone.record.order).toEqual([SIGN_IN]);
    expect(await services.api.send("GET /v1/me/places", {})).toMatchObject({ kind: "fault", code: "unreachable" });
  });

  it("of one person shows nothing of another's", async () => {
    const one = visitorOf(house, await codes("one", 1));
    const other = visitorOf(house, await codes("other", 1));
    const body = { label: "家里", divisionCode: "510116" };
    await one.services.api.send("POST /v1/me/places", { body });
    expect(await other.services.api.send("GET /v1/me/places", {})).toMatchObject({ kind: "ok", body: { items: [] } });
  });

  it("ignores a scene that is none of ours", async () => {
    const { services, phone } = visitorOf(house, await codes("scene", 1));
    phone.answers.scene = "<script>";
    expect(await services.api.send("GET /v1/me/places", {})).toMatchObject({ kind: "ok" });
    expect(phone.record.requests[0]?.body).not.toHaveProperty("scene");
  });

  it("never writes openid or phone number to the phone's storage", async () => {
    const { services, phone } = visitorOf(house, await codes("stored", 1));
    await services.api.send("GET /v1/me/places", {});
    const kept = JSON.stringify([...phone.storage.entries()]);
    expect(kept).not.toContain(await house.openidOf("stored"));
    expect([...phone.storage.keys()]).toEqual(["jiangtu.session"]);
  });
});
