"""Pengaturan > Kantor: the profile of the office and the patterns of its case numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from models.records.office import TIMEZONES, OfficeProfile
from models.records.office_lines import SopLine
from models.rules.numbering import format_number, pattern_fault
from resources.wording import obstacle_text
from views.checked_form import CheckedForm, ScrollPage
from views.fields import WrappedLabel
from views.heading import Heading
from views.title_words import calm_title

#: A number that shows whether leading zeros are kept.
_SAMPLE_ORDINAL = 12
_LIMIT = 300


class OfficeSettings(ScrollPage):
    """Emits what is to be kept; what was typed and not yet kept stays when the page is read again."""

    profile_wanted = Signal(object)
    pattern_wanted = Signal(str, str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._kept: OfficeProfile | None = None
        self._sops: list[SopLine] = []
        self._common = ""
        self._add_profile()
        self._add_pattern()
        self.column.addStretch(1)

    def _add_profile(self) -> None:
        self.column.addWidget(Heading("Identitas kantor", self, factor=1.1))
        self.form = CheckedForm(self)
        self.name, self.government, self.address, self.city = (_line() for _ in range(4))
        self.zone = QComboBox()
        for code, hours in TIMEZONES.items():
            self.zone.addItem(f"{code} (UTC+{hours})", code)
        self.form.add("&Nama dinas", self.name, lambda: "" if _words(self.name) else "Isi nama dinas.")
        self.form.add("&Pemerintah daerah", self.government)
        self.form.add("&Alamat", self.address)
        self.form.add("&Kota", self.city)
        self.form.add(
            "&Zona waktu", self.zone,
            hint="Mengganti zona waktu menghitung ulang tenggat langkah yang masih terbuka.",
        )  # fmt: skip
        self.column.addWidget(self.form)
        self.save_button = _button("&Simpan identitas", self)
        self.save_button.clicked.connect(self._save)
        self.column.addWidget(self.save_button)
        self.form.changed.connect(self._look)

    def _add_pattern(self) -> None:
        self.column.addSpacing(18)
        self.column.addWidget(Heading("Nomor permohonan", self, factor=1.1))
        self.column.addWidget(
            WrappedLabel(
                "Pola memuat {urut} atau {urut:03} (nomor urut), {kode} (kode SOP), {bulan}, {bulan_romawi}, "
                "dan {tahun}. Kosongkan pola sebuah SOP agar mengikuti pola umum. Pola baru berlaku untuk "
                "permohonan berikutnya.",
                self,
                quiet=True,
            )
        )
        self.pattern_form = CheckedForm(self)
        self.sop = QComboBox()
        self.pattern = _line(120)
        self.pattern_form.add("Untuk S&OP", self.sop)
        self.pattern_form.add("Po&la nomor", self.pattern, self._pattern_fault)
        self.example = WrappedLabel("", self)
        self.example.setAccessibleName("Contoh nomor")
        self.pattern_button = _button("Si&mpan pola", self)
        for widget in (self.pattern_form, self.example, self.pattern_button):
            self.column.addWidget(widget)
        self.sop.currentIndexChanged.connect(self._show_pattern)
        self.pattern.textChanged.connect(self._show_example)
        self.pattern_button.clicked.connect(self._save_pattern)

    def show_office(self, profile: OfficeProfile, sops: Sequence[SopLine], common: str) -> None:
        """Show what is kept; `common` is the pattern of all SOPs without one of their own."""
        if self._kept is None or not self._is_typed():
            self._kept = profile
            for edit, words in (
                (self.name, profile.name), (self.government, profile.government),
                (self.address, profile.address), (self.city, profile.city),
            ):  # fmt: skip
                edit.setText(words)
            self.zone.setCurrentIndex(self.zone.findData(profile.timezone))
        else:
            self._kept = profile
        self._common, self._sops = common, list(sops)
        chosen = self.sop.currentData()
        self.sop.blockSignals(True)
        self.sop.clear()
        self.sop.addItem("Semua SOP tanpa pola sendiri", "")
        for sop in sops:
            self.sop.addItem(f"{sop.code}: {calm_title(sop.name)}", sop.code)
        self.sop.setCurrentIndex(max(0, self.sop.findData(chosen)))
        self.sop.blockSignals(False)
        self._show_pattern()
        self._look()

    def profile(self) -> OfficeProfile:
        """The profile as it stands in the fields."""
        sample = self._kept.sample if self._kept is not None else False
        return OfficeProfile(
            _words(self.name), _words(self.government), _words(self.address), _words(self.city),
            str(self.zone.currentData() or "WIB"), sample,
        )  # fmt: skip

    def _is_typed(self) -> bool:
        return self.profile() != self._kept

    def _look(self) -> None:
        self.save_button.setEnabled(self._is_typed())

    def _save(self) -> None:
        if self.form.insist():
            self.profile_wanted.emit(self.profile())

    def _kept_pattern(self) -> str:
        code = self.sop.currentData() or ""
        return next((sop.pattern for sop in self._sops if sop.code == code), self._common)

    def _show_pattern(self) -> None:
        self.pattern.setText(self._kept_pattern())
        self._show_example()

    def _pattern_fault(self) -> str:
        text = self.pattern.text().strip()
        if not text and self.sop.currentData():
            return ""
        fault = pattern_fault(text)
        return obstacle_text(fault, {}) if fault else ""

    def _show_example(self) -> None:
        """The number that the pattern gives today, or what is wrong with it."""
        text = self.pattern.text().strip()
        code = str(self.sop.currentData() or (self._sops[0].code if self._sops else "SOP"))
        fault = self._pattern_fault()
        number = "" if fault else format_number(text or self._common, _SAMPLE_ORDINAL, code, self._today)
        self.example.show_text(fault or f"Contoh: {number}")
        self.pattern_button.setEnabled(not fault and text != self._kept_pattern())

    def _save_pattern(self) -> None:
        self.pattern_wanted.emit(self.pattern.text().strip(), str(self.sop.currentData() or ""))


def _line(limit: int = _LIMIT) -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(limit)
    return edit


def _button(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setAutoDefault(False)
    button.setAccessibleName(words.replace("&", ""))
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def _words(edit: QLineEdit) -> str:
    return " ".join(edit.text().split())
