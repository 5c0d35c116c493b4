-- Schema 3: the recap. When requests were open, which agency they belonged to, closed months; indexes from
-- which a period's figures are read without touching rows. PostgreSQL needs a file of its own beside it, see 0001.

CREATE TABLE "case_span" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "case_id" INTEGER NOT NULL,
  "ordinal" INTEGER NOT NULL,
  "sop_id" INTEGER NOT NULL,
  "agency_id" INTEGER NOT NULL,
  "opening" VARCHAR(14) NOT NULL,
  "opened_at" INTEGER NOT NULL,
  "closed_at" INTEGER,
  "ending" VARCHAR(12) NOT NULL,
  "previous_closed_at" INTEGER,
  "next_opened_at" INTEGER,
  "fork" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "permohonan" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("sop_id") REFERENCES "sop" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("agency_id") REFERENCES "agency" ("id") ON DELETE RESTRICT
);

CREATE TABLE "agency_change" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "case_id" INTEGER NOT NULL,
  "agency_id" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "permohonan" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("agency_id") REFERENCES "agency" ("id") ON DELETE RESTRICT
);
CREATE INDEX "agency_change_case_id_at_id_agency_id" ON "agency_change" ("case_id", "at", "id", "agency_id");

CREATE TABLE "month_closing" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "period" VARCHAR(20) NOT NULL,
  "figures" TEXT NOT NULL,
  "digest" VARCHAR(64) NOT NULL,
  "closed_at" INTEGER NOT NULL,
  "person_id" INTEGER NOT NULL,
  "reopened_at" INTEGER,
  "reopened_by_id" INTEGER,
  "reason" TEXT NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("reopened_by_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "month_closing_period_reopened_at" ON "month_closing" ("period", "reopened_at");

-- What a month was closed with is never rewritten.
CREATE TRIGGER "closed_figures_are_not_changed" BEFORE UPDATE OF "period", "figures", "digest", "closed_at" ON "month_closing"
BEGIN SELECT RAISE(ABORT, 'angka bulan yang ditutup tidak dapat diubah'); END;
CREATE TRIGGER "closing_is_not_erased" BEFORE DELETE ON "month_closing"
BEGIN SELECT RAISE(ABORT, 'penutupan bulan tidak dapat dihapus'); END;

-- Wider indexes take the places of narrower ones.
DROP INDEX "step_run_case_id_state";
CREATE INDEX "step_run_case_id_state_late_past_target_closed_at_due_at_6f2d109" ON "step_run" ("case_id", "state", "late", "past_target", "closed_at", "due_at", "target_at");
DROP INDEX "step_run_state_closed_at";
CREATE INDEX "step_run_state_closed_at_case_id_step_minutes_late_past__13255ae" ON "step_run" ("state", "closed_at", "case_id", "step", "minutes", "late", "past_target", "due_at", "round", "late_code");
DROP INDEX "part_run_finished_by_id";
CREATE INDEX "part_run_finished_at_run_id_executor_finished_by_id" ON "part_run" ("finished_at", "run_id", "executor", "finished_by_id");

CREATE INDEX "naskah_day_state" ON "naskah" ("day", "state");

-- The spans of the requests that are there, as the history tells them: openings and the endings that were
-- not undone take turns. A moment before its predecessor (a clock set back) counts as that one.
INSERT INTO "case_span" (
  "case_id", "ordinal", "sop_id", "agency_id", "opening", "opened_at", "closed_at", "ending",
  "previous_closed_at", "next_opened_at", "fork"
)
WITH "undone" AS (
  SELECT json_extract("data", '$.event') AS "id" FROM "history" WHERE "kind" = 'penyelesaian_diurungkan'
),
"turn" AS (
  SELECT h."id", h."case_id", c."sop_id",
    CASE h."kind" WHEN 'permohonan_didaftarkan' THEN 'baru' WHEN 'dibuka_kembali' THEN h."kind" ELSE '' END AS "opening",
    CASE h."kind" WHEN 'dibatalkan' THEN h."kind" ELSE json_extract(h."data", '$.end') END AS "ending",
    json_extract(h."data", '$.agency') AS "agency_id",
    MAX(CASE h."kind" WHEN 'permohonan_didaftarkan' THEN c."received_at" ELSE h."occurred_at" END)
      OVER (PARTITION BY h."case_id" ORDER BY h."id") AS "at"
  FROM "history" h JOIN "permohonan" c ON c."id" = h."case_id"
  WHERE h."id" NOT IN (SELECT "id" FROM "undone") AND (
    h."kind" IN ('permohonan_didaftarkan', 'dibuka_kembali', 'dibatalkan')
    OR (h."kind" IN ('langkah_diselesaikan', 'dilewati') AND json_extract(h."data", '$.end') <> '')
  )
),
"lined" AS (
  SELECT "id", "case_id", "sop_id", "opening", "at",
    FIRST_VALUE("agency_id") OVER "line" AS "agency_id",
    LEAD("at") OVER "line" AS "closed_at",
    LEAD("ending") OVER "line" AS "ending",
    LAG("at") OVER "line" AS "previous_closed_at",
    LEAD("at", 2) OVER "line" AS "next_opened_at",
    ("at" | COALESCE(LEAD("at") OVER "line", "at")) - ("at" & COALESCE(LEAD("at") OVER "line", "at")) AS "differing"
  FROM "turn" WINDOW "line" AS (PARTITION BY "case_id" ORDER BY "id")
),
"two" AS (SELECT *, "differing" | ("differing" >> 1) AS "bits" FROM "lined" WHERE "opening" <> ''),
"four" AS (SELECT *, "bits" | ("bits" >> 2) AS "wide" FROM "two"),
"eight" AS (SELECT *, "wide" | ("wide" >> 4) AS "wider" FROM "four"),
"sixteen" AS (SELECT *, "wider" | ("wider" >> 8) AS "widest" FROM "eight"),
"thirty" AS (SELECT *, "widest" | ("widest" >> 16) AS "low" FROM "sixteen"),
"all_bits" AS (SELECT *, "low" | ("low" >> 32) AS "mask" FROM "thirty")
SELECT "case_id", ROW_NUMBER() OVER (PARTITION BY "case_id" ORDER BY "id"), "sop_id", "agency_id", "opening",
  "at", "closed_at", COALESCE("ending", ''), "previous_closed_at", "next_opened_at",
  CASE WHEN "closed_at" IS NULL THEN 0 WHEN "closed_at" = "at" THEN -1 ELSE "closed_at" & ~("mask" >> 1) END
FROM "all_bits" ORDER BY "id";

INSERT INTO "agency_change" ("case_id", "agency_id", "at")
SELECT "case_id", json_extract("data", '$.agency_id.after'), "recorded_at" FROM "history"
WHERE "kind" = 'registrasi_diubah' AND json_extract("data", '$.agency_id.after') IS NOT NULL ORDER BY "id";

CREATE UNIQUE INDEX "case_span_case_id_ordinal" ON "case_span" ("case_id", "ordinal");
CREATE INDEX "case_span_opened_at_closed_at_sop_id_agency_id_case_id_e_1d99998" ON "case_span" ("opened_at", "closed_at", "sop_id", "agency_id", "case_id", "ending", "previous_closed_at", "next_opened_at");
CREATE INDEX "case_span_fork_closed_at_opened_at_sop_id_agency_id_case_284414a" ON "case_span" ("fork", "closed_at", "opened_at", "sop_id", "agency_id", "case_id", "ending", "previous_closed_at", "next_opened_at");
CREATE INDEX "case_span_fork_opened_at_closed_at_sop_id_agency_id_case_3e970a0" ON "case_span" ("fork", "opened_at", "closed_at", "sop_id", "agency_id", "case_id", "ending", "previous_closed_at", "next_opened_at");

-- What was found when SOPs were monitored.
CREATE TABLE "sop_monitoring" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "period" VARCHAR(20) NOT NULL,
  "sop_id" INTEGER NOT NULL,
  "verdict" VARCHAR(12) NOT NULL,
  "note" TEXT,
  "action" TEXT NOT NULL,
  "answers" VARCHAR(7) NOT NULL,
  "done_on" DATE,
  "person_id" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  FOREIGN KEY ("sop_id") REFERENCES "sop" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "sop_monitoring_period_sop_id" ON "sop_monitoring" ("period", "sop_id");
