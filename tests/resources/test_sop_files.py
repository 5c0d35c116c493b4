"""The five SOPs that ship with the program say what their documents say, and how they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from models.records.sop import DocumentGroup, Sop
from models.rules.sop_reader import read_sop

FOLDER = Path(__file__).parents[2] / "resources" / "sop"
CODES = ["MLS", "MPA", "PA", "PAW", "PP"]


@cache
def sop(code: str) -> Sop:
    read, defects = read_sop((FOLDER / f"{code.lower()}.toml").read_text(encoding="utf-8"))
    assert defects == ()
    assert read is not None
    return read


def groups(read: Sop) -> list[DocumentGroup]:
    return [
        group
        for step in read.steps
        for group in (*step.needs, *step.gives, *(g for part in step.parts for g in part.gives))
    ]


def acting(read: Sop, step: str) -> list[tuple[str, str, str]]:
    return [(p.executor, p.role, p.source) for p in read.step(step).parts]


def ways(read: Sop, step: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(o.label, o.to, o.end) for o in read.step(step).outcomes]


def needed(read: Sop, step: str) -> list[str]:
    return [read.document(doc).label for group in read.step(step).needs for doc in group.docs]


def delivered(read: Sop, step: str) -> list[str]:
    found = read.step(step)
    own = [g for part in found.parts for g in part.gives]
    return [read.document(doc).label for group in (*own, *found.gives) for doc in group.docs]


def test_there_are_five_and_each_file_is_named_after_its_code():
    assert sorted(p.stem.upper() for p in FOLDER.glob("*.toml")) == CODES
    assert [sop(code).code for code in CODES] == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_document_type_is_used(code):
    used = {doc for group in groups(sop(code)) for doc in group.docs}
    assert used == {d.id for d in sop(code).documents}


@pytest.mark.parametrize("code", CODES)
def test_titles_are_short_and_cells_have_no_stray_blanks(code):
    for step in sop(code).steps:
        assert len(step.title) <= 40
        cells = [step.text, step.needs_text, step.time_text, step.output_text, *(p.cell for p in step.parts)]
        assert all(cell == cell.strip() and "\n" not in cell and "\t" not in cell for cell in cells)


@pytest.mark.parametrize("code", CODES)
def test_statements_of_electronic_signature_are_notes_and_nothing_that_prints(code):
    read = sop(code)
    printed = [read.name, read.table_title, *read.columns, *(s.text for s in read.steps)]
    for field in ("unit", "approved_by", "legal_basis", "qualifications", "warnings", "records"):
        printed += getattr(read.identity, field)
    assert not any("elektronik menggunakan" in text.lower() for text in printed)


@pytest.mark.parametrize(
    ("code", "external"), [("MPA", "opd"), ("MLS", "opd"), ("PP", "opd"), ("PA", "pd"), ("PAW", "opd")]
)
def test_only_the_agency_is_external(code, external):
    assert [e.id for e in sop(code).executors if e.external] == [external]


def test_mpa_rows_8_and_9_in_order_and_the_missing_rows_are_told():
    read = sop("MPA")
    assert [s.no for s in read.steps] == ["8", "9"]
    assert any("Baris 1–7 tidak ada pada naskah sumber" in note for note in read.notes)
    assert acting(read, "8") == [("programmer", "pelaksana", "office"), ("opd", "peserta", "office")]
    assert acting(read, "9") == [
        ("kasi_aplikasi", "pelaksana", "office"),
        ("opd", "peserta", "office"),
        ("programmer", "peserta", "office"),
    ]
    assert needed(read, "8") == delivered(read, "8") == ["Surat serah terima", "Aplikasi"]
    assert needed(read, "9") == ["Berita acara rapat", "Nota perubahan aplikasi", "KAK aplikasi"]
    assert delivered(read, "9") == ["Berita acara rapat", "Jadwal pembahasan perubahan aplikasi dengan OPD"]
    assert read.step("9").output_text == "Berita Acara rapat, Jadwal pembahasan perubahan aplikasi dengan OPD"
    assert [s.time_text for s in read.steps] == ["", ""]
    assert ways(read, "9") == [("", (), "selesai")]
    assert read.identity.number == "555 / 246.2 / Diskominfotik-2022"
    assert read.identity.related == ("SOP Aplikasi sekuriti",)
    assert read.identity.labels["number"] == "Nomor Stándar Operasional Prosedur"
    assert len(read.identity.warnings) == 3
    assert read.identity.equipment[3] == "Berita acara , Dokumen BRD dan SLA"


def test_mpa_and_mls_share_their_six_columns():
    labels = ["Kasi Aplikasi", "Staf IT", "OPD", "ITS", "Programmer", "Application Security"]
    assert [e.label for e in sop("MPA").executors] == labels
    assert sop("MPA").executors == sop("MLS").executors


def test_mls_modes_times_and_title():
    read = sop("MLS")
    assert (read.name, read.table_title) == ("Manajemen Layanan SPBE", "SOP Manajemen Layanan Aplikasi")
    assert [s.no for s in read.steps] == ["1", "2", "3", "4", "5", "6"]
    assert [s.time_text for s in read.steps] == ["1 jam", "1 Hari", "tentatif", "tentatif", "", "1 Hari"]
    assert acting(read, "1") == [("opd", "pelaksana", "wording")]
    third, fourth = read.step("3"), read.step("4")
    assert (third.parts_mode, third.chosen_at) == ("dipilih", "2")
    assert [p.executor for p in third.workers] == ["staf_it", "its", "programmer"]
    assert fourth.parts_mode == "salah_satu"
    assert [p.executor for p in fourth.workers] == ["appsec", "kasi_aplikasi"]
    assert acting(read, "6") == [("kasi_aplikasi", "pelaksana", "office"), ("opd", "peserta", "office")]
    assert "sesuai sesuai" in read.step("2").text
    assert needed(read, "2") == ["Surat Tugas TIM", "Jadwal permintaan layanan"]
    assert delivered(read, "4") == ["Berita acara", "Laporan hasil pelaksanaan pelayanan"]
    assert not any(s.is_decision for s in read.steps)
    assert read.identity.qualifications[2] == "Pemilik Sistema atau OPD"


def test_pp_rows_and_terminators():
    read = sop("PP")
    assert [s.kind for s in read.steps] == [
        "mulai",
        "kegiatan",
        "keputusan",
        "kegiatan",
        "keputusan",
        "kegiatan",
        "keputusan",
        "kegiatan",
        "selesai",
    ]
    assert {s.time_text for s in read.work_steps} == {"1 Hari"}
    assert read.first.id == "2"
    assert acting(read, "2") == [("opd", "pelaksana", "wording")]
    assert acting(read, "3") == [("kominfo", "pelaksana", "wording")]
    assert all(acting(read, str(n)) == [("kominfo", "pelaksana", "office")] for n in range(4, 9))
    assert read.step("3").needs_text == "- Surat dan formulir perubahan"
    assert read.quality_columns == 2
    assert any("ditandatangani secara elektronik" in note for note in read.notes)


def test_pp_decisions():
    read = sop("PP")
    assert ways(read, "3") == [("Disetujui", ("4",), None), ("Tidak disetujui", (), "ditolak")]
    assert [o.reason for o in read.step("3").outcomes] == [False, True]
    assert ways(read, "5") == [("Berhasil", ("6",), None), ("Gagal", ("4",), None)]
    assert ways(read, "7") == [("Ada perubahan", ("8",), None), ("Tidak ada", ("9",), None)]
    assert [o.source for o in read.step("7").outcomes] == ["wording", "office"]
    assert ways(read, "8") == [("", ("9",), None)]
    (approved,) = read.step("3").gives
    assert approved.on == ("disetujui",)
    assert delivered(read, "3") == ["Formulir perubahan yang telah disetujui", "Analisa dampak perubahan"]
    assert needed(read, "3") == ["Surat permohonan perubahan", "Formulir perubahan"]
    assert read.step("3").needs[0].source == "office"
    assert read.step("5").gives[0].on == ()
    assert read.step("7").gives[0].on == ()
    assert read.step("7").gives[0].docs == read.step("8").needs[0].docs


def test_pp_identity_is_as_written():
    identity = sop("PP").identity
    assert identity.number == "060/ 022 / 406.020/2023"
    assert (identity.created, identity.revised, identity.effective) == (
        "06 Januari 2023",
        "-",
        "06 Januari 2023",
    )
    assert identity.approved_by[1] == "EDIF HAYUNAN SISWANTO, S.Sos., M.Si."
    assert len(identity.legal_basis) == 6
    assert identity.legal_basis[3].startswith("Permen PAN No 5 Tahun 2018")
    assert identity.records == ()
    assert identity.labels["qualifications"] == "Kualifikasi pelaksana"


def test_pa_identity_keeps_its_letters():
    identity = sop("PA").identity
    assert identity.approved_by == ("KEPALA DINAS,", "GEĐE PRAMANA", "NIP. 196805311997031002")
    assert len(identity.legal_basis) == 7
    assert identity.legal_basis[6].startswith("Permenpan RB 59/2020")
    assert identity.legal_basis[5].endswith("Nomenkaltur")
    assert len(identity.equipment) == 8
    assert sop("PA").table_title.startswith("STANDARD OPERATIONAL PROCEDURES (SOP) KEGIATAN")
    assert len(sop("PA").table_title.splitlines()) == 2


def test_pa_parts():
    read = sop("PA")
    assert [e.label for e in read.executors][:2] == ["KA. DINAS", "KASUBBAG TU / SEKRETARIS"]
    assert acting(read, "1") == [("pd", "pelaksana", "wording")]
    assert read.step("2").parts_mode == "urut"
    assert acting(read, "2") == [("kasubbag_tu", "pelaksana", "wording"), ("kadis", "pelaksana", "wording")]
    assert acting(read, "3") == [("kabid_iai", "pelaksana", "office"), ("kasi_ai", "peserta", "office")]
    assert acting(read, "4") == [("kasi_ai", "pelaksana", "wording"), ("pd", "peserta", "wording")]
    assert acting(read, "5") == [
        ("kasi_ai", "pelaksana", "wording"),
        ("tim_spbe", "pelaksana", "wording"),
        ("pd", "peserta", "wording"),
    ]
    assert read.step("5").parts_mode == "semua"
    assert acting(read, "7") == [("kadis", "pelaksana", "wording"), ("pd", "peserta", "office")]
    assert [s.time_text for s in read.steps] == [
        "",
        "1- 2 Jam",
        "1 Jam",
        "7 Hari",
        "7 Hari",
        "7 Hari",
        "7 Hari",
    ]


def test_pa_row_4_asks_its_points_only_when_complete():
    step = sop("PA").step("4")
    (need,) = step.needs
    assert need.points == (
        "Alur sistem",
        "Data input dan output",
        "Mekanisme validasi",
        "Role pengguna",
        "Mekanisme Pelaporan",
        "Proses Bisnis terkait lainnya",
    )
    assert need.on == step.gives[0].on == ("lengkap",)
    again = step.outcome("belum_lengkap")
    assert (again.to, again.reason, again.pause_for) == (("4",), True, "pd")
    assert step.outcome("lengkap").to == ("5",)


def test_pa_documents_that_the_office_reads_as_one():
    read = sop("PA")
    assert needed(read, "1") == ["Surat Permohonan"]
    assert read.step("1").needs[0].source == "office"
    assert read.step("6").needs[0].docs == read.step("5").gives[0].docs
    assert read.step("7").needs[0].docs == read.step("6").gives[0].docs
    assert read.step("7").needs[0].source == "office"
    (either,) = read.step("7").gives
    assert (either.at_least, len(either.docs)) == (1, 2)
    assert delivered(read, "7") == ["Berita acara pembangunan aplikasi", "Surat Tugas"]


def test_paw_columns_groups_and_rows():
    read = sop("PAW")
    assert [(e.id, e.group) for e in read.executors] == [
        ("opd", ""),
        ("tu", ""),
        ("kadis", ""),
        ("kabid", "Bidang Aplikasi Informatika"),
        ("kasi", "Bidang Aplikasi Informatika"),
        ("itsm", "TIM IT"),
        ("web", "TIM IT"),
        ("sekuriti", "TIM IT"),
    ]
    assert [s.no for s in read.steps] == [str(n) for n in range(1, 18)]
    assert {s.time_text for s in read.steps} == {""}
    assert read.identity.number == ""
    assert "Lizda Handayani, M.Kom." in read.identity.approved_by
    assert [s.no for s in read.steps if s.needs_text] == ["1", "2", "5"]
    assert read.step("15").output_text == "4 Nota Dinas"


def test_paw_disposition_and_meeting():
    read = sop("PAW")
    assert acting(read, "4") == [("kabid", "pelaksana", "cell"), ("kasi", "peserta", "cell")]
    assert delivered(read, "4") == [
        "Disposisi",
        "Arsip Surat Masuk",
        "Laporan permintaan aplikasi",
        "Surat Tugas",
    ]
    assert needed(read, "2") == ["Surat Permintaan Aplikasi"]
    opd, kasi = read.step("6").parts
    assert (opd.executor, opd.source, opd.cell) == ("opd", "cell", "KAK, Data dan Surat Pernyataan")
    assert (kasi.executor, kasi.source) == ("kasi", "office")
    assert opd.gives[0].docs == ("kak", "data", "surat_pernyataan")
    assert kasi.gives[0].docs == ("notulen", "dokumentasi_rapat", "hasil_analisa")
    assert needed(read, "6") == ["KAK", "Data", "Surat Pernyataan"]


@pytest.mark.parametrize(
    ("step", "design", "program"),
    [
        ("11", "Design Web", "Pemrograman"),
        ("12", "Desain Tampilan Aplikasi", "Logika dan Alur aplikasi"),
        ("13", "Desain Tampilan Aplikasi", "Logika dan Alur aplikasi"),
    ],
)
def test_paw_three_parts_each_with_the_document_of_its_cell(step, design, program):
    read = sop("PAW")
    parts = read.step(step).workers
    assert read.step(step).parts_mode == "semua"
    assert [p.executor for p in parts] == ["itsm", "web", "web"]
    assert [p.cell for p in parts] == ["Desain Database dan Alur Aplikasi", design, program]
    assert [read.document(p.gives[0].docs[0]).label for p in parts] == [p.cell for p in parts]
    assert {p.source for p in parts} == {"office"}


def test_paw_the_agency_attends_where_the_document_says_so():
    read = sop("PAW")
    attending = {
        s.no: p.source for s in read.steps for p in s.parts if (p.executor, p.role) == ("opd", "peserta")
    }
    assert attending == {"12": "wording", "16": "cell", "17": "wording"}
    assert read.step("16").parts[1].cell == "Surat Pemberitahuan"
    assert [p.executor for p in read.step("17").workers] == ["itsm", "kasi"]
    assert delivered(read, "14") == ["Aplikasi"]
    assert acting(read, "14") == [("sekuriti", "pelaksana", "wording")]
