import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CITY_POPULATION } from "../../prisma/seed/population.ts";
import { moveDemoDates, type SeedCounts, seedDemo } from "../../prisma/seed/seed-demo.ts";
import { seed } from "../../src/cli/seed.ts";
import { CourseDraft } from "../../src/courses/course.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { createStaffService } from "../../src/institutions/staff-service.ts";
import { noProgress } from "../../src/kit/progress.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, anInstitution } from "../support/factories.ts";

const now = new Date("2026-11-24T02:00:00Z");
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

let test: TestDatabase;
let counts: SeedCounts;
let realCourseId: string;
beforeAll(async () => {
  test = await freshDatabase();
  realCourseId = (await aCourse(test.db, { now })).id;
  counts = await seedDemo(test.db, { courses: 3000, now });
});
afterAll(() => test.drop());

async function rowsOf<Row extends object>(sql: string): Promise<Row[]> {
  return (await test.db.sql.query<Row>(sql)).rows;
}
const countOf = async (sql: string): Promise<number> => {
  const [row] = await rowsOf<{ count: string }>(sql);
  return Number(row?.count);
};
const fingerprint = async (): Promise<string> => {
  const [row] = await rowsOf<{ md5: string }>(`SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT to_jsonb(c)::text AS line FROM course c WHERE is_demo
    UNION ALL SELECT to_jsonb(s)::text FROM class_session s JOIN course c ON c.id = s.course_id WHERE c.is_demo
    UNION ALL SELECT to_jsonb(s)::text FROM site s JOIN institution i ON i.id = s.institution_id WHERE i.is_demo
    UNION ALL SELECT to_jsonb(i)::text FROM institution i WHERE is_demo
    UNION ALL SELECT to_jsonb(b)::text FROM training_base b WHERE is_demo) t`);
  return row?.md5 ?? "";
};

