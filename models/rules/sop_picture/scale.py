"""Draws a page smaller that is too tall even with one row: nothing is lost, everything shrinks alike."""

from __future__ import annotations

from dataclasses import replace

from models.records.sop_picture import PicturePage, Rect


def scaled(page: PicturePage, by: float) -> PicturePage:
    """The page with all lengths multiplied, in the middle of its old width."""
    aside = page.width * (1 - by) / 2

    def box(old: Rect) -> Rect:
        return Rect(old.x * by + aside, old.y * by, old.w * by, old.h * by)

    return PicturePage(
        width=page.width,
        height=page.height * by,
        flow=box(page.flow),
        cells=tuple(replace(c, box=box(c.box), size=c.size * by) for c in page.cells),
        symbols=tuple(replace(s, box=box(s.box), size=s.size * by) for s in page.symbols),
        connectors=tuple(replace(c, box=box(c.box)) for c in page.connectors),
        arrows=tuple(
            replace(a, points=tuple((x * by + aside, y * by) for x, y in a.points)) for a in page.arrows
        ),
        labels=tuple(replace(x, box=box(x.box), size=x.size * by) for x in page.labels),
    )
