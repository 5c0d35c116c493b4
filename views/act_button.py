"""A button for one act: Enter elsewhere never presses it; its name is read without the mnemonic."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def act_button(words: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """A button with these words (`&` before its mnemonic) that calls `act`."""
    button = QPushButton(words, parent)
    button.setAutoDefault(False)
    button.setAccessibleName(words.replace("&", "").rstrip("…"))
    button.clicked.connect(lambda _on=False: act())
    return button
