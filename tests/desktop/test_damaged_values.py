"""A value that somebody else wrote into the database brings a window down: told as damage, not as a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.crash import CrashHandler
from models.queries.case_sheet import case_sheet
from tests.office import SmallOffice


def test_damage_behind_a_fault_is_told_in_words(
    qapp: QApplication, small: SmallOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    case = small.register("PP")
    with small.office.transaction():
        small.office.store.db.execute_sql("UPDATE step_run SET opened_at = 'kemarin'")
    handler = CrashHandler(Path(small.office.store.folder) / "catatan")
    handler.install()
    try:
        with pytest.raises((TypeError, AttributeError, ValueError, LookupError)) as caught:
            case_sheet(small.office, small.people["tu"], case)
        handler.caught(type(caught.value), caught.value, caught.value.__traceback__)
        shown = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
        box = next(w for w in shown if w.text() == "Basis data rusak")
        assert "tabel step_run, kolom opened_at" in box.informativeText()
        assert handler.dialog is None, "no fault of the program"
        box.close()
        fault = ValueError("salah hitung")
        with small.office.transaction():
            small.office.store.db.execute_sql("UPDATE step_run SET opened_at = 1")
        handler.caught(type(fault), fault, None)
        assert handler.dialog is not None, "nothing strange is stored: it is a fault"
        handler.dialog.close()
    finally:
        handler.remove()
    assert "salah hitung" not in capsys.readouterr().out
