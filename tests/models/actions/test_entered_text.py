"""Typed text reaches the office without control characters, and not without end."""

from __future__ import annotations

import pytest

from models.actions import documents, moves, pauses, register, work
from models.actions.entered_text import (
    ADDRESS_LIMIT,
    LETTER_NUMBER_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    PHONE_LIMIT,
    PLACE_LIMIT,
    REASON_LIMIT,
    cleaned,
    printable,
)
from models.actions.people import change_password, change_person
from models.queries.case_sheet import case_sheet
from models.records.registration import LinkAttachment, PaperAttachment, Registration
from models.store.passwords import check_password, hash_password
from models.store.tables import Agency, Case, Document, PartRun, PauseRow, Person
from resources.wording import refusal_text
from tests.office import SmallOffice, done, refused

#: NUL, bell, escape, delete and a C1 control: nothing of it can be seen.
NOISE = "\x00\x07\x1b\x7f\x9b"


def test_only_what_cannot_be_shown_goes() -> None:
    assert printable(f"Surat{NOISE} nomor\x001") == "Surat nomor1"
    assert printable("satu\tdua\r\ntiga\x0bempat\x0clima\u2028enam") == "satu\tdua\r\ntiga\nempat\nlima\nenam"
    assert printable("Đuro 😀 é \u200d \ufeff") == "Đuro 😀 é \u200d \ufeff"
    # turned around, this would be read as another name
    assert printable("surat\u202efdp.exe") == "suratfdp.exe"
    assert printable("\u202a0812 3456\u202c\u200e") == "0812 3456"
    assert cleaned({"a": ["x\x00", ("y\x07", 1)], "b": None}) == {"a": ["x", ("y", 1)], "b": None}
    assert cleaned(PaperAttachment("surat", "Rak\x00 1")) == PaperAttachment("surat", "Rak 1")


def test_no_door_lets_control_characters_in(small: SmallOffice) -> None:
    tu, leader = small.people["tu"], small.people["leader"]
    case = small.register(
        "PP", subject=f"Migrasi{NOISE}", agency_name=f"Dinas{NOISE} Baru", contact_name=f"Ani{NOISE}",
        contact_phone=f"08{NOISE}1", letter_number=f"1/A{NOISE}", note=f"baris satu\nbaris{NOISE} dua",
    )  # fmt: skip
    row = Case.get_by_id(case)
    assert (row.subject, row.contact_name, row.contact_phone) == ("Migrasi", "Ani", "081")
    assert (row.letter_number, row.note) == ("1/A", "baris satu\nbaris dua")
    assert Agency.get_by_id(row.agency_id).name == "Dinas Baru"
    done(
        register.correct_registration(
            small.office, tu, case, small.version(case), {"subject": f"Baru{NOISE}"}
        )
    )
    assert small.case(case).subject == "Baru"
    done(work.add_note(small.office, tu, case, f"Catatan{NOISE}"))
    done(documents.attach(small.office, tu, case, PaperAttachment("surat_permohonan", f"Rak{NOISE} 1")))
    assert Document.get().place == "Rak 1"
    done(pauses.pause_case(small.office, tu, case, "rapat", f"Rapat{NOISE}", small.version(case)))
    assert PauseRow.get().reason == "Rapat"
    done(pauses.continue_case(small.office, tu, case, small.version(case)))
    run = small.open_runs(case)[0]
    small.supply(case, run, None, "a")
    done(small.complete(run, "a", contact=f"Budi{NOISE}"))
    assert PartRun.get(PartRun.run == run.id, PartRun.state == "selesai").contact == "Budi"
    done(moves.cancel_case(small.office, leader, case, f"Ditarik{NOISE}", small.version(case)))
    told = " ".join(h.detail for h in case_sheet(small.office, tu, case).history)
    assert "Ditarik" in told
    assert not set(NOISE) & set(told)


def test_a_reason_of_control_characters_is_none(small: SmallOffice) -> None:
    case = small.register("PP")
    answer = moves.cancel_case(small.office, small.people["leader"], case, NOISE, small.version(case))
    refused(answer, "alasan_diperlukan")


def test_names_are_cleaned_and_passwords_are_not(small: SmallOffice) -> None:
    tu = small.people["tu"]
    Person.update(is_admin=True, password_hash=hash_password("lama\x07sandi")).where(
        Person.id == tu
    ).execute()
    done(change_person(small.office, tu, tu, name=f"Ani{NOISE}  Sari", is_admin=True, active=True))
    assert Person.get_by_id(tu).name == "Ani Sari"
    done(change_password(small.office, tu, tu, "baru\x07sandi", "lama\x07sandi"))
    assert check_password(Person.get_by_id(tu).password_hash, "baru\x07sandi")


@pytest.mark.parametrize(
    ("field", "limit", "code"),
    [
        ("contact_name", NAME_LIMIT, "kontak_terlalu_panjang"),
        ("contact_phone", PHONE_LIMIT, "telepon_terlalu_panjang"),
        ("letter_number", LETTER_NUMBER_LIMIT, "nomor_surat_terlalu_panjang"),
        ("note", NOTE_LIMIT, "catatan_terlalu_panjang"),
    ],
)
def test_registration_has_limits_and_cuts_nothing_off(
    small: SmallOffice, field: str, limit: int, code: str
) -> None:
    at = small.office.local(small.clock())
    long = Registration("PP", subject="x", agency_name="y", received_at=at, **{field: "x" * (limit + 1)})
    obstacle = refused(register.register(small.office, small.people["tu"], long), code)
    assert str(limit) in refusal_text([obstacle])
    assert code not in refusal_text([obstacle])
    case = small.register("PP", **{field: "x" * limit})
    assert len(getattr(Case.get_by_id(case), field)) == limit


def test_reasons_notes_and_places_have_limits(small: SmallOffice) -> None:
    tu, leader = small.people["tu"], small.people["leader"]
    case = small.register("PP")
    seen, run = small.version(case), small.open_runs(case)[0]
    book = "x" * (NOTE_LIMIT + 1)
    refused(
        moves.cancel_case(small.office, leader, case, "x" * (REASON_LIMIT + 1), seen),
        "alasan_terlalu_panjang",
    )
    refused(pauses.pause_case(small.office, tu, case, "rapat", book, seen), "alasan_terlalu_panjang")
    refused(work.add_note(small.office, tu, case, book), "catatan_terlalu_panjang")
    for attachment, code in (
        (PaperAttachment("surat_permohonan", "x" * (PLACE_LIMIT + 1)), "tempat_arsip_terlalu_panjang"),
        (LinkAttachment("surat_permohonan", "x" * (ADDRESS_LIMIT + 1)), "alamat_tautan_terlalu_panjang"),
        (PaperAttachment("surat_permohonan", "Rak", book), "catatan_terlalu_panjang"),
    ):
        told = refusal_text([refused(documents.attach(small.office, tu, case, attachment), code)])
        assert code not in told
    small.supply(case, run, None, "a")
    refused(small.complete(run, "a", contact="x" * (NAME_LIMIT + 1)), "kontak_terlalu_panjang")
    refused(small.complete(run, "a", note=book), "catatan_terlalu_panjang")
    done(small.complete(run, "a", note="x" * NOTE_LIMIT))
