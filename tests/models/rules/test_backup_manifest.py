from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records.backup import Anchor, Manifest
from models.rules.backup_manifest import ManifestError, read_manifest, write_manifest

MANIFEST = Manifest(
    datetime(2026, 11, 21, 9, 0, tzinfo=UTC), "harian", "Dinas Contoh “Jaya”", "a" * 64, "Petugas",
    "Papan SOP", 4, 4096, "b" * 64, {"permohonan": 3, "history": 9}, Anchor(9, "c" * 64), 2, 700, "d" * 64,
    True, 0,
)  # fmt: skip


def test_what_is_written_is_read() -> None:
    assert read_manifest(write_manifest(MANIFEST)) == MANIFEST


def test_any_changed_sign_is_noticed() -> None:
    text = write_manifest(MANIFEST)
    for place in range(len(text)):
        changed = text[:place] + ("1" if text[place] != "1" else "2") + text[place + 1 :]
        with pytest.raises(ManifestError):
            read_manifest(changed)


def test_a_newer_format_is_told_from_a_damaged_one() -> None:
    body = json.loads(write_manifest(MANIFEST)) | {"cadangan_papan_sop": 2}
    with pytest.raises(ManifestError) as newer:
        read_manifest(json.dumps(body))
    assert newer.value.code == "cadangan_lebih_baru"


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", "{" * 5000, '{"cadangan_papan_sop": 1}', "[" * 100_000, "\x00", "1e999"]
)
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ManifestError):
        read_manifest(text)


KEYS = ("basis_data", "dokumen", "kepala_riwayat", "jumlah_baris", "dibuat", "skema", "asal")
PLAIN = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner)))
@settings(max_examples=150, deadline=None)
def test_strange_content_is_refused_whatever_it_is(inner: object) -> None:
    body = json.loads(write_manifest(MANIFEST))
    for key in KEYS:
        with pytest.raises(ManifestError):
            read_manifest(json.dumps(body | {key: inner}))


def test_half_a_sign_does_not_pass() -> None:
    with pytest.raises((ManifestError, UnicodeEncodeError)):
        read_manifest(write_manifest(replace(MANIFEST, office="\ud83d")))


def test_the_newest_seal_is_read_where_it_was_noted() -> None:
    sealed = replace(MANIFEST, seal=Anchor(12, "e" * 64))
    assert read_manifest(write_manifest(sealed)) == sealed
    assert "kepala_meterai" not in write_manifest(MANIFEST), "a manifest from before the seals stays valid"
