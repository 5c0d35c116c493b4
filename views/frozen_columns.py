"""The first columns of a wide table, which stay in sight while the others are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

#: The line that parts them from what is scrolled below.
_LINE = 1


class FrozenColumns(QTableView):
    """Lies over the first columns of a table, shares its records and its cell under the focus.

    It is there only while the table is wider than its room. The keyboard never enters it.
    """

    def __init__(self, table: QTableView, count: int) -> None:
        super().__init__(table)
        self._table = table
        self.count = count
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QTableView { border: none; border-radius: 0; border-right: 1px solid palette(mid); }"
        )
        self.setAccessibleName(f"{table.accessibleName()}: kolom pertama")
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(table.horizontalHeader().defaultAlignment())
        self._listen()
        self.hide()

    def _listen(self) -> None:
        table, header = self._table, self._table.horizontalHeader()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self.fit())
        header.sectionResized.connect(lambda _place, _old, _new: self.fit())
        header.sortIndicatorChanged.connect(
            lambda place, order: self.horizontalHeader().setSortIndicator(place, order)
        )
        self.horizontalHeader().setSectionsClickable(header.sectionsClickable())
        self.horizontalHeader().sectionClicked.connect(header.sectionClicked)
        self.doubleClicked.connect(table.doubleClicked)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the table."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Lie over the first columns as they are now, or nowhere when all columns have room."""
        table = self._table
        shown = [place for place in range(self.count) if not table.isColumnHidden(place)]
        wide = sum(map(table.columnWidth, shown))
        room = table.viewport().geometry()
        # what would take half of the room leaves too little to scroll
        if not table.horizontalScrollBar().maximum() or not wide or 2 * wide > room.width():
            self.hide()
            return
        for place in range(self.model().columnCount()):
            self.setColumnHidden(place, place not in shown)
        for place in shown:
            self.setColumnWidth(place, table.columnWidth(place))
        self.setItemDelegate(table.itemDelegate())
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        head = table.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(head)
        self.horizontalHeader().setSortIndicatorShown(table.horizontalHeader().isSortIndicatorShown())
        self.setGeometry(room.x(), room.y() - head, wide + _LINE, head + room.height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.show()
        self.raise_()

    def covered(self) -> int:
        """How much of the table lies below it."""
        return 0 if self.isHidden() else self.width() - _LINE
