"""Light or dark and the text size, kept per account of the PC."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from views.theme import SCALES, Mode, apply_theme

_MODES = ("terang", "gelap")


def saved_appearance() -> tuple[Mode, int]:
    """Mode and text size as last chosen; what cannot be understood is the default."""
    kept = _settings()
    mode, scale = str(kept.value("mode", "terang")), str(kept.value("teks", "100"))
    known = scale.isdecimal() and int(scale) in SCALES
    return cast("Mode", mode if mode in _MODES else "terang"), int(scale) if known else 100


def change_appearance(app: QApplication, mode: Mode, scale: int) -> None:
    """Dress the application and keep the choice."""
    kept = _settings()
    kept.setValue("mode", mode)
    kept.setValue("teks", scale)
    kept.sync()
    apply_theme(app, mode, scale)


def _settings() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "papan-sop", "tampilan")
