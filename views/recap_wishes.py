"""What is asked for behind a figure of the recap: requests, late runs, or the work of a step or somebody."""

from __future__ import annotations

from typing import NamedTuple

from models.records.recap import LateRun, WorkFigure
from resources.recap_words import FIGURES
from views.recap_words import WORK_FIGURES


class ListWish(NamedTuple):
    """The requests behind a figure that are asked for; `agency` is the key of its share.

    `month` is another one than the recap's, written like 2026-10.
    """

    figure: str
    sop: str = ""
    agency: str = ""
    where: str = ""
    month: str = ""

    def title(self) -> str:
        """`Selesai · PAW`."""
        words = "Berakhir" if self.figure == "berakhir" else FIGURES.get(self.figure, "Permohonan")
        return " · ".join(filter(None, (words, self.where)))


class LateWish(NamedTuple):
    """The runs that ended late for a reason; those still open have none yet."""

    reason: str

    def title(self) -> str:
        """`Langkah terlambat · Menunggu OPD`."""
        return " · ".join(filter(None, ("Langkah terlambat", self.reason)))

    def takes(self, run: LateRun) -> bool:
        """Whether a run is one of them."""
        return run.finished is not None and run.reason == self.reason


class WorkWish(NamedTuple):
    """The runs of a step, or the parts of an executor or a person, behind one of their figures."""

    figure: WorkFigure
    sop: str = ""
    step: str = ""
    executor: str = ""
    person: int | None = None
    where: str = ""

    def title(self) -> str:
        """`Selesai terlambat · PAW langkah 7`."""
        return " · ".join(filter(None, (WORK_FIGURES[self.figure], self.where)))


Wish = ListWish | LateWish | WorkWish
