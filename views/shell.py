"""The frame of the window: top bar, sidebar, and the screen that was chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from views.board import BoardView
from views.dialog_style import mute, no_mnemonic, tint
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.heading import Heading
from views.sidebar import SidebarView
from views.status_line import StatusLine
from views.theme import SCALES
from views.tips import plain_tip

#: Typing pauses this long before the search runs.
_SEARCH_DELAY_MS = 180
#: How much of the name of the person stands on the bar.
_NAME_SIGNS = 32


class TopBar(QFrame):
    """Name of program and office, search, new request, and the menu of the person."""

    def __init__(self, office: str, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        name = Heading("Papan SOP", self, factor=1.35)
        name.setObjectName("appName")
        name.setWordWrap(False)
        name.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.office = WrappedLabel(office, self, quiet=True)
        self.office.setToolTip(plain_tip(office))
        self.office.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText("Cari nomor, perihal, OPD…   Ctrl+K")
        self.search.setAccessibleName("Cari permohonan")
        self.search.setToolTip(
            "Ketik kata, atau saring dengan opd:  telat:ya  langkah:4  petugas:saya  sifat:segera  ditunda:ya"
        )
        self.search.setMaximumWidth(560)
        # with `parent=` here and in the other buttons of the first picture: by its place PySide would
        # try it as the words behind an icon, and make what icons are made of
        self.new_case = QPushButton("+ Permohonan baru", parent=self)
        self.new_case.setProperty("kind", "primary")
        self.new_case.setToolTip("Daftarkan permohonan baru (Ctrl+N)")
        self.person = QToolButton(self)
        self.person.setProperty("kind", "plain")
        # a name without end must not push the search out of the window
        metrics = self.person.fontMetrics()
        short = metrics.elidedText(
            person, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * _NAME_SIGNS
        )
        self.person.setText(no_mnemonic(short) + " ▾")
        self.person.setToolTip(plain_tip(person))
        self.person.setAccessibleName(f"Menu pengguna {person}")
        self.person.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.person)
        self.person.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(name)
        row.addWidget(self.office, 2)
        row.addWidget(self.search, 4)
        row.addWidget(self.new_case)
        row.addWidget(self.person)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class MainWindow(QMainWindow):
    """The one window of a session; it shows screens and tells what was asked for."""

    searched = Signal(str)
    results_wanted = Signal()
    new_case_wanted = Signal()
    reload_wanted = Signal()
    sign_out_wanted = Signal()
    lock_wanted = Signal()
    theme_wanted = Signal()
    scale_wanted = Signal(int)
    settings_wanted = Signal()
    shortcuts_wanted = Signal()
    closing = Signal()

    def __init__(self, office: str, person: str, *, sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: Asked before the window goes.
        self.may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle(f"Papan SOP - {office}" + (" (CONTOH)" if sample else ""))
        self.top = TopBar(office, person, self)
        self.sample = WrappedLabel(
            "CONTOH: kantor, orang, dan permohonan di sini rekaan untuk mencoba. Jangan isi data sungguhan.",
            self,
        )
        self.sample.setContentsMargins(16, 4, 16, 4)
        self.sample.setVisible(sample)
        self.sidebar = SidebarView(self)
        self.pages = QStackedWidget(self)
        self.foot = StatusLine(self)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.sidebar)
        body.addWidget(self.pages, 1)
        whole = QWidget(self)
        stack = QVBoxLayout(whole)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.top)
        stack.addWidget(self.sample)
        stack.addLayout(body, 1)
        stack.addWidget(self.foot)
        self.setCentralWidget(whole)
        if sample:
            tint(self.sample, "kuning", radius=0)
        self._dress = QTimer(self)
        self._dress.setSingleShot(True)
        self._dress.timeout.connect(self.restyle)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_DELAY_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.top.search.text()))
        self.top.search.textEdited.connect(lambda _text: self._pause.start())
        self.top.search.textChanged.connect(self._cleared)
        self.top.search.returnPressed.connect(self._search_now)
        self.top.new_case.clicked.connect(self.new_case_wanted)
        self._add_menu()
        self._add_keys()

    def allow_registering(self, *, allowed: bool) -> None:
        """Offer new requests, by button and key, or neither."""
        self.top.new_case.setVisible(allowed)
        self.top.new_case.setEnabled(allowed)

    def _add_menu(self) -> None:
        menu = self.top.menu
        self.theme_action = menu.addAction("&Ganti tampilan terang/gelap")
        self.theme_action.triggered.connect(self.theme_wanted)
        sizes = menu.addMenu("&Ukuran teks")
        self.scale_actions = {scale: sizes.addAction(f"{scale} %") for scale in SCALES}
        for scale, action in self.scale_actions.items():
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, s=scale: self.scale_wanted.emit(s))
        self.settings_action = menu.addAction("&Pengaturan…")
        self.settings_action.triggered.connect(self.settings_wanted)
        self.shortcuts_action = menu.addAction("Pint&asan keyboard")
        self.shortcuts_action.triggered.connect(self.shortcuts_wanted)
        self.shortcuts_action.setShortcut(QKeySequence("F1"))
        # from the other windows too; a menu alone is no place for a key
        self.shortcuts_action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self.addAction(self.shortcuts_action)
        menu.addSeparator()
        self.lock_action = menu.addAction("K&unci layar")
        self.lock_action.setShortcut(QKeySequence("Ctrl+L"))
        self.lock_action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self.lock_action.triggered.connect(self.lock_wanted)
        self.addAction(self.lock_action)
        menu.addAction("&Keluar").triggered.connect(self.sign_out_wanted)

    def _add_keys(self) -> None:
        leave = QShortcut(QKeySequence("Esc"), self.top.search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_search)
        for keys, act in (
            ("Ctrl+K", self._to_search),
            ("Ctrl+N", self.top.new_case.click),
            ("F5", self.reload_wanted.emit),
            ("Ctrl+M", self.sidebar.setFocus),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _to_search(self) -> None:
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _cleared(self, text: str) -> None:
        # the clear button edits without `textEdited`
        if not text and self.top.search.hasFocus():
            self._pause.start()

    def _search_now(self) -> None:
        """Enter searches at once and leads to what was found."""
        self._pause.stop()
        self.searched.emit(self.top.search.text())
        self.results_wanted.emit()

    def _leave_search(self) -> None:
        """Esc empties the search and goes back to the work."""
        self._pause.stop()
        self.top.search.clear()
        self._search_now()

    def show_search(self, text: str) -> None:
        """Write a search text without running it."""
        self._pause.stop()
        if text != self.top.search.text():
            self.top.search.setText(text)
            self._pause.stop()

    def show_scale(self, scale: int) -> None:
        """Mark the text size that is in use."""
        for value, action in self.scale_actions.items():
            action.setChecked(value == scale)

    def restyle(self) -> None:
        """Dress what takes colours or sizes by itself, after the theme or the text size changed."""
        if self.sample.isVisibleTo(self):
            tint(self.sample, "kuning", radius=0)
        mute(self.top.office)
        for heading in self.findChildren(Heading):
            heading.refit()
        for board in self.findChildren(BoardView):
            board.restyle()
        self.sidebar.refit()
        self.foot.restyle()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow theme and text size, whoever changed them; once for a burst of events."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_dress"):
            self._dress.start(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Go when nothing typed would be lost."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
