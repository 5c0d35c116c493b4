"""Boxes to tick, drawn as lines: the fonts have no signs for them."""

from __future__ import annotations

from typing import Any

#: The side of a box, as a share of the size of the text beside it.
_SIDE = 0.92


def box_width(size: float) -> float:
    """The room that a box takes before its text."""
    return size * (_SIDE + 0.55)


def draw_box(canvas: Any, left: float, baseline: float, size: float, *, ticked: bool) -> None:
    """A box on the baseline of a text, with a tick when it is on."""
    side = size * _SIDE
    bottom = baseline - size * 0.12
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(max(0.5, size * 0.07))
    canvas.rect(left, bottom, side, side)
    if ticked:
        canvas.setLineWidth(size * 0.16)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        stroke = canvas.beginPath()
        stroke.moveTo(left + side * 0.18, bottom + side * 0.52)
        stroke.lineTo(left + side * 0.42, bottom + side * 0.22)
        stroke.lineTo(left + side * 0.86, bottom + side * 0.84)
        canvas.drawPath(stroke)
    canvas.restoreState()
