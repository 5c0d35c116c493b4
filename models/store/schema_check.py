"""Whether the tables of a database are ours and nothing else: one prepared by somebody else is refused.

A trigger, a view or a changed table would act with our rights as soon as we write; so the schema is
compared with what the migrations make, before anything of it is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from models.store.migrations import statements
from models.store.problems import StoreProblem
from models.store.sqlite import library

#: For the migrations of that digest: the fingerprint of the schema they make. Building it anew for the
#: comparison takes 7 ms of every start; a database that does not answer to this is compared in full.
KNOWN = {
    "7fbd161fb93a031f949add91c3f2b302ca569ecaa85245a1da5c7337157268af":
        "972abc4d56eb19d1feec28a069adb482f775c2888fc9564468ae9d28a8192888",
    "2fdd44ef5d17f7875dc8dba417d858b9af066465b13003328cf8d71d5e729a65":
        "90e179c05ebd04d3f8deb003f7b639595657506c17d33cf99a6ce502ea86cc0f",
    "56c887e18151898219b9d5d5b2a530c3f7930330a16f82d05ddf007e25e7fcdc":
        "6a499bb25b76055303d8b9a3d1826074e9eddc531fc210b80e9c9537904c970d",
    "52f7b813f1cd175f393b20828d58b5c5a41469e50051c8257cc6932e6d6ff9b6":
        "81986eca640956d56070d6ed4e7e5112ad54f523d71e5a26082f32e86128aa4e",
}  # fmt: skip
#: What SQLite adds by itself when its planner looks at the tables; only in these exact words.
_OWN = frozenset({
    ("table", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
})  # fmt: skip
_SHOWN = 5
_KINDS = {"table": "tabel", "index": "indeks", "trigger": "pemicu", "view": "tampilan"}
#: What a value may be in a column of that declared type; anything but NULL is looked at.
_STORED = {"INTEGER": ("integer",), "REAL": ("real", "integer"), "BLOB": ("blob",)}

#: The last second of the year 9999: later ones are no moments.
_LAST_MOMENT = 253_402_300_799
#: Texts that are read as JSON.
_JSON = frozenset({
    ("history", "data"), ("setting", "value"), ("season", "hours"), ("naskah", "frozen"), ("naskah", "draft"),
    ("disposition", "instructions"), ("month_closing", "figures"), ("draft", "content"), ("seal", "content"),
    ("sop_version", "head"),
})  # fmt: skip

#: By kind and name: the table it belongs to and its text.
Schema = dict[tuple[str, str], tuple[str, str]]


class WrongType(NamedTuple):
    """A column in which values stand that the program never writes there."""

    table: str
    column: str
    wrong: int


def guard(connection: Any) -> None:
    """Let nothing in the schema of a database call functions or read what is cut off."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def check_schema(connection: Any, migrations: Sequence[str], version: int, place: str) -> dict[str, str]:
    """Refuse a schema that is not the one of its version; that of a version unknown here is not judged.

    Triggers that are gone keep nobody from opening: without them the history could be changed, and what
    was changed is for the check of the history to find. Answers their names and texts.

    Raises:
        StoreProblem: skema_asing for what was added or changed, basis_data_rusak for what is gone.
    """
    if not 0 < version <= len(migrations):
        return {}
    found = _schema(connection)
    if KNOWN.get(digest_of(migrations[:version])) == fingerprint(found):
        return {}
    expected = expected_schema(migrations[:version])
    foreign = [key for key, what in found.items() if expected.get(key) != what]
    if foreign:
        raise StoreProblem("skema_asing", berkas=place, apa=_named(foreign))
    gone = [key for key in expected if key not in found]
    lost = [key for key in gone if key[0] != "trigger"]
    if lost:
        raise StoreProblem("basis_data_rusak", berkas=place, sebab=f"tidak ada {_named(lost)}")
    return {name: expected[kind, name][1] for kind, name in gone}


def put_back(connection: Any, triggers: Mapping[str, str]) -> None:
    """Set up again the triggers that are gone, all of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for text in triggers.values():
            connection.execute(text)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def expected_schema(migrations: Sequence[str]) -> Schema:
    """What the migrations make of an empty database."""
    empty = library.connect(":memory:", isolation_level=None)
    try:
        for text in migrations:
            for statement in statements(text):
                empty.execute(statement)
        return _schema(empty)
    finally:
        empty.close()


def fingerprint(schema: Schema) -> str:
    """One short text that differs for schemas that differ."""
    return hashlib.sha256(repr(sorted(schema.items())).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(migrations: Sequence[str]) -> str:
    """One short text for the migrations themselves."""
    return hashlib.sha256("\x00".join(migrations).encode()).hexdigest()


def wrong_types(connection: Any) -> Iterator[WrongType]:
    """Columns holding values that the program never writes: text where a number belongs, days that are none.

    Reads every row of every table.
    """
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table.startswith("sqlite_"):
            continue
        columns = [
            (row[1], row[2].upper())
            for row in connection.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
        ]
        sums = ", ".join(_wrong(table, name, stored) for name, stored in columns)
        counts = connection.execute(f"SELECT {sums} FROM {_quoted(table)}").fetchone()  # noqa: S608 - quoted
        for (name, _declared), count in zip(columns, counts, strict=True):
            if count:
                yield WrongType(table, name, int(count))


def _wrong(table: str, column: str, declared: str) -> str:
    """How many values of a column the program never wrote, as SQL."""
    name = _quoted(column)
    allowed = ", ".join(f"'{one}'" for one in (*_STORED.get(declared, ("text",)), "null"))
    wrong = f"typeof({name}) NOT IN ({allowed})"
    if declared == "DATE":
        wrong += f" OR ({name} IS NOT NULL AND date({name}) IS NOT {name})"
    elif declared == "INTEGER" and (column == "at" or column.endswith("_at")):
        wrong += f" OR {name} NOT BETWEEN -{_LAST_MOMENT} AND {_LAST_MOMENT}"
    elif (table, column) in _JSON:
        wrong += f" OR ({name} <> '' AND NOT json_valid({name}))"
    return f"SUM({wrong})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _schema(connection: Any) -> Schema:
    """All that a database declares, but what SQLite keeps for itself; a name given twice counts twice."""
    schema: Schema = {}
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        if (kind, name, sql) in _OWN:
            continue
        key = (str(kind), str(name))
        while key in schema:
            key = (key[0], f"{key[1]}+")
        schema[key] = (str(table), str(sql))
    return schema


def _named(keys: Sequence[tuple[str, str]]) -> str:
    """The first few in words; their names were chosen by somebody else and are cut short."""
    shown = [f"{_KINDS.get(kind, 'bagian')} “{name[:40]}”" for kind, name in keys[:_SHOWN]]
    more = len(keys) - len(shown)
    return ", ".join(shown) + (f", dan {more} lagi" if more else "")
