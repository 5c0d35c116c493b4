"""The charts of a recap: requests per SOP, twelve months, on time, reasons, where the time went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.records.recap import Figures, Share, TimeSplit
from resources.indonesian import SHORT_MONTHS, number_text
from resources.recap_words import FIGURES
from views.recap_chart import FIRST, FOURTH, SECOND, THIRD, Chart, Look, fill, mark, tone
from views.recap_words import figure, hours, percent
from views.theme import Colours

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def bar_end(value: int, most: int, area: QRectF) -> float:
    """Where a bar of a value ends, when the greatest fills the area."""
    return area.left() + area.width() * value / max(1, most)


class SopChart(Chart):
    """What came in and what was finished, two bars for each SOP."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Masuk dan selesai per SOP", parent)
        self.legend = (("Masuk", FIRST), ("Selesai", SECOND))
        self._shares: tuple[Share, ...] = ()

    def show_shares(self, shares: Sequence[Share]) -> None:
        """The SOPs with their figures."""
        self._shares = tuple(shares)
        self.describe(
            "; ".join(f"{s.key}: masuk {s.figures.masuk}, selesai {s.figures.selesai}" for s in self._shares)
        )

    def words_of(self, key: str) -> str:
        """`PAW: masuk 12`."""
        sop, _colon, name = key.partition(":")
        (figures,) = (share.figures for share in self._shares if share.key == sop)
        return f"{sop}: {name} {figure(figures, name)}"

    def filled(self) -> bool:
        """Whether any SOP has anything."""
        return any(s.figures.masuk or s.figures.selesai for s in self._shares)

    def body_height(self) -> int:
        """Two bars an SOP."""
        return round(max(4, len(self._shares)) * self.line() * 2.1)

    def draw(self, painter: QPainter, area: QRectF, c: Colours) -> None:
        """Bars from the left, their numbers at their ends."""
        most = max(max(s.figures.masuk, s.figures.selesai) for s in self._shares)
        metrics = painter.fontMetrics()
        names = max(metrics.horizontalAdvance(s.key) for s in self._shares) + 12
        room = metrics.horizontalAdvance(number_text(most)) + 10
        step = area.height() / max(4, len(self._shares))
        bars = area.adjusted(names, 0, -room, 0)
        for place, share in enumerate(self._shares):
            top = area.top() + place * step
            painter.setPen(c.text)
            painter.drawText(QRectF(area.left(), top, names, step * 0.9), _LEFT, share.key)
            pair = ((share.figures.masuk, FIRST, "masuk"), (share.figures.selesai, SECOND, "selesai"))
            for at, (value, look, name) in enumerate(pair):
                high = step * 0.4
                bar = QRectF(bars.left(), top + at * high + step * 0.05, 0, high * 0.86)
                bar.setRight(max(bar.left() + 1, bar_end(value, most, bars)))
                fill(painter, bar, look, c)
                painter.setPen(c.text)
                painter.drawText(QRectF(bar.right() + 5, bar.top(), room, high), _LEFT, number_text(value))
                self.places.append((bar.adjusted(0, 0, room, 0), f"{share.key}:{name}"))


