"""What a person does with a card, wherever it is shown: open, take, assign, return, drop.

What only an act needs is imported by the act: the first picture of the board waits for none of it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.changes import Changes
from desktop.doors import Doors
from desktop.session import Session
from models.records.board import BoardColumn, CardRow
from models.records.results import Changed, Obstacle
from models.rules.rights import may
from views.message_bar import MessageBar


class CardActs:
    """Turns the wishes of board and task list into dialogs and acts; answers in the message bar."""

    def __init__(self, session: Session, changes: Changes, doors: Doors, message: MessageBar) -> None:
        self._session = session
        self._changes = changes
        self._doors = doors
        self._message = message

    def open_step(self, card: CardRow) -> None:
        """The step dialog."""
        self._doors.step(card.run_id)

    def open_case(self, card: CardRow) -> None:
        """The case window."""
        self._doors.case(card.case_id)

    def open_case_id(self, case_id: int) -> None:
        """The case window of a row in a list."""
        self._doors.case(case_id)

    def open_dispositions(self, case_id: int) -> None:
        """The case window at its dispositions."""
        self._doors.dispositions(case_id)

    def show_menu(self, parent: QWidget, card: CardRow, at: QPoint) -> QMenu:
        """The menu of a card, with the people it may be given to."""
        from models.queries.lookups import people_for
        from views.card_menu import CardMenu

        people = people_for(self._session.office, card.run_id, card.part)
        reads_only = not may("work.assign", self._session.standing.roles)
        menu = CardMenu(card, self._session.person_id, people, parent, reads_only=reads_only)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.step_wanted.connect(lambda: self.open_step(card))
        menu.case_wanted.connect(lambda: self.open_case(card))
        menu.return_wanted.connect(lambda: self._doors.give_back(card.run_id, ""))
        menu.assign_wanted.connect(lambda person: self.give_to(card, person))
        menu.popup(at)
        return menu

    def give_to(self, card: CardRow, person_id: int | None) -> None:
        """Take the part, give it to somebody, or let it go."""
        from models.actions.work import assign

        answer = assign(self._session.office, self._session.person_id, card.run_id, card.part, person_id)
        if isinstance(answer, Changed):
            self._changes.announce(answer.subjects)
        else:
            self.refuse(answer.obstacles)

    def legal_columns(self, card: CardRow, columns: tuple[BoardColumn, ...]) -> dict[str, str]:
        """Where the card may be dropped, and what a drop there would do."""
        from models.queries.drops import drop_target

        found: dict[str, str] = {}
        for column in columns:
            target = drop_target(
                self._session.office, self._session.person_id, card.run_id, card.part, column.executor
            )
            if target.kind != "none":
                found[column.executor] = target.kind
        return found

    def drop(self, run_id: int, part: str, executor: str) -> None:
        """Open the dialog that the drop asks for, or say why there is none. No card moves by this."""
        from models.queries.drops import drop_target

        target = drop_target(self._session.office, self._session.person_id, run_id, part, executor)
        if target.kind == "complete":
            self._message.hide()
            self._doors.step(run_id, target.outcomes[0] if len(target.outcomes) == 1 else None)
        elif target.kind == "return":
            self._message.hide()
            self._doors.give_back(run_id, target.step)
        elif target.why != "kolom_sama":
            self.refuse((Obstacle(target.why, target.data),))

    def refuse(self, obstacles: tuple[Obstacle, ...]) -> None:
        """Say in the window, without a dialog, what stands in the way."""
        from resources.wording import obstacle_text

        self._message.refuse(" ".join(obstacle_text(o.code, o.data) for o in obstacles))
