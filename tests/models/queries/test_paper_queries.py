"""Lists of papers, agenda books and the control sheet, read from a small real office."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.actions import papers
from models.actions.paper_numbers import enter_outside_number, reserve_number
from models.queries import registers
from models.queries.control_sheet import NoCaseError, case_of_number, control_sheet
from models.queries.history_words_papers import PAPER_WORDS
from models.queries.papers import (
    PaperGoneError,
    offers_for_case,
    offers_for_run,
    paper_lines,
    paper_years,
    scan_target,
    stored_paper,
)
from models.records.paper import PaperDraft
from models.store.paper_tables import PaperNumber
from tests.office import SmallOffice, done
from tests.paper_office import issue, note, shown, with_officials

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def case(small: SmallOffice) -> int:
    with_officials(small)
    return small.register("PAW", subject="Aplikasi antrean", letter_number="005/12/Dinkes")


def test_papers_are_found_by_day_state_form_and_words(small: SmallOffice, case: int) -> None:
    old, _ = issue(small, note(small, case, day="2025-12-30", values={"hal": "Laporan akhir tahun"}))
    new, _ = issue(small, note(small, case, values={"hal": "Rencana kerja"}))
    draft = done(papers.save_draft(small.office, small.people["tu"], note(small, None))).record_id

    def ids(**wanted: object) -> list[int]:
        return [line.id for line in paper_lines(small.office, **wanted)]  # type: ignore[arg-type]

    assert ids() == [draft, new.id, old.id]
    assert ids(state="terbit") == ids(case_id=case) == [new.id, old.id]
    assert ids(state="konsep") == [draft]
    assert ids(since=date(2026, 1, 1), state="terbit") == ids(text="rencana KERJA") == [new.id]
    assert ids(until=date(2025, 12, 31)) == ids(text="1/2025") == ids(text="akhir paw") == [old.id]
    assert ids(form="surat_tugas") == ids(text="tidak ada") == []
    assert (ids(limit=1), ids(limit=1, offset=2)) == ([draft], [old.id])
    assert paper_years(small.office) == [2026, 2025]
    assert {line.by for line in paper_lines(small.office)} == {"Petugas TU (CONTOH)"}


def test_what_is_gone_is_told(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    loose, _ = issue(small, note(small, None))
    for read in (
        lambda: stored_paper(office, 99),
        lambda: scan_target(office, 99),
        lambda: scan_target(office, loose.id),
        lambda: offers_for_run(office, tu, 99),
        lambda: offers_for_case(office, tu, 99),
        lambda: shown(small, PaperDraft("hantu", case)),
        lambda: shown(small, PaperDraft("nota_dinas", 99)),
        lambda: shown(small, PaperDraft("nota_dinas", case, paper_id=99)),
    ):
        with pytest.raises(PaperGoneError):
            read()


def test_who_may_sign_is_listed_for_the_day(small: SmallOffice, case: int) -> None:
    def labels(day: str) -> list[str]:
        return [choice.label for choice in shown(small, note(small, case, day=day)).signers]

    assert "Rina (CONTOH) — Kepala Bidang Aplikasi Informatika" in labels("2026-11-16")
    assert labels("2019-01-01") == []


def test_no_number_lacks_in_the_agenda_of_what_went_out(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    first, _ = issue(small, note(small, case))
    done(papers.cancel_paper(office, tu, first.id, "Salah alamat"))
    issue(small, replace(note(small, case), outside_number="ND-7"))
    done(reserve_number(office, tu, "nota_dinas", date(2026, 11, 17), "Undangan"))
    done(enter_outside_number(office, tu, "surat_tugas", "ST-1", date(2026, 11, 18), "Dari buku TU"))
    done(reserve_number(office, tu, "nota_dinas", date(2026, 10, 31), "Bulan lalu"))
    book = registers.outgoing_agenda(office, FIRST, LAST, paper="f4")
    assert [(row[0], row[1], row[7]) for row in book.rows] == [
        ("1", "ND-7", "Dipakai di luar aplikasi"),
        ("2", "000.8.3/1/2026", "BATAL: Salah alamat"),
        ("3", "000.8.3/2/2026", "Dipesan"),
        ("4", "ST-1", "Dipakai di luar aplikasi"),
    ]
    october = PaperNumber.get(PaperNumber.day == date(2026, 10, 31))
    issue(small, note(small, case, day="2026-11-19", number_id=october.id))
    later = registers.outgoing_agenda(office, FIRST, LAST).rows
    assert (len(later), later[-1][1:3]) == (5, (october.text, "19-11-2026")), "the day of the paper counts"
    assert book.rows[1][2:7] == (
        "16-11-2026", "Nota dinas", "Kepala Dinas", "Laporan",
        "Rina (CONTOH) — KEPALA BIDANG APLIKASI INFORMATIKA",
    )  # fmt: skip
    assert (book.rows[2][5], book.paper, len(book.columns)) == ("Undangan", "f4", len(book.rows[0]))
    assert book.title == ("AGENDA SURAT KELUAR", "Tanggal 1 November 2026 sampai dengan 30 November 2026")


def test_agenda_books_count_days_as_the_office_does(small: SmallOffice, case: int) -> None:
    small.clock.at("2026-11-30 23:30")
    small.register("PP", channel="wa", subject="Tengah malam")
    small.clock.at("2026-12-01 00:10")
    small.register("PP", subject="Sudah Desember")
    requests = registers.request_agenda(small.office, FIRST, LAST)
    assert [row[6] for row in requests.rows] == ["Aplikasi antrean", "Tengah malam"]
    assert requests.rows[0][7] == "Diproses"
    letters = registers.incoming_agenda(small.office, FIRST, LAST)
    assert [row[4] for row in letters.rows] == ["005/12/Dinkes"], "no letter came with the other"
    assert registers.request_agenda(small.office, date(2020, 1, 1), date(2020, 1, 31)).rows == ()
    for book in (requests, letters):
        assert {len(row) for row in book.rows} == {len(book.columns)}


def test_the_control_sheet_tells_steps_and_documents(small: SmallOffice, case: int) -> None:
    small.walk(case)
    sheet = control_sheet(small.office, case)
    assert dict(sheet.facts)["Surat"] == "005/12/Dinkes"
    assert [step.no for step in sheet.steps] == ["1", "2"]
    assert (sheet.steps[0].until, sheet.steps[1].until) == ("16-11-2026 09.00", "")
    assert "dicatat" not in sheet.steps[0].by
    there = [label for label, _, have in sheet.documents if have]
    assert there == ["Surat Permintaan Aplikasi"]
    assert sheet.documents[0][1] == "versi 1, asli: Rak 1"
    with pytest.raises(NoCaseError):
        control_sheet(small.office, 99)
    assert case_of_number(small.office, "1/paw/xi/2026") is None
    assert case_of_number(small.office, "001 / PAW / XI / 2026") == case


def test_every_event_of_papers_and_dispositions_has_words() -> None:
    rooms = Path(papers.__file__).parent
    source = "".join((rooms / name).read_text("utf-8") for name in ("papers.py", "dispositions.py"))
    kinds = set(re.findall(r"\"((?:konsep_|berkas_)?(?:naskah|disposisi)_\w+)\"", source))
    recorded = {kind for kind in kinds if re.search(rf"record\([^)]*\"{kind}\"", source)}
    assert len(recorded) > 9
    assert recorded <= set(PAPER_WORDS)
    for words in PAPER_WORDS.values():
        verb, detail = words({"due": "bukan tanggal", "number": ""})
        assert verb
        assert "None" not in verb + detail
