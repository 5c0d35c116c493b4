"""A small office in which everything that people, files and SOPs can bring along is hostile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import Qt as TextQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QTextEdit,
    QTreeWidget,
    QWidget,
)

from models.actions import documents, pauses, work
from models.records.registration import FileAttachment, LinkAttachment, PaperAttachment
from models.store.tables import Agency, Card, Case, Document, History, Person, Position, SopRow, SopVersion
from tests.office import SmallOffice, done

MARKUP = "<b>x</b><img src=x onerror=y><a href='file:///etc/passwd'>z</a>"
#: Markup at the beginning, where Qt looks for it; formulas and signs that turn the writing after it.
EVIL = f"{MARKUP} =1+1 & &amp; ' \" %s {{0}} ; DROP TABLE permohonan;-- Đ😀"
#: As long as somebody who wants to break a layout makes it.
LONG = (EVIL * 150)[:10_000]

_SOP_WORDS = re.compile(
    r'^(\s*(?:label|title|text|output_text|needs_text|name|group|table_title|bidang) = ")(?!"")', re.MULTILINE
)


def make_hostile(small: SmallOffice, folder: Path) -> int:
    """Fill a request by the real acts, then every column a person fills, and the SOP itself; its id."""
    office, tu = small.office, small.people["tu"]
    case = small.register("PP", subject=EVIL, agency_name=EVIL[:250], contact_name=EVIL, note=EVIL)
    run = small.open_runs(case)[0]
    kind = small.sop("PP").documents[0].id
    paper = folder / "<b>x<img src=x onerror=y>.txt"
    paper.write_text("isi")
    stored = office.store.files.ingest(paper)
    done(documents.attach(office, tu, case, PaperAttachment(kind, EVIL, EVIL), run.id))
    done(documents.attach(office, tu, case, LinkAttachment(kind, "https://contoh/" + MARKUP, EVIL), run.id))
    file = FileAttachment(kind, stored.digest, stored.size, stored.name, EVIL, EVIL)
    done(documents.attach(office, tu, case, file, run.id))
    done(work.add_note(office, tu, case, EVIL))
    done(pauses.pause_case(office, small.people["leader"], case, "opd", EVIL, small.version(case)))
    with office.transaction():
        fill_columns(EVIL)
        _fill_sops()
    office._kept.sops.clear()
    return case


def fill_columns(words: str) -> None:
    """What a person may have typed, or somebody who wrote to the database himself."""
    Case.update(
        subject=words, contact_name=words, contact_phone=words, letter_number=words, note=words
    ).execute()
    Card.update(subject=words, agency=words, step_title=words, assignee_name=words).execute()
    Person.update(name=words).execute()
    Position.update(name=words).execute()
    Agency.update(name=words, short_name=words).execute()
    Document.update(note=words, original_place=words).execute()
    Document.update(place=words).where(Document.kind == "kertas").execute()
    SopRow.update(name=words).execute()
    assert History.select().count()


def _fill_sops() -> None:
    for version in SopVersion.select():
        evil = _SOP_WORDS.sub(lambda found: found[1] + MARKUP.replace('"', "'") + " ", version.content)
        assert evil != version.content
        SopVersion.update(content=evil, head="").where(SopVersion.id == version.id).execute()


def markup_in(window: QWidget) -> list[str]:
    """Everything in a window that Qt would take for markup, though it came from outside."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [f"{type(widget).__name__}: {words[:90]!r}" for words in _eaten(widget)]
    return found


def _eaten(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
        texts = [widget.text()]
        if isinstance(widget, QMessageBox):
            texts.append(widget.informativeText())
        yield from (words for words in texts if _lost(words))
    if isinstance(widget, QTextEdit) and widget.acceptRichText():
        yield widget.toHtml()
    tips = [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
    if isinstance(widget, QAbstractItemView):
        tips += _tips_of(widget)
    if isinstance(widget, QMenu) and widget.toolTipsVisible():
        tips += [action.toolTip() for action in widget.actions()]
    yield from (words for words in tips if _lost(words))


def _lost(words: str) -> bool:
    """Whether part of the words would be taken away, and looked for in files or the network."""
    return "src=x" in words and "src=x" not in rendered(words)


def rendered(words: str) -> str:
    """The words that stand there in the end."""
    if not TextQt.mightBeRichText(words):
        return words
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText()


def _tips_of(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is not None:
        yield from _tips(model, QModelIndex(), 0)
        for section in range(_columns(model, QModelIndex())):
            tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
            yield str(tip or "")


def _tips(model: QAbstractItemModel, parent: QModelIndex, depth: int) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 30)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            if depth < 3 and column == 0 and not isinstance(model, QAbstractListModel | QAbstractTableModel):
                yield from _tips(model, index, depth + 1)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else min(model.columnCount(parent), 20)


def words_in(window: QWidget) -> str:
    """All that stands in a window, to see that the hostile words got there at all."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QGroupBox):
            found.append(widget.title())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(min(widget.count(), 20))]
        elif isinstance(widget, QAbstractItemView):
            found += _tips_of(widget)
            found += _cells(widget)
    return "\n".join(found).replace("\u200b", "")


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    depth = 2 if isinstance(view, QTreeWidget) else 1
    parents = [QModelIndex()]
    for _ in range(depth):
        below = []
        for parent in parents:
            for row in range(min(model.rowCount(parent), 20)):
                for column in range(_columns(model, parent)):
                    index = model.index(row, column, parent)
                    yield str(index.data() or "")
                    yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
                below.append(model.index(row, 0, parent))
        parents = below


def too_wide(window: QWidget, most: int = 1366) -> list[str]:
    """Parts that ask for more width than the smallest screen has, were they alone."""
    hint = window.minimumSizeHint().expandedTo(window.minimumSize())
    return [f"{type(window).__name__} {hint.width()}×{hint.height()}"] if hint.width() > most else []
