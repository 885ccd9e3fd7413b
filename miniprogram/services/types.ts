import type { AnswerOf, InputOf } from "./call";

export type Course = AnswerOf<"GET /v1/courses/{id}">;
export type CoursePage = AnswerOf<"GET /v1/courses">;
export type CourseItem = CoursePage["items"][number];
export type CourseQuery = NonNullable<InputOf<"GET /v1/courses">["query"]>;
export type TrainingBase = AnswerOf<"GET /v1/bases/{id}">;
export type Source = Course["source"];
export type Occupation = AnswerOf<"GET /v1/occupations/{code}">;
export type ShortageList = AnswerOf<"GET /v1/shortage-lists/{id}">;
export type ChatReply = AnswerOf<"POST /v1/me/chat">;
export type ReplyPart = ChatReply["parts"][number];
export type QuickReply = ChatReply["quickReplies"][number];
