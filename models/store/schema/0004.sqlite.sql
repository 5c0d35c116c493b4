-- Schema 4: who may what. Roles of accounts, passwords that must be changed, delegations, confidential requests.
-- PostgreSQL needs a file of its own beside it, see 0001.

ALTER TABLE "person" ADD COLUMN "manages_sops" INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE "person" ADD COLUMN "reads_only" INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE "person" ADD COLUMN "must_change" INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE "person" ADD COLUMN "failures" INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE "person" ADD COLUMN "failed_at" INTEGER;

ALTER TABLE "holding" ADD COLUMN "given_by_id" INTEGER REFERENCES "person" ("id") ON DELETE RESTRICT;

ALTER TABLE "permohonan" ADD COLUMN "secret" INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE "card" ADD COLUMN "secret" INTEGER DEFAULT 0 NOT NULL;

CREATE TABLE "case_admission" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "case_id" INTEGER NOT NULL,
  "person_id" INTEGER NOT NULL,
  "given_by_id" INTEGER,
  "at" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "permohonan" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("given_by_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "case_admission_person_id" ON "case_admission" ("person_id");
CREATE UNIQUE INDEX "case_admission_case_id_person_id" ON "case_admission" ("case_id", "person_id");
CREATE INDEX "permohonan_secret" ON "permohonan" ("sop_id") WHERE "secret";

CREATE TABLE "seal" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "event" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "content" TEXT NOT NULL,
  "digest" VARCHAR(64) NOT NULL
);
CREATE TRIGGER "seal_is_not_changed" BEFORE UPDATE ON "seal"
BEGIN SELECT RAISE(ABORT, 'meterai riwayat tidak dapat diubah'); END;
CREATE TRIGGER "seal_is_not_erased" BEFORE DELETE ON "seal"
BEGIN SELECT RAISE(ABORT, 'meterai riwayat tidak dapat dihapus'); END;
