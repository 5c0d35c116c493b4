"""The case window: timeline, documents, history in words and the explanation of a deadline."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.actions import calendar_settings, documents, moves, pauses, register, undo, work
from models.queries.case_sheet import CaseGoneError, case_sheet, explanation
from models.queries.history_words import Names, history_words
from models.records.case import CaseSheet
from models.records.office import NewHoliday
from models.store.tables import Agency, Person
from tests.office import SmallOffice, done


def sheet(small: SmallOffice, case: int, who: str = "leader") -> CaseSheet:
    return case_sheet(small.office, small.people[who], case)


def test_what_was_registered(small: SmallOffice) -> None:
    case = small.register(
        "PP", subject="Migrasi", contact_name="Ibu Contoh", contact_phone="0812", channel="wa",
        priority="segera", letter_number="005/X", letter_date=date(2026, 11, 10), note="Segera",
    )  # fmt: skip
    shown = sheet(small, case)
    assert (shown.subject, shown.sop_code, shown.sop_version, shown.agency) == (
        "Migrasi",
        "PP",
        1,
        "Dinas Contoh",
    )
    assert (shown.contact_name, shown.contact_phone, shown.channel) == ("Ibu Contoh", "0812", "wa")
    assert (shown.priority, shown.letter_number, shown.letter_date) == ("segera", "005/X", date(2026, 11, 10))
    assert shown.received_at == datetime(2026, 11, 16, 9, 0)
    assert (shown.status, shown.may_lead, shown.late) == ("berjalan", True, False)
    assert not sheet(small, case, "tu").may_lead
    assert len(shown.doc_types) == len(small.sop("PP").documents)


def test_the_timeline_of_a_failed_test_and_a_late_run(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "disetujui")
    small.walk(case)
    small.clock.forward(days=9)
    small.walk(case, "gagal", late_code="gangguan", late_text="Jaringan putus")
    shown = sheet(small, case)
    assert [(t.step_no, t.round, t.state) for t in shown.timeline] == [
        ("2", 1, "selesai"),
        ("3", 1, "selesai"),
        ("4", 1, "selesai"),
        ("5", 1, "selesai"),
        ("4", 2, "terbuka"),
    ]
    decided, test = shown.timeline[1], shown.timeline[3]
    assert (decided.outcome, decided.done_by, decided.executors) == (
        "Disetujui", "Dinas Kominfo (CONTOH)", "Dinas Kominfo",
    )  # fmt: skip
    assert (test.late, test.late_reason) == (True, "Gangguan sistem: Jaringan putus")
    assert test.minutes is not None
    assert shown.late
    assert [t.step_no for t in shown.open_runs] == ["4"]
    assert not shown.open_runs[0].late


def test_a_pause_before_the_limit_keeps_an_open_run_from_being_late(small: SmallOffice) -> None:
    case = small.register("PP")
    done(pauses.pause_case(small.office, small.people["tu"], case, "rapat", "Rapat", small.version(case)))
    small.clock.forward(days=9)
    shown = sheet(small, case)
    assert (shown.late, shown.open_runs[0].late, shown.open_runs[0].pace) == (False, False, "ditunda")
    done(pauses.continue_case(small.office, small.people["tu"], case, small.version(case)))
    assert not sheet(small, case).late
    small.clock.forward(days=9)
    assert sheet(small, case).open_runs[0].late


def test_a_pause_after_the_limit_leaves_an_open_run_late(small: SmallOffice) -> None:
    case = small.register("PP")
    small.clock.forward(days=9)
    assert sheet(small, case).open_runs[0].late
    done(pauses.pause_case(small.office, small.people["tu"], case, "rapat", "Rapat", small.version(case)))
    shown = sheet(small, case)
    assert (shown.late, shown.open_runs[0].late, shown.open_runs[0].pace) == (True, True, "ditunda")
    before = shown.open_runs[0].minutes
    small.clock.forward(days=3)
    assert sheet(small, case).open_runs[0].minutes == before


def test_an_undone_run_stands_in_the_history_alone(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    done(undo.undo_last(small.office, small.people["tu"], case, small.version(case)))
    shown = sheet(small, case)
    assert [(t.step_no, t.state) for t in shown.timeline] == [("2", "terbuka")]
    assert shown.history[0].verb == "Mengurungkan penyelesaian langkah 2 (Permintaan perubahan)"


def test_documents_with_every_version(small: SmallOffice) -> None:
    case = small.register("PP")
    done(small.attach(case, "surat_permohonan"))
    second = done(small.attach(case, "surat_permohonan")).record_id
    assert second is not None
    done(documents.withdraw(small.office, small.people["tu"], second, "Salah unggah"))
    done(small.attach(case, "perencanaan_perubahan"))
    found = [(d.doc_type, d.version, d.withdrawn) for d in sheet(small, case).documents]
    assert found == [
        ("perencanaan_perubahan", 1, False), ("surat_permohonan", 2, True), ("surat_permohonan", 1, False),
    ]  # fmt: skip
    assert sheet(small, case).documents[1].withdrawn_reason == "Salah unggah"


def test_the_history_in_words(small: SmallOffice) -> None:
    kominfo, leader = small.people["PP:kominfo"], small.people["leader"]
    case = small.register("PP", subject="Migrasi")
    small.walk(case)
    run = small.open_runs(case)[0].id
    done(work.assign(small.office, kominfo, run, "a", kominfo))
    done(work.add_note(small.office, kominfo, case, "Sudah ditelepon"))
    done(pauses.pause_case(small.office, kominfo, case, "opd", "Menunggu surat", small.version(case)))
    done(pauses.continue_case(small.office, kominfo, case, small.version(case)))
    done(moves.return_case(small.office, kominfo, run, "2", "Kurang jelas", small.version(case)))
    small.clock.forward(hours=1)
    done(
        register.correct_registration(
            small.office, small.people["tu"], case, small.version(case), {"subject": "Migrasi server"}
        )
    )
    done(moves.cancel_case(small.office, leader, case, "Ditarik OPD", small.version(case)))
    done(moves.reopen_case(small.office, leader, case, "Keliru", small.version(case)))
    found = {h.kind: (h.verb, h.detail) for h in reversed(sheet(small, case).history)}
    assert found["permohonan_didaftarkan"] == (
        "Mendaftarkan permohonan",
        "Migrasi · Dinas Contoh · kanal: Surat · diterima: 16-11-2026 09.00 · berdiri di: langkah 2 · OPD",
    )
    assert found["langkah_diselesaikan"] == (
        "Menyelesaikan langkah 2 (Permintaan perubahan)",
        "→ langkah 3 · Dinas Kominfo · narahubung: Kontak OPD (CONTOH) · Surat",
    )
    assert found["dokumen_dilampirkan"][0].startswith("Melampirkan “")
    assert found["petugas_ditetapkan"][0] == "Menetapkan Dinas Kominfo (CONTOH) sebagai petugas"
    assert found["catatan"] == ("Menulis catatan", "Sudah ditelepon")
    assert found["ditunda"] == ("Menunda permohonan", "menunggu: OPD · alasan: Menunggu surat")
    assert found["dilanjutkan"] == ("Melanjutkan permohonan", "")
    assert found["dikembalikan"] == (
        "Mengembalikan langkah 3 (Evaluasi dampak perubahan) ke langkah 2 (Permintaan perubahan)",
        "alasan: Kurang jelas · 1 dokumen perlu diperbarui",
    )
    assert found["registrasi_diubah"] == ("Mengubah data registrasi", "perihal: Migrasi → Migrasi server")
    assert found["dibatalkan"] == ("Membatalkan permohonan", "alasan: Ditarik OPD")
    assert found["dibuka_kembali"][0] == "Membuka kembali permohonan"
    for line in sheet(small, case).history:
        assert line.verb != line.kind, f"{line.kind} has no words"
        assert line.actor


@pytest.mark.parametrize(
    ("kind", "data", "verb", "detail"),
    [
        ("jenis_dari_masa_depan", {"a": 1}, "jenis_dari_masa_depan", '{"a": 1}'),
        ("jenis_dari_masa_depan", {}, "jenis_dari_masa_depan", ""),
        ("langkah_dibuka", {}, "Membuka langkah", ""),
        ("butir_dicentang", {"text": "Alur sistem"}, "Mencentang butir", "Alur sistem"),
        ("butir_dibatalkan", {"text": "Alur sistem"}, "Membatalkan centang butir", "Alur sistem"),
        ("petugas_ditetapkan", {"part": "x", "assignee": None}, "Melepas petugas", "bagian x · langkah"),
        (
            "target_disepakati",
            {"target": 1795622400, "agreed_with": "OPD"},
            "Menyepakati target langkah",
            "25-11-2026 23.00 · dengan: OPD",
        ),
        (
            "dokumen_dinyatakan_berlaku",
            {"doc_type": "lama", "version": 2},
            "Menyatakan “lama” versi 2 masih berlaku",
            "",
        ),
        (
            "registrasi_diubah",
            {"note": {"before": "", "after": None}},
            "Mengubah data registrasi",
            "catatan: (kosong) → (kosong)",
        ),
        ("pelaksana_dipilih", {"step": "99", "before": [], "after": ["a"]}, "Memilih pelaksana langkah", "a"),
    ],
)
def test_words_of_single_events(small: SmallOffice, kind: str, data: dict, verb: str, detail: str) -> None:
    case = small.register("PP")
    names = Names(small.office, small.sop("PP"), case)
    assert history_words(kind, data, None, names) == (verb, detail)


@pytest.mark.parametrize("field", ["agency_id", "channel", "priority", "letter_date", "received_at"])
def test_corrected_fields_are_told_in_words(small: SmallOffice, field: str) -> None:
    case = small.register("PP")
    names = Names(small.office, small.sop("PP"), case)
    agency = Agency.get(Agency.name == "Dinas Contoh").id
    value = {
        "agency_id": (agency, "Dinas Contoh"),
        "channel": ("wa", "WhatsApp"),
        "priority": ("segera", "Segera"),
        "letter_date": ("2026-11-10", "10-11-2026"),
        "received_at": ("2026-11-10T09:05:00", "10-11-2026 09.05"),
    }[field]
    change = {field: {"before": None, "after": value[0]}}
    assert history_words("registrasi_diubah", change, None, names)[1].endswith(f"(kosong) → {value[1]}")


def test_a_case_that_does_not_exist(small: SmallOffice) -> None:
    with pytest.raises(CaseGoneError):
        case_sheet(small.office, small.people["tu"], 999)


def test_the_explanation_of_an_open_a_paused_and_a_finished_run(small: SmallOffice) -> None:
    case = small.register("PP")
    run = small.open_runs(case)[0].id
    assert explanation(small.office, run)
    small.clock.forward(hours=2)
    done(pauses.pause_case(small.office, small.people["tu"], case, "rapat", "Rapat", small.version(case)))
    assert explanation(small.office, run)
    done(pauses.continue_case(small.office, small.people["tu"], case, small.version(case)))
    small.walk(case)
    finished = explanation(small.office, run)
    small.clock.forward(days=5)
    assert explanation(small.office, run) == finished
    assert explanation(small.office, 999) == ()


def test_a_later_pause_does_not_move_the_explained_deadline_of_a_finished_run(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    small.walk(case)
    run = small.open_runs(case)[0]
    small.walk(case, "disetujui")
    before = explanation(small.office, run.id)
    small.clock.forward(hours=1)
    done(pauses.pause_case(
        small.office, small.people["leader"], case, "rapat", "Menunggu rapat", small.version(case)
    ))  # fmt: skip
    assert explanation(small.office, run.id) == before
    assert any(line.label == "Tenggat" and "17 Nov 2026" in line.detail for line in before)


def admin_of(small: SmallOffice) -> int:
    Person.update(is_admin=True).where(Person.id == small.people["leader"]).execute()
    return small.people["leader"]


def test_a_finished_run_is_explained_as_it_was_judged_when_the_calendar_was_changed_since(
    small: SmallOffice,
) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    run = small.open_runs(case)[0]
    assert run.due_at is not None
    due = small.office.local(run.due_at)
    assert due == datetime(2026, 11, 17, 16, 0)
    small.walk(case)
    small.clock.forward(days=3)
    before = explanation(small.office, run.id)
    assert not [line for line in before if line.label == "Kalender"]
    elsewhere = NewHoliday(date(2026, 12, 24), "libur daerah", "Tidak mengenai", "")
    done(calendar_settings.add_holiday(small.office, admin_of(small), elsewhere))
    assert explanation(small.office, run.id) == before
    touching = NewHoliday(date(2026, 11, 17), "libur daerah", "Hari Jadi", "")
    done(calendar_settings.add_holiday(small.office, admin_of(small), touching))
    told = {line.label: line.detail for line in explanation(small.office, run.id)}
    assert told["Tenggat"] == "Selasa 17 Nov 2026 16.00, sebagaimana dinilai waktu itu"
    assert "tidak terlambat" in told["Keadaan"]
    assert "diubah sesudah langkah ini berakhir" in told["Kalender"]
    assert "Rabu 18 Nov 2026 16.00" in told["Kalender"]
    assert not any("Hari Jadi" in line.detail for line in explanation(small.office, run.id))


def test_the_working_time_of_a_finished_run_stays_what_was_counted_then(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("MLS")
    while small.open_runs(case)[0].time_kind in ("batas", "rentang"):
        small.walk(case)
    run = small.open_runs(case)[0]
    done(
        work.agree_target(
            small.office, small.people["leader"], run.id, datetime(2026, 11, 30), "OPD", small.version(case)
        )
    )
    small.clock.forward(days=1)
    small.walk(case)
    [counted] = [line.minutes for line in explanation(small.office, run.id) if line.minutes is not None]
    touching = NewHoliday(date(2026, 11, 17), "libur daerah", "Hari Jadi", "")
    done(calendar_settings.add_holiday(small.office, admin_of(small), touching))
    after = explanation(small.office, run.id)
    assert [line.minutes for line in after if line.minutes is not None] == [counted]
    assert "menurut kalender waktu itu" in after[-1].detail


def test_a_run_returned_while_paused_blames_no_calendar(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    run = small.open_runs(case)[0]
    kominfo = small.people["PP:kominfo"]
    done(pauses.pause_case(small.office, kominfo, case, "opd", "Menunggu", small.version(case)))
    small.clock.forward(days=2)
    done(moves.return_case(small.office, kominfo, run.id, "2", "Kurang", small.version(case)))
    small.clock.forward(days=2)
    done(pauses.continue_case(small.office, kominfo, case, small.version(case)))
    assert "Kalender" not in {line.label for line in explanation(small.office, run.id)}
