"""The pages of the first start: welcome, office, administrator, SOPs, summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.records.office import TIMEZONES, NewPerson, OfficeProfile
from models.rules.account import PASSWORD_LENGTH, password_fault, username_fault
from resources.wording import obstacle_text
from views.checked_form import CheckedForm, ScrollPage
from views.dialog_style import no_mnemonic, tone_colours
from views.fields import WrappedLabel
from views.heading import Heading
from views.progress_line import ProgressLine
from views.title_words import calm_title

_ZONE_WORDS = {
    "WIB": "WIB: Sumatra, Jawa, Kalimantan Barat dan Tengah",
    "WITA": "WITA: Bali, Nusa Tenggara, Sulawesi, Kalimantan lainnya",
    "WIT": "WIT: Maluku dan Papua",
}
_NAME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class SopOffer:
    """An SOP that ships and can be used."""

    code: str
    name: str
    source: str
    steps: int


@dataclass(frozen=True, slots=True)
class PositionOffer:
    """A usual position, with what it may do in words."""

    name: str
    duties: str


class WizardPage(ScrollPage):
    """A page with a heading; `ready` insists on what is missing before the next one."""

    def __init__(self, title: str, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.column.addWidget(Heading(title, self))
        self.column.addWidget(WrappedLabel(intro, self))

    def ready(self) -> bool:
        """Whether the next page may come; shows what is missing."""
        return True

    def begin(self) -> None:
        """Put the keyboard where one begins."""

    def typed(self) -> object:
        """What stands in the fields."""
        return None


class WelcomePage(WizardPage):
    """The choice between a real office and a sample."""

    office_wanted = Signal()
    sample_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, folder: str, sample_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Selamat datang di Papan SOP",
            "Papan SOP membawa setiap permohonan melalui langkah-langkah SOP kantor: siapa mengerjakan apa, "
            "dokumen apa yang harus ada, dan kapan harus selesai.",
            parent,
        )
        self.office_button = self._choice(
            "&Siapkan kantor kami",
            "Lima langkah singkat: kantor, administrator, SOP yang dipakai, lalu kantor siap bekerja. "
            f"Data disimpan di:\n{folder}",
        )
        self.office_button.setProperty("kind", "primary")
        self.sample_button = self._choice(
            "&Coba dengan data contoh",
            "Membuat kantor contoh yang terpisah, berisi ratusan permohonan rekaan dan ditandai CONTOH di "
            "semua layar. Data kantor yang sebenarnya tidak tersentuh; kantor sendiri dapat disiapkan kapan "
            f"saja sesudahnya. Data contoh disimpan di:\n{sample_folder}",
        )
        self.restore_button = self._choice(
            "&Pulihkan dari cadangan…",
            "Untuk komputer baru atau pengganti: kantor diambil dari tempat cadangannya (USB, cakram lain, "
            "atau folder bersama), lalu setiap orang masuk dengan kata sandinya sendiri.",
        )
        self.progress = ProgressLine(self)
        self.progress.cancel_button.setText("&Batalkan pembuatan")
        self.column.addWidget(self.progress)
        self.column.addStretch(1)
        self.office_button.clicked.connect(self.office_wanted)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)

    def _choice(self, words: str, detail: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "switch")
        button.setAccessibleName(words.replace("&", ""))
        button.setAccessibleDescription(detail)
        self.column.addSpacing(8)
        self.column.addWidget(button)
        self.column.addWidget(WrappedLabel(detail, self, quiet=True))
        return button

    def begin(self) -> None:
        """On the first choice."""
        self.office_button.setFocus()

    def show_busy(self, busy: bool) -> None:
        """While the sample is made nothing else can be chosen."""
        for button in (self.office_button, self.sample_button, self.restore_button):
            button.setEnabled(not busy)

    def show_looking(self, words: str) -> None:
        """While a place is looked into, which takes a moment; "" when that is over."""
        self.show_busy(busy=bool(words))
        if words:
            self.progress.start(words)
            self.progress.cancel_button.setEnabled(False)
        else:
            self.progress.stop()
            self.restore_button.setFocus()


class OfficePage(WizardPage):
    """Who the office is, and its time zone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kantor", "Nama-nama ini tampil di layar dan kelak di kop surat.", parent)
        self.form = CheckedForm(self)
        self.name = _line("Dinas Komunikasi dan Informatika Kabupaten …")
        self.government = _line("Pemerintah Kabupaten …")
        self.city = _line("Kota tempat surat ditandatangani")
        self.zone = QComboBox(self)
        for code in TIMEZONES:
            self.zone.addItem(_ZONE_WORDS[code], code)
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.add("&Nama dinas", self.name, lambda: "" if _words(self.name) else "Isi nama dinas.")
        self.form.add(
            "&Pemerintah daerah",
            self.government,
            lambda: "" if _words(self.government) else "Isi nama pemerintah daerah.",
        )
        self.form.add("K&ota", self.city, lambda: "" if _words(self.city) else "Isi nama kota.")
        self.form.add(
            "&Zona waktu", self.zone, hint="Jam kerja dan tenggat dihitung menurut waktu kantor ini."
        )
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def ready(self) -> bool:
        """All names are needed."""
        return self.form.insist()

    def begin(self) -> None:
        """On the name."""
        self.name.setFocus()

    def typed(self) -> object:
        """The names."""
        return _words(self.name), _words(self.government), _words(self.city)

    def profile(self) -> OfficeProfile:
        """The office as entered."""
        return OfficeProfile(
            _words(self.name), _words(self.government), "", _words(self.city), self.zone.currentData()
        )


