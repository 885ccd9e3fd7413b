import { z } from "zod";
import { notFound } from "../errors.ts";
import {
  created,
  defineRoute,
  everyone,
  noContent,
  ok,
  perMinute,
  type Route,
  reviewer,
  signedIn,
  staffOf,
} from "../http/route.ts";
import { InstitutionId } from "../institutions/institution.ts";
import { Course, CourseDraft, CourseId, CourseStatus } from "./course.ts";
import type { CourseService, CourseSummary } from "./course-service.ts";

const OneCourse = z.strictObject({ id: CourseId });
const OfInstitution = z.strictObject({ institutionId: InstitutionId });
const SummaryBody = z.object({
  id: z.string(),
  title: z.string(),
  status: CourseStatus,
  submittedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  rejectedReason: z.string().nullable(),
  nextStart: z.iso.date().nullable(),
  isDemo: z.boolean(),
});
const tag = "课程";

const bodyOfSummary = ({ submittedAt, publishedAt, ...rest }: CourseSummary) => ({
  ...rest,
  submittedAt: submittedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
});

/** What an institution does with its own courses. */
const institutionRoutes = (courses: CourseService): Route[] => [
  defineRoute({
    method: "POST",
    path: "/v1/institutions/:institutionId/courses",
    summary: "提交课程，等待审核",
    tag,
    access: staffOf("institutionId"),
    limit: perMinute(30),
    params: OfInstitution,
    body: CourseDraft,
    responses: { 201: z.object({ id: CourseId, status: CourseStatus }) },
    handle: async ({ params, body, actor, now }) => {
      const { id } = await courses.submit(actor, params.institutionId, body, now);
      return created({ id, status: "submitted" });
    },
  }),
  defineRoute({
    method: "GET",
    path: "/v1/institutions/:institutionId/courses",
    summary: "机构自己的课程，各种状态，新的在前",
    tag,
    access: staffOf("institutionId"),
    limit: perMinute(60),
    params: OfInstitution,
    responses: { 200: z.object({ items: z.array(SummaryBody) }) },
    handle: async ({ params, now }) =>
      ok({ items: (await courses.ofInstitution(params.institutionId, now)).map(bodyOfSummary) }),
  }),
];

/** The steps of a course's life. */
const stepRoutes = (courses: CourseService): Route[] => [
  defineRoute({
    method: "POST",
    path: "/v1/courses/:id/approve",
    summary: "审核通过并发布",
    tag,
    access: reviewer,
    limit: perMinute(60),
    params: OneCourse,
    responses: {},
    handle: async ({ params, actor, now }) => {
      await courses.approve(actor, params.id, now);
      return noContent();
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v1/courses/:id/reject",
    summary: "退回，并说明原因",
    tag,
    access: reviewer,
    limit: perMinute(60),
    params: OneCourse,
    body: z.strictObject({ reason: z.string().trim().min(2, "请写明退回原因").max(300, "最多 300 个字") }),
    responses: {},
    handle: async ({ params, body, actor, now }) => {
      await courses.reject(actor, params.id, body.reason, now);
      return noContent();
    },
  }),
  defineRoute({
    method: "POST",
    path: "/v1/courses/:id/withdraw",
    summary: "撤下课程（本机构或审核员）",
    tag,
    access: signedIn,
    limit: perMinute(60),
    params: OneCourse,
    responses: {},
    handle: async ({ params, actor, now }) => {
      await courses.withdraw(actor, params.id, now);
      return noContent();
    },
  }),
];

export const courseRoutes = ({ courses }: { courses: CourseService }): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/courses/:id",
    summary: "一门已发布的课程",
    tag,
    access: everyone,
    limit: perMinute(300),
    params: OneCourse,
    responses: { 200: Course },
    handle: async ({ params, now }) => {
      const course = (await courses.publishedByIds([params.id], now)).get(params.id);
      if (course === undefined) throw notFound("课程");
      return ok(course);
    },
  }),
  ...institutionRoutes(courses),
  ...stepRoutes(courses),
];