describe("3,000 demo courses", () => {
  it("are exactly that many, as counted", async () => {
    expect(counts.courses).toBe(3000);
    expect(await countOf("SELECT count(*) FROM course WHERE is_demo")).toBe(3000);
    const sessions = "SELECT count(*) FROM class_session s JOIN course c ON c.id = s.course_id WHERE c.is_demo";
    expect(await countOf(sessions)).toBe(counts.sessions);
    expect(await countOf("SELECT count(*) FROM institution WHERE is_demo")).toBe(counts.institutions);
    expect(counts.bases).toBeGreaterThanOrEqual(200);
  });

  it("reach all 183 counties: at least one institution, one base and four courses at a place in each", async () => {
    const rows = await rowsOf<{ code: string; courses: string; institutions: string; bases: string }>(`
      SELECT d.code, (SELECT count(*) FROM institution i WHERE i.is_demo AND i.division_code = d.code) AS institutions,
        (SELECT count(*) FROM course c JOIN site s ON s.id = c.site_id
          WHERE c.is_demo AND s.division_code = d.code) AS courses,
        (SELECT count(*) FROM training_base b WHERE b.is_demo AND b.division_code = d.code) AS bases
      FROM division d WHERE d.level = 'county' AND d.code LIKE '51%'`);
    expect(rows).toHaveLength(183);
    const poor = rows.filter((row) => Number(row.courses) < 4 || Number(row.institutions) < 1 || Number(row.bases) < 1);
    expect(poor).toEqual([]);
  });

  it("are spread over the cities as people are", async () => {
    const rows = await rowsOf<{ city: string; courses: string }>(`
      SELECT d.parent_code AS city, count(*) AS courses FROM course c
      JOIN institution i ON i.id = c.institution_id JOIN division d ON d.code = i.division_code
      WHERE c.is_demo GROUP BY 1`);
    const share = new Map(rows.map(({ city, courses }) => [city, Number(courses) / 3000]));
    const people = Object.values(CITY_POPULATION).reduce((sum, count) => sum + count, 0);
    for (const [city, population] of Object.entries(CITY_POPULATION))
      expect(Math.abs((share.get(city) ?? 0) - population / people)).toBeLessThan(0.08);
    const [largest] = [...share].sort((a, b) => b[1] - a[1]);
    expect(largest?.[0]).toBe("510100");
  });

  it.each(["焊工", "电工", "月嫂", "育婴", "养老护理", "厨师", "叉车", "挖掘机", "汽修", "电商"])(
    "%s is taught at a place in every city",
    async (word) => {
      const rows = await rowsOf<{ city: string }>(`
        SELECT DISTINCT d.parent_code AS city FROM course c JOIN site s ON s.id = c.site_id
        JOIN division d ON d.code = s.division_code WHERE c.is_demo AND c.title LIKE '%${word}%'`);
      expect(rows.map(({ city }) => city).sort()).toEqual(Object.keys(CITY_POPULATION).sort());
    },
  );

  it("are all published, open with a seat left, and start within 90 days", async () => {
    expect(await countOf("SELECT count(*) FROM course WHERE is_demo AND status <> 'published'")).toBe(0);
    expect(
      await countOf(`SELECT count(*) FROM course c WHERE c.is_demo AND NOT EXISTS (SELECT 1 FROM class_session s
        WHERE s.course_id = c.id AND s.seats_taken < s.seats_total AND s.starts_on > '2026-11-24')`),
    ).toBe(0);
    expect(
      await countOf(`SELECT count(*) FROM class_session s JOIN course c ON c.id = s.course_id
        WHERE c.is_demo AND s.starts_on NOT BETWEEN '2026-11-25' AND '2027-02-22'`),
    ).toBe(0);
    expect(await createCourseService(test.db).expire(now)).toBe(0);
  });

  it("would each pass as a draft: title, level of the ladder, subsidy and site fit together", async () => {
    const rows = await rowsOf<Record<string, unknown>>(`
      SELECT c.title, c.occupation_code AS "occupationCode", c.level, c.mode, c.schedule, c.hours, c.fee_fen AS "feeFen",
        c.is_subsidised AS "isSubsidised", c.subsidy_source_id AS "subsidySourceId", c.certificates, c.description,
        c.requirements, c.how_to_enrol AS "howToEnrol", c.contact_phone AS "contactPhone", c.site_id AS "siteId",
        (SELECT json_agg(json_build_object('startsOn', s.starts_on, 'endsOn', s.ends_on, 'seatsTotal', s.seats_total))
          FROM class_session s WHERE s.course_id = c.id) AS sessions
      FROM course c WHERE c.is_demo`);
    const faults = rows.flatMap((row) => CourseDraft.safeParse(row).error?.issues.map(({ message }) => message) ?? []);
    expect(faults).toEqual([]);
    const strays = `SELECT count(*) FROM course c JOIN occupation o ON o.code = c.occupation_code
      WHERE c.is_demo AND c.level IS NOT NULL AND NOT c.level = ANY(o.levels)`;
    expect(await countOf(strays)).toBe(0);
  });

  it("vary as real ones do: subsidy stated, denied and left open, levels, schedules, free and dear", async () => {
    const [row] = await rowsOf<Record<string, number>>(`
      SELECT count(*) FILTER (WHERE is_subsidised)::int AS yes, count(*) FILTER (WHERE NOT is_subsidised)::int AS no,
        count(*) FILTER (WHERE is_subsidised IS NULL)::int AS open, count(*) FILTER (WHERE mode = 'online')::int AS online,
        count(DISTINCT schedule)::int AS schedules, count(DISTINCT occupation_code)::int AS occupations,
        count(*) FILTER (WHERE fee_fen = 0)::int AS free, count(DISTINCT level)::int AS levels
      FROM course WHERE is_demo`);
    const { yes = 0, no = 0, open = 0, online = 0, free = 0 } = row ?? {};
    expect(yes / 3000).toBeCloseTo(0.65, 1);
    expect(no / 3000).toBeCloseTo(0.25, 1);
    expect(open / 3000).toBeCloseTo(0.1, 1);
    expect(Math.min(online, free)).toBeGreaterThan(50);
    expect(row).toMatchObject({ schedules: 4, levels: expect.any(Number) });
    expect(row?.["levels"]).toBeGreaterThanOrEqual(3);
    expect(row?.["occupations"]).toBeGreaterThan(60);
  });

  it("cite only the demo document and carry no telephone number; institutions have names of their own", async () => {
    for (const table of ["course", "training_base", "institution"]) {
      expect(await countOf(`SELECT count(*) FROM ${table} WHERE is_demo AND source_id <> 'demo'`)).toBe(0);
      expect(await countOf(`SELECT count(*) FROM ${table} WHERE NOT is_demo AND source_id = 'demo'`)).toBe(0);
    }
    const subsidy = "SELECT count(*) FROM course WHERE is_demo AND coalesce(subsidy_source_id, 'demo') <> 'demo'";
    expect(await countOf(subsidy)).toBe(0);
    expect(await countOf("SELECT count(*) FROM course WHERE is_demo AND contact_phone IS NOT NULL")).toBe(0);
    expect(await countOf("SELECT count(*) FROM institution WHERE is_demo AND phone IS NOT NULL")).toBe(0);
    expect(await countOf("SELECT count(DISTINCT name) FROM institution WHERE is_demo")).toBe(counts.institutions);
  });

  it("stand within eight kilometres of their county's centre", async () => {
    const far = `SELECT count(*) FROM site s JOIN institution i ON i.id = s.institution_id
      JOIN division d ON d.code = s.division_code WHERE i.is_demo
      AND 111320 * sqrt((s.lat - d.lat) ^ 2 + ((s.lng - d.lng) * cos(radians(d.lat))) ^ 2) > 8010`;
    expect(await countOf(far)).toBe(0);
  });

  it("leave no trace in the outbox, because the index is rebuilt afterwards", async () => {
    expect(await test.db.prisma.outbox.count()).toBe(0);
  });
});

