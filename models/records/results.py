"""What an action answers: what changed, or exactly what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why an act is refused: a code, and the data its wording needs.

    The words stand in one place, `resources.wording.obstacle_text`.
    """

    code: str
    data: dict[str, str | int | tuple[str, ...]] = field(default_factory=dict, hash=False)


class Changed(NamedTuple):
    """An act that was committed, and the subjects that screens decide to reload by.

    Subjects are strings: `case:12`, `board:PAW`, `tasks`, `agencies`, `people`,
    `positions`, `calendar`, `sops`, `settings`.
    """

    subjects: frozenset[str]
    case_id: int | None = None
    version: int | None = None
    number: str = ""
    record_id: int | None = None


class Refused(NamedTuple):
    """An act that changed nothing, with every obstacle found."""

    obstacles: tuple[Obstacle, ...]


Result = Changed | Refused


def refuse(code: str, **data: str | int | tuple[str, ...]) -> Refused:
    """A refusal with a single obstacle."""
    return Refused((Obstacle(code, data),))
