import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scatteredPoint } from "../../prisma/seed/demo-institutions.ts";
import { demoSessions, HORIZON_DAYS } from "../../prisma/seed/demo-sessions.ts";
import { apportion, CITY_POPULATION } from "../../prisma/seed/population.ts";
import { createRandom, idSequence } from "../../prisma/seed/random.ts";
import { addDays, LocalDate } from "../../src/kit/clock.ts";
import { distanceMetres } from "../../src/kit/geo.ts";

const today = LocalDate.parse("2026-11-24");

describe("random numbers", () => {
  it("depend on the seed alone", () => {
    const draw = (seed: string) => Array.from({ length: 20 }, createRandom(seed).next);
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });

  it("whole numbers keep to their bounds and reach both", () => {
    const random = createRandom("bounds");
    const drawn = new Set(Array.from({ length: 500 }, () => random.int(3, 7)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6, 7]);
  });

  it("an entry is drawn as often as its weight says, one of weight 0 never", () => {
    const random = createRandom("weights");
    const entries = [
      { name: "never", weight: 0 },
      { name: "often", weight: 3 },
      { name: "seldom", weight: 1 },
    ];
    const drawn = Array.from({ length: 4000 }, () => random.weighted(entries).name);
    expect(drawn).not.toContain("never");
    expect(drawn.filter((name) => name === "often").length / 4000).toBeCloseTo(0.75, 1);
  });

  it("ids are UUIDs of version 7 in rising order", () => {
    const newId = idSequence(createRandom("ids"), Date.parse("2026-11-24T00:00:00Z"));
    const ids = Array.from({ length: 300 }, newId);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    );
    expect([...ids].sort()).toEqual(ids);
  });
});

describe("spreading courses", () => {
  const shares = fc
    .array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 })
    .map((weights) => weights.map((weight) => weight / weights.reduce((sum, one) => sum + one, 0)));

  it("always gives out exactly the total, and the minimum wherever it suffices", () => {
    fc.assert(
      fc.property(
        shares,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 5 }),
        (given, total, minimum) => {
          const counts = apportion(total, given, minimum);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
          const least = Math.min(minimum, Math.floor(total / given.length));
          expect(Math.min(...counts)).toBeGreaterThanOrEqual(least);
        },
      ),
    );
  });

  it("knows the population of all 21 cities, 83.67 million people", () => {
    const all = Object.values(CITY_POPULATION);
    expect(all).toHaveLength(21);
    expect(all.reduce((sum, count) => sum + count, 0)).toBeCloseTo(8367.5, 0);
  });

  it("scatters within the distance asked for, all around", () => {
    const random = createRandom("scatter");
    const centre = { lat: 30.57, lng: 103.92 };
    const points = Array.from({ length: 400 }, () => scatteredPoint(random, centre, 8000));
    expect(Math.max(...points.map((point) => distanceMetres(centre, point)))).toBeLessThan(8050);
    const quadrants = new Set(points.map((point) => `${point.lat > centre.lat} ${point.lng > centre.lng}`));
    expect(quadrants.size).toBe(4);
  });
});

describe("class sessions", () => {
  const make = (seed: string, schedule: "daytime" | "weekend") => {
    const random = createRandom(seed);
    const drawing = { random, newId: idSequence(random, 0), today };
    return demoSessions(drawing, { id: "c", hours: 120, schedule });
  };
  const many = Array.from({ length: 300 }, (_, index) => make(`sessions ${index}`, index % 2 ? "daytime" : "weekend"));

  it("are one to three, in order, ahead of the day and within the horizon", () => {
    for (const sessions of many) {
      const starts = sessions.map(({ starts_on }) => starts_on);
      expect(starts.length).toBeGreaterThanOrEqual(1);
      expect(starts.length).toBeLessThanOrEqual(3);
      expect([...starts].sort()).toEqual(starts);
      expect(starts.every((day) => day > today && day <= addDays(today, HORIZON_DAYS))).toBe(true);
    }
    expect(new Set(many.map((sessions) => sessions.length)).size).toBe(3);
  });

  it("start on a Monday, weekend courses on a Saturday", () => {
    const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
    many.forEach((sessions, index) => {
      for (const { starts_on } of sessions) expect(weekday(starts_on)).toBe(index % 2 ? 1 : 6);
    });
  });

  it("some are full, never the last one", () => {
    expect(many.some((sessions) => sessions.some((one) => one.seats_taken === one.seats_total))).toBe(true);
    expect(many.every((sessions) => (sessions.at(-1)?.seats_taken ?? 0) < (sessions.at(-1)?.seats_total ?? 0))).toBe(
      true,
    );
  });
});
