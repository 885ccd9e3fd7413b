// Measures of one ranked list against the grades 0 to 3 of its query. Pure.

export type Grade = 0 | 1 | 2 | 3;

/** Grades by course id; what is not in it has not been judged. */
export type Grades = ReadonlyMap<string, Grade>;

/** How far down a list is looked. */
export const DEPTH = 10;
const FIRST_FEW = 3;
const FULL: Grade = 3;
const USEFUL: Grade = 2;

const gainOf = (grade: Grade): number => 2 ** grade - 1;

const discounted = (grades: readonly Grade[]): number =>
  grades.slice(0, DEPTH).reduce((sum: number, grade, at) => sum + gainOf(grade) / Math.log2(at + 2), 0);

const gradesOf = (ids: readonly string[], grades: Grades): Grade[] =>
  ids.slice(0, DEPTH).map((id) => grades.get(id) ?? 0);

const countOf = (grades: Grades, atLeast: Grade): number =>
  [...grades.values()].filter((grade) => grade >= atLeast).length;

/** @returns NaN where no judged course is worth anything: then every order is as good as any other */
export function ndcg(ids: readonly string[], grades: Grades): number {
  const ideal = discounted([...grades.values()].sort((a, b) => b - a));
  return ideal === 0 ? Number.NaN : discounted(gradesOf(ids, grades)) / ideal;
}

/** Whether a course of grade 3 is among the first three. @returns NaN where there is none */
export function success(ids: readonly string[], grades: Grades): number {
  if (countOf(grades, FULL) === 0) return Number.NaN;
  return Number(gradesOf(ids.slice(0, FIRST_FEW), grades).some((grade) => grade === FULL));
}

/** Of the courses of grade 2 and 3, the share in the first ten; ten when there are more. @returns NaN where there are none */
export function recall(ids: readonly string[], grades: Grades): number {
  const useful = Math.min(DEPTH, countOf(grades, USEFUL));
  return useful === 0 ? Number.NaN : gradesOf(ids, grades).filter((grade) => grade >= USEFUL).length / useful;
}

/** One over the rank of the first course of grade 2 or 3. @returns NaN where there are none */
export function reciprocalRank(ids: readonly string[], grades: Grades): number {
  if (countOf(grades, USEFUL) === 0) return Number.NaN;
  const at = gradesOf(ids, grades).findIndex((grade) => grade >= USEFUL);
  return at === -1 ? 0 : 1 / (at + 1);
}

/** Mean of what could be measured; NaN where nothing could. */
export function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
