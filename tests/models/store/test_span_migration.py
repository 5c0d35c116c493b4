"""An office of the second schema is upgraded: its spans are those that the acts would have written."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from models.store.migrations import migrate, read_migrations, version_of
from models.store.opening import DATABASE_NAME, open_office
from models.store.rederive import differences
from models.store.sqlite import library
from tests.models.recap_story import RecapStory
from tests.office import HandClock, SmallOffice

_KEPT = (
    """SELECT case_id, ordinal, sop_id, agency_id, opening, opened_at, closed_at, ending,
    previous_closed_at, next_opened_at, fork FROM case_span ORDER BY case_id, ordinal""",
    "SELECT case_id, agency_id, at FROM agency_change ORDER BY id",
)
#: What the migration did, the other way round.
_BACK = """
DROP TABLE case_span; DROP TABLE agency_change; DROP TABLE month_closing; DROP TABLE sop_monitoring;
DROP INDEX step_run_case_id_state_late_past_target_closed_at_due_at_6f2d109;
DROP INDEX step_run_state_closed_at_case_id_step_minutes_late_past__13255ae;
DROP INDEX part_run_finished_at_run_id_executor_finished_by_id;
CREATE INDEX step_run_case_id_state ON step_run (case_id, state);
CREATE INDEX step_run_state_closed_at ON step_run (state, closed_at);
CREATE INDEX part_run_finished_by_id ON part_run (finished_by_id);
DROP INDEX naskah_day_state;
DELETE FROM schema_version WHERE version > 2;
"""


def kept(connection: Any) -> list[list[tuple[object, ...]]]:
    return [connection.execute(query).fetchall() for query in _KEPT]


def test_the_spans_of_an_older_office_are_filled_from_its_history(small: SmallOffice) -> None:
    story = RecapStory(small, random.Random(5))
    for _ in range(150):
        story.act()
    folder: Path = small.office.store.folder
    small.office.close()
    connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    before = kept(connection)
    assert {row[4] for row in before[0]} == {"baru", "dibuka_kembali"}
    assert before[1]
    later = connection.execute("SELECT version, applied_at FROM schema_version WHERE version > 3").fetchall()
    connection.executescript(_BACK)
    assert version_of(connection) == 2
    migrate(connection, read_migrations()[:3], HandClock())
    connection.executemany("INSERT INTO schema_version VALUES (?, ?)", later)
    assert kept(connection) == before
    connection.close()
    small.office = open_office(folder, HandClock())
    assert list(differences(small.office)) == []
