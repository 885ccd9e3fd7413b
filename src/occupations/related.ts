import { minorGroupOf, type Occupation, type OccupationCode, type Occupations } from "./occupation.ts";

/** What related occupations share: 小类, or only 中类. */
export const RELATED_GROUPS = ["小类", "中类"] as const;

/** An occupation near another one in the classification. */
export interface RelatedOccupation {
  code: OccupationCode;
  name: string;
  group: (typeof RELATED_GROUPS)[number];
}

/** Fewer of the same 小类 than this, and those of the 中类 come after them. */
const FEW = 3;
/** A 中类 may hold a hundred. */
const MOST = 20;

/** 中类: the first two parts of a code. */
const middleGroupOf = (code: string): string => code.slice(0, 4);

/** Those of the same 小类; where they are few, also those of the 中类, what people have more names for first. */
export function relatedOccupations(occupations: Occupations, { code }: Occupation): RelatedOccupation[] {
  const others = occupations.all().filter((other) => other.code !== code);
  const isNear = (other: Occupation): boolean => minorGroupOf(other.code) === minorGroupOf(code);
  const said = (group: RelatedOccupation["group"]) => (other: Occupation) => ({
    code: other.code,
    name: other.name,
    group,
  });
  const near = others.filter(isNear).map(said("小类"));
  if (near.length >= FEW) return near;
  const around = others
    .filter((other) => !isNear(other) && middleGroupOf(other.code) === middleGroupOf(code))
    .sort((a, b) => b.aliases.length - a.aliases.length);
  return [...near, ...around.map(said("中类"))].slice(0, MOST);
}
