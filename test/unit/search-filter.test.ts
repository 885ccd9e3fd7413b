import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engineText } from "../../search/filter.ts";
import { sqlText, sqlValues } from "../../search/filter-sql.ts";
import { courseFilter, modesFor } from "../../search/query-filter.ts";
import { AppError } from "../../src/errors.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { DivisionCode } from "../../src/places/place.ts";

const TODAY = LocalDate.parse("2026-07-28");
const COLUMNS = { courseId: "c.id", divisionCode: "t.division_code", lat: "t.lat", lng: "t.lng" };

describe("filters", () => {
  it.each(["\\", 'a\\"', "a\nb", "a\u0000", "\u007f", ""])("refuse the value %j", (value) => {
    expect(() => engineText({ field: "courseId", oneOf: [value] })).toThrow(AppError);
  });

  it("quote every value, so that none can end its string", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50 }), (value) => {
        let text: string;
        try {
          text = engineText({ field: "courseId", oneOf: [value] });
        } catch {
          return; // refused is safe
        }
        expect(text.startsWith("courseId IN [") && text.endsWith("]")).toBe(true);
        expect(JSON.parse(text.slice("courseId IN ".length))).toEqual([value]);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuse the number %s", (value) => {
    expect(() => engineText({ field: "feeFen", atMost: value })).toThrow(AppError);
  });

  it("never write a value into SQL", () => {
    const values = sqlValues();
    const hostile = "'; DROP TABLE course; --";
    const text = sqlText({ every: [{ field: "courseId", oneOf: [hostile] }] }, COLUMNS, values);
    expect(text).not.toContain("DROP");
    expect(values.values).toEqual([[hostile]]);
  });

  it.each([
    ["510100", "cityCode", "510100"],
    ["510116", "divisionCode", "510116"],
    ["510116001000", "divisionCode", "510116"],
    ["510000", "provinceCode", "510000"],
  ])("read the place %s as %s", (place, field, code) => {
    expect(engineText(courseFilter({ place: DivisionCode.parse(place) }, TODAY))).toContain(`${field} IN ["${code}"]`);
  });

  it("never ask for class sessions that have begun", () => {
    const past = courseFilter({ startsAfter: LocalDate.parse("2020-01-01") }, TODAY);
    expect(engineText(past)).toBe(engineText(courseFilter({}, TODAY)));
  });

  it("count a blended course as on site and as online", () => {
    expect(modesFor("onsite")).toContain("blended");
    expect(modesFor("online")).toContain("blended");
    expect(modesFor("blended")).toEqual(["blended"]);
  });
});
