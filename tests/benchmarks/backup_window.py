"""How late the window's 10 ms timer comes while a large office is backed up, tested, exported.

    .venv/bin/python tests/benchmarks/backup_window.py [--work FOLDER] [--rounds 3] [--megabytes 500]

Limit: never later than 50 ms, the median of the worst of three runs. Each run is a process of its own with
the main window on an office of that size and 2,000 documents; "at rest" tells what the machine itself adds.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from backup import big_office
from offices import arguments
from PySide6.QtWidgets import QApplication
from recap_window import LIMIT_MS, Watch, pause

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from desktop.settings_backup import BackupsPage
from desktop.settings_window import SettingsController
from desktop.tidying import Tidying
from models.store.backup_place import prepare_place
from models.store.backup_state import choose_place
from models.store.opening import open_office
from models.store.people import standing
from models.store.tables import Person
from views.theme import FUSION, apply_theme

_DOCUMENTS = 2_000


def prepared(work: Path, megabytes: int) -> Path:
    """A copy of the large office with documents and an administrator."""
    folder = work / f"jendela-{megabytes}"
    if folder.exists():
        return folder
    shutil.copytree(big_office(work, megabytes), folder)
    office = open_office(folder)
    Person.insert(username="admin", name="Administrator (CONTOH)", password_hash="", is_admin=True).execute()
    source = work / "berkas.bin"
    for _ in range(_DOCUMENTS):
        source.write_bytes(os.urandom(20_000))
        office.store.files.ingest(source)
    office.close()
    return folder


def run(folder: Path) -> dict[str, dict[str, float]]:
    """One process: a first backup, a second one, the list read, the newest tested, all of it under watch."""
    app = QApplication(["cadangan", *FUSION])
    Tidying(app)
    apply_theme(app, "terang", 100)
    place = folder.with_name("tempat-jendela")
    shutil.rmtree(place, ignore_errors=True)
    prepare_place(place)
    choose_place(folder, place)
    office = open_office(folder)
    person = Person.get(Person.username == "admin").id
    session = Session(office.seen_by(person), person, standing(office, person, office.now()))
    main = MainController(session, Changes())
    main.show("tugas")
    keeper = main.watch_backups().keeper
    pause(2_500)
    watch = Watch()
    over = time.perf_counter() + 5
    found = {
        "at rest": watch.during(lambda: None, lambda: time.perf_counter() > over),
        "first backup": watch.during(lambda: keeper.start("diminta"), lambda: not keeper.busy()),
        "next backup": watch.during(lambda: keeper.start("diminta"), lambda: not keeper.busy()),
    }
    settings = SettingsController(main.window, session, Changes())
    settings.window.show()
    page = settings.page("Cadangan")
    assert isinstance(page, BackupsPage)
    found["list read"] = watch.during(
        lambda: settings.turn_to("Cadangan"), lambda: bool(page.page.list.model.records)
    )
    pause(500)
    found["testing"] = watch.during(
        page.page.test_button.click, lambda: not page.page.progress.isVisibleTo(page.page)
    )
    settings.window.close()
    main.close_at_once()
    office.close()
    return found


def main() -> None:
    """Print the worst delays."""
    parser = arguments("The window while backups are made.", rounds=3)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--only", type=Path, help="one run on this office, as JSON")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(run(given.only)))
        return
    folder = prepared(given.work, given.megabytes)
    runs = []
    for _ in range(given.rounds):
        command = [sys.executable, __file__, "--only", str(folder)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append(json.loads(answer.stdout.splitlines()[-1]))
    for name in runs[0]:
        worst = statistics.median(one[name]["worst"] for one in runs)
        p99 = statistics.median(one[name]["p99"] for one in runs)
        took = statistics.median(one[name]["seconds"] for one in runs)
        verdict = "" if worst <= LIMIT_MS else f"   over {LIMIT_MS} ms"
        print(f"{name:14} worst {worst:6.1f} ms   p99 {p99:5.1f} ms   {took:6.1f} s{verdict}")


if __name__ == "__main__":
    main()
