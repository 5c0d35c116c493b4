"""Qt's own words: what real widgets ask for is answered in Indonesian, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWizard,
    QWizardPage,
)
from pytestqt.qtbot import QtBot

from views.standard_texts import StandardTexts


class Asked(StandardTexts):
    """Keeps what Qt asked for and got no answer to."""

    def __init__(self) -> None:
        super().__init__()
        self.unanswered: set[tuple[str, str]] = set()

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        answer = super().translate(context, source, disambiguation, n)
        if answer is None:
            self.unanswered.add((context, source))
        return answer


@pytest.fixture
def texts(qapp: QApplication) -> Iterator[Asked]:
    asked = Asked()
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    assert qapp.installTranslator(asked)
    yield asked
    qapp.removeTranslator(asked)
    QLocale.setDefault(before)


def test_every_standard_button_is_indonesian(qtbot: QtBot, texts: Asked) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    shown = set()
    for button in QDialogButtonBox.StandardButton:
        made = box.addButton(button) if button != QDialogButtonBox.StandardButton.NoButton else None
        if made is not None:
            shown.add(made.text().replace("&", ""))
    assert {"Simpan", "Batal", "Tutup", "Ya", "Tidak", "Buang", "Bantuan", "Coba Lagi"} <= shown
    assert not shown & {"Save", "Cancel", "Close", "Yes", "No", "Discard", "Help", "Retry", "Apply"}
    assert {s for c, s in texts.unanswered if c in {"QPlatformTheme", "QDialogButtonBox"}} == set()


def menu_words(menu: QMenu | None) -> list[str]:
    assert menu is not None
    return [a.text().replace("&", "").split("\t")[0] for a in menu.actions() if a.text()]


def test_context_menus_of_text_fields_are_indonesian(qtbot: QtBot, texts: Asked) -> None:
    line, lines = QLineEdit(), QPlainTextEdit()
    for widget in (line, lines):
        qtbot.addWidget(widget)
        menu = widget.createStandardContextMenu()
        qtbot.addWidget(menu)
        words = menu_words(menu)
        assert words[:6] == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus"]
        assert words[6] == "Pilih Semua"


def test_no_control_of_our_windows_asks_for_a_word_that_is_missing(
    qtbot: QtBot, texts: Asked, tmp_path: Path
) -> None:
    (tmp_path / "berkas.txt").write_text("x")
    files = QFileDialog(None, "Pilih", str(tmp_path))
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.setFileMode(QFileDialog.FileMode.Directory)
    message = QMessageBox(QMessageBox.Icon.Warning, "Uji", "Uji", QMessageBox.StandardButton.Ok)
    message.setDetailedText("rincian")
    wizard = QWizard()
    wizard.addPage(QWizardPage())
    wizard.addPage(QWizardPage())
    for widget in (files, message, wizard, QSpinBox(), QDateEdit()):
        qtbot.addWidget(widget)
        widget.show()
    shown = {label.text() for label in files.findChildren(QLabel)}
    assert "&Lihat di:" in shown
    # no words but the direction of writing and shortcuts; keys keep the names that their caps carry
    signs = {"QT_LAYOUT_DIRECTION", "Alt+Left", "Alt+Right", "Alt+Up"}
    assert {s for c, s in texts.unanswered if c != "QShortcut"} <= signs


def test_names_of_keys_are_readable(texts: Asked) -> None:
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence(Qt.Key.Key_Space).toString(native) == "Spasi"
    assert QKeySequence("Ctrl+Left").toString(native) == "Ctrl+Kiri"
    assert QKeySequence("Ctrl+K").toString(native) == "Ctrl+K"


def test_an_unknown_word_stays_instead_of_vanishing(qapp: QApplication, texts: Asked) -> None:
    assert texts.translate("QLineEdit", "Unheard of") is None
    assert qapp.translate("QLineEdit", "Unheard of") == "Unheard of"
    assert isinstance(texts, QTranslator)
    assert not texts.isEmpty()


def test_dates_are_indonesian(texts: Asked) -> None:
    assert QLocale().toString(QDate(2026, 11, 21), "dddd, d MMMM yyyy") == "Sabtu, 21 November 2026"


def test_the_print_dialog_is_indonesian(qtbot: QtBot, texts: Asked) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    contexts = {"QPrintDialog", "QPrintSettingsOutput", "QPrintWidget"}
    assert {s for c, s in texts.unanswered if c in contexts} <= {"..."}
    assert "Cetak" in {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
