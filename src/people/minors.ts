/** Of children below this age nothing is kept without their guardian (PIPL art. 31). */
export const LEAST_AGE = 14;

/** @param age in whole years */
export const isMinor = (age: number): boolean => age < LEAST_AGE;

/** Whether somebody born in that year may still be below that age: the birthday is not known, so the year alone decides in their favour. */
export const mayBeMinor = (birthYear: number, now: Date): boolean => isMinor(now.getUTCFullYear() - birthYear - 1);
