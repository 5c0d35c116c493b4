"""The charts of the page Rekap on one page of paper: drawn as lines and patterns, not as a picture."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from models.records.recap import Recap
from views.recap_chart import Chart
from views.recap_summary import RecapSummary
from views.theme import Colours, colours, palette_of

_GAP = 10
_MARGIN_MM = 15


def charts_page(summary: RecapSummary, recap: Recap) -> bytes:
    """The charts that the page shows, on A4 across, light whatever the window is."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    # the charts measure their words for the screen: on paper they get as many dots
    writer.setResolution(summary.logicalDpiX())
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(page, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)
    )
    title = f"{'CONTOH · ' if recap.sample else ''}Rekap {recap.period.name}"
    writer.setTitle(title)
    painter = QPainter(writer)
    _draw(painter, QRectF(0, 0, writer.width(), writer.height()), title, summary.all_charts())
    painter.end()
    buffer.close()
    # drawn elsewhere than where they stand, they would answer a click in the wrong places
    for chart in summary.all_charts():
        chart.update()
    return bytes(buffer.data().data())


def _draw(painter: QPainter, paper: QRectF, title: str, charts: tuple[Chart, ...]) -> None:
    c = colours(palette_of("terang"))
    pairs = [charts[place : place + 2] for place in range(0, len(charts), 2)]
    heights = [max(chart.sizeHint().height() for chart in pair) for pair in pairs]
    head = charts[0].line() * 2
    needed = head + sum(heights) + _GAP * len(heights)
    scale = min(1.0, paper.height() / needed)
    painter.scale(scale, scale)
    wide, top = paper.width() / scale, float(head)
    _draw_title(painter, QRectF(0, 0, wide, head), title, c)
    for pair, high in zip(pairs, heights, strict=True):
        each = (wide - _GAP * (len(pair) - 1)) / len(pair)
        for place, chart in enumerate(pair):
            chart.paint(painter, QRectF(place * (each + _GAP), top, each, high), c)
        top += high + _GAP


def _draw_title(painter: QPainter, area: QRectF, title: str, c: Colours) -> None:
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(c.text)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
