"""Prepared statements against a real office: the same rows that peewee would read and write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.store.office import Office
from models.store.opening import open_office
from models.store.statements import Insertion, Statement
from models.store.tables import NumberSeries, Person, SopRow, SopVersion

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ADD = Insertion(NumberSeries, NumberSeries.series, NumberSeries.year)
ADD_PERSON = Insertion(Person, Person.username, Person.name, Person.password_hash)
READ = Statement(
    lambda series: (
        NumberSeries.select(NumberSeries.year, NumberSeries.last)
        .where(NumberSeries.series == series)
        .order_by(NumberSeries.year)
    )
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "kantor", lambda: AT, create=True)
    yield opened
    opened.close()


def test_an_inserted_row_has_its_id_and_the_defaults_of_its_table(office: Office) -> None:
    first, second = ADD.run("PP", 2026), ADD.run("PP", 2027)
    assert second == first + 1
    assert READ.rows("PP") == [(2026, 0), (2027, 0)]
    assert (READ.first("PP"), READ.value("PP")) == ((2026, 0), 2026)
    assert list(READ.each("PP")) == READ.rows("PP")


def test_nothing_found(office: Office) -> None:
    assert (READ.rows("PP"), READ.first("PP"), READ.value("PP")) == ([], None, None)


def test_several_rows_in_one_statement(office: Office) -> None:
    ADD.run_many([("PA", 2026), ("PA", 2027), ("PA", 2028)])
    ADD.run_many([])
    assert [row[0] for row in READ.rows("PA")] == [2026, 2027, 2028]


def test_values_are_values_and_never_sql(office: Office) -> None:
    ADD.run("'; DROP TABLE person; --", 2026)
    assert READ.value("'; DROP TABLE person; --") == 2026
    assert Person.select().count() == 0


def test_an_update_tells_how_many_rows_it_touched(office: Office) -> None:
    ADD.run("PP", 2026)
    raise_last = Statement(
        lambda series: NumberSeries.update(last=NumberSeries.last + 1).where(NumberSeries.series == series)
    )
    assert (raise_last.run("PP"), raise_last.run("MPA")) == (1, 0)
    assert READ.first("PP") == (2026, 1)


def test_moments_and_truth_values_are_read_as_peewee_reads_them(office: Office) -> None:
    ADD_PERSON.run("sari", "Sari (CONTOH)", "")
    read = Statement(
        lambda name: Person.select(Person.is_admin, Person.active).where(Person.username == name)
    )
    assert read.first("sari") == (False, True)
    assert list(read.each("sari")) == [(False, True)]
    sop = SopRow.insert(code="X", name="X").execute()
    add = Insertion(
        SopVersion, SopVersion.sop, SopVersion.number, SopVersion.status, SopVersion.content,
        SopVersion.digest, SopVersion.published_at,
    )  # fmt: skip
    add.run(sop, 1, "terbit", "", "", AT)
    published = Statement(
        lambda number: SopVersion.select(SopVersion.published_at).where(SopVersion.number == number)
    )
    assert published.value(1) == AT == SopVersion.get().published_at


def test_a_moment_without_a_zone_is_refused(office: Office) -> None:
    find = Statement(lambda at: SopVersion.select(SopVersion.id).where(SopVersion.published_at == at))
    with pytest.raises(ValueError, match="time zone"):
        find.rows(AT.replace(tzinfo=None))
