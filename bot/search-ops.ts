import { NEAR_KM } from "../search/query-filter.ts";
import type { Place, Places } from "../src/places/place.ts";
import type { DialogueState, Op } from "./dialogue.ts";
import type { Slot } from "./search-change.ts";
import { type SearchState, type Where, whereQuery } from "./search-state.ts";
import type { Cleared } from "./understand/grammars/clear.ts";
import type { Meaning, Slots } from "./understand/meaning.ts";

const SLOTS_OF: Readonly<Record<Exclude<Cleared, "all">, readonly Slot[]>> = {
  time: ["startsAfter", "startsBefore", "isHoliday", "schedule"],
  price: ["feeMaxFen", "wish"],
  place: ["where", "radiusKm", "near"],
  distance: ["radiusKm", "near"],
  level: ["level"],
  subsidy: ["wish"],
  mode: ["mode"],
  occupation: ["occupations", "topic"],
};

/** What a new question leaves behind; the wishes about where and how to learn stay until they are changed. */
const OF_ONE_QUESTION: readonly Slot[] = [
  "level",
  "schedule",
  "isBeginner",
  "wish",
  "feeMaxFen",
  "startsAfter",
  "startsBefore",
  "isHoliday",
  "sort",
  "mode",
];

const pointWhere = (places: Places, point: NonNullable<DialogueState["home"]>): Where | undefined => {
  const county = places.nearestCounty(point);
  return county === undefined ? undefined : { kind: "point", point, county };
};

/** The place that stands, named again as it was shown back: 您的位置（双流区） 30 公里内, 天府三街 15 公里内. */
function isStanding({ slots: { place, radiusKm, near }, text }: Meaning, { search }: DialogueState): boolean {
  const { where } = search;
  const standing = whereQuery(search).radiusKm ?? NEAR_KM;
  if (where === undefined || (radiusKm !== undefined && radiusKm !== standing)) return false;
  if (where.kind === "point") return /(?:您|我)的位置/.test(text);
  return place?.id === where.place.id && (radiusKm !== undefined || near === undefined);
}

/** 双流附近 looks around 双流; 附近 alone around the person, when it is known where that is. */
function whereOps(meaning: Meaning, state: DialogueState, places: Places): SearchState {
  const { place, radiusKm, near: isNearSaid } = meaning.slots;
  if (isStanding(meaning, state)) return {};
  const { search } = state;
  // 附近 was said before it was known where: the place that is named now is its centre
  const waiting = search.where === undefined ? search : {};
  const near = isNearSaid ?? waiting.near;
  const isSamePlace = search.where?.kind === "place" && search.where.place.id === place?.id;
  const known = isSamePlace ? search.radiusKm : waiting.radiusKm;
  const radius = radiusKm === undefined ? {} : { radiusKm };
  if (place !== undefined)
    return {
      where: { kind: "place", place },
      ...(near === true && { near }),
      ...(near === true && isCounty(place) ? { radiusKm: radiusKm ?? known ?? NEAR_KM } : radius),
    };
  if (isNearSaid !== true) return radius;
  const here = state.home === undefined ? undefined : pointWhere(places, state.home);
  if (here !== undefined) return { where: here, near: isNearSaid, ...radius };
  return search.where?.kind === "place"
    ? { where: search.where, near: isNearSaid, radiusKm: radiusKm ?? NEAR_KM }
    : { near: isNearSaid, ...radius };
}

const isCounty = ({ kind }: Place): boolean => kind === "county" || kind === "town";

