// What happens on the way: digressions, changes of mind, refusals, paging.
import { anyCondition } from "./goal.ts";
import { type Mind, type Move, type Quirk, text, type View } from "./move.ts";
import { otherPlace, otherTrade, tellCondition } from "./speaking.ts";
import { ABOUT_ITEM, ALSO_TRADE, ASIDES, BACK, GROUPS, LETTING_GO, MORE, pointing } from "./wordings.ts";

const quiet = (kind: string, words: string): Move => ({
  kind,
  input: text(words),
  change: {},
  shown: [],
  keepsSearch: true,
});

/** Points at a number of the list and knows which course that is. */
export function pick({ random, cards }: Mind, kind = "pick"): Move | undefined {
  if (cards.size === 0) return undefined;
  const [ordinal, id] = random.pick([...cards]);
  const isLast = ordinal === cards.size && random.chance(0.2);
  return { ...quiet(kind, isLast ? "最后一个" : random.pick(pointing(ordinal))), pointsAt: id };
}

function aboutItem(mind: Mind): Move | undefined {
  const { random, cards } = mind;
  if (cards.size === 0) return undefined;
  const [ordinal, id] = random.pick([...cards]);
  return {
    ...quiet("about a course", random.pick(ABOUT_ITEM)(`第${"一二三四五六七八九"[ordinal - 1]}个`)),
    pointsAt: id,
  };
}

function alsoTrade({ random, world, told }: Mind): Move | undefined {
  const [known] = told.occupation ?? [];
  if (known === undefined || told.occupation?.length !== 1) return undefined;
  const other = random.pick([...world.trades.values()].filter(({ name, words }) => name !== known && words.length > 0));
  return {
    kind: "one trade more",
    input: text(random.pick(ALSO_TRADE)(random.pick(other.words))),
    change: { occupation: [known, other.name] },
    shown: [[known], [other.name]],
  };
}

function refuseTrade({ random, world, told }: Mind): Move | undefined {
  if (told.occupation !== undefined) return undefined;
  const { name, words } = random.pick([...world.trades.values()].filter(({ words }) => words.length > 0));
  return {
    kind: "refused trade",
    input: text(random.pick([`不学${random.pick(words)}`, `除了${random.pick(words)}都行`])),
    change: { negated: { occupation: name } },
    shown: [[name]],
  };
}

function letGo({ random, told }: Mind): Move | undefined {
  const can = [
    ...(told.schedule !== undefined || told.date_from !== undefined || told.date_to !== undefined
      ? ["time" as const]
      : []),
    ...(told.free || told.subsidy || told.price_max !== undefined ? ["price" as const] : []),
    ...(told.level !== undefined ? ["level" as const] : []),
  ];
  if (can.length === 0) return undefined;
  const { change, words } = LETTING_GO[random.pick(can)];
  return { kind: "let go", input: text(random.pick(words)), change, shown: [] };
}

/** What the bot has shown back, said again. */
function echo({ reply }: View): Move | undefined {
  const lead = reply.parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  const words = lead.map((each) => /已按 (.+) 查找/.exec(each)?.[1] ?? /没有找到符合的课程：(.+?)。/.exec(each)?.[1]);
  const said = words.find((each) => each !== undefined);
  return said === undefined ? undefined : quiet("echo", said);
}

const refuseMode = ({ random, told }: Mind): Move | undefined =>
  told.mode !== undefined || told.negated !== undefined
    ? undefined
    : {
        kind: "refused mode",
        input: text(random.pick(["不要网课", "不要线上的", "线上的不要"])),
        change: { negated: { mode: "online" } },
        shown: [["不要线上"]],
      };

const radius = ({ random, told, goal: { county } }: Mind): Move | undefined => {
  if (told.place_code === undefined) return undefined;
  const km = random.pick([20, 50]);
  return {
    kind: "radius",
    input: text(random.pick([`${km}公里以内的`, `${km}公里范围内`])),
    change: { near: true },
    shown: [[`${km} 公里`, county.name]],
  };
};

/** @returns the moves one after the other; empty when it makes no sense here */
export function quirkMoves(quirk: Quirk, mind: Mind, view: View): Move[] {
  const { random, goal } = mind;
  const one = (move: Move | undefined): Move[] => (move === undefined ? [] : [move]);
  switch (quirk) {
    case "otherTrade":
      return [otherTrade(mind)];
    case "otherPlace":
      return [otherPlace(mind)];
    case "alsoTrade":
      return one(alsoTrade(mind));
    case "location":
      return [
        {
          kind: "location",
          input: { kind: "location", point: goal.county.point, datum: "wgs84" },
          change: { near: true, place_code: undefined },
          shown: [[goal.county.name]],
        },
      ];
    case "radius":
      return one(radius(mind));
    case "refuseMode":
      return one(refuseMode(mind));
    case "refuseTrade":
      return one(refuseTrade(mind));
    case "letGo":
      return one(letGo(mind));
    case "group":
      return [tellCondition(mind, random.pick(GROUPS))];
    case "condition":
      return [tellCondition(mind, anyCondition(random))];
    case "aside":
      return [
        quiet("aside", random.pick([...ASIDES.cost, ...ASIDES.certificate, ...ASIDES.requirement, ...ASIDES.enrol])),
      ];
    case "thanks":
      return [quiet("thanks", random.pick(ASIDES.thanks))];
    case "aboutItem":
      return one(aboutItem(mind));
    case "more":
      return [quiet("more", random.pick(MORE))];
    case "detailAndBack":
      return mind.cards.size === 0 ? [] : [...one(pick(mind, "look")), quiet("back", random.pick(BACK))];
    case "echo":
      return one(echo(view));
    case "expired": {
      const late = pick(mind, "late pick");
      if (late === undefined) return [];
      const { pointsAt: _gone, ...move } = late;
      return [{ ...move, minutesLater: 45 }];
    }
  }
}
