-- CreateEnum
CREATE TYPE "complaint_category" AS ENUM ('fee', 'certificate', 'advertising', 'subsidy', 'service', 'closed', 'safety', 'other');

-- CreateTable
CREATE TABLE "complaint" (
    "id" UUID NOT NULL,
    "ticket_no" TEXT NOT NULL,
    "person_id" UUID,
    "category" "complaint_category" NOT NULL,
    "division_code" TEXT,
    "words" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "complaint_ticket_no_key" ON "complaint"("ticket_no");

-- CreateIndex
CREATE INDEX "complaint_person_id_created_at_idx" ON "complaint"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "complaint_answered_at_created_at_idx" ON "complaint"("answered_at", "created_at");

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- Below: what Prisma cannot say.

ALTER TABLE "complaint"
  ADD CONSTRAINT "complaint_ticket_form" CHECK ("ticket_no" ~ '^TS-[0-9]{8}-[0-9]{4,}$'),
  ADD CONSTRAINT "complaint_answer_has_time" CHECK ("answer" IS NULL OR "answered_at" IS NOT NULL);
