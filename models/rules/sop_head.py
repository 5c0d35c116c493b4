"""What a board shows of an SOP, as one short text: so that opening a board need not read the whole SOP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.records.sop import Sop


class SopHead(NamedTuple):
    """Name, title over the table, number of work steps, and executors as (id, label, group, external)."""

    name: str
    title: str
    steps: int
    executors: tuple[tuple[str, str, str, bool], ...]


def head_of(sop: Sop) -> SopHead:
    """The head of an SOP."""
    executors = tuple((e.id, e.label, e.group, e.external) for e in sop.executors)
    return SopHead(sop.name, sop.table_title or sop.name, len(sop.work_steps), executors)


def write_head(sop: Sop) -> str:
    """The head as the text that is kept beside the SOP."""
    return json.dumps(head_of(sop), ensure_ascii=False, separators=(",", ":"))


def read_head(text: str) -> SopHead:
    """The head of a text that `write_head` wrote."""
    name, title, steps, executors = json.loads(text)
    return SopHead(name, title, steps, tuple((i, label, group, out) for i, label, group, out in executors))
