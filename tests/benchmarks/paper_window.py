"""The window while papers are made: how late a 10 ms timer gets, and how soon typing is painted.

    .venv/bin/python tests/benchmarks/paper_window.py [--work FOLDER] [--rounds 3]

Limits: the worst lateness of a run, median of three runs, at most 50 ms; from a pause in typing to the
painted first page at most 150 ms. Each run is a program of its own, so that everything is imported while
the window is watched.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offices import CODE, arguments, copy_of, office_folder

if TYPE_CHECKING:
    from desktop.main_window import MainController
    from views.paper_dialog import PaperDialog

PAPERS = "cetak"
_TICK_MS = 10
#: Begins the name of what is no making of papers: it does not count.
_ONLY_TOLD = "(only told)"
_KEYS = "24 s.d. 28 November 2026, pukul 09.00"
_KEY_EVERY_MS = 90
_PAUSES = 12
_WAIT_S = 30.0


def main() -> None:
    """Print the figures of every run and their medians."""
    parser = arguments("The window while papers are made.", rounds=3)
    parser.add_argument("--run", type=Path, help="one run in this office, printed as JSON")
    given = parser.parse_args()
    if given.run:
        print(json.dumps(run(given.run)))
        from desktop.background import finish

        finish()
        return
    folder = office_folder(given.work, 1_000, 200)
    runs = [again(copy_of(folder, f"paper-window-{number}")) for number in range(given.rounds)]
    for name in runs[0]["late"]:
        worst = [one["late"][name] for one in runs]
        print(f"{name:<32} worst lateness {statistics.median(worst):6.1f} ms  {[round(w) for w in worst]}")
    overall = [max(w for name, w in one["late"].items() if not name.startswith(_ONLY_TOLD)) for one in runs]
    print(f"\nworst of a run, median of {len(runs)}: {statistics.median(overall):.1f} ms (limit 50)")
    painted = [value for one in runs for value in one["painted"]]
    print(
        f"last key to painted page: median {statistics.median(painted):.1f} ms, worst {max(painted):.1f} ms, "
        "60 ms of it the pause that the dialog waits (limit 150 after it)"
    )


def again(folder: Path) -> dict[str, Any]:
    """One run in a program of its own."""
    command = [sys.executable, __file__, "--run", str(folder)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


class Watch:
    """A timer of 10 ms that knows how late it was called at worst."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._last = time.perf_counter()
        self._worst = 0.0
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._tick)
        self.timer.start(_TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._worst = max(self._worst, (now - self._last) * 1e3 - _TICK_MS)
        self._last = now

    def worst(self, act: Callable[[], object]) -> float:
        """The worst lateness while something is done; nothing from before counts."""
        wait(0.05)
        self._worst, self._last = 0.0, time.perf_counter()
        act()
        wait(0.05)
        return self._worst


def wait(seconds: float) -> None:
    """Let events go on for a while."""
    until(lambda: False, seconds, fail=False)


def until(ready: Callable[[], bool], seconds: float = _WAIT_S, *, fail: bool = True) -> None:
    """Let events go on until something is so."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + seconds
    while not ready():
        if time.perf_counter() > end:
            if fail:
                raise TimeoutError
            return
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def run(folder: Path) -> dict[str, Any]:
    """From the board to a paper, typing, its number, more papers, a book; answers in milliseconds."""
    from PySide6.QtWidgets import QApplication

    from desktop import quick_start

    app = QApplication([])
    quick_start.import_plainly()
    from desktop.changes import Changes
    from desktop.main_window import MainController
    from desktop.session import Session
    from models.store.opening import open_office
    from models.store.people import standing
    from models.store.tables import Case

    office = open_office(folder)
    person = someone(office)
    session = Session(office, person, standing(office, person, office.now()))
    main = MainController(session, Changes())
    main.show(f"papan:{CODE}")
    until(main.window.isVisible)
    wait(0.9)
    case_id = int(Case.select(Case.id).where(Case.status == "berjalan").get().id)
    watch = Watch()
    late: dict[str, float] = {"the window at rest": watch.worst(lambda: wait(2.0))}
    late[f"{_ONLY_TOLD} a request opens"] = watch.worst(lambda: papers_of(main, case_id))
    dialogs: list[PaperDialog] = []
    late["first paper opens"] = watch.worst(lambda: dialogs.append(opened(main, case_id)))
    painted: list[float] = []
    late["typing"] = watch.worst(lambda: painted.extend(typing(dialogs[0])))
    late["issued and its file kept"] = watch.worst(lambda: issued(dialogs[0]))
    late["several drawn again"] = watch.worst(lambda: several(main, case_id))
    late["the screen Cetak"] = watch.worst(lambda: (main.go(PAPERS), wait(0.5)))
    late["agenda book"] = watch.worst(lambda: book(main))
    dialogs[0].close_done()
    main.doors.close_all()
    main.window.close()
    office.close()
    del app
    return {"late": late, "painted": painted}


def someone(office: Any) -> int:
    """A person of the secretariat."""
    from models.store.people import standing
    from models.store.tables import Person

    for (person,) in Person.select(Person.id).where(Person.active).tuples():
        if standing(office, person, office.now()).is_secretariat:
            return int(person)
    raise LookupError("no secretariat")


def papers_of(main: MainController, case_id: int) -> None:
    """The window of a request, turned to its papers."""
    from views.case_window import CaseWindow

    main.doors.case(case_id)
    window = main.window.findChildren(CaseWindow)[-1]
    wait(0.3)
    window.tabs.setCurrentWidget(window.papers)
    wait(0.8)


def opened(main: MainController, case_id: int) -> PaperDialog:
    """The dialog with its first picture."""
    from desktop.paper_dialogs import open_draft
    from models.records.paper import PaperDraft

    draft = PaperDraft("surat_tugas", case_id)
    dialog = open_draft(main.window, main._session, main._changes, draft)
    until(lambda: dialog.preview.pages > 0)
    wait(0.3)
    return dialog


def typing(dialog: PaperDialog) -> list[float]:
    """Type with pauses; from the last key to the painted page."""
    from PySide6.QtTest import QTest

    from desktop.paper_controller import PaperController

    dialog.body.fields["kepada"].table.put(0, 0, "Budi (CONTOH)")
    live = dialog.findChild(PaperController).live
    edit = dialog.body.fields["waktu"].edit
    found: list[float] = []
    for key in _KEYS:
        QTest.keyClicks(edit, key)
        wait(_KEY_EVERY_MS / 1e3)
    for number in range(_PAUSES):
        until(lambda: not live.busy() and not dialog._pause.isActive())
        begin = time.perf_counter()
        QTest.keyClicks(edit, str(number % 10))
        until(lambda: not dialog._pause.isActive())
        until(lambda: not live.busy())
        dialog.preview.canvas.repaint()
        found.append((time.perf_counter() - begin) * 1e3)
    return found


def issued(dialog: PaperDialog) -> None:
    """The number, and the file in its place."""
    from models.store.paper_tables import Paper

    dialog.issue_button.click()
    until(lambda: Paper.select().where(Paper.digest != "").count() == 1)


def several(main: MainController, case_id: int) -> None:
    """Ten papers whose files were never kept, fetched together."""
    from PySide6.QtWidgets import QWidget

    from desktop.paper_files import PaperFiles
    from models.actions.papers import issue_paper
    from models.queries.papers import paper_form
    from models.records.paper import PaperDraft
    from models.records.results import Changed
    from models.store.paper_tables import Paper

    session = main._session
    office, person = session.office, session.person_id
    values = {"kepada": (("Budi (CONTOH)", "", "", ""),), "waktu": "24 November 2026", "tempat": "Kantor"}
    ids = []
    for _ in range(10):
        draft = paper_form(office, person, PaperDraft("surat_tugas", case_id, values=values)).draft
        answer = issue_paper(office, person, draft)
        if not isinstance(answer, Changed) or answer.record_id is None:
            raise TypeError(answer)
        ids.append(answer.record_id)
        wait(0.02)
    window = QWidget()
    files = PaperFiles(window, session, main._changes.announce)
    got: list[int] = []
    for paper_id in ids:
        files.fetch(paper_id, lambda _pdf, line: got.append(line.id))
    until(lambda: len(got) == len(ids))
    if Paper.select().where((Paper.state == "terbit") & (Paper.digest == "")).count():
        raise AssertionError("a file was not kept")


def book(main: MainController) -> None:
    """The agenda of all requests, many pages."""
    screen = main.paper_screens[PAPERS]
    agenda = screen.page.agenda
    today = main._session.office.local(main._session.office.now()).date()
    screen.page.tabs.setCurrentWidget(agenda)
    wait(0.3)
    agenda.since.take_day(date(2020, 1, 1))
    wait(0.3)
    agenda.until.take_day(today + timedelta(days=1))
    until(lambda: bool(screen.live.pdf) and not screen.live.busy())


if __name__ == "__main__":
    main()
