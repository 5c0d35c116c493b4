"""Documents are copied in whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import files
from models.store.files import DocumentFiles, FileProblem, clean_name


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DocumentFiles]:
    made = DocumentFiles(tmp_path / "dokumen")
    yield made
    assert not list(made.folder.glob("*.tmp")), "a half copy was left behind"


def refusal(store: DocumentFiles, path: Path, code: str) -> None:
    with pytest.raises(FileProblem) as caught:
        store.ingest(path)
    assert caught.value.code == code
    assert list(store.digests()) == []


def test_a_file_is_kept_under_its_hash_once(store: DocumentFiles, tmp_path: Path) -> None:
    source = tmp_path / "surat <&>'\" Đ 📄.pdf"
    source.write_bytes(b"isi surat" * 200_000)
    seen: list[tuple[int, int]] = []
    stored = store.ingest(source, lambda done, total: seen.append((done, total)) is None)
    assert stored == (hashlib.sha256(source.read_bytes()).hexdigest(), 1_800_000, source.name)
    assert seen[-1] == (1_800_000, 1_800_000)
    assert store.exists(stored.digest)
    assert store.path_of(stored.digest).read_bytes() == source.read_bytes()
    assert store.ingest(source) == stored
    assert list(store.digests()) == [stored.digest]


def test_a_damaged_copy_is_replaced_by_the_whole_one(store: DocumentFiles, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("isi")
    stored = store.ingest(source)
    store.path_of(stored.digest).write_text("is")
    store.ingest(source)
    assert store.path_of(stored.digest).read_text() == "isi"


def test_what_cannot_be_kept_is_refused(
    store: DocumentFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal(store, tmp_path / "tidak-ada.pdf", "tidak_ada")
    refusal(store, tmp_path, "folder")
    (tmp_path / "kosong").touch()
    refusal(store, tmp_path / "kosong", "kosong")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipa")
        refusal(store, tmp_path / "pipa", "bukan_berkas")
    huge = tmp_path / "dua-giga"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    refusal(store, huge, "terlalu_besar")
    monkeypatch.setattr(files, "LIMIT", 10)
    (tmp_path / "sebelas").write_bytes(b"12345678901")
    refusal(store, tmp_path / "sebelas", "terlalu_besar")


def test_a_file_that_vanishes_grows_or_changes_meanwhile(store: DocumentFiles, tmp_path: Path) -> None:
    source = tmp_path / "a.bin"

    def attempt(code: str, meddle: object) -> None:
        source.write_bytes(b"x" * 3_000_000)
        with pytest.raises(FileProblem) as caught:
            store.ingest(source, meddle)  # type: ignore[arg-type]
        assert caught.value.code == code
        assert list(store.digests()) == []

    def vanish(_done: int, _total: int) -> bool:
        source.unlink(missing_ok=True)
        return True

    def grow(_done: int, _total: int) -> bool:
        with source.open("ab") as file:
            file.write(b"y" * 2_000_000)
        return True

    def change(_done: int, _total: int) -> bool:
        os.utime(source, (1, 1))
        return True

    attempt("tidak_ada", vanish)
    attempt("berubah", grow)
    attempt("berubah", change)
    attempt("dibatalkan", lambda done, _total: done < 2_000_000)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "tempat_penuh"), (errno.EIO, "gagal_salin")])
def test_a_full_disk_leaves_nothing(
    store: DocumentFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("isi")

    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", fail)
    refusal(store, source, code)


def test_names_are_kept_as_far_as_databases_can() -> None:
    assert clean_name("a" * 400 + ".pdf") == "a" * 296 + ".pdf"
    assert clean_name("surat\udcff.pdf") == "surat?.pdf"


def test_a_file_gone_bad_on_disk_is_mended_by_attaching_it_again(
    store: DocumentFiles, tmp_path: Path
) -> None:
    paper = tmp_path / "surat.txt"
    paper.write_bytes(b"isi yang benar")
    kept = store.ingest(paper)
    store.path_of(kept.digest).write_bytes(b"isi yang rusak")
    assert store.ingest(paper) == kept
    assert store.path_of(kept.digest).read_bytes() == b"isi yang benar"


@pytest.mark.parametrize(
    "digest",
    [
        "../../../../etc/passwd",
        "/etc/passwd",
        "..",
        "",
        "C:\\x",
        "\\\\server\\x",
        "A" * 64,
        "0" * 63,
        "0" * 64 + "\n",
        "é" * 64,
    ],
)
def test_what_is_no_hash_leads_nowhere(store: DocumentFiles, digest: str) -> None:
    store.folder.mkdir()
    assert store.path_of(digest).parent == store.folder
    assert not store.exists(digest)


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right of its own there")
def test_a_link_out_of_the_folder_is_no_document(store: DocumentFiles, tmp_path: Path) -> None:
    source = tmp_path / "rahasia.txt"
    source.write_text("milik orang lain")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    store.path_of(digest).parent.mkdir(parents=True)
    store.path_of(digest).symlink_to(source)
    assert not store.exists(digest)
    store.ingest(source)
    assert store.exists(digest), "the real copy took the place of the link"
    assert source.read_text() == "milik orang lain"


def test_a_name_says_what_it_shows() -> None:
    assert clean_name("surat\u202efdp.exe") == "suratfdp.exe"
    assert clean_name("a\nb\x1b[31m\x9b\u2066.pdf") == "ab[31m.pdf"
    assert clean_name("\u202e") == "dokumen"
    assert clean_name("Đ 😀 \u200d é.pdf") == "Đ 😀 \u200d é.pdf"
