import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWeights, weightsOn } from "../../search/ranking/weights.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { createStaffService } from "../../src/institutions/staff-service.ts";
import { addDays, localDate, systemClock } from "../../src/kit/clock.ts";
import { DEMO_PASSWORD, startEdge, type TestApp } from "../support/app.ts";
import { aCourse, aSite } from "../support/factories.ts";
import { aVisitor, type Visitor } from "../support/site-visitor.ts";

let app: TestApp;
let visitor: Visitor;
let reviewer: Visitor;
beforeAll(async () => {
  app = await startEdge();
  visitor = await signIn("jigou-demo");
  reviewer = await signIn("shenhe-demo");
});
afterAll(() => app.stop());

const today = localDate(systemClock.now());
const signIn = async (account: string): Promise<Visitor> => {
  const staff = aVisitor(app.url);
  await staff.submit("/console/sign-in", { account, password: DEMO_PASSWORD });
  return staff;
};

/** jigou-demo with a site to teach at, and a form that is right in every field. */
async function anInstitutionAtWork() {
  const actor = await createStaffService(app.database.db).actorOfSession(
    visitor.cookies.get("jiangtu_session") ?? "",
    systemClock.now(),
  );
  if (actor?.kind !== "staff") throw new Error("jigou-demo is staff");
  const site = await aSite(app.database.db, { institutionId: actor.institutionId, isDemo: true });
  const form = {
    title: "焊工（初级）周末班",
    occupation: "焊工（6-18-02-04）",
    level: "5",
    mode: "onsite",
    schedule: "weekend",
    hours: "80",
    feeYuan: "1280.50",
    subsidised: "yes",
    subsidySourceId: "demo",
    certificates: "焊工初级工证、结业证书",
    requirements: "",
    description: "第一行\n<b>第二行</b>",
    howToEnrol: "到教学点报名",
    contactPhone: "",
    siteId: site.id,
    rows: "2",
    "session-0-startsOn": "",
    "session-0-endsOn": "",
    "session-0-seatsTotal": "",
    "session-1-startsOn": addDays(today, 10),
    "session-1-endsOn": addDays(today, 30),
    "session-1-seatsTotal": "40",
  };
  return { actor, form };
}

describe("新课程", () => {
  it("goes from the form through review to the course page", async () => {
    const { actor, form } = await anInstitutionAtWork();
    expect(await visitor.submit("/console/courses/new", form)).toMatchObject({
      status: 303,
      location: "/console?done=submitted",
    });
    expect((await visitor.get("/console?done=submitted")).text).toContain("课程已提交，等待审核。");
    const courses = createCourseService(app.database.db);
    const [entry] = await courses.ofInstitution(actor.institutionId, systemClock.now());
    const course = await courses.byId(entry?.id ?? "", systemClock.now());
    expect(course).toMatchObject({
      title: form.title,
      occupationCode: "6-18-02-04",
      level: 5,
      feeFen: 128_050,
      isSubsidised: true,
      certificates: ["焊工初级工证", "结业证书"],
      requirements: null,
      sessions: [{ startsOn: addDays(today, 10), seatsLeft: 40 }],
    });

    const path = `/courses/${course?.id}`;
    expect((await aVisitor(app.url).get(path)).status).toBe(404);
    expect((await reviewer.get("/console")).text).toContain(form.title);
    expect(await reviewer.submit(`/console/courses/${course?.id}/approve`, {})).toMatchObject({
      status: 303,
      location: "/console?done=approved",
    });
    const page = await aVisitor(app.url).get(path);
    expect(page.status).toBe(200);
    for (const text of [
      form.title,
      "1280.50 元",
      "有补贴，依据《示例文件（非真实）》",
      "示例数据",
      "焊工初级工证、结业证书",
    ])
      expect(page.text).toContain(text);
    expect(page.text).toContain("&lt;b&gt;第二行&lt;/b&gt;");
    expect(page.text).toMatch(/https:\/\/uri\.amap\.com\/marker\?position=103\.9\d+%2C30\.5\d+/);

    expect((await visitor.get(`/console/courses/${course?.id}/withdraw`)).text).toContain("确定撤下");
    expect((await visitor.submit(`/console/courses/${course?.id}/withdraw`, {})).status).toBe(303);
    const gone = await aVisitor(app.url).get(path);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain("课程已经下架");
    expect((await visitor.submit(`/console/courses/${course?.id}/withdraw`, {})).status).toBe(409);
  });

  it("shows every fault beside its field and loses nothing that was typed", async () => {
    const { form } = await anInstitutionAtWork();
    const bad = {
      ...form,
      title: "短",
      occupation: "造火箭",
      hours: "很多",
      feeYuan: "一千",
      contactPhone: "12",
      "session-1-endsOn": "",
    };
    const { status, text } = await visitor.submit("/console/courses/new", bad);
    expect(status).toBe(422);
    for (const field of ["title", "occupation", "hours", "feeYuan", "contactPhone", "session-1-endsOn"])
      expect(text, field).toContain(`id="fault-${field}"`);
    for (const value of ["造火箭", "很多", "一千", form.howToEnrol, form["session-1-startsOn"]])
      expect(text, value).toContain(`value="${value}"`.replace(/value="(到教学点报名)"/, "$1"));
    expect(text).toContain("&lt;b&gt;第二行&lt;/b&gt;</textarea>");
    expect(text).toContain('<option value="weekend" selected>');
  });

  it("shows what only the rows can tell, beside the field", async () => {
    const { form } = await anInstitutionAtWork();
    const past = { ...form, "session-1-startsOn": addDays(today, -3) };
    const { status, text } = await visitor.submit("/console/courses/new", past);
    expect(status).toBe(422);
    expect(text).toContain('id="fault-session-1-startsOn">开班日期已经过去');
  });

  it("adds a row for one more class session without losing anything", async () => {
    const { form } = await anInstitutionAtWork();
    const { status, text } = await visitor.submit("/console/courses/new", { ...form, act: "add-session" });
    expect(status).toBe(200);
    expect(text).toContain('name="session-2-startsOn"');
    expect(text).toContain(`value="${form.title}"`);
  });
});

