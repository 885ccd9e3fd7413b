-- What PostgreSQL needs to search by itself within its time, with a hundred thousand courses and no search engine.

-- DropIndex
DROP INDEX "class_session_starts_on_idx";

-- CreateIndex
CREATE INDEX "class_session_starts_on_course_id_idx" ON "class_session"("starts_on", "course_id");

-- CreateIndex
CREATE INDEX "site_division_code_idx" ON "site"("division_code");

-- CreateIndex
CREATE INDEX "site_lat_lng_idx" ON "site"("lat", "lng");

-- CreateIndex
CREATE INDEX "course_site_id_idx" ON "course"("site_id");

-- Below: what Prisma cannot say.

-- The planner takes a word it knows nothing of for a rare one; it is to know the ten thousand most common.
ALTER TABLE "course" ALTER COLUMN "search_tokens" SET STATISTICS 1000;

-- The nearest site by an index. Where the owner may not have the extension, sites are sorted by distance instead: search/nearness.ts asks.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS cube;
  CREATE EXTENSION IF NOT EXISTS earthdistance;
  CREATE INDEX "site_earth_idx" ON "site" USING GIST (ll_to_earth("lat", "lng"));
EXCEPTION
  WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
    RAISE NOTICE 'no earthdistance here: sites are sorted by distance instead';
END $$;
