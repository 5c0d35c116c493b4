"""Records of the board, the list of cases and Tugas Saya.

Named tuples rather than dataclasses: they are made before the first picture, and cost it less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

#: Between the title of a step and the cell text of one of its parts, on the card of that part.
CELL_MARK = " › "
#: In place of the parts done: any one of them finishes the step, so that none is ever counted.
ANY_ONE = -1


class CardRow(NamedTuple):
    """A card as read from the database; moments are seconds UTC, 0/None mean none.

    `role` pelaksana|peserta; `state` terbuka|menunggu|selesai|gugur|peserta; `pace`
    batas|rentang|tentatif|tanpa_batas|tidak_terbaca|ditunda. `step_title` ends in the part's cell text
    after `CELL_MARK` where several parts of the step stand in one column; `done` is `ANY_ONE` where
    any one part suffices. `secret` is 1 for a confidential request.
    """

    card_id: int
    case_id: int
    run_id: int
    part: str
    column: str
    role: str
    state: str
    number: str
    subject: str
    agency: str
    step: str
    step_no: str
    step_title: str
    round: int
    done: int
    total: int
    have: int
    need: int
    priority: str
    pace: str
    opened_at: int
    green_until: int | None
    due_at: int | None
    target_at: int | None
    assignee_id: int | None
    assignee_name: str
    secret: int = 0
    sop_code: str = ""


class BoardColumn(NamedTuple):
    """A column: an executor of the SOP with its group header ("" for none)."""

    executor: str
    label: str
    group: str
    external: bool


class BoardSheet(NamedTuple):
    """Header of a board: title, version, columns and counts of open cases."""

    sop_id: int
    code: str
    name: str
    title: str
    version: int
    steps: int
    columns: tuple[BoardColumn, ...]
    open_cases: int
    late_cases: int
    paused_cases: int


class SidebarLine(NamedTuple):
    """One board in the sidebar with its open and late cases."""

    sop_id: int
    code: str
    name: str
    open_cases: int
    late_cases: int


class Sidebar(NamedTuple):
    """Counts of the sidebar: my open parts, how many of them late, and every board."""

    tasks: int
    tasks_late: int
    boards: tuple[SidebarLine, ...]


class CaseLine(NamedTuple):
    """A row of Daftar: one case; moments are seconds UTC. `where` names the executors it waits for."""

    case_id: int
    number: str
    sop_code: str
    subject: str
    agency: str
    received_at: int
    status: str
    step_no: str
    step_title: str
    where: str
    pace: str
    green_until: int | None
    due_at: int | None
    target_at: int | None
    late: bool
    closed_at: int | None
    priority: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class DropTarget:
    """What dropping a card on a column would mean.

    `kind` complete (finish the step towards it; `outcomes` holds the ids that lead there),
    return (Kembalikan to step `step`), none (illegal; `why` is a wording code with its `data`).
    """

    kind: str
    outcomes: tuple[str, ...] = ()
    step: str = ""
    why: str = ""
    data: dict[str, str | int | tuple[str, ...]] = field(default_factory=dict, hash=False)
