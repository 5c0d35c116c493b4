"""Figures of a recap as tiles: what it is, how many, how that compares; pressed, it opens its list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from models.records.recap import Figures
from resources.indonesian import number_text
from resources.recap_words import FIGURES
from views.recap_words import compared, compared_share, figure, meaning, percent
from views.theme import colours
from views.tips import plain_tip

_PAD = 10
_WRAP = Qt.TextFlag.TextWordWrap


class FigureTile(QPushButton):
    """One figure: its name, the number, and a few quiet words below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setAccessibleName(name)
        self.number = ""
        self.words = ""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figure(self, number: str, words: str, tip: str) -> None:
        """Show a number with the words below it."""
        self.number, self.words = number, words
        self.setAccessibleName(f"{self.name}: {number}. {words}")
        self.setToolTip(plain_tip(f"{self.name}. {tip}\nEnter membuka daftarnya."))
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        base = QApplication.font()
        large, small = QFont(base), QFont(base)
        large.setPointSizeF(base.pointSizeF() * 1.9)
        large.setBold(True)
        small.setPointSizeF(base.pointSizeF() * 0.88)
        return base, large, small

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for its name, its number and each word below."""
        base, large, small = (QFontMetrics(font) for font in self._fonts())
        words = max(map(small.horizontalAdvance, ["banyak", *self.words.split()]))
        number = large.horizontalAdvance(self.number)
        wide = max(base.horizontalAdvance(self.name), words, number) + 2 * _PAD + 2
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its words need in that width: nothing of them is cut."""
        base, large, small = (QFontMetrics(font) for font in self._fonts())
        room = QRect(0, 0, width - 2 * _PAD, 1000)
        words = small.boundingRect(room, _WRAP, self.words).height() if self.words else 0
        return base.lineSpacing() + large.lineSpacing() + words + 2 * _PAD - 2

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No number is ever cut."""
        return QSize(self.sizeHint().width(), QFontMetrics(self._fonts()[1]).lineSpacing() * 2)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A card with a border that tells the focus."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(c.accent if focused else c.border, 2 if focused else 1))
        painter.setBrush(c.selected if self.underMouse() or self.isDown() else c.card)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 7, 7)
        area = self.rect().adjusted(_PAD, _PAD - 3, -_PAD, -4)
        base, large, small = self._fonts()
        for font, colour, words in (
            (base, c.muted, self.name), (large, c.heading, self.number), (small, c.muted, self.words),
        ):  # fmt: skip
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(area, _WRAP | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
            area = QRect(area).adjusted(0, painter.fontMetrics().lineSpacing(), 0, 0)


class Equation(QWidget):
    """Sisa awal + masuk = selesai + ditolak + dibatalkan + sisa akhir, each of them opening its list."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[str, FigureTile] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for sign, name in (
            ("", "sisa_awal"), ("+", "masuk"), ("=", "selesai"), ("+", "ditolak"), ("+", "dibatalkan"),
            ("+", "sisa_akhir"),
        ):  # fmt: skip
            if sign:
                row.addWidget(_sign(sign, self))
            self.tiles[name] = _tile(name, self.wanted, self)
            # what came in says more than the others
            row.addWidget(self.tiles[name], 3 if name == "masuk" else 2)

    def show_figures(self, now: Figures, before: Figures) -> None:
        """The figures, and how they stand to those of the period before."""
        for name, tile in self.tiles.items():
            words = compared(figure(now, name), figure(before, name))
            if name == "masuk":
                parts = f"{number_text(now.baru)} baru, {number_text(now.dibuka_kembali)} dibuka kembali"
                words = f"{parts}\n{words}"
            tile.show_figure(number_text(figure(now, name)), words, meaning(name))
        self.setAccessibleName(equation_words(now))


class Quality(QWidget):
    """How much was on time, and what was not."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[str, FigureTile] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for name in ("on_time", "late", "past_target", "unjudged"):
            self.tiles[name] = _tile(name, self.wanted, self)
            row.addWidget(self.tiles[name], 1)

    def show_figures(self, now: Figures, before: Figures) -> None:
        """The share that was on time, and the counts."""
        self.tiles["on_time"].show_figure(
            percent(now.on_time_share),
            f"{number_text(now.on_time)} dari {number_text(now.judged)} berakhir yang dinilai\n"
            + compared_share(now.on_time_share, before.on_time_share),
            meaning("% tepat waktu"),
        )
        for name in ("late", "past_target", "unjudged"):
            count = figure(now, name)
            self.tiles[name].show_figure(
                number_text(count), compared(count, figure(before, name)), meaning(name)
            )


def equation_words(figures: Figures) -> str:
    """The identity as a line that can be read out, copied and printed."""
    left = f"sisa awal {number_text(figures.sisa_awal)} + masuk {number_text(figures.masuk)}"
    right = " + ".join(
        f"{FIGURES[name].lower()} {number_text(figure(figures, name))}"
        for name in ("selesai", "ditolak", "dibatalkan", "sisa_akhir")
    )
    return f"{left} = {right}"


def _tile(name: str, wanted: Any, parent: QWidget) -> FigureTile:
    tile = FigureTile(FIGURES[name], parent)
    tile.clicked.connect(lambda _checked=False: wanted.emit(name))
    return tile


def _sign(words: str, parent: QWidget) -> QLabel:
    sign = QLabel(words, parent)
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * 1.4)
    sign.setFont(font)
    sign.setProperty("quiet", "true")
    return sign