class TrendChart(Chart):
    """Twelve months: what came in, what was finished, what was left."""

    _LINES: tuple[tuple[str, str, Look], ...] = (
        ("Masuk", "masuk", FIRST), ("Selesai", "selesai", SECOND), ("Sisa akhir", "sisa_akhir", THIRD),
    )  # fmt: skip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Dua belas bulan terakhir", parent)
        self.legend = tuple((words, look) for words, _name, look in self._LINES)
        self._months: tuple[Share, ...] = ()

    def show_shares(self, months: Sequence[Share]) -> None:
        """The months with their figures, oldest first."""
        self._months = tuple(months)
        self.describe("; ".join(map(self._month_words, self._months)))

    @staticmethod
    def _month_words(month: Share) -> str:
        figures = month.figures
        return (
            f"{month.name}: masuk {figures.masuk}, selesai {figures.selesai}, sisa akhir {figures.sisa_akhir}"
        )

    def words_of(self, key: str) -> str:
        """The figures of a month."""
        return next(map(self._month_words, (month for month in self._months if month.key == key)))

    def filled(self) -> bool:
        """Whether any month has anything."""
        return any(any(m.figures) for m in self._months)

    def draw(self, painter: QPainter, area: QRectF, c: Colours) -> None:
        """Lines over a few quiet rules, each point with its sign, the last with its number."""
        most = max(1, *(self._of(m.figures, name) for m in self._months for _w, name, _l in self._LINES))
        metrics = painter.fontMetrics()
        scale = metrics.horizontalAdvance(number_text(most)) + 12
        last = metrics.horizontalAdvance(number_text(most)) + 14
        plot = area.adjusted(scale, self.line() * 0.5, -last, -self.line() * 1.4)
        self._rules(painter, plot, most, c)
        self._titles(painter, plot, c)
        ends: list[tuple[float, int]] = []
        for _words, name, look in self._LINES:
            points = [self._point(plot, place, month, name, most) for place, month in enumerate(self._months)]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tone(look, c).color(), 2, look.stroke))
            painter.drawPolyline(points)
            for point in points:
                mark(painter, point, look, c)
            ends.append((points[-1].y(), self._of(self._months[-1].figures, name)))
        painter.setPen(c.text)
        for y, value in apart(ends, self.line() * 0.9):
            box = QRectF(plot.right() + 8, y - self.line() / 2, last, self.line())
            painter.drawText(box, _LEFT, number_text(value))

    @staticmethod
    def _of(figures: Figures, name: str) -> int:
        return int(getattr(figures, name))

    def _point(self, plot: QRectF, place: int, month: Share, name: str, most: int) -> QPointF:
        across = plot.width() * place / max(1, len(self._months) - 1)
        return QPointF(
            plot.left() + across, plot.bottom() - plot.height() * self._of(month.figures, name) / most
        )

    def _rules(self, painter: QPainter, plot: QRectF, most: int, c: Colours) -> None:
        for value in sorted({0, most // 2, most}):
            y = plot.bottom() - plot.height() * value / most
            painter.setPen(QPen(c.border, 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(c.muted)
            box = QRectF(plot.left() - 108, y - self.line() / 2, 98, self.line())
            painter.drawText(box, _RIGHT, number_text(value))

    def _titles(self, painter: QPainter, plot: QRectF, c: Colours) -> None:
        painter.setPen(c.muted)
        step = plot.width() / max(1, len(self._months) - 1)
        every = 1 if step > painter.fontMetrics().horizontalAdvance("Mei ") else 2
        for place, month in enumerate(self._months):
            box = QRectF(plot.left() + place * step - 40, plot.bottom() + 4, 80, self.line())
            self.places.append(
                (QRectF(box.center().x() - step / 2, plot.top(), step, plot.height()), month.key)
            )
            if (len(self._months) - 1 - place) % every == 0:
                painter.drawText(box, _MIDDLE, month_name(month.key))


def apart(ends: Sequence[tuple[float, int]], least: float) -> list[tuple[float, int]]:
    """Labels at the ends of lines, moved so that none covers another."""
    moved: list[tuple[float, int]] = []
    for y, value in sorted(ends):
        moved.append((max(y, moved[-1][0] + least) if moved else y, value))
    return moved


def month_name(key: str) -> str:
    """`Okt` for `2026-10`."""
    return SHORT_MONTHS[int(key[5:7]) - 1] if key[5:7].isdigit() else key


class OnTimeChart(Chart):
    """On time and late as parts of a bar for each SOP."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Permohonan berakhir: tepat waktu", parent)
        self.legend = (("Tepat waktu", SECOND), ("Berakhir terlambat", THIRD))
        self.empty = "Belum ada permohonan berakhir yang dinilai."
        self._shares: tuple[Share, ...] = ()

    def show_shares(self, shares: Sequence[Share]) -> None:
        """The SOPs with their figures."""
        self._shares = tuple(s for s in shares if s.figures.judged)
        self.describe("; ".join(f"{s.key}: {self._share_words(s)}" for s in self._shares))

    @staticmethod
    def _share_words(share: Share) -> str:
        figures = share.figures
        return f"{percent(figures.on_time_share)} · {figures.on_time} dari {figures.judged}"

    def words_of(self, key: str) -> str:
        """`PAW: tepat waktu 9`."""
        sop, _colon, name = key.partition(":")
        (figures,) = (share.figures for share in self._shares if share.key == sop)
        return f"{sop}: {FIGURES[name].lower()} {figure(figures, name)}"

    def filled(self) -> bool:
        """Whether any request was judged."""
        return bool(self._shares)

    def body_height(self) -> int:
        """A bar an SOP."""
        return round(max(4, len(self._shares)) * self.line() * 1.7)

    def draw(self, painter: QPainter, area: QRectF, c: Colours) -> None:
        """A bar of full width in two parts, the share in words beside it."""
        metrics = painter.fontMetrics()
        names = max(metrics.horizontalAdvance(s.key) for s in self._shares) + 12
        room = max(metrics.horizontalAdvance(self._share_words(s)) for s in self._shares) + 12
        step = area.height() / max(4, len(self._shares))
        bars = area.adjusted(names, 0, -room, 0)
        for place, share in enumerate(self._shares):
            figures = share.figures
            top = area.top() + place * step
            painter.setPen(c.text)
            painter.drawText(QRectF(area.left(), top, names, step * 0.8), _LEFT, share.key)
            bar = QRectF(bars.left(), top + step * 0.08, bars.width(), step * 0.64)
            middle = bar_end(figures.on_time, figures.judged, bar)
            parts = (("on_time", bar.left(), middle, SECOND), ("ended_late", middle, bar.right(), THIRD))
            for name, left, right, look in parts:
                if right > left:
                    part = QRectF(left, bar.top(), right - left, bar.height())
                    fill(painter, part, look, c)
                    self.places.append((part, f"{share.key}:{name}"))
            painter.setPen(c.text)
            painter.drawText(QRectF(bar.right() + 8, top, room, step * 0.8), _LEFT, self._share_words(share))


class ReasonChart(Chart):
    """Why steps were late, the most frequent first, with the running share (Pareto)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Alasan keterlambatan", parent)
        self.empty = "Tidak ada keterlambatan dalam periode ini."
        self._reasons: tuple[tuple[str, int, float], ...] = ()

    def show_reasons(self, reasons: Sequence[tuple[str, int]]) -> None:
        """Reasons with how often each was given."""
        ordered = sorted(reasons, key=lambda reason: -reason[1])
        whole, running = sum(count for _words, count in ordered), 0
        found = []
        for words, count in ordered:
            running += count
            found.append((words, count, running / whole))
        self._reasons = tuple(found)
        self.describe("; ".join(self._reason_words(*reason) for reason in self._reasons))

    @staticmethod
    def _reason_words(words: str, count: int, share: float) -> str:
        return f"{words}: {count}, kumulatif {percent(share)}"

    def words_of(self, key: str) -> str:
        """`Menunggu OPD: 6, kumulatif 60 %`."""
        return next(self._reason_words(*one) for one in self._reasons if key == f"alasan:{one[0]}")

    def filled(self) -> bool:
        """Whether anything was late."""
        return bool(self._reasons)

    def body_height(self) -> int:
        """Two lines a reason."""
        return round(max(4, len(self._reasons)) * self.line() * 2.1)

    def draw(self, painter: QPainter, area: QRectF, c: Colours) -> None:
        """The reason over its bar; count and running share at the end."""
        metrics = painter.fontMetrics()
        most = self._reasons[0][1]
        step = area.height() / max(4, len(self._reasons))
        room = metrics.horizontalAdvance(f"{number_text(most)} · kumulatif 100,0 %") + 12
        bars = area.adjusted(0, 0, -room, 0)
        for place, (words, count, share) in enumerate(self._reasons):
            top = area.top() + place * step
            painter.setPen(c.text)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(QRectF(area.left(), top, area.width(), step * 0.48), _LEFT, shown)
            bar = QRectF(bars.left(), top + step * 0.5, 0, step * 0.36)
            bar.setRight(bar_end(count, most, bars))
            fill(painter, bar, THIRD, c)
            painter.setPen(c.text)
            ended = QRectF(bar.right() + 8, top + step * 0.44, room, step * 0.48)
            painter.drawText(ended, _LEFT, f"{number_text(count)} · kumulatif {percent(share)}")
            self.places.append((QRectF(area.left(), top, area.width(), step), f"alasan:{words}"))


class TimeChart(Chart):
    """Where the time of the ended requests went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Ke mana waktu permohonan terpakai", parent)
        self.empty = "Belum ada permohonan yang berakhir dalam periode ini."
        self._parts: tuple[tuple[str, int, Look], ...] = ()
        self._whole = 0

    def show_split(self, split: TimeSplit) -> None:
        """The parts of the whole."""
        self._whole = split.whole
        self._parts = (
            ("Di kantor", split.office, FIRST), ("Di OPD", split.agency, SECOND),
            ("Ditunda", split.paused, THIRD), ("Di luar jam kerja", split.outside, FOURTH),
        )  # fmt: skip
        self.describe("; ".join(self._line(words, minutes) for words, minutes, _look in self._parts))

    def _line(self, words: str, minutes: int) -> str:
        return f"{words}: {percent(minutes / self._whole if self._whole else None)} ({hours(minutes)})"

    def words_of(self, key: str) -> str:
        """`Di kantor: 40 % (40 jam)`."""
        return next(self._line(words, minutes) for words, minutes, _look in self._parts if words == key)

    def filled(self) -> bool:
        """Whether any time was spent."""
        return self._whole > 0

    def body_height(self) -> int:
        """A bar, and a line for each part."""
        return self.line() * 8

    def draw(self, painter: QPainter, area: QRectF, c: Colours) -> None:
        """One bar in parts, and below it what each is."""
        line, left = self.line(), area.left()
        for _words, minutes, look in self._parts:
            wide = area.width() * minutes / self._whole
            if wide > 0:
                fill(painter, QRectF(left, area.top(), wide, line * 1.3), look, c)
            left += wide
        for place, (words, minutes, look) in enumerate(self._parts):
            top = area.top() + line * (2 + place * 1.3)
            fill(painter, QRectF(area.left(), top + line * 0.2, line * 0.9, line * 0.65), look, c)
            painter.setPen(c.text)
            box = QRectF(area.left() + line * 1.4, top, area.width() - line * 1.4, line)
            painter.drawText(box, _LEFT, self._line(words, minutes))
            self.places.append((box.adjusted(-line * 1.4, 0, 0, 0), words))