const filtersOf = ({
  level,
  mode,
  schedule,
  wish,
  isWishAsked,
  isBeginner,
  atWork,
  feeMaxFen,
  startsAfter,
  startsBefore,
  isHoliday,
  sort,
  group,
  age,
}: Slots): SearchState => ({
  ...(level !== undefined && { level }),
  ...(mode !== undefined && { mode }),
  ...(schedule !== undefined && { schedule }),
  ...(isBeginner !== undefined && { isBeginner }),
  ...(atWork !== undefined && { atWork }),
  ...(wish !== undefined && isWishAsked !== true && { wish }),
  ...(feeMaxFen !== undefined && { feeMaxFen }),
  ...(startsAfter !== undefined && { startsAfter }),
  ...(startsBefore !== undefined && { startsBefore }),
  ...(isHoliday !== undefined && { isHoliday }),
  ...(sort !== undefined && { sort }),
  ...(group !== undefined && { group }),
  ...(age !== undefined && { age }),
});

function clearOps({ cleared }: Slots, { pending }: DialogueState): Op[] {
  const slots = (cleared ?? []).flatMap((what): readonly Slot[] => {
    if (what !== "all") return SLOTS_OF[what];
    return pending === undefined ? [] : SLOTS_OF[pending.slot];
  });
  return slots.length === 0 ? [] : [{ op: "clear", slots }];
}

const ALSO = /也(?:行|可以)|还有|或者?|都(?:行|可以)/;
const ALSO_FINE = /也(?:行|可以|要得|考虑|看)|还有.{1,12}也/;

/**
 * What a message changes in the search, as operations. A whole new question (an occupation and where) forgets the wishes of the last
 * one; a part of one changes only that part.
 */
export function searchOps(meaning: Meaning, state: DialogueState, places: Places): Op[] {
  const { slots, intent, text } = meaning;
  const { occupations } = slots;
  const isNamed = occupations !== undefined || slots.leading !== undefined || slots.topic !== undefined;
  const isAdded =
    occupations !== undefined &&
    state.search.occupations !== undefined &&
    (intent === "refine" ? ALSO : ALSO_FINE).test(text);
  const isPlaced = slots.place !== undefined || slots.near !== undefined;
  const isNew = intent !== "refine" && isNamed && isPlaced && !isAdded && state.pending === undefined;
  const set: SearchState = {
    ...(occupations !== undefined && !isAdded && { occupations }),
    // a word with several readings stands for its first until the person has chosen
    ...(occupations === undefined && slots.leading !== undefined && { occupations: [slots.leading] }),
    ...(slots.topic !== undefined && { topic: slots.topic }),
    ...whereOps(meaning, state, places),
    ...filtersOf(slots),
  };
  return [
    ...(isNew ? [{ op: "clear" as const, slots: OF_ONE_QUESTION }] : []),
    ...clearOps(slots, state),
    ...(slots.negated === undefined ? [] : [{ op: "refuse" as const, negated: slots.negated }]),
    ...(isAdded ? [{ op: "add" as const, occupations }] : []),
    ...(Object.keys(set).length > 0 ? [{ op: "set" as const, search: set }] : []),
  ];
}

/** Questions about things: what they name stays the subject of the talk, though it is not searched for yet. */
const ABOUT = new Set([
  "ask_cost",
  "ask_subsidy",
  "ask_cert",
  "ask_requirement",
  "ask_provider",
  "ask_occupation_info",
  "ask_shortage",
  "recommend_occupation",
  "employer_recruit",
  "enrol",
  "item_detail",
  "select_item",
]);

/** What a question that is no search leaves in the dialogue: of what, where, at which level, for whom. */
export function carriedOps({ intent, slots }: Meaning, { search: standing }: DialogueState): Op[] {
  if (!ABOUT.has(intent)) return [];
  const { occupations, leading, topic, place, level, group, age, atWork } = slots;
  const named = occupations ?? (leading === undefined ? undefined : [leading]);
  const search: SearchState = {
    ...(named !== undefined && { occupations: named }),
    ...(topic !== undefined && named === undefined && standing.occupations === undefined && { topic }),
    ...(place?.isInSichuan === true && { where: { kind: "place", place } as const }),
    ...(level !== undefined && { level }),
    ...(group !== undefined && { group }),
    ...(age !== undefined && { age }),
    ...(atWork !== undefined && { atWork }),
  };
  return Object.keys(search).length === 0 ? [] : [{ op: "set", search }];
}
