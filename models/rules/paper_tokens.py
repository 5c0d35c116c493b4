"""Values of a paper as the words that stand for them in its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.records.paper import Form, FormField, Value
from models.rules.date_words import date_in_words, date_text, weekday_text


def date_tokens(day: date) -> dict[str, str]:
    """`{tanggal}`, `{hari}` and `{tanggal_terbilang}` of the paper's date."""
    return {
        "tanggal": date_text(day),
        "hari": weekday_text(day),
        "tanggal_terbilang": date_in_words(day),
        "tahun": str(day.year),
    }


def value_tokens(form: Form, values: Mapping[str, Value]) -> dict[str, str]:
    """Every field of the form as words, by its id; an empty blank gives nothing."""
    return {
        field.id: _words(_said(field, values[field.id]), is_date=field.kind == "tanggal")
        for field in form.fields
        if values.get(field.id)
    }


def iso_date(text: str) -> date | None:
    """A date from its ISO form, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(field: FormField, value: Value) -> Value:
    """What a value says: of photographs their captions."""
    if field.kind != "foto":
        return value
    return tuple(row[-1] for row in value if row)


def _words(value: Value, *, is_date: bool) -> str:
    if isinstance(value, str):
        day = iso_date(value) if is_date else None
        return value if day is None else date_text(day)
    cells = [item if isinstance(item, str) else " ".join(filter(None, item)) for item in value]
    return ", ".join(filter(None, cells))
