-- Schema 2: who signs (NIP and rank of people), papers with their numbers, dispositions.
-- PostgreSQL needs a file of its own beside it, see 0001.

ALTER TABLE "person" ADD COLUMN "nip" VARCHAR(18) NOT NULL DEFAULT '';
ALTER TABLE "person" ADD COLUMN "rank" VARCHAR(100) NOT NULL DEFAULT '';

CREATE TABLE "paper_number" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "group" VARCHAR(60) NOT NULL,
  "year" INTEGER NOT NULL,
  "ordinal" INTEGER NOT NULL,
  "suffix" INTEGER NOT NULL,
  "text" VARCHAR(120) NOT NULL,
  "norm" VARCHAR(120) NOT NULL,
  "day" DATE NOT NULL,
  "state" VARCHAR(10) NOT NULL,
  "purpose" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "person_id" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "paper_number_norm" ON "paper_number" ("norm");
CREATE UNIQUE INDEX "paper_number_group_year_ordinal_suffix" ON "paper_number" ("group", "year", "ordinal", "suffix");

CREATE TABLE "disposition" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "case_id" INTEGER NOT NULL,
  "run_id" INTEGER,
  "parent_id" INTEGER,
  "sender_position_id" INTEGER,
  "sender" VARCHAR(600) NOT NULL,
  "instructions" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "due" DATE,
  "state" VARCHAR(12) NOT NULL,
  "reason" TEXT NOT NULL,
  "person_id" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "permohonan" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("run_id") REFERENCES "step_run" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("parent_id") REFERENCES "disposition" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("sender_position_id") REFERENCES "position" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "disposition_case_id" ON "disposition" ("case_id");

CREATE TABLE "disposition_to" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "disposition_id" INTEGER NOT NULL,
  "ordinal" INTEGER NOT NULL,
  "name" VARCHAR(300) NOT NULL,
  "position_id" INTEGER,
  "read_at" INTEGER,
  "read_by_id" INTEGER,
  "answer" TEXT NOT NULL,
  "answered_at" INTEGER,
  "answered_by_id" INTEGER,
  FOREIGN KEY ("disposition_id") REFERENCES "disposition" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("position_id") REFERENCES "position" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("read_by_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("answered_by_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "disposition_to_position_id" ON "disposition_to" ("position_id");
CREATE UNIQUE INDEX "disposition_to_disposition_id_ordinal" ON "disposition_to" ("disposition_id", "ordinal");

CREATE TABLE "naskah" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "form" VARCHAR(60) NOT NULL,
  "name" VARCHAR(200) NOT NULL,
  "case_id" INTEGER,
  "run_id" INTEGER,
  "disposition_id" INTEGER,
  "doc_type" VARCHAR(60) NOT NULL,
  "state" VARCHAR(8) NOT NULL,
  "number_id" INTEGER,
  "number_text" VARCHAR(120) NOT NULL,
  "day" DATE,
  "subject" TEXT NOT NULL,
  "addressee" TEXT NOT NULL,
  "signer" VARCHAR(600) NOT NULL,
  "draft" TEXT NOT NULL,
  "frozen" TEXT NOT NULL,
  "digest" VARCHAR(64) NOT NULL,
  "size" INTEGER NOT NULL,
  "file_name" VARCHAR(300) NOT NULL,
  "search" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "person_id" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "permohonan" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("run_id") REFERENCES "step_run" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("disposition_id") REFERENCES "disposition" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("number_id") REFERENCES "paper_number" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "naskah_case_id" ON "naskah" ("case_id");
CREATE INDEX "naskah_disposition_id" ON "naskah" ("disposition_id");
CREATE UNIQUE INDEX "naskah_number_id" ON "naskah" ("number_id");
CREATE INDEX "naskah_state_at" ON "naskah" ("state", "at");
CREATE INDEX "naskah_state_digest" ON "naskah" ("state", "digest");

-- A number that was given is never given again, and what an issued paper shows is never rewritten.
CREATE TRIGGER "paper_number_is_not_erased" BEFORE DELETE ON "paper_number"
BEGIN SELECT RAISE(ABORT, 'nomor naskah tidak dapat dihapus'); END;
CREATE TRIGGER "frozen_paper_is_not_changed" BEFORE UPDATE OF "frozen" ON "naskah" WHEN OLD."frozen" <> ''
BEGIN SELECT RAISE(ABORT, 'isi naskah yang terbit tidak dapat diubah'); END;
CREATE TRIGGER "issued_paper_is_not_erased" BEFORE DELETE ON "naskah" WHEN OLD."state" <> 'konsep'
BEGIN SELECT RAISE(ABORT, 'naskah yang terbit tidak dapat dihapus'); END;
