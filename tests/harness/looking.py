"""Looks at an office after a stop, and tells what was promised and is not there, or is there by half.

It opens the office as the program does and asks the program's own checks, but relies on them for nothing:
what was acknowledged, what belongs together and every file are compared here, row by row, in plain SQL.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from models.records.sop import Sop
from models.store import schema_check
from models.store.integrity import check_office
from models.store.opening import DATABASE_NAME, DOCUMENTS_NAME, open_office
from models.store.problems import StoreProblem
from models.store.rows import rows
from models.store.sqlite import library
from models.store.tables import SopVersion
from tests.office import HandClock

#: Events of the history, and the rows that each of them left: one for one, or the act is half done.
_ROWS_OF: tuple[tuple[tuple[str, ...], str], ...] = (
    (("permohonan_didaftarkan",), "SELECT COUNT(*) FROM permohonan"),
    (("dokumen_dilampirkan",), "SELECT COUNT(*) FROM document"),
    (("naskah_diterbitkan",), "SELECT COUNT(*) FROM naskah WHERE state <> 'konsep'"),
    (("naskah_dibatalkan",), "SELECT COUNT(*) FROM naskah WHERE state = 'batal'"),
    (("berkas_naskah_disimpan",), "SELECT COUNT(*) FROM naskah WHERE digest <> ''"),
    (("naskah_diterbitkan", "nomor_dipesan"), "SELECT COUNT(*) FROM paper_number"),
    (("disposisi_diberikan",), "SELECT COUNT(*) FROM disposition"),
    (("disposisi_dijawab",), "SELECT COUNT(*) FROM disposition_to WHERE answer <> ''"),
    (("langkah_diselesaikan",), "SELECT COUNT(*) FROM step_run WHERE state = 'selesai'"),
    (("dikembalikan",), "SELECT COUNT(*) FROM step_run WHERE state = 'dikembalikan'"),
)
_NAMED = "SELECT digest FROM document WHERE digest <> '' UNION SELECT digest FROM naskah WHERE digest <> ''"

#: Acknowledged and not there; half done; a document without its file or with another one; pages or
#: references unsound; an office that does not open; and what the program itself reports.
KINDS = ("lost", "half", "dangling", "damaged", "unsound", "unopened", "reported")

_DIGEST = re.compile(r"[0-9a-f]{64}")

#: Published SOPs by what there are: they never change, and an office is looked at thousands of times.
_SOPS: dict[tuple[Any, ...], dict[int, Sop]] = {}
schema_check.expected_schema = cache(schema_check.expected_schema)


class Found(NamedTuple):
    """One thing that is wrong: one of `KINDS`, and the words."""

    what: str
    words: str


class Look(NamedTuple):
    """What a look at an office found, and what is harmless: unasked-for files and half copies."""

    wrong: list[Found]
    strays: int = 0
    half_copies: int = 0
    remarks: int = 0
    beyond: int = 0

    def counts(self) -> Counter[str]:
        """How many things of each kind are wrong."""
        return Counter(found.what for found in self.wrong)


def look(folder: Path, said: Iterable[str]) -> Look:
    """Open the office as the program does and compare it with everything that was acknowledged."""
    wrong: list[Found] = []
    remarks = 0
    try:
        office = open_office(folder, HandClock())
    except StoreProblem as problem:
        return Look([Found("unopened", f"{problem.code} {problem.data}")])
    versions = tuple(rows(SopVersion.select(SopVersion.id, SopVersion.digest).order_by(SopVersion.id)))
    office._kept.sops.update(_SOPS.get(versions, {}))
    try:
        for finding in (*office.findings, *check_office(office)):
            remarks += not finding.grave
            if finding.grave:
                wrong.append(Found("reported", f"{finding.code} {finding.data}"))
        _SOPS[versions] = office._kept.sops
    finally:
        office.close()
    with closing(library.connect(str(folder / DATABASE_NAME))) as connection:
        wrong += _unsound(connection)
        if not wrong:
            wrong += _half_done(connection)
        heads = dict(connection.execute("SELECT id, digest FROM history").fetchall())
        acknowledged, lost = _lost(connection, said, heads)
        wrong += lost
        named = {digest for (digest,) in connection.execute(_NAMED).fetchall()}
    strays, half_copies, files = _files(folder / DOCUMENTS_NAME, named)
    return Look([*wrong, *files], strays, half_copies, remarks, len(heads) - acknowledged)


def _unsound(connection: Any) -> Iterator[Found]:
    for (answer,) in connection.execute("PRAGMA integrity_check").fetchall():
        if answer != "ok":
            yield Found("unsound", answer)
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Found("unsound", f"reference {row}")


def _half_done(connection: Any) -> Iterator[Found]:
    """Events without their rows, rows without their event, a chain with a gap."""
    told = dict(connection.execute("SELECT kind, COUNT(*) FROM history GROUP BY kind").fetchall())
    for kinds, query in _ROWS_OF:
        events, there = sum(told.get(kind, 0) for kind in kinds), connection.execute(query).fetchone()[0]
        if events != there:
            yield Found("half", f"{' + '.join(kinds)}: {events} told, {there} there")
    before, digest = 0, "0" * 64
    for row_id, previous, own in connection.execute("SELECT id, previous, digest FROM history ORDER BY id"):
        if row_id != before + 1 or previous != digest:
            yield Found("half", f"history row {row_id} does not follow {before}")
        before, digest = row_id, own


def _lost(connection: Any, said: Iterable[str], heads: dict[int, str]) -> tuple[int, list[Found]]:
    """The highest acknowledged row of the history, and what was acknowledged and is not so."""
    highest, lost = 0, []
    for line in said:
        promise = json.loads(line)
        row_id, digest = promise["head"]
        highest = max(highest, row_id)
        if heads.get(row_id) != digest:
            lost.append(Found("lost", f"history row {row_id}"))
        for table, number, column, value in promise["facts"]:
            query = f'SELECT "{column}" FROM "{table}" WHERE id = ?'  # noqa: S608 - our own words
            row = connection.execute(query, (number,)).fetchone()
            if row is None or row[0] != value:
                lost.append(Found("lost", f"{table} {number}: {column} is {row}, not {value}"))
    return highest, lost


def _files(folder: Path, named: set[str]) -> tuple[int, int, list[Found]]:
    """Strays, half copies, and what is wrong: missing documents, files that are not what they say."""
    wrong: list[Found] = []
    whole: set[str] = set()
    half_copies = 0
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        if path.is_dir():
            continue
        if not _DIGEST.fullmatch(path.name):
            half_copies += 1
        elif hashlib.sha256(path.read_bytes()).hexdigest() == path.name:
            whole.add(path.name)
        else:
            wrong.append(Found("damaged", f"{path.name[:12]} {'named' if path.name in named else 'unnamed'}"))
    there = whole | {found.words[:12] for found in wrong}
    missing = [d for d in sorted(named) if d not in there and d[:12] not in there]
    wrong += [Found("dangling", digest[:12]) for digest in missing]
    return len(whole - named), half_copies, wrong