describe("the console", () => {
  it("keeps institutions out of review and out of each other's courses", async () => {
    const other = await aCourse(app.database.db, { status: "submitted" });
    expect((await visitor.submit(`/console/courses/${other.id}/approve`, {})).status).toBe(403);
    expect((await visitor.get(`/console/courses/${other.id}/withdraw`)).status).toBe(404);
    expect((await visitor.submit(`/console/courses/${other.id}/withdraw`, {})).status).toBe(403);
  });

  it("sends a course back with a reason that the institution reads", async () => {
    const { form } = await anInstitutionAtWork();
    await visitor.submit("/console/courses/new", { ...form, title: "要退回的课程" });
    const page = (await reviewer.get("/console")).text;
    const id = /要退回的课程[\s\S]*?\/console\/courses\/([\w-]+)\/approve/.exec(page)?.[1];
    expect((await reviewer.submit(`/console/courses/${id}/reject`, { reason: "" })).status).toBe(422);
    expect((await reviewer.submit(`/console/courses/${id}/reject`, { reason: "学费与公示不一致" })).status).toBe(303);
    expect((await visitor.get("/console")).text).toContain("退回原因：学费与公示不一致");
  });

  it("is never kept by a cache", async () => {
    const response = await fetch(`${app.url}/console`, {
      headers: { cookie: `jiangtu_session=${visitor.cookies.get("jiangtu_session")}` },
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

describe("the course page", () => {
  it.each(["expired", "withdrawn"] as const)("says plainly that a course is %s, with 410", async (status) => {
    const course = await aCourse(app.database.db, { status });
    expect((await aVisitor(app.url).get(`/courses/${course.id}`)).status).toBe(410);
  });

  it("is 404 for an id that is none", async () => {
    expect((await aVisitor(app.url).get("/courses/焊工")).status).toBe(404);
  });
});

describe("the page of the ranking", () => {
  it("shows anybody every number in force and since when, and is linked from the start page and the console", async () => {
    const { status, text } = await aVisitor(app.url).get("/ranking");
    expect(status).toBe(200);
    const { since, rows } = weightsOn(await readWeights(), today);
    expect(text).toContain(`<time datetime="${since}">`);
    for (const { meaning, value } of rows) expect(text).toContain(`<td>${meaning}</td><td>${value}</td>`);
    for (const page of [
      await aVisitor(app.url).get("/"),
      await visitor.get("/console"),
      await reviewer.get("/console"),
    ])
      expect(page.text).toContain('<a href="/ranking">课程怎么排序</a>');
  });
});

describe("the chat page", () => {
  it("weighs at most 150 KB as it is sent, and its files may be kept for good", async () => {
    const page = await fetch(`${app.url}/`);
    const html = await page.text();
    let bytes = Buffer.byteLength(html);
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
    for (const file of new Set(files)) {
      const response = await fetch(app.url + file, { headers: { "accept-encoding": "gzip" } });
      expect(response.headers.get("cache-control"), file).toContain("immutable");
      expect(response.headers.get("content-encoding"), file).toBe("gzip");
      bytes += Number(response.headers.get("content-length"));
    }
    console.log(`weight of /: ${(bytes / 1024).toFixed(0)} KB in ${new Set(files).size + 1} requests`);
    expect(files.length).toBeGreaterThan(3);
    expect(bytes).toBeLessThanOrEqual(150 * 1024);
  });

  it("is answered 304 when it has not changed", async () => {
    const first = await fetch(`${app.url}/`);
    const again = await fetch(`${app.url}/`, {
      // fetch would add no-cache by itself
      headers: { "if-none-match": first.headers.get("etag") ?? "", "cache-control": "max-age=0" },
    });
    expect(again.status).toBe(304);
  });

  it("names the 21 cities and says that the demo is one", async () => {
    const { text } = await aVisitor(app.url).get("/");
    expect(text.match(/data-city=/g)).toHaveLength(21);
    expect(text).toContain("示例数据");
    expect(text).not.toMatch(/<script(?! src=)|\son\w+=|style=/);
  });

  it("files outside the list are not served, whatever the path", async () => {
    for (const name of ["..%2f..%2fpackage.json", "constructor", "chat.js%00"])
      expect((await fetch(`${app.url}/assets/${name}`)).status, name).toBe(404);
    const plain = await fetch(`${app.url}/assets/chat.js`, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
  });
});
