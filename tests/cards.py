"""Made-up cards and columns for tests of boards and lists."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from models.records.board import BoardColumn, CardRow
from models.rules.calendar import default_calendar
from views.badges import Badges
from views.board_model import sort_key

NOW = datetime(2026, 11, 23, 10, 0)
_EPOCH = datetime(1970, 1, 1)
_WIB = timedelta(hours=7)
_CALENDAR = default_calendar()

COLUMNS = (
    BoardColumn("opd", "OPD", "", True),
    BoardColumn("tu", "TU Kominfo", "", False),
    BoardColumn("kadis", "Kadis Kominfo", "", False),
    BoardColumn("kabid", "Kabid", "Bidang Aplikasi Informatika", False),
    BoardColumn("kasi", "Kasi Pengembangan Aplikasi", "Bidang Aplikasi Informatika", False),
    BoardColumn("itsm", "IT Support Management", "TIM IT", False),
    BoardColumn("web", "Web Programmer", "TIM IT", False),
    BoardColumn("sekuriti", "Aplikasi Sekuriti", "TIM IT", False),
)


def local(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds) + _WIB


def seconds(moment: datetime) -> int:
    return int((moment - _WIB - _EPOCH).total_seconds())


def badges() -> Badges:
    return Badges(local, lambda: NOW, lambda: _CALENDAR)


def card(number: int = 1, **changes: object) -> CardRow:
    """A card that is due in an hour, changed as asked."""
    plain = CardRow(
        card_id=number, case_id=number, run_id=number, part="p", column="tu", role="pelaksana",
        state="terbuka", number=f"{number:03d}/PAW/XI/2026", subject=f"Aplikasi antrean {number}",
        agency="Dinas Kesehatan",
        step="uji", step_no="11", step_title="Uji coba", round=1, done=0, total=1, have=2, need=3,
        priority="biasa", pace="batas", opened_at=seconds(NOW) - 90_000, green_until=None,
        due_at=seconds(NOW) + 3_600, target_at=None, assignee_id=None, assignee_name="", sop_code="PAW",
    )  # fmt: skip
    return plain._replace(**changes)


def many(count: int, seed: int = 1) -> list[CardRow]:
    """Cards of every kind over all columns, in the order of their urgency."""
    draw = random.Random(seed)
    found = []
    for i in range(count):
        pace = draw.choice(["batas"] * 5 + ["rentang", "tentatif", "tanpa_batas", "ditunda"])
        limited = pace in ("batas", "rentang", "ditunda")
        total = draw.choice((1, 1, 3))
        role = draw.choice(["pelaksana"] * 6 + ["peserta"])
        found.append(
            card(
                i,
                column=COLUMNS[i % len(COLUMNS)].executor,
                role=role,
                state="peserta" if role == "peserta" else draw.choice(("terbuka", "menunggu", "selesai")),
                round=draw.choice((1, 1, 2)),
                done=draw.randrange(total),
                total=total,
                priority=draw.choice(("biasa", "biasa", "segera", "sangat_segera")),
                pace=pace,
                due_at=seconds(NOW) + draw.randint(-200_000, 800_000) if limited else None,
                assignee_name=draw.choice(("", "Siti Aminah (CONTOH)", "I Wayan Sudarma (CONTOH)")),
            )
        )
    return sorted(found, key=sort_key)