class AdministratorPage(WizardPage):
    """The first account, which administers, and the position in which it works."""

    def __init__(self, positions: Sequence[PositionOffer], parent: QWidget | None = None) -> None:
        super().__init__(
            "Administrator",
            "Akun pertama. Administrator menambah orang, jabatan, dan hari libur, dan dapat bekerja seperti "
            "petugas lain dalam jabatannya.",
            parent,
        )
        self.form = CheckedForm(self)
        self.name = _line("Nama lengkap, dengan gelar bila perlu")
        self.username = _line("misalnya rina.k", limit=60)
        self.password = _line("", secret=True)
        self.repeated = _line("", secret=True)
        self.position = QComboBox(self)
        self.position.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for offer in positions:
            self.position.addItem(
                f"{offer.name} ({offer.duties})" if offer.duties else offer.name, offer.name
            )
        self.position.addItem("Tanpa jabatan (hanya mengatur)", "")
        registering = [i for i, offer in enumerate(positions) if "tata usaha" in offer.duties]
        self.position.setCurrentIndex(registering[-1] if registering else 0)
        self.form.add("&Nama", self.name, lambda: "" if _words(self.name) else "Isi nama administrator.")
        self.form.add("Nama &pengguna", self.username, self._username_fault, "Dipakai untuk masuk.")
        self.form.add(
            "Kata &sandi", self.password, self._password_fault, f"Paling sedikit {PASSWORD_LENGTH} karakter."
        )
        self.form.add("&Ulangi kata sandi", self.repeated, self._repeated_fault)
        self.form.add(
            "&Jabatan", self.position, hint="Dapat ditambah dan diubah kemudian di Pengaturan > Jabatan."
        )
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def _username_fault(self) -> str:
        if not _words(self.username):
            return "Isi nama pengguna."
        code = username_fault(self.username.text())
        return obstacle_text(code, {}) if code else ""

    def _password_fault(self) -> str:
        if not self.password.text():
            return "Isi kata sandi."
        fault = password_fault(self.password.text())
        return obstacle_text(fault[0], {"batas": fault[1]}) if fault else ""

    def _repeated_fault(self) -> str:
        if not self.repeated.text():
            return "Ketik kata sandi sekali lagi."
        return "" if self.repeated.text() == self.password.text() else "Kedua kata sandi tidak sama."

    def ready(self) -> bool:
        """Everything but the position is needed."""
        return self.form.insist()

    def begin(self) -> None:
        """On the name."""
        self.name.setFocus()

    def typed(self) -> object:
        """Name and user name."""
        return _words(self.name), _words(self.username), self.password.text()

    def person(self) -> NewPerson:
        """The account as entered."""
        return NewPerson(self.username.text(), _words(self.name), self.password.text(), is_admin=True)

    def position_name(self) -> str:
        """The position chosen, "" for none."""
        return str(self.position.currentData())


