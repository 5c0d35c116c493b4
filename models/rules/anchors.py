"""Anchors: the newest seal of the history in a short text, printed on papers that leave the office."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Of the hash of a seal, so many letters are printed.
LENGTH = 16
_GROUP = 4
_TEXT = re.compile(r"\s*(\d{1,18})\s*[-–—]\s*((?:[0-9a-fA-F]\s*){16})")


class Anchor(NamedTuple):
    """The number of a seal and the beginning of its hash."""

    number: int
    mark: str

    @property
    def text(self) -> str:
        """As it is printed: 1234-9f3a 6c2e 11b0 77d2."""
        groups = (self.mark[place : place + _GROUP] for place in range(0, LENGTH, _GROUP))
        return f"{self.number}-{' '.join(groups)}"


def anchor_of(number: int, digest: str) -> Anchor:
    """The anchor of a seal."""
    return Anchor(number, digest[:LENGTH])


def read_anchor(text: str) -> Anchor | None:
    """An anchor as somebody copied it from a paper; what stands around it does no harm."""
    found = re.search(_TEXT, text[:400])
    if found is None:
        return None
    return Anchor(int(found[1]), "".join(found[2].split()).lower())
