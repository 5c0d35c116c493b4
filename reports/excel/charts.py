"""The charts of the recap, native to the workbook and readable in black and white."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

#: Centimetres; the height is that of thirteen rows.
_WIDTH, _HEIGHT = 16.5, 6.8
_INK = "1F3A56"
#: Dark, light, hatched: three series that differ without colour.
_FILLS = ("1F4E79", "B4C7DC", "")


def bars(sheet: Any, title: str, labels: tuple[int, int, int], columns: tuple[int, ...]) -> BarChart:
    """Standing bars; `labels` is (column, first row, last row), headings stand above the first."""
    chart = _framed(BarChart(), title)
    chart.type = "col"
    chart.gapWidth = 60
    _fill(chart, sheet, labels, columns)
    return chart


def shares(sheet: Any, title: str, labels: tuple[int, int, int], columns: tuple[int, ...]) -> BarChart:
    """Lying bars stacked to 100 %."""
    chart = _framed(BarChart(), title)
    chart.type = "bar"
    chart.grouping = "percentStacked"
    chart.overlap = 100
    chart.gapWidth = 40
    chart.y_axis.number_format = "0%"
    _fill(chart, sheet, labels, columns)
    # the numbers stand inside the bars: white on the dark ones
    chart.series[0].dLbls.txPr = _written("FFFFFF", 900)
    return chart


def trend(sheet: Any, title: str, labels: tuple[int, int, int], columns: tuple[int, ...]) -> LineChart:
    """Lines over months, each with its own dash and mark."""
    chart = _framed(LineChart(), title)
    column, first, last = labels
    for place, number in enumerate(columns):
        series = Series(Reference(sheet, number, first - 1, number, last), title_from_data=True)
        series.graphicalProperties.line = LineProperties(
            solidFill=_INK, w=22_000, prstDash=("solid", "dash", "sysDot")[place % 3]
        )
        series.marker.symbol = ("circle", "square", "triangle")[place % 3]
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, column, first, column, last))
    return chart


def pareto(sheet: Any, title: str, labels: tuple[int, int, int], counts: int, sums: int) -> BarChart:
    """Bars from the most frequent down, with the line of their running share."""
    chart = bars(sheet, title, labels, (counts,))
    column, first, last = labels
    line = LineChart()
    series = Series(Reference(sheet, sums, first - 1, sums, last), title_from_data=True)
    series.graphicalProperties.line = LineProperties(solidFill=_INK, w=22_000)
    series.marker.symbol = "circle"
    line.series.append(series)
    line.set_categories(Reference(sheet, column, first, column, last))
    line.y_axis.axId = 200
    line.y_axis.crosses = "max"
    line.y_axis.number_format = "0%"
    line.y_axis.scaling.min, line.y_axis.scaling.max = 0, 1
    line.y_axis.delete = False
    line.y_axis.majorGridlines = None
    chart += line
    return chart


def _framed(chart: Any, title: str) -> Any:
    chart.title = title
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=1200, b=True)
    chart.width, chart.height = _WIDTH, _HEIGHT
    chart.legend.position = "b"
    # axes are hidden by readers that miss an explicit no
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    return chart


def _written(colour: str, size: int) -> RichText:
    """How words of a chart are written; `size` in hundredths of a point."""
    how = CharacterProperties(sz=size, b=True, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=how), endParaRPr=how)])


def _fill(chart: Any, sheet: Any, labels: tuple[int, int, int], columns: tuple[int, ...]) -> None:
    column, first, last = labels
    for place, number in enumerate(columns):
        series = Series(Reference(sheet, number, first - 1, number, last), title_from_data=True)
        colour = _FILLS[place % len(_FILLS)]
        if colour:
            series.graphicalProperties.solidFill = colour
        else:
            series.graphicalProperties.pattFill = PatternFillProperties(prst="wdUpDiag")
        series.graphicalProperties.line = LineProperties(solidFill=_INK, w=6_000)
        series.dLbls = DataLabelList()
        series.dLbls.showVal = True
        for hidden in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, hidden, False)
        chart.series.append(series)
    chart.set_categories(Reference(sheet, column, first, column, last))
