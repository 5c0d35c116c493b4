"""The table of rights that people read is the one that the program asks."""

from __future__ import annotations

import re
from pathlib import Path

from models.records.roles import ROLES
from models.rules.rights import ACTS

PAGE = Path(__file__).parents[1] / "KEAMANAN.md"


def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| What |"))
    table = [line for line in lines[start:] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_page_names_every_act_with_its_roles() -> None:
    head, _, *body = rows()
    assert head == ["What", *ROLES.values(), "Acts"]
    told = {
        act: {role for role, mark in zip(ROLES, cells[1:-1], strict=True) if mark}
        for cells in body
        for act in re.findall(r"`([^`]+)`", cells[-1])
    }
    assert told == {act: set(right.roles) for act, right in ACTS.items()}
