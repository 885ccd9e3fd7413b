import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEdge, type TestApp } from "../support/app.ts";
import { aBase } from "../support/factories.ts";
import { aVisitor } from "../support/site-visitor.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startEdge();
});
afterAll(() => app.stop());

describe("the page of a 公共实训基地", () => {
  it("shows its facts with their source, and says of the rest that it is not stated", async () => {
    const base = await aBase(app.database.db, { phone: null, openHours: null });
    const { status, text } = await aVisitor(app.url).get(`/bases/${base.id}`);
    expect(status).toBe(200);
    for (const words of [base.name, base.address, "焊工", "没有写明", "信息来源", "uri.amap.com"])
      expect(text).toContain(words);
  });

  it("marks a demo base as 示例数据", async () => {
    const base = await aBase(app.database.db, { isDemo: true });
    expect((await aVisitor(app.url).get(`/bases/${base.id}`)).text).toContain("示例数据");
  });

  it("is 404 in plain Chinese for an id that is none or not known", async () => {
    for (const id of ["焊工", "01970000-0000-7000-8000-000000000009"]) {
      const { status, text } = await aVisitor(app.url).get(`/bases/${id}`);
      expect(status).toBe(404);
      expect(text).toContain("没有找到");
    }
  });
});
