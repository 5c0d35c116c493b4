"""A made-up recap (CONTOH) for the views, with all that a page can show."""

from __future__ import annotations

from datetime import date, datetime

from models.records.recap import (
    Correction,
    ExecutorShare,
    Figures,
    LateRun,
    PersonShare,
    Recap,
    RecapCase,
    Share,
    StepShare,
    TimeSplit,
)
from models.rules import periods

NOW = datetime(2026, 11, 21, 9, 12)
OCTOBER = periods.month(2026, 10)

PAW = Figures(5, 10, 1, 9, 1, 0, 6, 6, 2, 1, 2, 2)
MLS = Figures(2, 8, 0, 7, 0, 1, 2, 3, 5, 0, 0, 5)
TOTAL = Figures(*(a + b for a, b in zip(PAW, MLS, strict=True)))
BEFORE = Figures(3, 14, 0, 8, 1, 1, 7, 7, 3, 0, 0, 3)

STEPS = (
    StepShare("PAW", "3", "Verifikasi kebutuhan", "1 hari", 450, 9, 8, 1, 0, 0, 300.0, 320.0, 700, 0),
    StepShare("PAW", "7", "Pengembangan", "5 hari", 2250, 4, 1, 3, 0, 0, 4500.0, 4000.0, 9000, 2, "uji"),
    StepShare("MLS", "1", "Permohonan", "", None, 8, 0, 0, 0, 8, 60.0, 90.0, 300, 0),
)
LATE = (
    LateRun(7, "007/PAW/X/2026", "PAW", "Dinas Contoh", "7", "Pengembangan", "Programmer dan OPD",
            datetime(2026, 10, 5, 16), datetime(2026, 10, 8, 10), 900, "Menunggu OPD", "=cmd()"),
    LateRun(8, "008/PAW/X/2026", "PAW", "Badan Contoh", "7", "Pengembangan", "Programmer",
            datetime(2026, 10, 20, 16), None, 90, "", ""),
)  # fmt: skip


def recap(**changes: object) -> Recap:
    values: dict[str, object] = {
        "period": OCTOBER, "made": NOW, "sops": (), "total": TOTAL, "before": BEFORE,
        "per_sop": (Share("PAW", "PERMINTAAN PEMBANGUNAN", PAW), Share("MLS", "Manajemen Layanan", MLS)),
        "per_agency": (Share("4", "Dinas Contoh", PAW), Share("9", "=HYPERLINK(1)", MLS)),
        "per_month": (), "steps": STEPS,
        "executors": (ExecutorShare("PAW", "prog", "Programmer", False, 12, 3, 4, 2, 200.0),
                      ExecutorShare("PAW", "opd", "OPD", True, 5, 0, 0, 0, None)),
        "people": (PersonShare("Petugas Satu (CONTOH)", 9, 2, 3, 5),),
        "late_reasons": (("Menunggu OPD", 6), ("Gangguan sistem", 3), ("Lainnya", 1)),
        "split": TimeSplit(6000, 2400, 1200, 600, 1800),
        **changes,
    }  # fmt: skip
    return Recap(**values)


def trend() -> tuple[Share, ...]:
    months = periods.months_until(date(2026, 10, 31), 12)
    return tuple(
        Share(periods.written(m), m.name, Figures(baru=n, selesai=n // 2, sisa_akhir=n - n // 2))
        for n, m in enumerate(months)
    )


def case(case_id: int = 1, **changes: object) -> RecapCase:
    values: dict[str, object] = {
        "case_id": case_id, "number": f"{case_id:03d}/PAW/X/2026", "sop": "PAW", "agency": "Dinas Contoh",
        "subject": "=1+1", "received": datetime(2026, 10, 2, 8), "entry": "baru", "ending": "selesai",
        "closed": datetime(2026, 10, 9, 15), "step": "17. Serah terima", "assignee": "Petugas Satu (CONTOH)",
        "working_minutes": 1800, "calendar_days": 7, "split": TimeSplit(), "late_runs": 0, "judged_runs": 3,
        "past_targets": 0, "late_reason": "",
        **changes,
    }  # fmt: skip
    return RecapCase(**values)


CORRECTION = Correction("September 2026", "Dinas Contoh", "late", 8, 9, "kalender", "2026-09", "", "4")
