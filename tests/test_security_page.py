"""The page about threats names only what is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "KEAMANAN.md").read_text("utf-8")


def test_every_test_and_module_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`((?:tests|models|desktop|views|reports|resources)/[^`*]+)`", TEXT))
    assert len(named) > 30
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_threat_has_an_answer_and_a_test() -> None:
    before = TEXT.partition("## Rights")[0]
    rows = [line for line in before.splitlines() if line.startswith("| ") and not line.startswith("| Threat")]
    assert len(rows) > 25
    for row in rows:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip("|"))]
        assert len(cells) == 3, row
        assert all(cells), row


def test_the_bounds_that_the_page_tells_are_those_of_the_program() -> None:
    from desktop import page_painter, signature_process
    from models.rules import search, toml_text
    from models.store import file_looking

    told = (
        f"ended after {page_painter.PATIENCE:.0f} s",
        f"ended after {signature_process.PATIENCE:.0f} s",
        f"{toml_text.LARGEST:,} signs",
        f"{toml_text.MOST_ENTRIES:,} entries",
        f"{search.MOST_WORDS} words",
        f"{file_looking._MOST_RELATIONS // 1024} KB",
    )
    assert [words for words in told if words not in TEXT] == []
