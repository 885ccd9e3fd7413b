// How WeChat's own answers are read: the callbacks of `wx`, as its pages document them.
import { afterEach, describe, expect, it } from "vitest";
import { createWxPlatform } from "../../miniprogram/services/platform-wx";

type Callbacks = Record<string, (result: Record<string, unknown>) => void> & Record<string, unknown>;

const platform = createWxPlatform();
/** Lets one interface of `wx` end in this way. */
const wxAnswers = (name: string, outcome: "success" | "fail", result: Record<string, unknown>): void => {
  Object.assign(globalThis, { wx: { [name]: (call: Callbacks) => call[outcome]?.(result) } });
};
afterEach(() => {
  Object.assign(globalThis, { wx: undefined });
});

describe("the phone", () => {
  it("tells a person who said no from one who closed the map, and both from a fault", async () => {
    wxAnswers("getFuzzyLocation", "fail", { errMsg: "getFuzzyLocation:fail auth deny" });
    expect(await platform.fuzzyPlace()).toEqual({ kind: "refused" });
    wxAnswers("getFuzzyLocation", "fail", { errMsg: "getFuzzyLocation:fail privacy permission is not authorized" });
    expect(await platform.fuzzyPlace()).toEqual({ kind: "refused" });
    wxAnswers("chooseLocation", "fail", { errMsg: "chooseLocation:fail cancel" });
    expect(await platform.chosenPlace()).toEqual({ kind: "cancelled" });
    wxAnswers("getFuzzyLocation", "fail", { errMsg: "getFuzzyLocation:fail system error" });
    expect(await platform.fuzzyPlace()).toEqual({ kind: "failed" });
  });

  it("turns a point picked on the map to WGS-84", async () => {
    wxAnswers("chooseLocation", "success", { latitude: 30.5728, longitude: 104.0668, name: "天府广场", address: "" });
    const chosen = await platform.chosenPlace();
    expect(chosen).toMatchObject({ kind: "place", place: { label: "天府广场" } });
    if (chosen.kind !== "place") return;
    expect(chosen.place.point.lat).toBeCloseTo(30.5752, 3);
    expect(chosen.place.point.lng).toBeCloseTo(104.0643, 3);
  });

  it("reads the sheet of subscriptions: answers by template, or the main switch that is off", async () => {
    wxAnswers("requestSubscribeMessage", "success", { errMsg: "requestSubscribeMessage:ok", t1: "accept" });
    expect(await platform.requestSubscription(["t1"])).toEqual({ kind: "answered", results: { t1: "accept" } });
    wxAnswers("requestSubscribeMessage", "fail", { errMsg: "fail", errCode: 20004 });
    expect(await platform.requestSubscription(["t1"])).toEqual({ kind: "off" });
    wxAnswers("requestSubscribeMessage", "fail", { errMsg: "fail", errCode: 10002 });
    expect(await platform.requestSubscription(["t1"])).toEqual({ kind: "failed" });
  });

  it("takes a request that nobody answers for status 0, and a sign-in without a code for none", async () => {
    wxAnswers("request", "fail", { errMsg: "request:fail timeout" });
    expect(await platform.request({ method: "GET", url: "https://h", headers: {} })).toEqual({
      status: 0,
      body: undefined,
    });
    wxAnswers("login", "fail", { errMsg: "login:fail" });
    expect(await platform.loginCode()).toBeUndefined();
  });

  it("makes ids that the chat takes, none twice", () => {
    const ids = Array.from({ length: 500 }, () => platform.newId());
    expect(new Set(ids).size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  });
});
