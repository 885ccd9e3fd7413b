-- CreateTable
CREATE TABLE "demand" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "occupation_code" TEXT,
    "topic" TEXT,
    "division_code" TEXT,
    "level" INTEGER,
    "mode" "course_mode",
    "schedule" "course_schedule",
    "is_subsidy_wanted" BOOLEAN NOT NULL,
    "wished_from" DATE,
    "wished_to" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "demand_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "demand_stated_on_idx" ON "demand"("stated_on");

-- CreateIndex: nulls are one and the same here, so that a second tap without a county is no second demand
CREATE UNIQUE INDEX "demand_person_id_occupation_code_division_code_topic_key" ON "demand"("person_id", "occupation_code", "division_code", "topic") NULLS NOT DISTINCT;

-- AddForeignKey
ALTER TABLE "demand" ADD CONSTRAINT "demand_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Below: what Prisma cannot say.

ALTER TABLE "demand"
  ADD CONSTRAINT "demand_has_subject" CHECK (num_nonnulls("occupation_code", "topic") = 1),
  ADD CONSTRAINT "demand_topic_length" CHECK (char_length("topic") BETWEEN 1 AND 40),
  ADD CONSTRAINT "demand_division_form" CHECK ("division_code" ~ '^[0-9]{6}$'),
  ADD CONSTRAINT "demand_level_range" CHECK ("level" BETWEEN 1 AND 5);
