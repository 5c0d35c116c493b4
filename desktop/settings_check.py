"""The page Pemeriksaan at work: the check in a worker, its findings, anchors copied from papers."""

from __future__ import annotations

from pathlib import Path

from desktop.background import Progress, Work, run_in_background
from desktop.changes import Changes
from desktop.finished_file import ask_target, not_saved
from desktop.session import Session
from desktop.settings_page import SettingsPage
from desktop.whole_file import write_whole
from desktop.window_first import window_first
from models.actions.checks import note_check
from models.store.anchors import anchor_now, check_anchor
from models.store.check_state import CheckState, note_full, read_check
from models.store.integrity import STAGES, check_office
from models.store.office import Finding
from models.store.problems import condition_of
from resources.indonesian import moment_text
from resources.problems import problem_text
from resources.wording_store import finding_text
from views.settings_check import CheckSettings, FoundLine
from views.settings_window import SettingsWindow

_NEVER = "Riwayat belum pernah diperiksa lengkap di komputer ini."


class CheckPage(SettingsPage):
    """Pemeriksaan, for administrators and leaders."""

    subjects = ("checks",)
    page: CheckSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(CheckSettings(), window, session, changes)
        self._work: Work | None = None
        self._lines: tuple[FoundLine, ...] = ()
        self._stopped = False
        self.page.check_wanted.connect(self.check)
        self.page.cancel_wanted.connect(self.cancel)
        self.page.save_wanted.connect(self._save)
        self.page.anchor_wanted.connect(self.match)

    def reload(self) -> None:
        """When it was last checked, and the anchor of now."""
        self.page.state.say(*self._state_words(read_check(self.office.store.folder)))
        self.page.show_anchor(anchor_now())

    def _state_words(self, state: CheckState) -> tuple[str, str]:
        if state.full_at is None:
            return _NEVER, "abu"
        when = moment_text(self.office.local(state.full_at))
        if state.findings:
            return f"Terakhir diperiksa lengkap {when}: {state.findings} temuan.", "merah"
        return f"Terakhir diperiksa lengkap {when}: tanpa temuan.", "hijau"

    def check(self, contents: bool) -> None:
        """Check everything in a worker, in one reading of the data."""
        if self._work is not None:
            return
        self._stopped = False
        self.page.show_busy(busy=True)
        office = self.office

        def look(progress: Progress) -> list[Finding]:
            with window_first(), office.reading(fresh=True):
                return list(check_office(office, contents=contents, progress=progress))

        self._work = run_in_background(
            self, look, lambda found: self._done(found, contents), self._failed, self._advance
        )

    def cancel(self) -> None:
        """Ask the check to stop."""
        self._stopped = True
        if self._work is not None:
            self._work.stop()

    def match(self, text: str) -> None:
        """Hold the history to an anchor from a paper."""
        found = check_anchor(self.office, text)
        tone = "hijau" if found.code == "jangkar_cocok" else "merah"
        self.page.answer.say(
            finding_text(found.code, found.data), "kuning" if found.code.endswith("_terbaca") else tone
        )

    def _advance(self, done: int, total: int) -> None:
        stage = next(name for name, until in STAGES if done <= until)
        self.page.advance(done, total, stage)

    def _end(self) -> None:
        self._work = None
        self.page.show_busy(busy=False)

    def _done(self, found: list[Finding], contents: bool) -> None:
        self._end()
        self._lines = tuple(
            FoundLine(place, finding_text(f.code, f.data), f.grave) for place, f in enumerate(found)
        )
        self.page.show_found(self._lines)
        if self._stopped:
            self.window.message.tell("Pemeriksaan dihentikan; yang ditampilkan belum lengkap.")
            return
        grave = sum(f.grave for f in found)
        if contents:
            note_full(self.office.store.folder, self.office.now(), grave)
        self.acts.take(note_check(self.office, self.actor_id, grave, contents=contents))
        self.page.state.say(*_result_words(grave, contents=contents))
        self.page.show_anchor(anchor_now())

    def _failed(self, error: Exception) -> None:
        self._end()
        damage = condition_of(error, str(self.office.store.folder))
        if damage is None:
            raise error
        words = problem_text(damage.code, damage.data)
        self.page.state.say(f"{words.title}. {words.what} {words.todo}", "merah")

    def _save(self) -> None:
        target = ask_target(self.window, "Simpan hasil pemeriksaan", "Hasil pemeriksaan.txt", "Teks (*.txt)")
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """The findings as plain text, with when they were found and the anchor of that state."""
        made = moment_text(self.now())
        marked = (f"[{'TEMUAN' if line.grave else 'catatan'}] {line.words}" for line in self._lines)
        text = "\n".join(
            (f"Hasil pemeriksaan Papan SOP, {made}", f"Jangkar riwayat: {anchor_now()}", "", *marked)
        )
        try:
            write_whole(target, (text + "\n").encode())
        except OSError as error:
            self.window.refuse([not_saved(target, error)])
        else:
            self.window.message.tell(f"Hasil pemeriksaan tersimpan: {target}")


def _result_words(grave: int, *, contents: bool) -> tuple[str, str]:
    if grave:
        words = (
            f"{grave} temuan. Jangan ubah apa pun dulu: simpan hasil ini sebagai teks, bandingkan dengan "
            "cadangan, dan tanyakan siapa yang membuka berkas data dengan program lain."
        )
        return words, "merah"
    if contents:
        return "Baik: basis data, riwayat, setiap baris data, dan setiap dokumen utuh.", "hijau"
    return "Baik: basis data, riwayat, dan setiap baris data utuh; isi dokumen tidak dibaca.", "hijau"
