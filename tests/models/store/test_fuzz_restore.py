"""A backup that somebody else prepared or that was damaged: listed with its fault, never restored."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.backup_manifest import ManifestError, read_manifest, write_manifest
from models.store.backup import catalogue, make_backup
from models.store.backup_place import LIST, MANIFEST, POOL, prepare_place
from models.store.backup_restore import restore
from models.store.files import digest_of_file
from models.store.opening import DATABASE_NAME, open_office
from models.store.problems import StoreProblem
from models.store.sqlite import library
from models.store.tables import Case
from resources.problems import problem_text
from tests.models.store.test_backup import attach_file, folder_of
from tests.office import HandClock, SmallOffice, copy_office


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, template: tuple[Path, dict[str, int]]) -> Path:
    """A place with one backup of a small office with a document."""
    folder = tmp_path_factory.mktemp("asal")
    small: SmallOffice = copy_office(*template, folder / "kantor")
    attach_file(small, small.register("PP", subject="Isi cadangan"), "surat", folder)
    place = folder / "usb"
    prepare_place(place)
    make_backup(folder_of(small), place, small.clock, kind="harian")
    small.office.close()
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "usb"))


@pytest.fixture
def present(tmp_path: Path, template: tuple[Path, dict[str, int]]) -> Iterator[Path]:
    """The office that stands there now; whatever is tried, it stays as it is."""
    small = copy_office(*template, tmp_path / "kini")
    small.register("PP", subject="Keadaan kini")
    small.office.close()
    folder = folder_of(small)
    before = digest_of_file(folder / DATABASE_NAME)
    yield folder
    assert digest_of_file(folder / DATABASE_NAME) == before
    office = open_office(folder, HandClock())
    assert [case.subject for case in Case.select()] == ["Keadaan kini"]
    office.close()


def backup_in(place: Path) -> Path:
    (found,) = (path for path in place.iterdir() if (path / MANIFEST).exists())
    return found


def reseal(backup: Path) -> None:
    """Write a manifest that fits what stands there now: whoever prepares a backup can do so too."""
    manifest = read_manifest((backup / MANIFEST).read_text("utf-8"))
    database = backup / DATABASE_NAME
    counts = dict(manifest.counts)
    with contextlib.suppress(library.Error), contextlib.closing(library.connect(str(database))) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        counts = {
            name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own
            for (name,) in names
            if not name.startswith("sqlite_")
        }
    changed = replace(
        manifest,
        size=database.stat().st_size,
        digest=digest_of_file(database),
        counts=counts,
        list_digest=hashlib.sha256((backup / LIST).read_bytes()).hexdigest(),
    )
    (backup / MANIFEST).write_text(write_manifest(changed), "utf-8", newline="\n")


def refused(place: Path, present: Path) -> str:
    """The code that keeps the only backup of a place from being restored, in words for the person."""
    (entry,) = catalogue(place)
    with pytest.raises(StoreProblem) as caught:
        restore(entry, present, HandClock())
    told = problem_text(caught.value.code, caught.value.data)
    assert told.title
    assert told.what
    return caught.value.code


def run_in(backup: Path, *statements: str) -> None:
    with contextlib.closing(library.connect(str(backup / DATABASE_NAME), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TRIGGER t AFTER INSERT ON history BEGIN UPDATE person SET is_admin = 1; END"],
        ["CREATE VIEW v AS SELECT * FROM person"],
        ["CREATE TABLE resep (a)"],
    ],
)
def test_a_prepared_database_in_a_well_sealed_backup_is_refused(
    place: Path, present: Path, statements: list[str]
) -> None:
    backup = backup_in(place)
    run_in(backup, *statements)
    reseal(backup)
    assert refused(place, present) == "skema_asing"


def test_a_database_of_another_program_is_refused(place: Path, present: Path) -> None:
    backup = backup_in(place)
    run_in(backup, "PRAGMA application_id = 1")
    reseal(backup)
    assert refused(place, present) == "bukan_basis_data"
    (backup / DATABASE_NAME).write_bytes(b"bukan basis data" * 500)
    reseal(backup)
    assert refused(place, present) in ("cadangan_rusak", "basis_data_rusak", "bukan_basis_data")


@pytest.mark.parametrize(
    "line",
    [
        "../../../../etc/passwd 5",
        "/etc/passwd 5",
        f"{'a' * 64} -1",
        f"{'a' * 64} x",
        f"{'A' * 64} 5",
        "\x00",
        "é" * 70,
    ],
)
def test_a_list_that_leads_out_of_the_place_is_refused(place: Path, present: Path, line: str) -> None:
    backup = backup_in(place)
    (backup / LIST).write_text((backup / LIST).read_text("utf-8") + line + "\n", "utf-8")
    reseal(backup)
    assert refused(place, present).startswith("cadangan_")


def test_a_document_that_is_a_link_elsewhere_does_not_come_along(
    place: Path, present: Path, tmp_path: Path
) -> None:
    private = tmp_path / "milik-saya.txt"
    private.write_text("surat")
    (document,) = (path for path in (place / POOL).rglob("*") if path.is_file())
    content = document.read_bytes()
    private.write_bytes(b"x" * len(content))
    document.unlink()
    document.symlink_to(private)
    (entry,) = catalogue(place)
    if not entry.good:
        return
    with contextlib.suppress(StoreProblem):
        restore(entry, tmp_path / "baru", HandClock())
    assert private.read_bytes() == b"x" * len(content)
    kept = [path for path in (tmp_path / "baru").rglob("*") if path.is_file() and path.name == document.name]
    assert all(path.read_bytes() != private.read_bytes() for path in kept)


_JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_manifest_with_anything_in_it_is_read_or_refused(made: Path, data: st.DataObject) -> None:
    """Values exchanged, the seal made anew as whoever prepares a backup would."""
    body = json.loads((backup_in(made) / MANIFEST).read_text("utf-8"))
    body.pop("segel")
    for key in data.draw(st.sets(st.sampled_from(sorted(body)), min_size=1, max_size=3)):
        if isinstance(body[key], dict) and body[key] and data.draw(st.booleans()):
            body[key][data.draw(st.sampled_from(sorted(body[key])))] = data.draw(_JUNK)
        else:
            body[key] = data.draw(_JUNK)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    seal = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    with contextlib.suppress(ManifestError):
        read_manifest(json.dumps(body | {"segel": seal}, ensure_ascii=False))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.integers(1, 200).map(lambda n: "[" * n * 1000)))
def test_no_text_at_all_is_a_manifest(text: str) -> None:
    with pytest.raises(ManifestError):
        read_manifest(text)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, cut off or doubled."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        if not changed:
            break
        at, how = chance.randrange(len(changed)), chance.random()
        if how < 0.6:
            changed[at] ^= 1 << chance.randrange(8)
        elif how < 0.8:
            del changed[at : at + chance.randint(1, 5000)]
        else:
            changed[at:at] = changed[at : at + chance.randint(1, 5000)]
    return bytes(changed)


def _database(backup: Path) -> Path:
    return backup / DATABASE_NAME


def _manifest(backup: Path) -> Path:
    return backup / MANIFEST


def _list(backup: Path) -> Path:
    return backup / LIST


@pytest.mark.parametrize("which", [_database, _manifest, _list])
def test_a_changed_byte_anywhere_is_noticed(
    place: Path, present: Path, which: Callable[[Path], Path]
) -> None:
    backup = backup_in(place)
    path = which(backup)
    content = path.read_bytes()
    for seed in range(8):
        changed = flipped(content, random.Random(seed))
        if changed == content:
            continue
        path.write_bytes(changed)
        assert refused(place, present).startswith(("cadangan_", "basis_data_", "bukan_", "skema_"))


def test_a_damaged_database_under_a_true_seal_is_refused_or_comes_back_whole(
    place: Path, tmp_path: Path
) -> None:
    """The hash fits, as it does when the damage was there before the backup was made."""
    backup = backup_in(place)
    content = _database(backup).read_bytes()
    for seed in range(6):
        _database(backup).write_bytes(flipped(content, random.Random(seed)))
        reseal(backup)
        (entry,) = catalogue(place)
        folder = tmp_path / f"pulih-{seed}"
        try:
            done = restore(entry, folder, HandClock())
        except StoreProblem:
            assert not (folder / DATABASE_NAME).exists()
            continue
        # a bit of somebody's name: the pages are sound, and the check of the history finds it
        assert done.differing == ()
        with contextlib.suppress(StoreProblem):
            open_office(folder, HandClock()).close()
