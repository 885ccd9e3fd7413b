import { expect, it } from "vitest";
import { keptSlots } from "../../../bot/understand/gates/kept-slots.ts";
import { OccupationCode } from "../../../src/occupations/occupation.ts";

const welder = { code: OccupationCode.parse("6-18-02-04"), name: "焊工" };
const slots = { occupations: [welder], wish: "subsidised", level: 3, headcount: 10 } as const;
const read = { ...slots, occupations: [...slots.occupations] };

it("of what is none of ours it stays said which trade it was about, and nothing else", () =>
  expect(keptSlots("out_of_scope", read)).toEqual({ occupations: [welder], level: 3 }));

it("of a forbidden wish the trade is kept, and no wish for its money", () =>
  expect(keptSlots("illegal_request", read)).toEqual({ occupations: [welder], level: 3 }));

it("the slots that were read stay as they were", () => {
  keptSlots("complaint", read);
  expect(read).toEqual(slots);
});