class SopPage(WizardPage):
    """Which of the shipped SOPs the office uses."""

    def __init__(self, sops: Sequence[SopOffer], parent: QWidget | None = None) -> None:
        super().__init__(
            "SOP yang dipakai",
            "Setiap SOP mendapat papannya sendiri. Jabatan baku langsung mengisi kolom pelaksananya dan "
            "dapat diubah kemudian di Pengaturan.",
            parent,
        )
        self.boxes: dict[str, QCheckBox] = {}
        self.fault = WrappedLabel("Pilih paling sedikit satu SOP.", self)
        self.fault.setStyleSheet(f"color: {tone_colours(self.palette(), 'merah').text.name()};")
        self.fault.hide()
        for sop in sops:
            box = QCheckBox(no_mnemonic(f"{sop.code}: {calm_title(sop.name)}"), self)
            box.setChecked(True)
            detail = f"{calm_title(sop.source)}, {sop.steps} langkah"
            box.setAccessibleDescription(detail)
            box.toggled.connect(self._look)
            self.boxes[sop.code] = box
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(box)
            words = WrappedLabel(detail, self, quiet=True)
            words.setContentsMargins(26, 0, 0, 4)
            pair.addWidget(words)
            self.column.addLayout(pair)
        self.column.addWidget(self.fault)
        self.column.addStretch(1)

    def _look(self) -> None:
        self.fault.setVisible(not self.codes())

    def codes(self) -> tuple[str, ...]:
        """The SOPs chosen."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def ready(self) -> bool:
        """At least one is needed."""
        self._look()
        return bool(self.codes())

    def begin(self) -> None:
        """On the first SOP."""
        next(iter(self.boxes.values())).setFocus()

    def typed(self) -> object:
        """The choice."""
        return self.codes()


class SummaryPage(WizardPage):
    """What will be made, to look over once more."""

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Ringkasan",
            "Periksa sekali lagi. Selain nama pengguna dan folder data, semuanya dapat diubah kemudian di "
            "Pengaturan.",
            parent,
        )
        self._folder = folder
        self.words = WrappedLabel("", self)
        self.column.addWidget(self.words)
        self.column.addStretch(1)

    def show_choice(
        self, profile: OfficeProfile, person: NewPerson, position: str, codes: Sequence[str]
    ) -> None:
        """Write down what was chosen."""
        lines = (
            ("Kantor", profile.name),
            ("Pemerintah daerah", profile.government),
            ("Kota, zona waktu", f"{profile.city}, {profile.timezone}"),
            ("Administrator", f"{person.name}, masuk sebagai “{person.username.strip().casefold()}”"),
            ("Jabatan", position or "tanpa jabatan"),
            ("SOP", ", ".join(codes)),
            ("Folder data", self._folder),
            ("Ikut disiapkan", "jabatan baku, hari libur nasional dan cuti bersama, serta jam kerja Ramadan"),
        )
        self.words.show_text("\n\n".join(f"{name}:\n{value}" for name, value in lines))


def _line(placeholder: str, *, secret: bool = False, limit: int = _NAME_LIMIT) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setMaxLength(limit)
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def _words(edit: QLineEdit) -> str:
    return " ".join(edit.text().split())
