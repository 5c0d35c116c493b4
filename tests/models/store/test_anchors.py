"""Anchors on papers that left the office betray a history that was written anew as a whole."""

from __future__ import annotations

import pytest

from models.rules.anchors import Anchor, read_anchor
from models.store.anchors import anchor_now, check_anchor, kept_anchors, note_anchor
from models.store.integrity import check_office
from models.store.opening import open_office
from resources.wording_store import finding_text
from tests.models.store.test_tampering import alter, rewrite
from tests.office import HandClock, SmallOffice


@pytest.mark.parametrize(
    "copied",
    [
        "12-9f3a 6c2e 11b0 77d2",
        "Jangkar riwayat: 12-9F3A 6C2E 11B0 77D2 (16-11-2026)",
        " 12 – 9f3a6c2e11b077d2",
        "12-9f3a 6c2e\n11b0 77d2",
    ],
)
def test_an_anchor_is_read_however_it_was_copied(copied: str) -> None:
    assert read_anchor(copied) == Anchor(12, "9f3a6c2e11b077d2")
    assert Anchor(12, "9f3a6c2e11b077d2").text == "12-9f3a 6c2e 11b0 77d2"


@pytest.mark.parametrize("copied", ["", "12", "12-9f3a", "x-9f3a 6c2e 11b0 77d2", "12-zzzz 6c2e 11b0 77d2"])
def test_what_is_no_anchor_is_said_to_be_none(small: SmallOffice, copied: str) -> None:
    assert check_anchor(small.office, copied).code == "jangkar_tidak_terbaca"


def test_an_anchor_fits_as_long_as_nothing_before_it_changes(small: SmallOffice) -> None:
    small.register("PP")
    text = anchor_now()
    small.walk(small.register("MPA"))
    found = check_anchor(small.office, text)
    assert (found.code, found.grave) == ("jangkar_cocok", False)
    assert "cocok: riwayat sampai 16-11-2026 09.00" in finding_text(found.code, found.data)
    number, _, mark = text.partition("-")
    assert check_anchor(small.office, f"{int(number) - 1}-{mark}").code == "jangkar_berbeda"
    assert check_anchor(small.office, f"{int(number) + 900}-{mark}").code == "jangkar_lebih_baru"


def test_a_chain_written_anew_is_found_by_its_anchor_even_with_a_new_note(small: SmallOffice) -> None:
    small.walk(small.register("PP"))
    text = anchor_now()
    note_anchor(small.office, text, "Rekap November 2026")
    small.register("PP")
    assert list(check_office(small.office)) == []
    rewrite(small)
    folder = small.office.store.folder
    small.office.close()
    (folder / "riwayat.kepala").unlink()
    small.office = open_office(folder, HandClock())
    # whoever rewrites the chain may make the note anew as well: only what left the office betrays it
    assert check_anchor(small.office, text).code == "jangkar_berbeda"
    told = {f.code: finding_text(f.code, f.data) for f in check_office(small.office)}
    assert "Rekap November 2026 (16-11-2026 09.00) tidak cocok lagi" in told["jangkar_tercatat_berbeda"]


def test_a_row_changed_and_sealed_anew_is_found_by_its_anchor(small: SmallOffice) -> None:
    small.register("PP")
    text = anchor_now()
    alter(small, "UPDATE seal SET digest = 'x' || digest WHERE id = (SELECT MAX(id) FROM seal)")
    assert check_anchor(small.office, text).code == "jangkar_berbeda"


def test_kept_anchors_are_read_back_and_lines_that_are_none_are_passed_over(small: SmallOffice) -> None:
    small.register("PP")
    note_anchor(small.office, anchor_now(), "Rekap\tNovember\n2026")
    path = small.office.store.folder / "riwayat.jangkar"
    path.write_bytes(b"\xff\xfe\nbukan baris\n2026\t1-1\tx\n" + path.read_bytes())
    (kept,) = kept_anchors(small.office)
    assert (kept.anchor.text, kept.purpose) == (anchor_now(), "Rekap November 2026")
