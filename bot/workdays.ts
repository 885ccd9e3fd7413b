import { createRequire } from "node:module";
import type { LocalDate } from "../src/kit/clock.ts";

// its ES module build cannot be imported by Node: it names itself .js in a package of CommonJS
const days: typeof import("chinese-days") = createRequire(import.meta.url)("chinese-days");

/** Whether people work on a day in China: holidays and the days moved for them included (as the State Council announced them). */
export const isWorkday = (day: LocalDate): boolean => days.isWorkday(day);
