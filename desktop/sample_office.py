"""The sample office: marked CONTOH, its requests made by the real actions on a moved clock.

The requests are planned first (`sample_scenes`, `sample_plans`) and then told as one story in the
order of time (`sample_actor`), so that numbers, history and its hash chain are those of an office
that really worked. Many acts share one transaction; each stands in it as its own savepoint.
"""

from __future__ import annotations

import heapq
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from desktop.sample_actor import SampleActor, Story
from desktop.sample_files import write_documents
from desktop.sample_plans import DAY, Plan
from desktop.sample_scenes import (
    ENDED_SCENES,
    OPEN_SCENES,
    draw,
    entered_under_way,
    finished_at_once,
)
from desktop.sample_setup import PASSWORD, USERNAME, set_up_sample
from desktop.sample_staff import read_staff
from desktop.sample_time import WorkingMinutes
from models.records.sop import Sop
from models.store.clock import Clock, system_clock
from models.store.files import StoredFile
from models.store.office import Office
from models.store.opening import open_office

Progress = Callable[[int, int], bool]
#: When a story goes on (working minute), its order among those of the same minute, and the story.
_Turn = tuple[int, int, Story]

#: Acts that share one transaction.
_BATCH = 100
#: So many open and so many ended requests live through every scene; beyond them a large office is
#: filled the cheap way: entered where they stand, or at the last row and finished there.
_STORIES = 2_000
_DAYS_BACK = 200
#: More requests than an office has in half a year.
_MANY = 5_000
#: Holidays are known from here on.
_LONG_BACK = datetime(2025, 1, 2)


class SampleFolderError(Exception):
    """The folder holds something already: a sample office is only made in an empty one."""


class SampleCancelledError(Exception):
    """Whoever asked for the sample office does not want it any more; nothing of it is left."""


@dataclass(frozen=True, slots=True)
class SampleSummary:
    """What was made, and the account to look at it with."""

    folder: Path
    open_cases: int
    ended_cases: int
    acts: int
    person_id: int
    username: str
    password: str


class _MovedClock:
    """A clock that stands where the story is."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def build_sample(
    folder: Path,
    cases: int = 300,
    finished: int | None = None,
    progress: Progress | None = None,
    clock: Clock = system_clock,
    seed: int = 7,
    codes: tuple[str, ...] | None = None,
) -> SampleSummary:
    """Build a sample office in an empty or new folder and close it again.

    `cases` requests are open at the end; `finished` have ended before (a fifth of the open ones
    unless told). `codes` limits the SOPs that requests are made for. `progress(done, total)`
    answers False to stop.

    Raises:
        SampleFolderError: when the folder is not empty.
        SampleCancelledError: when `progress` answered False.
    """
    made_here = not folder.exists()
    if not made_here and any(folder.iterdir()):
        raise SampleFolderError(str(folder))
    now = clock().astimezone(UTC).replace(microsecond=0)
    ended = cases // 5 if finished is None else finished
    moved = _MovedClock(now)
    office = open_office(folder, moved, create=True)
    try:
        since = _since(office.local(now), cases + ended)
        moved.now = office.utc(since)
        person_id = set_up_sample(office, since.date())
        minutes = WorkingMinutes(office.calendar(), since, office.local(now))
        teller = _Teller(office, moved, minutes, Random(seed))  # noqa: S311 - nothing here is secret
        acts = teller.tell(cases, ended, codes, progress)
    except BaseException:
        office.close()
        _sweep(folder, itself=made_here)
        raise
    office.close()
    return SampleSummary(folder, cases, ended, acts, person_id, USERNAME, PASSWORD)


def _since(now: datetime, requests: int) -> datetime:
    """When the first request may come: half a year ago, or as long ago as holidays are known."""
    recent = now.replace(hour=7, minute=0, second=0) - timedelta(days=_DAYS_BACK)
    return min(recent, _LONG_BACK) if requests > _MANY else recent


class _Teller:
    """Tells the stories of all requests in the order of time."""

    def __init__(self, office: Office, clock: _MovedClock, minutes: WorkingMinutes, rng: Random) -> None:
        self._office = office
        self._clock = clock
        self._minutes = minutes
        self._rng = rng
        staff = read_staff(minutes.at(minutes.total).date())
        self._codes = staff.codes
        self._actor = SampleActor(office, staff, _files(office), rng)

    def tell(self, cases: int, ended: int, codes: tuple[str, ...] | None, progress: Progress | None) -> int:
        """Tell everything, batch by batch; answers how many beats there were."""
        queue = self._queue(cases, ended, codes or self._codes)
        total, done = sum(len(story.plan.beats) for _, _, story in queue), 0
        while queue:
            with self._office.transaction():
                done += self._batch(queue)
            if progress is not None and not progress(done, total):
                raise SampleCancelledError
        return done

    def _queue(self, cases: int, ended: int, codes: tuple[str, ...]) -> list[_Turn]:
        found = {code: self._office.sop_by_code(code) for code in codes}
        sops = [sop for _, _, sop in found.values()]
        queue: list[_Turn] = []
        for order, (plan, is_open) in enumerate(_plans(sops, cases, ended, self._rng)):
            sop_id, _, sop = found[plan.code]
            start = _start(plan, self._minutes.total, self._rng, is_open=is_open)
            queue.append((start, order, Story(plan, sop, sop_id)))
        heapq.heapify(queue)
        return queue

    def _batch(self, queue: list[_Turn]) -> int:
        """Carry out the acts that come next; answers how many beats that were."""
        done = 0
        while queue and done < _BATCH:
            minute, order, story = heapq.heappop(queue)
            self._clock.now = self._office.utc(self._minutes.at(minute))
            before, beats = story.beat, story.plan.beats
            self._actor.perform(story, beats[before])
            story.beat += 1
            done += story.beat - before
            if story.beat < len(beats):
                heapq.heappush(queue, (minute + beats[story.beat].wait, order, story))
        return done


def _plans(sops: list[Sop], cases: int, ended: int, rng: Random) -> Iterator[tuple[Plan, bool]]:
    """All plans, and whether the request is open at the end."""
    for plan in draw(OPEN_SCENES, sops, min(cases, _STORIES), rng):
        yield plan, True
    for plan in draw(((entered_under_way, 1),), sops, max(0, cases - _STORIES), rng):
        yield plan, True
    for plan in draw(ENDED_SCENES, sops, min(ended, _STORIES), rng):
        yield plan, False
    for plan in draw(((finished_at_once, 1),), sops, max(0, ended - _STORIES), rng):
        yield plan, False


def _start(plan: Plan, total: int, rng: Random, *, is_open: bool) -> int:
    """The working minute in which a request is registered, laid back from where it ends."""
    latest = total - 2 - plan.age - plan.length
    if is_open:
        return max(0, latest)
    return rng.randint(0, max(0, latest - DAY // 4))


def _files(office: Office) -> list[StoredFile]:
    with tempfile.TemporaryDirectory() as temporary:
        return [office.store.files.ingest(path) for path in write_documents(Path(temporary))]


def _sweep(folder: Path, *, itself: bool) -> None:
    """Take away what was made in a folder that was empty before."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    if itself:
        folder.rmdir()
