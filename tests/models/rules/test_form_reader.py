from __future__ import annotations

from pathlib import Path

import pytest

from models.rules.form_reader import read_form

FOLDER = Path(__file__).parents[3] / "resources" / "naskah"

GOOD = """
id = "contoh"
name = "Contoh"
title = "CONTOH"
layout = "surat"
group = "surat_keluar"
classification = "500.12"
copies = true
documents = ["surat contoh"]

[[field]]
id = "hal"
label = "Hal"
required = true
default = "{perihal} bagi {opd}"

[[field]]
id = "sifat"
label = "Sifat"
kind = "pilihan"
choices = ["Biasa", "Segera"]
default = "Biasa"

[[field]]
id = "orang"
label = "Orang"
kind = "tabel"
columns = ["Nama", "NIP"]

[[text]]
id = "pembuka"
label = "Pembuka"
default = "Tentang {hal} pada {tanggal}."

[[signer]]
id = "pejabat"
label = "Pejabat"
positions = ["kepala dinas"]

[[signer]]
id = "saksi"
label = "Saksi"
heading = "Saksi,"
kind = "isian"
required = false
"""


def defects_of(text: str) -> list[str]:
    form, defects = read_form(text)
    assert (form is None) == bool(defects)
    return [f"{one.place}: {one.message}" for one in defects]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_form_is_sound(path: Path) -> None:
    form, defects = read_form(path.read_text("utf-8"))
    assert defects == ()
    assert form is not None
    assert form.id == path.stem


def test_forms_with_a_number_have_a_classification_and_letters_a_sentence_of_each_end() -> None:
    for path in FOLDER.glob("*.toml"):
        form, _ = read_form(path.read_text("utf-8"))
        assert form is not None
        assert bool(form.group) == bool(form.classification), path.name
        assert all(text.default.strip().endswith((".", ":")) or text.id == "amar" for text in form.texts)


def test_a_form_is_read_whole() -> None:
    form, defects = read_form("\ufeff" + GOOD)
    assert defects == ()
    assert form is not None
    assert [field.id for field in form.fields] == ["hal", "sifat", "orang"]
    assert form.field("hal").required
    assert form.field("sifat").choices == ("Biasa", "Segera")
    assert form.field("orang").columns == ("Nama", "NIP")
    assert form.letterhead
    assert form.copies
    assert [(slot.kind, slot.required) for slot in form.signers] == [("pejabat", True), ("isian", False)]
    assert form.texts[0].default == "Tentang {hal} pada {tanggal}."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "contoh"', 'id = "Contoh"', "huruf kecil"),
        ('name = "Contoh"', "", "“name” belum diisi"),
        ('layout = "surat"', "layout = 3", "seharusnya teks"),
        ('id = "sifat"', 'id = "hal"', "dipakai lebih dari sekali"),
        ('kind = "pilihan"', 'kind = "pilian"', "tidak dikenal"),
        ('kind = "pilihan"', "", "“choices” hanya"),
        ('kind = "tabel"', "", "“columns” hanya"),
        ('columns = ["Nama", "NIP"]', "", "“columns” hanya"),
        ('columns = ["Nama", "NIP"]', f"columns = {[str(n) for n in range(10)]}", "paling banyak 9"),
        ('default = "Biasa"', 'default = "Lain"', "bukan salah satu"),
        ("{perihal} bagi", "{perihel} bagi", "{perihel}, yang tidak dikenal"),
        ("Tentang {hal}", "Tentang {hall}", "{hall}, yang tidak dikenal"),
        ("{perihal} bagi", "{hal} bagi", "mengisi dirinya sendiri"),
        ('kind = "isian"', 'kind = "orang"', "tidak dikenal"),
        ('heading = "Saksi,"', 'headng = "Saksi,"', "maksudnya “heading”"),
        ("copies = true", 'copies = "ya"', "seharusnya true atau false"),
    ],
)
def test_a_defect_is_told(old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert any(told in one for one in defects_of(GOOD.replace(old, new, 1)))


def test_all_defects_are_told_at_once() -> None:
    broken = (
        GOOD.replace('label = "Hal"', "label = 1").replace('label = "Orang"', "").replace("{tanggal}", "{x}")
    )
    assert len(defects_of(broken)) == 3


@pytest.mark.parametrize(
    "text", ["", "   \n", "id = ", "[[field]\n", "id = 'a\x00b'", "a" * 5 + " = [" * 3000]
)
def test_what_is_no_toml_is_told_and_never_raised(text: str) -> None:
    assert defects_of(text)


def test_a_field_named_like_a_token_may_begin_with_what_the_case_knows() -> None:
    text = GOOD.replace('id = "hal"', 'id = "alasan"').replace("{perihal} bagi {opd}", "{alasan}")
    assert defects_of(text.replace("Tentang {hal}", "Tentang {alasan}")) == []
