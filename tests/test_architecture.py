"""The arrows between the rooms, and the habits that keep them readable, as tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).parents[1]
ROOMS = ("desktop", "models", "reports", "resources", "views")
SOURCES = [*sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")), ROOT / "main.py"]
OURS = ("desktop", "models", "reports", "resources", "views")


def names(path: Path) -> set[str]:
    """Every module that a file imports, at the top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:2]) if parts[0] == "models" else parts[0]


MAY: dict[str, tuple[str, ...]] = {
    "models/records": ("models.records",),
    "models/rules": ("models.records", "models.rules"),
    "models/store": ("models.records", "models.rules", "models.store"),
    "models/actions": ("models.records", "models.rules", "models.store", "models.actions"),
    "models/queries": ("models.records", "models.rules", "models.store", "models.queries"),
    "resources": ("resources",),
    "reports": ("models.records", "models.rules", "resources", "reports"),
    "views": ("models.records", "models.rules", "resources", "views"),
}


@pytest.mark.parametrize("room", sorted(MAY))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    checked = 0
    for path in SOURCES:
        if room_of(path) != room:
            continue
        checked += 1
        for name in names(path):
            if name.split(".")[0] in OURS:
                allowed = any(
                    name == a or name.startswith(a + ".") or a.startswith(name + ".") for a in MAY[room]
                )
                assert allowed, f"{path.relative_to(ROOT)} imports {name}"
    assert checked


def test_no_room_reaches_a_forbidden_one_by_a_detour() -> None:
    archrule("rules are pure").match("models.rules*").should_not_import(
        "models.store*", "models.actions*", "models.queries*", "peewee*", "PySide6*", "views*", "desktop*"
    ).check("models")
    archrule("queries do not write").match("models.queries*").should_not_import("models.actions*").check(
        "models"
    )
    archrule("views know no data").match("views*").should_not_import(
        "peewee*", "pysqlite3*", "sqlite3", "models.store*", "models.actions*", "models.queries*", "desktop*"
    ).check("views")


def test_qt_stays_in_views_and_desktop() -> None:
    for path in SOURCES:
        if room_of(path) not in {"views", "desktop", "main.py"}:
            assert not any(n.startswith("PySide6") for n in names(path)), path


def test_the_command_line_works_without_qt() -> None:
    archrule("the command line needs no screen").match(
        "desktop.cli*", "desktop.arguments", "desktop.places", "desktop.sample_office"
    ).should_not_import("PySide6*", "views*", "shiboken6*").check("desktop")


def test_the_database_driver_is_imported_in_one_place() -> None:
    users = [p for p in SOURCES if any(n.split(".")[0] in {"sqlite3", "pysqlite3"} for n in names(p))]
    assert len(users) <= 1, users
    assert all(room_of(p) == "models/store" for p in users)


def test_only_models_know_the_orm() -> None:
    allowed = {"models/store", "models/actions", "models/queries"}
    for path in SOURCES:
        if any(n.split(".")[0] in {"peewee", "playhouse"} for n in names(path)):
            assert room_of(path) in allowed, path


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {"now", "today", "utcnow"}
    for path in SOURCES:
        if path.name == "clock.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in asking
            ):
                owner = node.func.value
                assert not (isinstance(owner, ast.Name) and owner.id in {"datetime", "date"}), path


def test_no_widget_is_asked_for_its_screen() -> None:
    # the answer belongs to the widget: with two dialogs the wrong one takes the screen of the program away
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            asked = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            assert not (asked and node.func.attr == "screen"), f"{path}:{node.lineno}"


def test_every_module_opens_with_a_sentence() -> None:
    for path in SOURCES:
        words = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert words, path
        assert words.split("\n\n")[0].rstrip().endswith((".", ":", "?")), f"{path}: {words.splitlines()[0]}"


#: All tables stand in one file: they refer to one another and are read as one declaration.
LONGER = {"models/store/tables.py": 500}


def test_files_stay_small() -> None:
    lines = {p.relative_to(ROOT).as_posix(): len(p.read_text("utf-8").splitlines()) for p in SOURCES}
    assert {name: n for name, n in lines.items() if n > LONGER.get(name, 400)} == {}


def test_no_room_is_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "manager"}
    assert not [p for p in SOURCES if drawers & {part.removesuffix(".py") for part in p.parts}]
