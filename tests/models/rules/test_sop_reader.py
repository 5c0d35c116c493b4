"""The whole model of an SOP file is read, defaults resolved."""

from __future__ import annotations

from models.records.sop import DocumentGroup, Outcome, Sop
from models.rules.sop_reader import read_sop

HEAD = """
code = "CTH"
name = "CONTOH SOP"

[[executor]]
id = "kantor"
label = "Kantor"

[[executor]]
id = "tim"
label = "Tim"
group = "Bidang"

[[executor]]
id = "opd"
label = "OPD"
external = true

[[document]]
id = "surat"
label = "Surat"

[[document]]
id = "nota"
label = "Nota"

[[document]]
id = "laporan"
label = "Laporan"
"""


def row(step_id: str, extra: str = "", parts: str = '[{ id = "a", executor = "kantor" }]') -> str:
    return f"""
[[step]]
id = "{step_id}"
no = "{step_id}"
title = "Langkah {step_id}"
text = "Kegiatan {step_id}"
parts = {parts}
{extra}
"""


def terminator(step_id: str, kind: str) -> str:
    return (
        f'[[step]]\nid = "{step_id}"\nno = "{step_id}"\nkind = "{kind}"\ntitle = "{kind}"\ntext = "{kind}"\n'
    )


def read(*rows: str) -> Sop:
    sop, defects = read_sop(HEAD + "".join(rows))
    assert defects == ()
    assert sop is not None
    return sop


def test_rows_lead_to_the_next_and_the_last_one_ends():
    sop = read(row("1"), row("2"))
    assert sop.step("1").outcomes == (Outcome("", "", to=("2",), source="cell"),)
    assert sop.step("2").outcomes == (Outcome("", "", end="selesai", source="cell"),)
    assert not sop.step("1").is_decision


def test_terminators_are_resolved_and_are_no_work():
    sop = read(terminator("1", "mulai"), row("2"), terminator("3", "selesai"))
    assert sop.step("1").outcomes[0].to == ("2",)
    assert sop.step("3").outcomes[0].end == "selesai"
    assert sop.first.id == "2"
    assert [s.id for s in sop.work_steps] == ["2"]


def test_a_step_may_jump_or_end_before_the_last_row():
    sop = read(
        row(
            "1",
            """
kind = "keputusan"
outcomes = [
  { id = "ya", label = "Ya", to = "2" },
  { id = "lain", label = "Lain", to = "3" },
]
""",
        ),
        row("2", 'next = "4"\nnext_source = "wording"'),
        row("3", 'end = "ditolak"'),
        row("4"),
    )
    assert sop.step("2").outcomes == (Outcome("", "", to=("4",), source="wording"),)
    assert sop.step("3").outcomes == (Outcome("", "", end="ditolak", source="office"),)


def test_outcomes_lead_ahead_back_to_itself_and_to_an_end():
    sop = read(
        row("1"),
        row(
            "2",
            """
kind = "keputusan"
outcomes = [
  { id = "ya", label = "Ya", to = "4", source = "cell" },
  { id = "ulang", label = "Ulang", to = "1" },
  { id = "kurang", label = "Kurang", to = "2", reason = true, pause_for = "opd" },
  { id = "lain", label = "Lain", to = ["3"] },
  { id = "tolak", label = "Tolak", end = "ditolak", reason = true },
]
""",
        ),
        row("3"),
        row("4"),
    )
    step = sop.step("2")
    assert step.is_decision
    assert [o.to for o in step.outcomes] == [("4",), ("1",), ("2",), ("3",), ()]
    assert step.outcome("ya").source == "cell"
    assert step.outcome("ulang").source == "office"
    assert step.outcome("kurang").reason
    assert step.outcome("kurang").pause_for == "opd"
    assert step.outcome("tolak").end == "ditolak"


def test_split_and_join_by_next_and_by_outcome():
    sop = read(
        row("1", 'next = ["2a", "2b"]\njoin = "3"'),
        row("2a", 'next = "3"'),
        row("2b"),
        row(
            "3",
            """
kind = "keputusan"
outcomes = [
  { id = "bagi", label = "Bagi", to = ["4a", "4b"], join = "5" },
  { id = "langsung", label = "Langsung", to = "5" },
]
""",
        ),
        row("4a", 'next = "5"'),
        row("4b"),
        row("5"),
    )
    assert sop.step("1").outcomes[0].to == ("2a", "2b")
    assert sop.step("1").outcomes[0].join == "3"
    assert sop.step("3").outcome("bagi").join == "5"


def test_branches_may_loop_inside_split_again_and_end_the_case():
    sop = read(
        row("1", 'next = ["2", "5"]\njoin = "7"'),
        row("2", 'next = ["3", "4"]\njoin = "4b"'),
        row("3", 'next = "4b"'),
        row("4"),
        row("4b", 'next = "7"'),
        row("5"),
        row(
            "6",
            """
kind = "keputusan"
outcomes = [
  { id = "ya", label = "Ya", to = "7" },
  { id = "ulang", label = "Ulang", to = "5" },
  { id = "tolak", label = "Tolak", end = "ditolak" },
  { id = "henti", label = "Henti", to = "9" },
]
""",
        ),
        row("7"),
        row("8"),
        terminator("9", "selesai"),
    )
    assert sop.step("2").outcomes[0].join == "4b"


