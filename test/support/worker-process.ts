// A worker on its own, for the tests that kill one: relay, queue and the notice jobs over the database given as the only argument.

import { createCourseService } from "../../src/courses/course-service.ts";
import { openQueue, startWorker } from "../../src/jobs/queue.ts";
import { startRelay } from "../../src/jobs/relay.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { createLog } from "../../src/kit/log.ts";
import { coursePublishedJob, deliverNoticeJob } from "../../src/notices/notice-jobs.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { loadPlaces } from "../../src/places/places.ts";

const databaseUrl = process.argv[2] ?? "";
const log = createLog("silent");
const db = openDatabase(databaseUrl, 6);
const queue = openQueue({ databaseUrl }, log);
const needs = {
  db,
  places: await loadPlaces(db),
  occupations: await loadOccupations(db),
  courses: createCourseService(db),
  enqueue: queue.add,
  outlets: [],
  compose: (course: { id: string }, label: string) => ({ courseId: course.id, label }),
};
await startWorker({ databaseUrl }, [coursePublishedJob(needs), deliverNoticeJob(needs)], systemClock, log);
startRelay(db, databaseUrl, queue, systemClock, log);
process.stdout.write("working\n");
