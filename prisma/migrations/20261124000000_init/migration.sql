-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "division_level" AS ENUM ('province', 'city', 'county', 'town');

-- CreateEnum
CREATE TYPE "institution_state" AS ENUM ('applied', 'admitted', 'warned', 'suspended', 'exited');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('staff', 'reviewer');

-- CreateEnum
CREATE TYPE "course_status" AS ENUM ('submitted', 'published', 'rejected', 'withdrawn', 'expired');

-- CreateEnum
CREATE TYPE "course_mode" AS ENUM ('onsite', 'online', 'blended');

-- CreateEnum
CREATE TYPE "course_schedule" AS ENUM ('daytime', 'evening', 'weekend', 'full_time');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'reserved', 'sent', 'unknown', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "source_document" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "document_no" TEXT,
    "issuer" TEXT,
    "url" TEXT,
    "published_on" DATE,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "division" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "level" "division_level" NOT NULL,
    "parent_code" TEXT,
    "pinyin" TEXT NOT NULL,
    "lat" DOUBLE PRECISION,
    "lng" DOUBLE PRECISION,
    "is_approximate" BOOLEAN NOT NULL DEFAULT false,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "division_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "zone" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "host_division_code" TEXT NOT NULL,
    "lat" DOUBLE PRECISION,
    "lng" DOUBLE PRECISION,
    "note" TEXT,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_alias" (
    "alias" TEXT NOT NULL,
    "division_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "place_alias_pkey" PRIMARY KEY ("alias","division_code")
);

-- CreateTable
CREATE TABLE "landmark" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "kind" TEXT NOT NULL,
    "division_code" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "landmark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "occupation" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "levels" INTEGER[],
    "industry" TEXT,
    "summary" TEXT,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "occupation_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "occupation_alias" (
    "alias" TEXT NOT NULL,
    "occupation_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "trade" TEXT,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "occupation_alias_pkey" PRIMARY KEY ("alias")
);

-- CreateTable
CREATE TABLE "ambiguous_term" (
    "term" TEXT NOT NULL,
    "codes" TEXT[],
    "question" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "ambiguous_term_pkey" PRIMARY KEY ("term")
);

-- CreateTable
CREATE TABLE "skill_level" (
    "level" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "certificate" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "skill_level_pkey" PRIMARY KEY ("level")
);

