"""The quick start: imports read no source, and memory is collected again once the window stands."""

from __future__ import annotations

import builtins
import gc
import importlib
import linecache
from collections.abc import Iterator
from pathlib import Path

import PySide6.QtCore  # noqa: F401 - puts its own import in the place of Python's
import pytest

from desktop import quick_start


@pytest.fixture
def import_kept() -> Iterator[None]:
    """Other tests import as they did before."""
    before = builtins.__import__
    yield
    builtins.__import__ = before


@pytest.mark.usefixtures("import_kept")
def test_imports_read_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    names = ("module_before", "module_after")
    for name in names:
        (tmp_path / f"{name}.py").write_text("NUMBER = 7\n", "utf-8")
    importlib.invalidate_caches()

    _import_as_a_statement(names[0])
    quick_start.import_plainly()
    answer = _import_as_a_statement(names[1])

    read = {Path(name).stem for name in linecache.cache}
    assert answer == 7
    # the first of them shows that PySide would have read the second
    assert read & set(names) == {names[0]}


@pytest.mark.usefixtures("import_kept")
def test_names_of_qt_are_found_after_it() -> None:
    quick_start.import_plainly()
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QFontComboBox

    assert (QPrinter.__name__, QFontComboBox.__name__) == ("QPrinter", "QFontComboBox")


def test_collecting_waits_for_the_first_picture() -> None:
    try:
        quick_start.hold()
        assert not gc.isenabled()
        gc.unfreeze()
        quick_start.release()
        # the rounds are asked for by the window from now on, see test_tidying
        assert not gc.isenabled()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
        gc.enable()


def _import_as_a_statement(name: str) -> int:
    """Only the statement asks for `__import__`; importlib goes another way."""
    found: dict[str, int] = {}
    exec(f"import {name}; number = {name}.NUMBER", found)  # noqa: S102 - the name is made here
    return found["number"]