describe("seeding again", () => {
  it("gives the very same rows for the same scale and day, others for another day", async () => {
    await seedDemo(test.db, { courses: 300, now });
    const first = await fingerprint();
    await seedDemo(test.db, { courses: 300, now });
    expect(await fingerprint()).toBe(first);
    await seedDemo(test.db, { courses: 300, now: daysLater(1) });
    expect(await fingerprint()).not.toBe(first);
  });

  it("keeps real courses, and the account and institution of jigou-demo", async () => {
    const staff = createStaffService(test.db);
    await staff.ensureDemoStaff("a-password", now);
    await seedDemo(test.db, { courses: 200, now });
    expect(await test.db.prisma.course.count({ where: { id: realCourseId } })).toBe(1);
    const signedIn = await staff.signIn("jigou-demo", "a-password", now);
    const id = signedIn?.staff.institutionId ?? "";
    expect(await test.db.prisma.site.count({ where: { institutionId: id } })).toBe(2);
  });

  it("that fails half-way leaves everything as it was, and the next one works", async () => {
    await seedDemo(test.db, { courses: 100, now });
    const before = await fingerprint();
    const advance = (): never => {
      throw new Error("stopped");
    };
    const broken = seedDemo(test.db, { courses: 2000, now, progress: { advance, finish: () => undefined } });
    await expect(broken).rejects.toThrow("stopped");
    expect(await fingerprint()).toBe(before);
    expect(await seedDemo(test.db, { courses: 10, now })).toMatchObject({ courses: 10 });
  });

  it("with none removes them all", async () => {
    await seedDemo(test.db, { courses: 0, now });
    expect(await test.db.prisma.course.count({ where: { isDemo: true } })).toBe(0);
  });
});

describe("old demo data", () => {
  it("stay where they are for 30 days, then move by whole weeks and come back from expiry", async () => {
    await seedDemo(test.db, { courses: 100, now });
    const startsOf = async () =>
      (await rowsOf<{ id: string; day: string }>(`SELECT s.id, s.starts_on::text AS day FROM class_session s
        JOIN course c ON c.id = s.course_id WHERE c.is_demo ORDER BY s.id`)) ?? [];
    const before = await startsOf();
    expect(await moveDemoDates(test.db, daysLater(30))).toBe(false);
    expect(await startsOf()).toEqual(before);

    await createCourseService(test.db).expire(daysLater(45));
    expect(await moveDemoDates(test.db, daysLater(45))).toBe(true);
    const moved = await startsOf();
    const shift = 42 * 86_400_000;
    expect(moved.map(({ day }) => Date.parse(day))).toEqual(before.map(({ day }) => Date.parse(day) + shift));
    expect(await test.db.prisma.course.count({ where: { isDemo: true, status: "expired" } })).toBe(0);
    expect(await moveDemoDates(test.db, daysLater(45))).toBe(false);
  });

  it("a real course and a withdrawn demo course are left as they are", async () => {
    await seedDemo(test.db, { courses: 20, now });
    const institution = await anInstitution(test.db, { isDemo: true });
    const withdrawn = await aCourse(test.db, { now, isDemo: true, institutionId: institution.id, status: "withdrawn" });
    const sessionsBefore = await test.db.prisma.classSession.findMany({ where: { courseId: realCourseId } });
    expect(await moveDemoDates(test.db, daysLater(60))).toBe(true);
    expect(await test.db.prisma.classSession.findMany({ where: { courseId: realCourseId } })).toEqual(sessionsBefore);
    expect((await test.db.prisma.course.findUniqueOrThrow({ where: { id: withdrawn.id } })).status).toBe("withdrawn");
  });
});

describe("the command", () => {
  const run = async (args: string[], profile: "demo" | "production" = "demo") => {
    const lines: string[] = [];
    const status = await seed(args, {
      db: test.db,
      now,
      profile,
      out: (line) => lines.push(line),
      progress: () => noProgress,
    });
    return { status, text: lines.join("\n") };
  };

  it("seeds at the scale asked for and says what it made", async () => {
    expect(await run(["--scale", "50"])).toMatchObject({ status: 0, text: expect.stringContaining("课程 50 门") });
  });

  it("refuses in production and writes nothing", async () => {
    const before = await fingerprint();
    expect((await run(["--scale", "60"], "production")).status).toBe(2);
    expect(await fingerprint()).toBe(before);
  });

  it.each([[["--scale", "many"]], [["--scale", "200001"]], [["--scal", "10"]], [["--scale", "-1"]]])(
    "refuses %j with its help",
    async (args) => {
      expect(await run(args)).toMatchObject({ status: 2, text: expect.stringContaining("--scale N") });
    },
  );

  it("explains itself", async () => {
    expect(await run(["--help"])).toMatchObject({ status: 0, text: expect.stringContaining("npm run reindex") });
  });
});
