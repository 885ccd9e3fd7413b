import type { Where } from "../logic/filters";

/** Carries a place from 我的 to 找课程: a tab of the bar cannot be opened with an address that says more than its name. */
export interface Errand {
  give(where: Where): void;
  /** What was given, once. */
  take(): Where | undefined;
}

export function createErrand(): Errand {
  let given: Where | undefined;
  return {
    give: (where) => {
      given = where;
    },
    take: () => {
      const where = given;
      given = undefined;
      return where;
    },
  };
}