def test_a_way_back_from_behind_the_join_to_before_the_split_is_fine():
    read(
        row("1"),
        row("2", 'next = ["3", "4"]\njoin = "5"'),
        row("3", 'next = "5"'),
        row("4"),
        row(
            "5",
            """
kind = "keputusan"
outcomes = [
  { id = "ya", label = "Ya", end = "selesai" },
  { id = "ulang", label = "Ulang", to = "1" },
]
""",
        ),
    )


def test_the_four_modes_of_parts():
    two = '[{ id = "a", executor = "kantor" }, { id = "b", executor = "tim" }]'
    sop = read(
        row("1", parts=two),
        row("2", 'parts_mode = "urut"', two),
        row("3", 'parts_mode = "salah_satu"', two),
        row("4", 'parts_mode = "dipilih"\nchosen_at = "1"', two),
    )
    assert [s.parts_mode for s in sop.steps] == ["semua", "urut", "salah_satu", "dipilih"]
    assert sop.step("4").chosen_at == "1"


def test_parts_keep_cell_role_mark_and_their_own_outputs():
    sop = read(
        row(
            "1",
            parts="""[
  { id = "a", executor = "kantor", cell = "Surat, Nota", gives = ["surat", "nota"], source = "cell" },
  { id = "b", executor = "tim", gives = [{ docs = ["nota", "laporan"], at_least = 1, source = "wording" }] },
  { id = "c", executor = "opd", role = "peserta" },
]""",
        )
    )
    first, second, third = sop.step("1").parts
    assert (first.cell, first.source) == ("Surat, Nota", "cell")
    assert first.gives == (DocumentGroup(("surat", "nota"), 2, source="cell"),)
    assert second.gives == (DocumentGroup(("nota", "laporan"), 1, source="wording"),)
    assert (second.role, second.source) == ("pelaksana", "office")
    assert third.role == "peserta"
    assert sop.step("1").workers == (first, second)


def test_document_groups_all_at_least_on_outcomes_and_points():
    sop = read(
        row(
            "1",
            """
kind = "keputusan"
needs = [
  { docs = ["surat", "nota"] },
  { docs = ["surat"], points = ["Nama", "Tanggal"], on = ["ya"], source = "wording" },
]
gives = [{ docs = ["nota", "laporan"], at_least = 1, on = ["ya"], source = "cell" }]
outcomes = [{ id = "ya", label = "Ya", end = "selesai" }, { id = "tidak", label = "Tidak", end = "ditolak" }]
""",
        )
    )
    step = sop.step("1")
    assert step.needs[0] == DocumentGroup(("surat", "nota"), 2, source="office")
    assert step.needs[1].points == ("Nama", "Tanggal")
    assert step.needs[1].applies("ya")
    assert not step.needs[1].applies("tidak")
    assert step.gives == (DocumentGroup(("nota", "laporan"), 1, on=("ya",), source="cell"),)


def test_identity_labels_and_columns():
    sop, defects = read_sop(
        'columns = ["No", "Kegiatan", "Pelaksana", "Mutu", "Syarat", "Waktu", "Output", "Ket"]\n'
        "quality_columns = 4\n"
        'day_rule = "kalender"\n'
        'notes = ["Catatan"]\n'
        'table_title = "Judul tabel"\n'
        + HEAD
        + row("1")
        + '[identity]\nunit = ["Kantor CONTOH", "Bidang"]\nnumber = "1/2026"\n'
        + '[identity.labels]\nname = "Judul SOP"\n'
    )
    assert defects == ()
    assert sop is not None
    assert sop.identity.unit == ("Kantor CONTOH", "Bidang")
    assert sop.identity.number == "1/2026"
    assert sop.identity.labels == {"name": "Judul SOP"}
    assert (sop.quality_columns, sop.day_rule) == (4, "kalender")
    assert sop.columns[2] == "Pelaksana"
    assert sop.notes == ("Catatan",)
    assert sop.table_title == "Judul tabel"
    assert [e.group for e in sop.executors] == ["", "Bidang", ""]
    assert sop.executor("opd").external


def test_the_mark_that_notepad_puts_first_and_windows_line_ends_are_read():
    sop, defects = read_sop("\ufeff" + (HEAD + row("1")).replace("\n", "\r\n"))
    assert defects == ()
    assert sop is not None


def test_any_time_text_is_kept_as_written():
    for text in ("1- 2 Jam", "tentatif", "", "-", "30", "1 Hari Kerja/ 150 Siswa", "Maksimal 2×24 jam"):
        assert read(row("1", f'time_text = "{text}"')).step("1").time_text == text
