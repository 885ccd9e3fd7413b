import type { Course } from "../src/courses/course.ts";
import { localDate } from "../src/kit/clock.ts";
import { courseCard, spokenOrigin, spokenTitle } from "./course-words.ts";
import { choice, cite, composeReply, say } from "./reply.ts";
import type { Reply } from "./turn.ts";

/**
 * What a person reads who asked to be told of new courses.
 * @param label words of the subscription, as it was shown back when it was made
 */
export function composeNotice(course: Course, label: string, now: Date): Reply {
  const today = localDate(now);
  const card = courseCard({ course, distanceMetres: null }, 1, today);
  const title = spokenTitle(course); // not a list: no number to reply with
  return composeReply(
    {
      parts: [
        say`有新课程了，符合您订阅的“${cite("search", "subscription", "label", label)}”：`,
        { ...card, title },
        say`${spokenOrigin(course.id, course.source, course.statedOn, today)}。不想再收到请回复“退订”。`,
      ],
      choices: [choice(say`退订`)],
      action: "answer",
    },
    { intent: "subscribe", slots: {}, state: {} },
  );
}
