-- What was put aside for somebody to look at: few rows, read by every comparison of the index with the database.
CREATE INDEX "outbox_parked_idx" ON "outbox" ("topic", "key") WHERE "done_at" IS NULL AND "parked_at" IS NOT NULL;
