"""The small files beside the database, changed by another hand: told in words, never a fault."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from models.store import anchors, backup_state, check_state, head_file
from models.store.backup import catalogue
from models.store.integrity import check_office
from models.store.opening import open_office
from models.store.problems import StoreProblem
from models.store.tables import Case
from models.store.typed_text import TypedTextFile
from resources.wording_store import finding_text
from tests.office import HandClock, SmallOffice, copy_office

#: By hand more.
ROUNDS = 6
#: The names of those files; all of them may be missing as well.
BESIDE = (
    head_file.NAME, anchors.NAME, check_state.NAME, "cadangan.json", "papan-sop.db-journal",
    "papan-sop.db-wal", "sedang-dibuka-x", "isian/1.json", "isian/1-1.json", "isian/1-x.json",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, -1, 10**30, 1.5, "", "x" * 5000, "\ud800", [], [[]], {}, {"kode": 5, "data": []},
    ["\x00", "/etc"], {"dibuat": 1, "kapan": [], "data": {"a": []}}, "2026-11-16", "/etc", [1, 2],
)  # fmt: skip
_KEYS = (
    "halaman", "lengkap", "temuan", "berkas", "curiga", "tempat", "gagal", "terakhir", "windows", "at",
    "kepala",
)  # fmt: skip


def junk(chance: random.Random) -> bytes:
    """Bytes that somebody or a failing disk may have left."""
    kind = chance.randrange(7)
    if kind == 0:
        return b""
    if kind == 1:
        return chance.randbytes(chance.randint(1, 300))
    if kind == 2:
        return b"[" * 100_000
    if kind == 3:
        return " ".join(str(chance.randrange(10**9)) for _ in range(chance.randint(1, 6))).encode()
    if kind == 4:
        return b"1 " + b"a" * 64 + b"\n" + b"\xff\x00" * 20
    body = {chance.choice(_KEYS): chance.choice(_VALUES) for _ in range(chance.randint(1, 5))}
    text = json.dumps(body if kind == 5 else [body])
    return text.encode()[: chance.randint(1, len(text)) if chance.random() < 0.3 else None]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, template: tuple[Path, dict[str, int]]) -> Path:
    small: SmallOffice = copy_office(*template, tmp_path_factory.mktemp("folder") / "kantor")
    small.register("PP", subject="Isi")
    small.office.close()
    return small.office.store.folder


@pytest.fixture
def folder(used: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(used, tmp_path / "kantor"))


def read_everything(folder: Path, *, thorough: bool) -> None:
    """What a start and the check of everything read; told in words, or all is well."""
    office = open_office(folder, HandClock())
    try:
        for finding in (*office.findings, *(check_office(office) if thorough else ())):
            assert finding_text(finding.code, finding.data)
        assert [case.subject for case in Case.select()] == ["Isi"]
        check_state.read_check(folder)
        backup_state.read_state(folder)
        backup_state.note_tested(folder, HandClock()())
        for place in backup_state.known_places(folder):
            with contextlib.suppress(StoreProblem):
                catalogue(place)
        kept = TypedTextFile(folder, 1)
        kept.set_aside()
        kept.left_behind()
    finally:
        office.close()


@pytest.mark.parametrize("name", BESIDE)
def test_any_content_of_a_file_beside_the_database(folder: Path, name: str) -> None:
    for seed in range(ROUNDS):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(junk(random.Random(f"{name} {seed}")))
        with contextlib.suppress(StoreProblem):  # refused in words
            read_everything(folder, thorough=seed == 0)
