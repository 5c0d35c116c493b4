"""A made-up recap with every part filled, for the tests of screen and workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from models.records.paper import Letterhead, Signer
from models.records.recap import (
    Correction,
    ExecutorShare,
    Figures,
    IssuedPaper,
    LateRun,
    Period,
    PersonShare,
    Recap,
    RecapCase,
    Share,
    StepShare,
    TimeSplit,
)

OCTOBER = Period("bulan", date(2026, 10, 1), date(2026, 10, 31), "Oktober 2026")
MONTHS = ("Des 2025", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "Mei 2026", "Jun 2026", "Jul 2026",
          "Agu 2026", "Sep 2026", "Okt 2026", "Nov 2026")  # fmt: skip
HEAD = Signer("Mengetahui,", ("KEPALA DINAS,",), "CONTOH Kepala", "Pembina", "19700101 199503 1 001")
SECTION = Signer("", ("KEPALA BIDANG APLIKASI INFORMATIKA,",), "CONTOH Kabid")


def share(key: str, name: str, factor: int = 1) -> Share:
    return Share(key, name, Figures(*(n * factor for n in (5, 10, 1, 8, 1, 1, 6, 6, 2, 1, 1, 3))))


def recap(**parts: object) -> Recap:
    sops = (share("PP", "Pengelolaan Perubahan"), share("PAW", "Permintaan & Aplikasi", 2))
    values: dict[str, object] = {
        "period": OCTOBER,
        "made": datetime(2026, 11, 21, 9, 0),
        "sops": (),
        "total": share("", "", 3).figures,
        "before": share("", "", 2).figures,
        "per_sop": sops,
        "per_agency": (share("1", "Dinas Contoh Satu"), share("2", "=Dinas <Contoh> Dua", 2)),
        "per_month": tuple(share(str(i), name) for i, name in enumerate(MONTHS)),
        "steps": (
            StepShare("PP", "5", "Uji", "1 Hari", 450, 20, 15, 5, 1, 0, 300.5, 320.0, 900, 2),
            StepShare("PAW", "3", "Arsip", "", None, 4, 0, 0, 0, 4, 30.0, 31.0, 60, 0),
        ),
        "executors": (ExecutorShare("PP", "opd", "OPD", True, 10, 2, 3, 1, 120.0),),
        "people": (PersonShare("CONTOH Petugas", 12, 1, 3),),
        "late_reasons": (("menunggu OPD", 12), ("gangguan sistem", 4)),
        "split": TimeSplit(1000, 200, 150, 50, 600),
        "corrections": (Correction("September 2026", "PP", "selesai", 8, 9),),
        "letterhead": Letterhead(("PEMERINTAH KABUPATEN CONTOH",), "DINAS CONTOH", ("Jalan Contoh 1",)),
        "signers": (HEAD, SECTION),
        "place": "Contoh",
        **parts,
    }
    return Recap(**values)  # type: ignore[arg-type]


def cases(count: int, subject: str = "Perubahan aplikasi") -> Iterator[RecapCase]:
    for i in range(count):
        ended = i % 2 == 0
        received = datetime(2026, 10, 1, 9) + timedelta(hours=i % 500)
        yield RecapCase(
            i, f"{i:05d}/PP/X/2026", "PP", "Dinas Contoh", subject, received, "baru",
            "selesai" if ended else "sisa_akhir", received + timedelta(days=2) if ended else None, "5 Uji",
            "CONTOH Petugas", 600, 2, TimeSplit(2880, 600, 200, 80, 2000), i % 3 == 0, 2, 0,
            "menunggu OPD" if i % 3 == 0 else "",
        )  # fmt: skip


def late(reason_text: str = "") -> Iterator[LateRun]:
    yield LateRun(
        1, "00001/PP/X/2026", "PP", "Dinas Contoh", "5", "Uji", "OPD", datetime(2026, 10, 5, 16),
        datetime(2026, 10, 6, 10), 90, "menunggu OPD", reason_text,
    )  # fmt: skip


def papers() -> Iterator[IssuedPaper]:
    yield IssuedPaper(date(2026, 10, 3), "000.1/1/D/2026", "Surat tugas", "00001/PP/X/2026", "Hal",
                      "CONTOH Kepala", "Terbit")  # fmt: skip
