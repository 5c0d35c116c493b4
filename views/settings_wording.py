"""Pengaturan > Naskah: number patterns, the sentences of the forms, and what a lembar disposisi offers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from models.records.disposition import DispositionLists
from models.records.paper import Form, NumberGroup
from models.rules.paper_numbers import pattern_fault
from resources.wording import obstacle_text
from views.fields import LinesEdit, WrappedLabel
from views.record_table import Column
from views.settings_letterhead import HintedPage, plain_button
from views.settings_list import SettingsList

_PATTERN_LIMIT = 120
_LAST_NUMBER = 999_999


class NumberSettings(SettingsList[NumberGroup]):
    """The series of numbers; one under the focus can be given a pattern and a first number."""

    pattern_wanted = Signal(str, str)
    first_wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[NumberGroup], ...] = (
            Column("Seri", "", lambda g: g.name, 20),
            Column("Pola", "", lambda g: g.pattern, 34),
            Column("Nomor berikutnya", "", lambda g: g.example, 30),
            Column("Dipakai oleh", "", lambda g: ", ".join(g.forms), 40),
        )
        super().__init__(
            "Seri nomor naskah", columns, lambda group: group.id,
            "Pola memuat {klas} (kode klasifikasi), {urut} atau {urut:03}, {sisip}, {unit}, {bulan}, "
            "{bulan_romawi}, dan {tahun}. Nomor dimulai lagi setiap tahun; yang batal tidak dipakai lagi.",
            parent=parent,
        )  # fmt: skip
        self.pattern = QLineEdit(self)
        self.pattern.setMaxLength(_PATTERN_LIMIT)
        self.first = QSpinBox(self)
        self.first.setRange(1, _LAST_NUMBER)
        self.fault = WrappedLabel("", self)
        self.save_button = plain_button("&Simpan pola", self)
        self.first_button = plain_button("Simpan nomor &awal", self)
        row = QHBoxLayout()
        for words, editor, button in (
            ("Po&la seri ini", self.pattern, self.save_button),
            ("&Nomor awal tahun ini", self.first, self.first_button),
        ):
            label = QLabel(words, self)
            label.setBuddy(editor)
            editor.setAccessibleName(words.replace("&", ""))
            row.addWidget(label)
            row.addWidget(editor, 3 if editor is self.pattern else 0)
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.fault)
        self.chosen.connect(self._show)
        self.pattern.textChanged.connect(lambda _text: self._look())
        self.save_button.clicked.connect(self._save)
        self.first_button.clicked.connect(self._save_first)

    def _show(self) -> None:
        group = self.current()
        self.pattern.setText("" if group is None else group.pattern)
        self._look()

    def _look(self) -> None:
        group = self.current()
        fault = pattern_fault(self.pattern.text().strip())
        self.fault.show_text(obstacle_text(fault, {}) if fault else "")
        changed = group is not None and self.pattern.text().strip() != group.pattern
        self.save_button.setEnabled(changed and not fault)
        self.first_button.setEnabled(group is not None)

    def _save(self) -> None:
        group = self.current()
        if group is not None:
            self.pattern_wanted.emit(group.id, self.pattern.text().strip())

    def _save_first(self) -> None:
        group = self.current()
        if group is not None:
            self.first_wanted.emit(group.id, self.first.value())


class TemplateSettings(HintedPage):
    """The sentences of one form at a time; what the office changed can be taken back."""

    text_wanted = Signal(str, str, str)
    restore_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Kalimat baku setiap naskah. Kata dalam kurung kurawal, misalnya {perihal}, {opd}, atau "
            "{nomor_permohonan}, diisi dari permohonan. Naskah yang sudah terbit tidak berubah.",
            parent,
        )
        self._forms: tuple[Form, ...] = ()
        #: Words not saved yet, by form and sentence: looking at another one does not lose them.
        self._typed: dict[tuple[str, str], str] = {}
        self._shown = ("", "")
        self.form = QComboBox(self)
        self.text = QComboBox(self)
        self.edit = LinesEdit("Kalimat", self, lines=8)
        for words, editor in (("&Naskah", self.form), ("&Bagian", self.text), ("Ka&limat", self.edit)):
            label = QLabel(words, self)
            label.setBuddy(editor)
            editor.setAccessibleName(words.replace("&", ""))
            self.column.addWidget(label)
            self.column.addWidget(editor)
        self.save_button = plain_button("&Simpan kalimat", self)
        self.restore_button = plain_button("Kembalikan ba&waan", self)
        self.restore_all_button = plain_button("Kembalikan bawaan seluruh naskah ini", self)
        row = QHBoxLayout()
        for button in (self.save_button, self.restore_button, self.restore_all_button):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.form.activated.connect(lambda _index: self._show_form())
        self.text.activated.connect(lambda _index: self._show_text())
        self.edit.textChanged.connect(self._look)
        self.save_button.clicked.connect(
            lambda _on=False: self.text_wanted.emit(self.form_id(), self.text_id(), self.edit.toPlainText())
        )
        self.restore_button.clicked.connect(lambda _on=False: self._restore(self.text_id()))
        self.restore_all_button.clicked.connect(lambda _on=False: self._restore(""))

    def form_id(self) -> str:
        """The form that is shown."""
        return str(self.form.currentData() or "")

    def text_id(self) -> str:
        """The sentence that is shown."""
        return str(self.text.currentData() or "")

    def show_forms(self, forms: Sequence[Form]) -> None:
        """Show the forms as the office words them; form and sentence chosen stay."""
        form_id = self.form_id()
        self._forms = tuple(forms)
        self.form.clear()
        for form in forms:
            self.form.addItem(form.name, form.id)
        self.form.setCurrentIndex(max(0, self.form.findData(form_id)))
        self._show_form()

    def _parts(self) -> dict[str, tuple[str, str]]:
        """Id to (label, words) of what can be reworded in the form that is shown."""
        form = next((one for one in self._forms if one.id == self.form_id()), None)
        if form is None:
            return {}
        parts = {text.id: (text.label, text.default) for text in form.texts}
        parts |= {field.id: (f"Isian awal: {field.label}", field.default) for field in form.fields}
        return parts | ({"klas": ("Kode klasifikasi", form.classification)} if form.group else {})

    def _show_form(self) -> None:
        text_id = self.text_id()
        self.text.clear()
        for part, (label, _words) in self._parts().items():
            self.text.addItem(label, part)
        self.text.setCurrentIndex(max(0, self.text.findData(text_id)))
        self._show_text()

    def _kept(self) -> str:
        return self._parts().get(self.text_id(), ("", ""))[1]

    def _show_text(self) -> None:
        self._shown = (self.form_id(), self.text_id())
        self.edit.setPlainText(self._typed.get(self._shown, self._kept()))
        self._look()

    def _look(self) -> None:
        words = self.edit.toPlainText()
        changed = words.strip() != self._kept()
        if changed:
            self._typed[self._shown] = words
        else:
            self._typed.pop(self._shown, None)
        self.save_button.setEnabled(changed)

    def _restore(self, text_id: str) -> None:
        """Back to the first wording, of one sentence or of all: what was typed of it goes too."""
        form_id = self.form_id()
        self._typed = {
            key: words
            for key, words in self._typed.items()
            if key[0] != form_id or text_id not in ("", key[1])
        }
        self.restore_wanted.emit(form_id, text_id)
        self._show_text()


class DispositionSettings(HintedPage):
    """Instructions and recipients that a lembar disposisi offers to tick."""

    lists_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Satu butir tiap baris. Tanpa daftar penerima, lembar disposisi menawarkan jabatan kantor.",
            parent,
        )
        self._kept: DispositionLists | None = None
        self.instructions = LinesEdit("Instruksi", self, lines=12)
        self.recipients = LinesEdit("Penerima", self, lines=8)
        for words, editor in (("&Instruksi", self.instructions), ("Pene&rima", self.recipients)):
            label = QLabel(words, self)
            label.setBuddy(editor)
            self.column.addWidget(label)
            self.column.addWidget(editor)
        self.save_button = plain_button("&Simpan daftar", self)
        self.column.addWidget(self.save_button)
        self.column.addStretch(1)
        self.save_button.clicked.connect(lambda _on=False: self.lists_wanted.emit(self.lists()))

    def lists(self) -> DispositionLists:
        """Both lists as they stand."""
        return DispositionLists(*(
            tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())
            for edit in (self.instructions, self.recipients)
        ))  # fmt: skip

    def show_lists(self, lists: DispositionLists) -> None:
        """Show what is kept; what was typed and not saved yet stays."""
        standing, self._kept = self._kept, lists
        if standing is not None and self.lists() not in (standing, lists):
            return
        self.instructions.setPlainText("\n".join(lists.instructions))
        self.recipients.setPlainText("\n".join(lists.recipients))
