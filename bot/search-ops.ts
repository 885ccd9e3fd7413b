import type { Place, Places } from "../src/places/place.ts";
import type { DialogueState, Op, Slot } from "./dialogue.ts";
import { NEAR_KM, type SearchState, type Where } from "./search-state.ts";
import type { Cleared } from "./understand/grammars/clear.ts";
import type { Meaning, Slots } from "./understand/meaning.ts";

const SLOTS_OF: Readonly<Record<Exclude<Cleared, "all">, readonly Slot[]>> = {
  time: ["startsAfter", "startsBefore", "schedule"],
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
  "wish",
  "feeMaxFen",
  "startsAfter",
  "startsBefore",
  "sort",
  "mode",
];

const pointWhere = (places: Places, point: NonNullable<DialogueState["home"]>): Where | undefined => {
  const county = places.nearestCounty(point);
  return county === undefined ? undefined : { kind: "point", point, county };
};

/** 双流附近 looks around 双流; 附近 alone around the person, when it is known where that is. */
function whereOps({ place, near, radiusKm }: Slots, state: DialogueState, places: Places): SearchState {
  const radius = radiusKm === undefined ? {} : { radiusKm };
  if (place !== undefined)
    return {
      where: { kind: "place", place },
      ...(near === true && { near }),
      ...(near === true && isCounty(place) ? { radiusKm: radiusKm ?? NEAR_KM } : radius),
    };
  if (near !== true) return radius;
  const here = state.home === undefined ? undefined : pointWhere(places, state.home);
  if (here !== undefined) return { where: here, near, ...radius };
  return state.search.where?.kind === "place"
    ? { where: state.search.where, near, radiusKm: radiusKm ?? NEAR_KM }
    : { near, ...radius };
}

const isCounty = ({ kind }: Place): boolean => kind === "county" || kind === "town";

const filtersOf = ({
  level,
  mode,
  schedule,
  wish,
  feeMaxFen,
  startsAfter,
  startsBefore,
  sort,
  group,
}: Slots): SearchState => ({
  ...(level !== undefined && { level }),
  ...(mode !== undefined && { mode }),
  ...(schedule !== undefined && { schedule }),
  ...(wish !== undefined && { wish }),
  ...(feeMaxFen !== undefined && { feeMaxFen }),
  ...(startsAfter !== undefined && { startsAfter }),
  ...(startsBefore !== undefined && { startsBefore }),
  ...(sort !== undefined && { sort }),
  ...(group !== undefined && { group }),
});

/** 不要线上的 leaves only the other way; other things that are refused are dropped where they stand. */
function negationOps({ negated }: Slots, { search }: DialogueState): Op[] {
  if (negated === undefined) return [];
  const drop: Slot[] = [];
  if (negated.occupation !== undefined && search.occupations?.some(({ code }) => code === negated.occupation?.code))
    drop.push("occupations");
  if (negated.place !== undefined && search.where?.kind === "place" && search.where.place.id === negated.place.id)
    drop.push("where", "radiusKm");
  if (negated.schedule !== undefined && search.schedule === negated.schedule) drop.push("schedule");
  if (negated.level !== undefined && search.level === negated.level) drop.push("level");
  const ops: Op[] = drop.length === 0 ? [] : [{ op: "clear", slots: drop }];
  if (negated.mode === "online") ops.push({ op: "set", search: { mode: "onsite" } });
  if (negated.mode === "onsite") ops.push({ op: "set", search: { mode: "online" } });
  return ops;
}

function clearOps({ cleared }: Slots, { pending }: DialogueState): Op[] {
  const slots = (cleared ?? []).flatMap((what): readonly Slot[] => {
    if (what !== "all") return SLOTS_OF[what];
    return pending === undefined ? [] : SLOTS_OF[pending.slot];
  });
  return slots.length === 0 ? [] : [{ op: "clear", slots }];
}

const ALSO = /也(?:行|可以)|还有|或者?|都(?:行|可以)/;

/**
 * What a message changes in the search, as operations. A whole new question (an occupation and where) forgets the wishes of the last
 * one; a part of one changes only that part.
 */
export function searchOps(meaning: Meaning, state: DialogueState, places: Places): Op[] {
  const { slots, intent, text } = meaning;
  const { occupations } = slots;
  const isNamed = occupations !== undefined || slots.leading !== undefined || slots.topic !== undefined;
  const isAdded = intent === "refine" && occupations !== undefined && ALSO.test(text);
  const isNew = intent !== "refine" && isNamed && state.pending === undefined;
  const set: SearchState = {
    ...(occupations !== undefined && !isAdded && { occupations }),
    // a word with several readings stands for its first until the person has chosen
    ...(occupations === undefined && slots.leading !== undefined && { occupations: [slots.leading] }),
    ...(slots.topic !== undefined && { topic: slots.topic }),
    ...whereOps(slots, state, places),
    ...filtersOf(slots),
  };
  return [
    ...(isNew
      ? [
          {
            op: "clear" as const,
            slots: slots.place === undefined && slots.near === undefined ? (["level"] as const) : OF_ONE_QUESTION,
          },
        ]
      : []),
    ...clearOps(slots, state),
    ...negationOps(slots, state),
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
export function carriedOps({ intent, slots }: Meaning): Op[] {
  if (!ABOUT.has(intent)) return [];
  const { occupations, leading, topic, place, level, group } = slots;
  const named = occupations ?? (leading === undefined ? undefined : [leading]);
  const search: SearchState = {
    ...(named !== undefined && { occupations: named }),
    ...(topic !== undefined && named === undefined && { topic }),
    ...(place?.isInSichuan === true && { where: { kind: "place", place } as const }),
    ...(level !== undefined && { level }),
    ...(group !== undefined && { group }),
  };
  return Object.keys(search).length === 0 ? [] : [{ op: "set", search }];
}
