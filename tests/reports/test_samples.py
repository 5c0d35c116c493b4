"""The sample content of forms: complete, made up and marked."""

from __future__ import annotations

import re

import pytest

from models.records.paper import Form
from models.rules.papers import gaps, is_empty
from models.store.shipped_forms import shipped_forms
from reports.samples import sample_sheet

FORMS = list(shipped_forms().values())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_nothing_is_missing(form: Form) -> None:
    sheet = sample_sheet(form)
    assert gaps(form, sheet) == ()
    assert not [field.id for field in form.fields if is_empty(sheet.values[field.id])]
    assert sheet.sample
    assert not sheet.draft


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_person_is_marked_as_made_up(form: Form) -> None:
    sheet = sample_sheet(form)
    assert all(signer.name.startswith("CONTOH ") for signer in sheet.signers)
    for signer in sheet.signers:
        assert re.fullmatch(r"\d{8} \d{6} [12] \d{3}", signer.nip)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_choices_are_among_those_offered_and_rows_as_wide_as_their_table(form: Form) -> None:
    sheet = sample_sheet(form)
    for field in form.fields:
        value = sheet.values[field.id]
        if field.kind == "pilihan":
            assert value in field.choices
        if field.kind == "centang":
            assert set(value) <= set(field.choices)
        if field.kind == "tabel":
            assert {len(row) for row in value} == {len(field.columns)}
        if field.kind == "tanggal":
            assert re.fullmatch(r"2026-\d\d-\d\d", str(value))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_blank_is_filled_with_its_mere_label(form: Form) -> None:
    sheet = sample_sheet(form)
    labels = {f"CONTOH {field.label[:1].lower()}{field.label[1:]}" for field in form.fields}
    assert not [value for value in sheet.values.values() if isinstance(value, str) and value in labels]
