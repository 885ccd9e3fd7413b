import { answerOfCourse, answerOfShown, answerOfSubject, type CourseQuestion } from "./course-answers.ts";
import { answerCourses } from "./course-search.ts";
import { currentResults } from "./dialogue.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { goneReply, itemOf, type ListItem, noItemReply, readCourse } from "./list-item.ts";
import type { Choice, Said } from "./reply.ts";
import { showItem } from "./show-item.ts";

/** What to say when nothing is on the screen and nothing was named. */
interface Otherwise {
  said: Said;
  choices?: readonly Choice[];
  /** Right as well where only a place was named: nobody is asked what to learn first. */
  isForAnyPlace?: true;
}

/** Whether the message names what it asks about, so that the list on the screen is not meant. */
export const namesSubject = ({ meaning: { slots, questions } }: IntentCall): boolean =>
  slots.occupations !== undefined || slots.topic !== undefined || slots.place !== undefined || questions.length > 0;

const hasSubject = ({ state: { search } }: IntentCall): boolean =>
  search.occupations !== undefined || search.topic !== undefined;

/** A word with several readings, or a place far away: what the search says to it. */
const isForSearch = ({ meaning: { slots, questions } }: IntentCall): boolean =>
  questions.length > 0 || slots.place?.isInSichuan === false;

/** The fact of the item that was pointed at; a base or an entry of a list is shown whole. */
export async function answerAboutItem(
  call: IntentCall,
  item: Pick<ListItem, "list" | "id">,
  question: CourseQuestion,
): Promise<Outcome> {
  if (item.list !== "course") return showItem(call, item);
  const course = await readCourse(call, item.id);
  return course === undefined ? goneReply(call) : answerOfCourse(course, question, call);
}

/**
 * A question about courses, answered for what it means: the one that was pointed at or shown last, else the subject that is named, else
 * the list on the screen, else the subject of the talk.
 */
export async function answerAboutCourse(
  call: IntentCall,
  question: CourseQuestion,
  otherwise: Otherwise,
): Promise<Outcome> {
  const general: Outcome = {
    state: call.state,
    draft: { parts: [otherwise.said], choices: otherwise.choices ?? [], action: "answer" },
  };
  const isPointed = call.meaning.slots.ordinal !== undefined;
  const item = itemOf(call);
  if (namesSubject(call) && !(isPointed && item.kind === "item")) {
    if (!isForSearch(call) && hasSubject(call)) return answerOfSubject(question, call);
    return !isForSearch(call) && otherwise.isForAnyPlace === true ? general : answerCourses(call);
  }
  if (item.kind === "outOfRange") return noItemReply(call, item);
  if (item.kind === "item") return answerAboutItem(call, item, question);
  const results = currentResults(call.state, call.now);
  const shown =
    results?.kind === "course" && results.ids.length > 0 ? await answerOfShown(results, question, call) : undefined;
  if (shown !== undefined) return shown;
  if (hasSubject(call)) return answerOfSubject(question, call);
  if (item.kind === "noList") return noItemReply(call, item);
  return general;
}
