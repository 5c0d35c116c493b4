"""A fault that strange values provoked is told as damage of the data; any other stays a fault."""

from __future__ import annotations

import contextlib

import pytest

from models.queries.case_sheet import case_sheet
from models.store.damage_behind import damage_behind
from models.store.opening import DATABASE_NAME
from models.store.schema_check import wrong_types
from resources.problems import problem_text
from tests.office import SmallOffice


@pytest.mark.parametrize(
    ("sql", "column"),
    [
        ("UPDATE step_run SET opened_at = 'kemarin'", "opened_at"),
        ("UPDATE step_run SET opened_at = 9e999", "opened_at"),
        ("UPDATE permohonan SET received_at = 99999999999999", "received_at"),
        ("UPDATE permohonan SET received_at = -9223372036854775808", "received_at"),
        ("UPDATE permohonan SET letter_date = '2026-13-45'", "letter_date"),
        ("UPDATE permohonan SET subject = x'00ff'", "subject"),
        ("UPDATE setting SET value = '{' WHERE key = 'office'", "value"),
        ("UPDATE person SET is_admin = 'ya'", "is_admin"),
    ],
)
def test_strange_values_are_named(small: SmallOffice, sql: str, column: str) -> None:
    case = small.register("PP", letter_date=None)
    database = small.office.store.folder / DATABASE_NAME
    assert damage_behind(TypeError(), database) is None
    with small.office.transaction():
        small.office.store.db.execute_sql(
            "INSERT OR IGNORE INTO setting (key, value) VALUES ('office', '{}')"
        )
        small.office.store.db.execute_sql(sql)
    problem = damage_behind(TypeError("x"), database)
    assert problem is not None
    assert problem.code == "basis_data_rusak"
    assert f"kolom {column}" in problem_text(problem.code, problem.data).what
    assert damage_behind(KeyboardInterrupt(), database) is None
    assert damage_behind(OSError(), database) is None
    with contextlib.suppress(Exception):  # whatever it provokes
        case_sheet(small.office, small.people["tu"], case)


def test_what_the_program_writes_is_never_strange(small: SmallOffice) -> None:
    case = small.register("PP", note="Đ 😀\nbaris")
    small.walk(case)
    assert list(wrong_types(small.office.store.db.connection())) == []


def test_without_a_database_nothing_is_known(small: SmallOffice) -> None:
    assert damage_behind(TypeError(), small.office.store.folder / "tidak-ada.db") is None
    other = small.office.store.folder / "lain.db"
    other.write_bytes(b"bukan basis data" * 300)
    assert damage_behind(TypeError(), other) is None
