"""The page Naskah of the settings at work: kop, numbers, wording, disposition lists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QTabWidget, QWidget

from desktop.background import run_in_background
from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage
from models.actions import paper_numbers as number_acts
from models.actions import paper_settings as acts
from models.queries.paper_numbers import number_groups
from models.queries.papers import forms, letterhead, logo_bytes, paper_defaults
from models.records.disposition import DispositionLists
from models.records.paper import PaperDefaults, PaperDraft
from models.rules.rights import may
from models.store.files import FileProblem, StoredFile
from models.store.paper_settings import disposition_lists
from models.store.people import standing
from resources.problems import problem_text
from views.settings_letterhead import LetterheadSettings
from views.settings_window import SettingsWindow
from views.settings_wording import DispositionSettings, NumberSettings, TemplateSettings

_PICTURES = "Gambar (*.png *.jpg *.jpeg)"


class PapersSettingsPage(SettingsPage):
    """Naskah; the tabs that the person may change, a Pengelola SOP the wording, TU numbers and lists."""

    subjects = ("settings", "papers", "numbers")
    page: QTabWidget

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(QTabWidget(), window, session, changes)
        self._session = session
        roles = standing(session.office, session.person_id, session.office.now()).roles
        self.kop = LetterheadSettings(self.page)
        self.numbers = NumberSettings(self.page)
        self.templates = TemplateSettings(self.page)
        self.lists = DispositionSettings(self.page)
        tabs: tuple[tuple[QWidget, str, str], ...] = (
            (self.kop, "Ko&p dan kertas", "set_letterhead"),
            (self.numbers, "No&mor naskah", "set_number_pattern"),
            (self.templates, "&Kalimat", "set_template"),
            (self.lists, "&Disposisi", "set_disposition_lists"),
        )
        for page, title, act in tabs:
            if may(f"paper_settings.{act}", roles):
                self.page.addTab(page, title)
            else:
                page.hide()
        self._connect()

    def _connect(self) -> None:
        self.kop.letterhead_wanted.connect(self._save_letterhead)
        self.kop.logo_wanted.connect(self.choose_logo)
        self.kop.logo_cleared.connect(
            lambda: self.do(lambda: acts.clear_logo(self.office, self.actor_id), "Logo dihapus dari kop.")
        )
        self.kop.defaults_wanted.connect(self._save_defaults)
        self.kop.preview_wanted.connect(self._preview)
        self.numbers.pattern_wanted.connect(self._save_pattern)
        self.numbers.first_wanted.connect(self._save_first)
        self.templates.text_wanted.connect(self._save_text)
        self.templates.restore_wanted.connect(self._restore)
        self.lists.lists_wanted.connect(self._save_lists)

    def reload(self) -> None:
        """Everything that is kept."""
        office = self.office
        self.kop.show_letterhead(letterhead(office), logo_bytes(office))
        self.kop.show_defaults(paper_defaults(office))
        self.templates.show_forms(forms(office))
        self.numbers.show_records(number_groups(office))
        self.lists.show_lists(disposition_lists(office))

    def _save_letterhead(self, above: tuple[str, ...], name: str, below: tuple[str, ...]) -> None:
        self.do(
            lambda: acts.set_letterhead(self.office, self.actor_id, above, name, below),
            "Kop disimpan; berlaku untuk naskah berikutnya.",
        )

    def choose_logo(self) -> None:
        """Pilih logo: a picture is looked at before it is copied in."""
        chosen, _kind = QFileDialog.getOpenFileName(self.window, "Pilih logo", str(Path.home()), _PICTURES)
        if chosen:
            self.take_logo(Path(chosen))

    def take_logo(self, path: Path) -> None:
        """Make a picture small enough, copy it in and put it on the kop; in a worker, as it may be large."""
        files = self.office.store.files
        self.kop.allow_logo(free=False)

        def ingest(_progress: object) -> StoredFile:
            from desktop.logo_file import fitting_picture

            return files.ingest(fitting_picture(path, acts.LOGO_LIMIT))

        run_in_background(self, ingest, self._set_logo, self._refuse_logo)

    def _set_logo(self, stored: StoredFile) -> None:
        self.kop.allow_logo(free=True)
        self.do(lambda: acts.set_logo(self.office, self.actor_id, stored), "Logo dipasang pada kop.")

    def _refuse_logo(self, error: Exception) -> None:
        """A picture that is none, or a disk that fails, is said; the kop stays."""
        self.kop.allow_logo(free=True)
        if isinstance(error, FileProblem):
            problem = problem_text(error.code, error.data)
            self.window.refuse([problem.what, "Kop tidak berubah.", problem.todo])
        elif isinstance(error, ValueError):
            self.window.refuse(
                ["Berkas ini bukan gambar PNG atau JPEG yang dapat dibaca. Kop tidak berubah."]
            )
        elif isinstance(error, OSError):
            self.window.refuse(["Gambar ini tidak dapat dibaca atau diperkecil. Kop tidak berubah."])
        else:
            raise error

    def _save_defaults(self, defaults: PaperDefaults) -> None:
        self.do(
            lambda: acts.set_paper_defaults(self.office, self.actor_id, defaults),
            "Kertas disimpan; berlaku untuk naskah berikutnya.",
        )

    def _preview(self) -> None:
        """A nota dinas as it would look now; it is closed without a trace."""
        from desktop.paper_dialogs import open_draft

        open_draft(self.window, self._session, self.changes, PaperDraft("nota_dinas"))

    def _save_pattern(self, group: str, pattern: str) -> None:
        self.do(
            lambda: acts.set_number_pattern(self.office, self.actor_id, group, pattern),
            "Pola nomor disimpan; berlaku untuk nomor berikutnya.",
        )

    def _save_first(self, group: str, first: int) -> None:
        year = self.now().year
        self.do(
            lambda: number_acts.set_first_number(self.office, self.actor_id, group, year, first),
            f"Seri ini pada {year} mulai dari nomor {first}.",
        )

    def _save_text(self, form: str, text_id: str, text: str) -> None:
        self.do(
            lambda: acts.set_template(self.office, self.actor_id, form, text_id, text),
            "Kalimat disimpan; berlaku untuk naskah berikutnya.",
        )

    def _restore(self, form: str, text_id: str) -> None:
        self.do(
            lambda: acts.restore_template(self.office, self.actor_id, form, text_id or None),
            "Kalimat bawaan dikembalikan.",
        )

    def _save_lists(self, lists: DispositionLists) -> None:
        self.do(
            lambda: acts.set_disposition_lists(self.office, self.actor_id, lists),
            "Daftar disposisi disimpan.",
        )
