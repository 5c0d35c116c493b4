"""Registers requests as fast as it can until its input is closed; a line for each that was acknowledged."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from models.actions.register import register
from models.records.registration import Registration
from models.records.results import Changed
from models.store.opening import open_office


def write(folder: Path, person: int) -> None:
    """Register, acknowledge, and again."""
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    office = open_office(folder)
    while not over.is_set():
        fields = Registration(
            "PP",
            subject="Selama dicadangkan",
            agency_name="Dinas Contoh",
            received_at=office.local(office.now()),
        )
        answer = register(office, person, fields)
        word = f"ACK {answer.number}" if isinstance(answer, Changed) else f"GAGAL {answer}"
        print(word, flush=True)  # noqa: T201 - read by the test
    office.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
