"""The official forms that ship with the program, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.records.paper import Form
from models.rules.form_reader import read_form

_FOLDER = Path(__file__).parents[2] / "resources" / "naskah"


@cache
def shipped_forms() -> dict[str, Form]:
    """Every form by its id, in the order of their names.

    Raises ValueError for a file with defects: a test keeps such a one from being shipped.
    """
    found: list[Form] = []
    for path in sorted(_FOLDER.glob("*.toml")):
        form, defects = read_form(path.read_text("utf-8"))
        if form is None:
            raise ValueError(f"{path.name}: {defects}")
        found.append(form)
    return {form.id: form for form in sorted(found, key=lambda form: form.name.casefold())}
