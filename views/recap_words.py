"""The words of the recap on screen: numbers, shares, comparisons, and what every figure means."""

from __future__ import annotations

from models.records.recap import ExecutorShare, Figures, Period, StepShare, WorkFigure
from models.rules.badge import Badge
from resources.indonesian import number_text
from resources.recap_words import DEFINITIONS, FIGURES

#: The figures of steps, executors and people.
WORK_FIGURES: dict[WorkFigure, str] = {
    "selesai": "Selesai dikerjakan",
    "terlambat": "Selesai terlambat",
    "ulang": "Putaran ulang",
    "berjalan": "Sedang dikerjakan",
    "berjalan_terlambat": "Sedang dikerjakan dan lewat batas",
}
ENTRIES = {"sisa_awal": "Sisa awal", "baru": "Baru", "dibuka_kembali": "Dibuka kembali"}
ENDINGS = {
    "selesai": "Selesai", "ditolak": "Ditolak", "dibatalkan": "Dibatalkan", "sisa_akhir": "Berjalan",
}  # fmt: skip
_MEANINGS = dict(DEFINITIONS)


def meaning(name: str) -> str:
    """How a figure is counted, for a tip; "" for what needs no words."""
    return _MEANINGS.get(FIGURES.get(name, name), "")


def figure(figures: Figures, name: str) -> int:
    """A figure by its name, `masuk` among them."""
    return int(getattr(figures, name))


def percent(share: float | None) -> str:
    """`82,4 %`; a dash for a share of nothing."""
    if share is None:
        return "–"
    whole = round(share * 100, 1)
    return f"{number_text(whole, 0 if whole == int(whole) else 1)} %"


def compared(now: int, before: int) -> str:
    """How a figure stands to that of the period before, with a sign and in words."""
    if now == before:
        return "= sama dengan sebelumnya"
    sign, word = ("▲", "lebih banyak") if now > before else ("▼", "lebih sedikit")
    return f"{sign} {number_text(abs(now - before))} {word}"


def compared_share(now: float | None, before: float | None) -> str:
    """How a share stands to that of the period before, in points of a hundred."""
    if now is None or before is None:
        return "tanpa pembanding"
    # of the shares as they are shown: whoever subtracts them finds the same
    points = round(round(now * 100, 1) - round(before * 100, 1), 1)
    if not points:
        return "= sama dengan sebelumnya"
    sign, word = ("▲", "naik") if points > 0 else ("▼", "turun")
    return f"{sign} {word} {number_text(abs(points), 0 if points == int(points) else 1)} poin"


def hours(minutes: float | None) -> str:
    """Working minutes as hours: `1,5 jam`, from a hundred on without decimals; a dash for none."""
    if minutes is None:
        return "–"
    return f"{number_text(minutes / 60, 0 if minutes >= 6000 else 1)} jam"


def over_words(minutes: int) -> str:
    """How far past its limit a run is, in working time; none has passed since a limit at closing time."""
    if not minutes:
        return "lewat batas"
    return f"lewat {minutes} menit" if minutes < 60 else f"lewat {hours(minutes)}"


def against_standard(step: StepShare) -> str:
    """The median as a part of the standard, in words."""
    if step.median is None:
        return "belum ada yang selesai"
    if not step.standard_minutes:
        return "tidak ada standar"
    share = step.median / step.standard_minutes
    if share <= 1:
        return f"{number_text(share * 100)} % dari standar"
    return f"{number_text(share, 1)} × standar"


def step_verdict(step: StepShare) -> Badge:
    """How often a step is late: as a badge."""
    judged = step.on_time + step.late
    if not judged:
        return Badge("abu", "tidak dinilai")
    if not step.late:
        return Badge("hijau", "sesuai standar")
    if step.late * 2 > judged:
        return Badge("merah", "sering terlambat")
    return Badge("kuning", "ada yang terlambat")


def load_words(executor: ExecutorShare) -> Badge:
    """How the open work of an executor stands: as a badge."""
    if not executor.open:
        return Badge("abu", "tidak ada tugas")
    if not executor.open_late:
        return Badge("hijau", "dalam batas")
    return Badge("merah", f"{number_text(executor.open_late)} lewat batas")


def empty_words(period: Period, *, future: bool, registers: bool) -> str:
    """What to say instead of noughts."""
    if future:
        return (
            f"{period.name} belum tiba, jadi belum ada yang dapat dihitung. "
            "Pilih periode yang sudah dimulai, misalnya dengan “Bulan ini” atau “Bulan lalu”."
        )
    return (
        f"Tidak ada permohonan dalam {period.name}: tidak ada sisa dari periode sebelumnya dan tidak ada "
        "yang masuk. Pilih periode atau SOP lain"
        + (", atau daftarkan permohonan dengan Ctrl+N." if registers else ".")
    )
