import { OccupationCode } from "../src/occupations/occupation.ts";
import type { Places } from "../src/places/place.ts";
import { applyOp, type DialogueState, type Pending } from "./dialogue.ts";
import type { Meaning, Question } from "./understand/meaning.ts";

type Option = Pending["options"][number];

/** Words around the name of a button: 我要内江那个, 养老的嘛. */
const AROUND = /^(?:我|就|是|选|要|看|在|学|那就)+|(?:那个|这个|那边|那家|的|嘛|吧|哦|噻|班|呢|[，。,.!！？?\s])+$/g;

const onlyOne = (options: readonly Option[]): Option | undefined => (options.length === 1 ? options[0] : undefined);

/** The one button that an answer names by a part of its name, or by the city that only it lies in: 内江那个, 乐山的. */
export function optionNamed({ slot, options }: Pending, meaning: Meaning, places: Places): Option | undefined {
  const { place } = meaning.slots;
  if (slot === "place" && place !== undefined)
    return onlyOne(options.filter(({ id }) => places.isWithin(id, place.divisionCode)));
  const core = meaning.text.replace(AROUND, "");
  return core.length < 2 ? undefined : onlyOne(options.filter(({ name }) => name.includes(core)));
}

/** What is left to ask when this is settled. */
export const nextQuestions = ({ next }: Pending): Question[] => (next === undefined ? [] : [next]);

/** The dialogue with that button pressed. */
export function withOption(
  state: DialogueState,
  { slot }: Pending,
  { id, name }: Option,
  places: Places,
): DialogueState {
  const { pending: _settled, ...rest } = state;
  if (slot === "occupation")
    return applyOp(rest, { op: "set", search: { occupations: [{ code: OccupationCode.parse(id), name }] } });
  const place = places.byCode(id);
  return place === undefined ? rest : applyOp(rest, { op: "set", search: { where: { kind: "place", place } } });
}
