"""Framework files: those that ship are sound, defects are told at once, files answer the right needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.records.evidence import BundleFile, Framework, Indicator, Lack, Need
from models.rules.evidence_matching import UNMAPPED, index_of, narrowed
from models.rules.framework_reader import read_framework
from models.store.frameworks import FOLDER_NAME, FrameworkError, framework_for, frameworks
from models.store.shipped import SOP_CODES
from models.store.shipped_forms import shipped_forms

GOOD = """
id = "uji"
name = "Uji"
since = 2020
[[indicator]]
code = "1"
name = "Satu"
[[indicator.need]]
name = "Rekap"
kind = "evaluasi"
source = "rekap"
"""


def test_the_frameworks_that_ship_name_only_what_there_is(tmp_path: Path) -> None:
    found = frameworks(tmp_path)
    assert set(found) == {"spbe-2020", "pemdi-2026"}
    forms = set(shipped_forms())
    for framework in found.values():
        assert framework.basis
        for indicator in framework.indicators:
            assert {need.kind for need in indicator.needs} & {"pelaksanaan"}
            for need in indicator.needs:
                assert set(need.sops) <= set(SOP_CODES), need
                assert set(need.forms) <= forms, need
                assert need.source != "luar" or need.hint, need
    assert [i.code for i in found["spbe-2020"].indicators] == ["27", "28"]
    assert [i.code for i in found["pemdi-2026"].indicators] == ["I2", "I19", "I20"]


@pytest.mark.parametrize(("year", "wanted"), [(2018, "spbe-2020"), (2025, "spbe-2020"), (2026, "pemdi-2026")])
def test_the_framework_of_a_year(tmp_path: Path, year: int, wanted: str) -> None:
    assert framework_for(frameworks(tmp_path), year).id == wanted


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"evaluasi"', '"penutup"'), "tidak dikenal"),
        (('kind = "evaluasi"\n', ""), "harus diisi"),
        (('source = "rekap"', 'source = "rekap"\nlevel = 9'), "1 sampai 5"),
        (('source = "rekap"', 'source = "rekap"\nforms = ["surat_tugas"]'), "hanya untuk"),
        (('source = "rekap"', 'source = "rekap"\nsop = ["PA"]'), "maksudnya “sops”"),
        (('name = "Uji"', 'name = ""'), "kosong"),
        (("[[indicator]]", "[[indicator"), "TOML"),
        ((GOOD, 'id = "uji"\nname = "Uji"'), "belum ada satu pun"),
    ],
)
def test_defects_are_told(change: tuple[str, str], message: str) -> None:
    framework, defects = read_framework(GOOD.replace(*change))
    assert framework is None
    assert any(message in defect.message for defect in defects), defects


def test_a_copy_of_the_office_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER_NAME
    folder.mkdir()
    (folder / "a.toml").write_text("\ufeff" + GOOD.replace('"uji"', '"pemdi-2026"'), "utf-8")
    (folder / "b.toml").write_text(GOOD, "utf-8")
    found = frameworks(tmp_path)
    assert found["pemdi-2026"].name == "Uji"
    assert set(found) == {"spbe-2020", "pemdi-2026", "uji"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"id = 1", b"x" * (1024 * 1024 + 1)])
def test_a_copy_with_defects_is_not_passed_over(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / FOLDER_NAME
    folder.mkdir()
    (folder / "rusak.toml").write_bytes(content)
    with pytest.raises(FrameworkError, match="rusak"):
        frameworks(tmp_path)


def framework(*needs: Need) -> Framework:
    return Framework("uji", "Uji", "", 2020, (Indicator("1", "Satu", needs),))


def test_files_stand_under_every_need_that_they_answer() -> None:
    asked = framework(
        Need("Kendali", "pelaksanaan", "permohonan", 2, ("PA",)),
        Need("Kendali semua", "pelaksanaan", "permohonan"),
        Need("Notulen", "pelaksanaan", "naskah", forms=("notulen",)),
        Need("Jadwal", "perencanaan", "luar", hint="Tambahkan sendiri."),
    )
    files = (
        BundleFile("a", "permohonan", "A", ("PA",), digest="1"),
        BundleFile("b", "permohonan", "B", ("PP",), flaw="rusak"),
        BundleFile("c", "naskah", "C", ("PA",), "surat_tugas"),
    )
    rows, counts = index_of(asked, files, (Lack("permohonan", "D", "hilang", ("PP",)),))
    told = [(row.path, row.present, row.remark) for row in rows]
    assert told == [
        ("a", True, ""),
        ("a", True, ""),
        ("b", False, "rusak"),
        ("", False, "hilang"),
        ("", False, "Tidak ada dalam periode ini."),
        ("", False, "Tambahkan sendiri."),
        ("c", True, "Tidak diminta indikator kerangka ini."),
    ]
    assert rows[-1].indicator == UNMAPPED
    assert [(count.files, count.lacking) for count in counts] == [(1, 0), (2, 2), (0, 1), (0, 1)]


def test_a_framework_for_one_request_asks_only_what_it_can_answer() -> None:
    asked = framework(
        Need("Kendali", "pelaksanaan", "permohonan", sops=("PA",)),
        Need("Kendali PP", "pelaksanaan", "permohonan", sops=("PP",)),
        Need("Rekap", "evaluasi", "rekap"),
    )
    kept = narrowed(asked, ("permohonan",), "PA")
    assert [need.name for need in kept.indicators[0].needs] == ["Kendali"]
    assert narrowed(asked, ("lampiran",), "PA").indicators == ()
