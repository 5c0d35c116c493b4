"""Signatures are judged in a process of its own: a prepared document costs neither memory nor patience."""

from __future__ import annotations

import random
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop import signature_process
from desktop.signature_process import _report, read_apart
from desktop.signature_state import SignatureReport, read_signatures
from tests.desktop.bombs import page, unpacking
from tests.desktop.signed_pdf import keys, paper, sign

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return sign(paper(), keys())


def put(folder: Path, pdf: bytes) -> Path:
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    return path


def test_the_process_says_what_the_reader_says(signed: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, signed)
    apart = read_apart(path, tmp_path, NOW)
    assert apart == read_signatures(path, tmp_path, NOW)
    assert len(apart.signatures) == 1


def test_nobody_is_started_for_a_file_without_signatures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature_process.subprocess, "run", None)
    assert read_apart(put(tmp_path, page(b"0 0 9 9")), tmp_path, NOW) == SignatureReport()
    edge = b"x" * (1024 * 1024 - 4) + b"/ByteRange"
    with pytest.raises(TypeError):
        read_apart(put(tmp_path, edge), tmp_path, NOW)


def test_a_document_that_unpacks_without_end_is_told_as_unreadable(tmp_path: Path) -> None:
    bomb = put(tmp_path, unpacking(40_000_000))
    assert bomb.stat().st_size < 200_000
    tracemalloc.start()
    begun = time.monotonic()
    found = read_apart(bomb, tmp_path, NOW, patience=8)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert time.monotonic() - begun < 15
    assert found.signatures == ()
    assert found.fault == "rusak"


def test_a_document_that_takes_too_long_is_given_up(signed: bytes, tmp_path: Path) -> None:
    assert read_apart(put(tmp_path, signed), tmp_path, NOW, patience=0.01).fault == "rusak"


@pytest.mark.parametrize(
    "told",
    [
        [], {}, {"fault": "lain", "signatures": [], "unchecked": 0, "unread_roots": 0},
        {"fault": "", "signatures": [{"change": "x"}], "unchecked": 0, "unread_roots": 0},
        {"fault": "", "signatures": [{"name": "A", "at": "x", "change": "tidak", "known": "dikenal"}],
         "unchecked": 0, "unread_roots": 0},
        {"fault": "", "signatures": [], "unchecked": "banyak", "unread_roots": 0},
    ],
)  # fmt: skip
def test_an_answer_that_makes_no_sense_is_none(told: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        _report(told)  # type: ignore[arg-type]


def test_a_damaged_signed_document_is_answered(signed: bytes, tmp_path: Path) -> None:
    """Never by an error: whatever comes out, the window can say it."""
    chance = random.Random(5)
    for _ in range(12):
        changed = bytearray(signed)
        for _ in range(chance.randint(1, 10)):
            at = chance.randrange(len(changed))
            if chance.random() < 0.6:
                changed[at] = chance.randrange(256)
            else:
                del changed[at : at + chance.randint(1, 200)]
        assert isinstance(read_signatures(put(tmp_path, bytes(changed)), tmp_path, NOW), SignatureReport)
