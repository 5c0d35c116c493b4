"""Colours and small text rules that the dialogs share, taken from the palette: light and dark both work."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

#: Words longer than this get places where a line may break.
_LONGEST_WORD = 24


class ToneColours(NamedTuple):
    """Background, border and text of something said in a tone."""

    background: QColor
    border: QColor
    text: QColor


_LIGHT = {
    "hijau": ("#e6f6ec", "#a9dcbc", "#116b37"),
    "kuning": ("#fff4d6", "#f2cf7e", "#7a5200"),
    "merah": ("#fdecea", "#f1b5ae", "#a32116"),
    "abu": ("#f0f2f5", "#d3d8df", "#4a5361"),
}
_DARK = {
    "hijau": ("#12331f", "#2c6b45", "#8fe0b0"),
    "kuning": ("#3a2d08", "#7d6113", "#f5d27a"),
    "merah": ("#3f1713", "#8a372e", "#ffb4ab"),
    "abu": ("#2a2f37", "#48505c", "#c3cad4"),
}


def is_dark(palette: QPalette) -> bool:
    """Whether the window of this palette is dark."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def tone_colours(palette: QPalette, tone: str) -> ToneColours:
    """The colours of a tone (hijau, kuning, merah, abu) on this palette."""
    names = (_DARK if is_dark(palette) else _LIGHT)[tone]
    return ToneColours(*(QColor(name) for name in names))


def line_colour(palette: QPalette) -> QColor:
    """A quiet border."""
    return QColor("#48505c" if is_dark(palette) else "#d3d8df")


def muted_colour(palette: QPalette) -> QColor:
    """Secondary text that still reads well (4.5:1 on the window)."""
    return QColor("#a9b2bf" if is_dark(palette) else "#566070")


def _exactly(widget: QWidget) -> str:
    """A selector for this class alone: labels are frames too and must not get the border."""
    return f".{widget.metaObject().className()}"


def tint(widget: QWidget, tone: str, *, radius: int = 6) -> None:
    """Dress a framed widget in a tone: background, border and text together."""
    # not the palette of the widget: a widget tinted light would take itself for light for ever
    colours = tone_colours(QApplication.palette(), tone)
    name = _exactly(widget)
    widget.setStyleSheet(
        f"{name} {{ background: {colours.background.name()}; border: 1px solid {colours.border.name()};"
        f" border-radius: {radius}px; color: {colours.text.name()}; }}"
        f" {name} QLabel {{ color: {colours.text.name()}; background: transparent; border: none; }}"
    )


def outline(widget: QWidget) -> None:
    """Give a frame its quiet border."""
    name = _exactly(widget)
    widget.setStyleSheet(
        f"{name} {{ border: 1px solid {line_colour(widget.palette()).name()}; border-radius: 6px; }}"
    )


def mute(label: QLabel) -> None:
    """Show a label as secondary text."""
    sheet = f"color: {muted_colour(QApplication.palette()).name()};"
    # setting a sheet tells the label that its style changed, upon which it may ask for this again
    if label.styleSheet() != sheet:
        label.setStyleSheet(sheet)


def scale_font(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Size the text relative to the application's font, so that 150 % stays 150 %."""
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(bold)
    widget.setFont(font)


def breakable(text: str) -> str:
    """Let words of any length wrap: a file name of 300 characters must not widen a dialog."""
    return re.sub(
        rf"\S{{{_LONGEST_WORD},}}",
        lambda found: "\u200b".join(
            found[0][i : i + _LONGEST_WORD] for i in range(0, len(found[0]), _LONGEST_WORD)
        ),
        text,
    )


def no_mnemonic(text: str) -> str:
    """Keep an ampersand of user text from becoming a shortcut."""
    return text.replace("&", "&&")
