"""Light and dark colours of the window, and the one function that dresses the application in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from views.dialog_style import ToneColours, is_dark, tone_colours

Mode = Literal["terang", "gelap"]

#: Words for Qt's command line; setting the style later would make PySide enumerate all of `QStyle` (4 ms).
FUSION = ("-style", "fusion")

#: Text sizes that the settings offer, in percent.
SCALES = (100, 110, 125, 150)

_BASE_SIZE = "papan_base_point_size"
_TONES = ("hijau", "kuning", "merah", "abu")


class Colours(NamedTuple):
    """What the painted parts of the window draw with."""

    window: QColor
    surface: QColor
    column: QColor
    card: QColor
    group: QColor
    border: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    heading: QColor
    selected: QColor
    target: QColor
    handle: QColor
    tones: dict[str, ToneColours]
    stripes: dict[str, QColor]


_LIGHT = {
    "window": "#f4f6f8", "surface": "#ffffff", "column": "#e8ebf0", "card": "#ffffff",
    "group": "#d6dfe9", "border": "#cfd6de", "text": "#1b2533", "muted": "#525c6b",
    "accent": "#0b6a94", "on_accent": "#ffffff", "heading": "#0a4c6b", "selected": "#dff0f8",
    "target": "#cfeadb", "handle": "#8b96a4",
}  # fmt: skip
_DARK = {
    "window": "#15191e", "surface": "#1c2127", "column": "#20262d", "card": "#2c333c",
    "group": "#2b3947", "border": "#434c58", "text": "#e7ebf0", "muted": "#adb6c2",
    "accent": "#56b4dd", "on_accent": "#06222f", "heading": "#8fd0ef", "selected": "#1d3d4f",
    "target": "#1d4a31", "handle": "#6f7b89",
}  # fmt: skip
_STRIPES = {
    False: {"hijau": "#1a8a4a", "kuning": "#a86f00", "merah": "#c0281c", "abu": "#566070"},
    True: {"hijau": "#3fbf77", "kuning": "#e0ab2f", "merah": "#ff6f61", "abu": "#8b95a3"},
}


def colours(palette: QPalette) -> Colours:
    """The colours that go with this palette, light or dark."""
    return _colours(is_dark(palette))


@cache
def _colours(dark: bool) -> Colours:
    plain = {name: QColor(value) for name, value in (_DARK if dark else _LIGHT).items()}
    palette = palette_of("gelap" if dark else "terang")
    return Colours(
        **plain,
        tones={tone: tone_colours(palette, tone) for tone in _TONES},
        stripes={tone: QColor(value) for tone, value in _STRIPES[dark].items()},
    )


def palette_of(mode: Mode) -> QPalette:
    """The palette of a mode."""
    names = {name: QColor(value) for name, value in (_DARK if mode == "gelap" else _LIGHT).items()}
    role = QPalette.ColorRole
    palette = QPalette()
    for target, name in (
        (role.Window, "window"), (role.WindowText, "text"), (role.Base, "surface"),
        (role.AlternateBase, "window"), (role.Text, "text"), (role.Button, "surface"),
        (role.ButtonText, "text"), (role.Highlight, "accent"), (role.HighlightedText, "on_accent"),
        (role.ToolTipBase, "surface"), (role.ToolTipText, "text"), (role.PlaceholderText, "muted"),
        (role.Link, "accent"), (role.Accent, "accent"), (role.Mid, "border"), (role.Dark, "border"),
        (role.Light, "card"), (role.Midlight, "group"),
    ):  # fmt: skip
        palette.setColor(target, names[name])
    palette.setColor(role.BrightText, names["text"])
    # switched-off text stays readable: it often tells what would be possible
    for target in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, names["muted"])
    return palette


def apply_theme(app: QApplication, mode: Mode = "terang", scale: int = 100) -> None:
    """Dress the whole application: palette, text size in percent, focus rings."""
    palette = palette_of(mode)
    app.setPalette(palette)
    font = app.font()
    base = app.property(_BASE_SIZE)
    if base is None:
        base = font.pointSizeF() if font.pointSizeF() > 0 else 9.0
        app.setProperty(_BASE_SIZE, base)
        app.focusChanged.connect(_show_focus)
    font.setPointSizeF(float(base) * scale / 100)
    app.setFont(font)
    dark_controls = _dark_controls(colours(palette)) if mode == "gelap" else ""
    app.setStyleSheet(_sheet(colours(palette)) + dark_controls)


def _show_focus(_before: QWidget | None, now: QWidget | None) -> None:
    """Let the focus be seen wherever it goes: Qt shows it only after a first Tab in each window."""
    if now is not None:
        now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def mode_of(palette: QPalette) -> Mode:
    """The mode that this palette shows."""
    return "gelap" if is_dark(palette) else "terang"


def _sheet(c: Colours) -> str:
    """Style rules for the frame of the window; sizes come from the font, so that 150 % is 150 %."""
    accent, border, text = c.accent.name(), c.border.name(), c.text.name()
    surface, muted, on_accent = c.surface.name(), c.muted.name(), c.on_accent.name()
    return f"""
    QToolTip {{ color: {text}; background: {surface}; border: 1px solid {border}; padding: 4px; }}
    QWidget#topBar, QWidget#sidebar {{ background: {surface}; }}
    QWidget#topBar {{ border-bottom: 1px solid {border}; }}
    QWidget#sidebar {{ border-right: 1px solid {border}; }}
    QLabel#appName {{ color: {c.heading.name()}; }}
    QLabel[quiet="true"] {{ color: {muted}; }}
    QLineEdit#search {{ border: 1px solid {border}; border-radius: 8px; padding: 5px 10px;
        background: {c.window.name()}; color: {text}; }}
    QLineEdit#search:focus {{ border: 2px solid {accent}; padding: 4px 9px; }}
    QPushButton[kind="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent};
        border-radius: 6px; padding: 6px 14px; font-weight: bold; }}
    QPushButton[kind="primary"]:disabled {{ background: {c.group.name()}; color: {muted};
        border-color: {border}; }}
    QPushButton[kind="switch"], QPushButton[kind="chip"], QToolButton[kind="plain"] {{
        background: {surface}; color: {text}; border: 1px solid {border}; padding: 5px 12px; }}
    QPushButton[kind="switch"] {{ border-radius: 6px; }}
    QPushButton[kind="chip"] {{ border-radius: 10px; }}
    QToolButton[kind="plain"] {{ border-radius: 6px; border-color: transparent; }}
    QPushButton[kind="quiet"] {{ background: transparent; color: {text}; border: 1px solid transparent;
        border-radius: 6px; padding: 3px 9px; font-weight: bold; }}
    QToolButton[kind="plain"]:hover, QToolButton[kind="plain"]:pressed, QPushButton[kind="quiet"]:hover,
        QPushButton[kind="quiet"]:pressed {{ border-color: {border}; }}
    QPushButton[kind="switch"]:checked, QPushButton[kind="chip"]:checked {{
        background: {accent}; color: {on_accent}; border-color: {accent}; }}
    QPushButton[kind]:focus, QToolButton[kind]:focus {{ border: 2px solid {text}; }}
    QToolButton[kind="plain"]::menu-indicator {{ image: none; }}
    QListView, QTableView {{ border: none; outline: none; }}
    QComboBox QAbstractItemView, QListView#offers {{ border: 1px solid {c.handle.name()}; }}
    QPlainTextEdit {{ border: 1px solid {c.handle.lighter(125).name()}; border-radius: 3px; padding: 1px; }}
    QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 0; }}
    QTableView {{ gridline-color: {border}; border: 1px solid {border}; border-radius: 6px; }}
    QTableView:focus {{ border: 2px solid {accent}; }}
    QHeaderView::section {{ background: {c.group.name()}; color: {text}; border: none; padding: 5px 8px;
        border-right: 1px solid {border}; font-weight: bold; }}
    QScrollBar:vertical {{ width: 8px; background: transparent; margin: 0; }}
    QScrollBar:horizontal {{ height: 11px; background: transparent; margin: 0; }}
    QScrollBar::handle {{ background: {c.handle.name()}; border-radius: 4px;
        min-height: 24px; min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _dark_controls(c: Colours) -> str:
    """Outlines in the dark: Fusion draws them darker than the window, where nobody sees them."""
    muted, surface, accent = c.muted.name(), c.surface.name(), c.accent.name()
    tick = (Path(__file__).parents[1] / "resources" / "tanda" / "centang.svg").as_posix()
    return f"""
    QLineEdit, QPlainTextEdit {{ border: 1px solid {muted}; border-radius: 4px; padding: 2px;
        background: {surface}; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 1px; }}
    QLineEdit:read-only, QPlainTextEdit:read-only {{ border-style: dotted; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; }}
    QRadioButton::indicator, QCheckBox::indicator {{ width: 0.9em; height: 0.9em;
        border: 1px solid {muted}; background: {surface}; }}
    QRadioButton::indicator {{ border-radius: 0.45em; }}
    QCheckBox::indicator {{ border-radius: 2px; }}
    QRadioButton::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
        fx: 0.5, fy: 0.5, stop: 0 {accent}, stop: 0.55 {accent}, stop: 0.65 {surface}, stop: 1 {surface}); }}
    QCheckBox::indicator:checked {{ background: {accent}; image: url("{tick}"); }}
    QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border: 2px solid {accent}; }}
    """
