"""Fills Tugas Saya: the parts that the person may act on now."""

from __future__ import annotations

from desktop.card_acts import CardActs
from desktop.first_case_words import registers
from desktop.session import Session
from models.queries.conditions import is_late
from models.queries.dispositions import inbox
from models.queries.tasks import my_tasks
from models.rules.search import parse_search
from views.tasks import TasksView

_NONE = (
    "Tidak ada tugas untuk Anda saat ini.\n"
    "Tugas muncul di sini begitu sebuah langkah sampai pada jabatan Anda."
)
_NONE_WITHOUT_POSITION = (
    "Tidak ada tugas untuk Anda: tugas hanya sampai pada pemegang jabatan.\n"
    "Permohonan dibaca di papan SOP dan di Semua Permohonan."
)
_NONE_MATCH = (
    "Tidak ada tugas yang cocok dengan pencarian.\nKosongkan kotak pencarian (Ctrl+K) untuk melihat semua."
)


class TasksController:
    """The list of tasks, narrowed to the search text of the window."""

    def __init__(self, view: TasksView, session: Session, acts: CardActs) -> None:
        self._view = view
        self._session = session
        self._text = ""
        view.step_wanted.connect(acts.open_step)
        view.case_wanted.connect(acts.open_case)
        view.inbox.opened.connect(lambda line: acts.open_dispositions(line.case_id))
        view.menu_wanted.connect(lambda card, at: acts.show_menu(view, card, at))

    def show(self, text: str) -> None:
        """Show the tasks that this search text asks for."""
        self._text = text
        self.reload()

    def reload(self) -> None:
        """Read the tasks again, and the dispositions that wait for this person."""
        self._view.inbox.show_lines(inbox(self._session.office, self._session.person_id))
        wanted = parse_search(self._text)
        cards = my_tasks(self._session.office, self._session.person_id, wanted)
        now = int(self._session.office.now().timestamp())
        late = sum(is_late(c.pace, c.due_at, now) for c in cards)
        none = _NONE if registers(self._session.standing) else _NONE_WITHOUT_POSITION
        self._view.table.empty_words = _NONE_MATCH if self._text.strip() else none
        taken = sum(c.assignee_id == self._session.person_id for c in cards)
        self._view.labels = self._labels({c.sop_code for c in cards if c.total > 1})
        self._view.show_tasks(cards, late, taken)

    def _labels(self, codes: set[str]) -> dict[tuple[str, str], str]:
        """What the columns of these SOPs are called: one person may hold several parts of a step."""
        sops = [self._session.office.sop_by_code(code)[2] for code in codes]
        return {(sop.code, executor.id): executor.label for sop in sops for executor in sop.executors}
