"""Words for tooltips: Qt takes text that looks like markup for markup, and people type such text."""

from __future__ import annotations

from PySide6.QtGui import Qt


def plain_tip(words: str) -> str:
    """The same words for a tooltip, shown as they are written."""
    if not Qt.mightBeRichText(words):
        return words
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>".replace("\n", "<br>")
