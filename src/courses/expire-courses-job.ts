import { z } from "zod";
import { defineJob, type Job } from "../jobs/job.ts";
import type { CourseService } from "./course-service.ts";

/** Every night, just after the day has changed: courses without a session ahead leave the catalogue. */
export const expireCoursesJob = (courses: Pick<CourseService, "expire">): Job =>
  defineJob({
    name: "expire-courses",
    payload: z.object({}),
    cron: "5 0 * * *",
    run: async (_payload, { now }) => void (await courses.expire(now)),
  });
