-- WeChat: addresses, sessions, consents, credits, dedupe of pushes, tokens and budgets; the ledger lets go of persons.

-- CreateEnum
CREATE TYPE "content_verdict" AS ENUM ('pending', 'accepted', 'rejected');

-- AlterEnum
ALTER TYPE "delivery_state" ADD VALUE 'delivered';

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "is_personalised" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "log_key" TEXT NOT NULL DEFAULT encode(sha256(gen_random_uuid()::text::bytea), 'hex');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "client_msg_id" TEXT,
ADD COLUMN     "message_id" TEXT,
ALTER COLUMN "person_id" DROP NOT NULL,
ALTER COLUMN "saved_search_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "person_id" UUID,
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "is_given" BOOLEAN NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner_session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rotated_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner_profile" (
    "person_id" UUID NOT NULL,
    "division_code" TEXT,
    "groups" TEXT[],
    "schooling" TEXT,
    "birth_year" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_profile_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "learner_phone" (
    "person_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "blind_index" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_phone_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "saved_place" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "division_code" TEXT,
    "lat" DECIMAL(5,2),
    "lng" DECIMAL(6,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "favourite" (
    "person_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "favourite_pkey" PRIMARY KEY ("person_id","course_id")
);

-- CreateTable
CREATE TABLE "wechat_address" (
    "person_id" UUID NOT NULL,
    "appid" TEXT NOT NULL,
    "openid_sealed" TEXT NOT NULL,
    "is_following" BOOLEAN NOT NULL,
    "is_refusing" BOOLEAN NOT NULL DEFAULT false,
    "scene_id" TEXT,
    "window_until" TIMESTAMPTZ(3),
    "window_left" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wechat_address_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "qr_scene" (
    "id" TEXT NOT NULL,
    "division_code" TEXT,
    "channel" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "qr_scene_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscribe_credit" (
    "person_id" UUID NOT NULL,
    "template_id" TEXT NOT NULL,
    "credits" INTEGER NOT NULL DEFAULT 0,
    "is_long_term" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscribe_credit_pkey" PRIMARY KEY ("person_id","template_id")
);

-- CreateTable
CREATE TABLE "credit_report" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "template_id" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "credit_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wechat_inbound" (
    "key_hash" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "reply" TEXT,

    CONSTRAINT "wechat_inbound_pkey" PRIMARY KEY ("key_hash")
);

-- CreateTable
CREATE TABLE "wechat_day_key" (
    "day" DATE NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "wechat_day_key_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "wechat_token" (
    "appid" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wechat_token_pkey" PRIMARY KEY ("appid")
);

-- CreateTable
CREATE TABLE "wechat_budget" (
    "appid" TEXT NOT NULL,
    "api" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "wechat_budget_pkey" PRIMARY KEY ("appid","api","day")
);

-- CreateTable
CREATE TABLE "content_review" (
    "id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "words" TEXT,
    "verdict" "content_verdict" NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "content_review_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "consent_person_id_purpose_version_key" ON "consent"("person_id", "purpose", "version");

-- CreateIndex
CREATE UNIQUE INDEX "learner_session_token_hash_key" ON "learner_session"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "learner_session_previous_hash_key" ON "learner_session"("previous_hash");

-- CreateIndex
CREATE INDEX "learner_session_person_id_idx" ON "learner_session"("person_id");

-- CreateIndex
CREATE INDEX "learner_session_expires_at_idx" ON "learner_session"("expires_at");

-- CreateIndex
CREATE INDEX "learner_phone_blind_index_idx" ON "learner_phone"("blind_index");

-- CreateIndex
CREATE INDEX "saved_place_expires_at_idx" ON "saved_place"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_place_person_id_label_key" ON "saved_place"("person_id", "label");

-- CreateIndex
CREATE INDEX "favourite_course_id_idx" ON "favourite"("course_id");

-- CreateIndex
CREATE INDEX "credit_report_person_id_template_id_idx" ON "credit_report"("person_id", "template_id");

-- CreateIndex
CREATE INDEX "wechat_inbound_day_idx" ON "wechat_inbound"("day");

-- CreateIndex
CREATE INDEX "content_review_verdict_created_at_idx" ON "content_review"("verdict", "created_at");

-- CreateIndex
CREATE INDEX "content_review_subject_kind_subject_id_idx" ON "content_review"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "delivery_message_id_idx" ON "delivery"("message_id");

-- Rows whose person went in an earlier version are kept, without a link.
UPDATE "delivery" SET "person_id" = NULL WHERE "person_id" NOT IN (SELECT "id" FROM "person");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_session" ADD CONSTRAINT "learner_session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_profile" ADD CONSTRAINT "learner_profile_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_phone" ADD CONSTRAINT "learner_phone_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_place" ADD CONSTRAINT "saved_place_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "favourite" ADD CONSTRAINT "favourite_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "favourite" ADD CONSTRAINT "favourite_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wechat_address" ADD CONSTRAINT "wechat_address_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscribe_credit" ADD CONSTRAINT "subscribe_credit_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_report" ADD CONSTRAINT "credit_report_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