-- CreateTable
CREATE TABLE "institution" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "division_code" TEXT NOT NULL,
    "phone" TEXT,
    "state" "institution_state" NOT NULL DEFAULT 'applied',
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "division_code" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "is_approximate" BOOLEAN NOT NULL DEFAULT false,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "role" "staff_role" NOT NULL,
    "institution_id" UUID,
    "password_hash" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "token_hash" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "site_id" UUID,
    "title" TEXT NOT NULL,
    "occupation_code" TEXT NOT NULL,
    "level" INTEGER,
    "mode" "course_mode" NOT NULL,
    "schedule" "course_schedule" NOT NULL,
    "hours" INTEGER NOT NULL,
    "fee_fen" INTEGER NOT NULL,
    "is_subsidised" BOOLEAN,
    "subsidy_source_id" TEXT,
    "certificates" TEXT[],
    "description" TEXT NOT NULL DEFAULT '',
    "requirements" TEXT,
    "how_to_enrol" TEXT NOT NULL,
    "contact_phone" TEXT,
    "status" "course_status" NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "rejected_reason" TEXT,
    "search_tokens" tsvector,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "class_session" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "seats_total" INTEGER NOT NULL,
    "seats_taken" INTEGER NOT NULL DEFAULT 0,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "class_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_base" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "division_code" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "occupation_codes" TEXT[],
    "phone" TEXT,
    "open_hours" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "training_base_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortage_list" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "division_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "published_on" DATE NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "source_id" TEXT NOT NULL,
    "stated_on" DATE NOT NULL,

    CONSTRAINT "shortage_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortage_entry" (
    "list_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "printed_name" TEXT NOT NULL,
    "occupation_code" TEXT,
    "degree" TEXT,
    "min_level" INTEGER,
    "reason" TEXT,

    CONSTRAINT "shortage_entry_pkey" PRIMARY KEY ("list_id","rank")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dialogue_state" (
    "person_id" UUID NOT NULL,
    "state" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dialogue_state_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "saved_search" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "query" JSONB NOT NULL,
    "label" TEXT NOT NULL,
    "occupation_code" TEXT,
    "city_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_version" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "saved_search_id" UUID NOT NULL,
    "state" "delivery_state" NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "reserved_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_message" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "reply" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "parked_at" TIMESTAMPTZ(3),
    "parked_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "division_parent_code_idx" ON "division"("parent_code");

-- CreateIndex
CREATE INDEX "occupation_name_idx" ON "occupation"("name");

-- CreateIndex
CREATE INDEX "occupation_alias_occupation_code_idx" ON "occupation_alias"("occupation_code");

-- CreateIndex
CREATE UNIQUE INDEX "site_institution_id_id_key" ON "site"("institution_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_key" ON "staff"("account");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_idx" ON "staff_session"("staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "course_institution_id_status_idx" ON "course"("institution_id", "status");

-- CreateIndex
CREATE INDEX "course_occupation_code_idx" ON "course"("occupation_code");

-- CreateIndex
CREATE INDEX "course_status_submitted_at_idx" ON "course"("status", "submitted_at");

-- CreateIndex
CREATE INDEX "course_search_tokens_idx" ON "course" USING GIN ("search_tokens");

-- CreateIndex
CREATE UNIQUE INDEX "course_institution_id_id_key" ON "course"("institution_id", "id");

-- CreateIndex
CREATE INDEX "class_session_course_id_starts_on_idx" ON "class_session"("course_id", "starts_on");

-- CreateIndex
CREATE INDEX "class_session_starts_on_idx" ON "class_session"("starts_on");

-- CreateIndex
CREATE INDEX "shortage_entry_occupation_code_idx" ON "shortage_entry"("occupation_code");

-- CreateIndex
CREATE UNIQUE INDEX "person_channel_key_hash_key" ON "person"("channel", "key_hash");

-- CreateIndex
CREATE INDEX "dialogue_state_expires_at_idx" ON "dialogue_state"("expires_at");

-- CreateIndex
CREATE INDEX "saved_search_person_id_idx" ON "saved_search"("person_id");

-- CreateIndex
CREATE INDEX "saved_search_occupation_code_city_code_idx" ON "saved_search"("occupation_code", "city_code");

-- CreateIndex
CREATE INDEX "delivery_state_created_at_idx" ON "delivery"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_person_id_kind_subject_id_subject_version_channel_key" ON "delivery"("person_id", "kind", "subject_id", "subject_version", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_message_delivery_id_key" ON "inbox_message"("delivery_id");

-- CreateIndex
CREATE INDEX "inbox_message_person_id_created_at_idx" ON "inbox_message"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_subject_kind_subject_id_idx" ON "audit"("subject_kind", "subject_id");

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_institution_id_site_id_fkey" FOREIGN KEY ("institution_id", "site_id") REFERENCES "site"("institution_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_occupation_code_fkey" FOREIGN KEY ("occupation_code") REFERENCES "occupation"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_session" ADD CONSTRAINT "class_session_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortage_entry" ADD CONSTRAINT "shortage_entry_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "shortage_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_message" ADD CONSTRAINT "inbox_message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Below: what Prisma cannot say.

-- Rules of the house that must hold whoever writes the row.
ALTER TABLE "course"
  ADD CONSTRAINT "course_level_range" CHECK ("level" IS NULL OR "level" BETWEEN 1 AND 5),
  ADD CONSTRAINT "course_fee_not_negative" CHECK ("fee_fen" >= 0),
  ADD CONSTRAINT "course_hours_positive" CHECK ("hours" > 0),
  ADD CONSTRAINT "course_place_unless_online" CHECK ("mode" = 'online' OR "site_id" IS NOT NULL),
  ADD CONSTRAINT "course_published_has_date" CHECK ("status" <> 'published' OR "published_at" IS NOT NULL),
  -- a demo row never cites a real document, a real row never cites the demo document
  ADD CONSTRAINT "course_demo_source" CHECK ("is_demo" = ("source_id" = 'demo'));
ALTER TABLE "class_session"
  ADD CONSTRAINT "class_session_dates" CHECK ("ends_on" >= "starts_on"),
  ADD CONSTRAINT "class_session_seats" CHECK ("seats_total" > 0 AND "seats_taken" BETWEEN 0 AND "seats_total");
ALTER TABLE "site" ADD CONSTRAINT "site_point" CHECK ("lat" BETWEEN -90 AND 90 AND "lng" BETWEEN -180 AND 180);
ALTER TABLE "training_base" ADD CONSTRAINT "training_base_point" CHECK ("lat" BETWEEN -90 AND 90 AND "lng" BETWEEN -180 AND 180);
ALTER TABLE "staff" ADD CONSTRAINT "staff_belongs" CHECK (("role" = 'reviewer') = ("institution_id" IS NULL));

-- Every cited document exists.
ALTER TABLE "division"         ADD CONSTRAINT "division_source"         FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "zone"             ADD CONSTRAINT "zone_source"             FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "place_alias"      ADD CONSTRAINT "place_alias_source"      FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "landmark"         ADD CONSTRAINT "landmark_source"         FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "occupation"       ADD CONSTRAINT "occupation_source"       FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "occupation_alias" ADD CONSTRAINT "occupation_alias_source" FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "ambiguous_term"   ADD CONSTRAINT "ambiguous_term_source"   FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "skill_level"      ADD CONSTRAINT "skill_level_source"      FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "institution"      ADD CONSTRAINT "institution_source"      FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "site"             ADD CONSTRAINT "site_source"             FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "course"           ADD CONSTRAINT "course_source"           FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "course"           ADD CONSTRAINT "course_subsidy_source"   FOREIGN KEY ("subsidy_source_id") REFERENCES "source_document"("id");
ALTER TABLE "training_base"    ADD CONSTRAINT "training_base_source"    FOREIGN KEY ("source_id") REFERENCES "source_document"("id");
ALTER TABLE "shortage_list"    ADD CONSTRAINT "shortage_list_source"    FOREIGN KEY ("source_id") REFERENCES "source_document"("id");

-- The audit trail only grows.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are never changed or deleted';
END $$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();

-- Wakes the consumers of the outbox and the open chat windows; polling covers a lost signal.
CREATE FUNCTION "outbox_wakes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', NEW.topic);
  RETURN NULL;
END $$;
CREATE TRIGGER "outbox_notify" AFTER INSERT ON "outbox" FOR EACH ROW EXECUTE FUNCTION "outbox_wakes"();
CREATE FUNCTION "inbox_wakes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('inbox', NEW.person_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "inbox_notify" AFTER INSERT ON "inbox_message" FOR EACH ROW EXECUTE FUNCTION "inbox_wakes"();

-- What a consumer claims: open rows only, oldest first.
CREATE INDEX "outbox_open_idx" ON "outbox" ("topic", "id") WHERE "done_at" IS NULL AND "parked_at" IS NULL;
