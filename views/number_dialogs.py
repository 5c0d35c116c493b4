"""Small dialogs of the number register: reserve, put in between, write down one from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from views.ask_dialog import AskDialog
from views.fields import DayField

_PURPOSE_LIMIT, _NUMBER_LIMIT = 300, 120


class NumberDialog(AskDialog):
    """Date and purpose of a number; `outside` asks for the number itself too."""

    def __init__(
        self,
        title: str,
        intro: str,
        act: str,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        outside: bool = False,
    ) -> None:
        super().__init__(title, intro, act, parent)
        self._outside = outside
        self.number = QLineEdit(self)
        self.number.setMaxLength(_NUMBER_LIMIT)
        self.number.setAccessibleName("Nomor")
        self.number.setVisible(outside)
        self.day = DayField("Tanggal naskah", now, self)
        self.day.take_day(now().date())
        self.purpose = QLineEdit(self)
        self.purpose.setMaxLength(_PURPOSE_LIMIT)
        self.purpose.setAccessibleName("Keperluan")
        self.purpose.setPlaceholderText("misalnya: undangan rapat pembahasan aplikasi")
        if outside:
            self.form.addRow("&Nomor", self.number)
        self.form.addRow("Tan&ggal naskah", self.day)
        self.form.addRow("&Keperluan", self.purpose)
        self.number.textChanged.connect(self.check)
        self.purpose.textChanged.connect(self.check)
        self.day.changed.connect(self.check)
        self.ready(480, 260)

    def problems(self) -> list[str]:
        """All of it is demanded: the register must tell later what a number was for."""
        found = [] if self.number.text().strip() or not self._outside else ["Tulis nomornya."]
        found += [] if self.day.day() else ["Isi tanggal naskah."]
        return found + ([] if self.purpose.text().strip() else ["Isi keperluannya."])

    def typed(self) -> object:
        """The fields."""
        return self.number.text(), self.day.edit.text(), self.purpose.text()
