"""The small dialogs of a case: reason, return, pause, skip, target date, assignment, note, executors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from models.records.case import ChoiceLine, OutcomeLine, ReturnTarget
from models.records.completion import PAUSE_PARTIES
from views.ask_dialog import AskDialog
from views.dialog_style import no_mnemonic
from views.fields import LinesEdit, MomentField


class _WithReason(AskDialog):
    """A dialog that demands a reason; subclasses add their fields above it and call `ready`."""

    def __init__(self, title: str, intro: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(title, intro, act, parent)
        self.reason = LinesEdit("Alasan", self, lines=3)
        self.form.addRow("&Alasan", self.reason)
        self.reason.textChanged.connect(self.check)

    def problems(self) -> list[str]:
        """A reason is always demanded."""
        return [] if self.reason.text() else ["Isi alasannya."]

    def typed(self) -> object:
        """The reason."""
        return self.reason.text()


class ReasonDialog(_WithReason):
    """One reason, for cancelling, reopening, undoing, withdrawing a document."""

    def __init__(self, title: str, intro: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(title, intro, act, parent)
        self.ready()


class NoteDialog(ReasonDialog):
    """A note for the history of a case."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(f"Catatan untuk {number}", "Catatan masuk riwayat dan tidak dapat diubah lagi.",
                         "&Simpan catatan", parent)  # fmt: skip
        self.reason.setAccessibleName("Catatan")
        label = self.form.labelForField(self.reason)
        if label is not None:
            label.setProperty("text", "&Catatan")

    def problems(self) -> list[str]:
        """Nothing to keep without words."""
        return [] if self.reason.text() else ["Tulis catatannya."]


class ReturnDialog(_WithReason):
    """Kembalikan: to which row already done, and why."""

    def __init__(
        self, number: str, targets: Sequence[ReturnTarget], chosen: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Kembalikan {number}",
            "Langkah yang dituju dibuka lagi dengan waktu baku penuh. Output yang diserahkan sejak "
            "langkah itu menjadi “perlu diperbarui” sampai diganti atau dinyatakan masih berlaku.",
            "&Kembalikan",
            parent,
        )
        self.target = QComboBox(self)
        self.target.setAccessibleName("Kembalikan ke langkah")
        self.target.addItem("— pilih langkah —", "")
        for line in targets:
            self.target.addItem(f"Langkah {line.step_no} · {line.title}", line.step)
        self.target.setCurrentIndex(max(0, self.target.findData(chosen)))
        self.form.insertRow(0, "Kembali ke &langkah", self.target)
        self.target.currentIndexChanged.connect(self.check)
        self.ready()
        (self.reason if chosen else self.target).setFocus()

    def step(self) -> str:
        """The row chosen, "" when none is."""
        return str(self.target.currentData() or "")

    def problems(self) -> list[str]:
        """Both are demanded."""
        return [*([] if self.step() else ["Pilih langkah tujuan."]), *super().problems()]

    def typed(self) -> object:
        """Row and reason."""
        return self.step(), self.reason.text()


class PauseDialog(_WithReason):
    """Tunda: whom the case waits for, and why."""

    def __init__(
        self, number: str, externals: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Tunda {number}",
            "Selama ditunda waktu tidak berjalan dan langkah tidak dapat diselesaikan; "
            "melampirkan dan mencatat tetap bisa.",
            "T&unda",
            parent,
        )
        self.party = QComboBox(self)
        self.party.setAccessibleName("Menunggu siapa")
        self.party.addItem("— pilih pihak —", ("", ""))
        for code, label in PAUSE_PARTIES.items():
            if code == "opd" and externals:
                for executor, name in externals:
                    self.party.addItem(name, (code, executor))
            else:
                self.party.addItem(label, (code, ""))
        self.form.insertRow(0, "&Menunggu", self.party)
        self.party.currentIndexChanged.connect(self.check)
        self.ready()
        self.party.setFocus()

    def chosen(self) -> tuple[str, str]:
        """Party code and the external executor waited for, "" for none."""
        party, executor = self.party.currentData()
        return str(party), str(executor)

    def problems(self) -> list[str]:
        """Both are demanded."""
        return [*([] if self.chosen()[0] else ["Pilih pihak yang ditunggu."]), *super().problems()]

    def typed(self) -> object:
        """Party and reason."""
        return self.chosen(), self.reason.text()


class SkipDialog(_WithReason):
    """Lewati: a leader leaves a step undone; at a decision the way to go on is chosen too."""

    def __init__(
        self, number: str, step: str, outcomes: Sequence[OutcomeLine], parent: QWidget | None = None
    ) -> None:
        self._decides = len(outcomes) > 1
        super().__init__(
            f"Lewati langkah {step}",
            f"Langkah {step} pada {number} ditutup tanpa dikerjakan dan tercatat sebagai dilewati.",
            "&Lewati langkah",
            parent,
        )
        self.outcome_box = QComboBox(self)
        self.outcome_box.setAccessibleName("Lanjut sebagai keputusan")
        self.outcome_box.setVisible(self._decides)
        if self._decides:
            self.outcome_box.addItem("— pilih —", "")
            for line in outcomes:
                self.outcome_box.addItem(f"{line.label} → {line.leads_to}", line.id)
            self.form.insertRow(0, "Lan&jut sebagai", self.outcome_box)
            self.outcome_box.currentIndexChanged.connect(self.check)
        self.ready()

    def outcome(self) -> str | None:
        """The outcome chosen; None where nothing is to be decided."""
        return str(self.outcome_box.currentData() or "") if self._decides else None

    def problems(self) -> list[str]:
        """The outcome first, then the reason."""
        return [
            *(["Pilih keputusan untuk melanjutkan."] if self.outcome() == "" else []),
            *super().problems(),
        ]


class TargetDialog(AskDialog):
    """Sepakati target: a date with time, and with whom it was agreed."""

    def __init__(
        self,
        step: str,
        now: Callable[[], datetime],
        closing: Callable[[date], time],
        present: tuple[datetime | None, str] = (None, ""),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"Target langkah {step}",
            "Langkah ini tidak mempunyai batas waktu baku; target disepakati bersama.",
            "&Sepakati", parent,
        )  # fmt: skip
        self.target = TargetField(now, closing, self)
        self.target.take(present[0])
        self.agreed_with = QLineEdit(present[1], self)
        self.agreed_with.setAccessibleName("Disepakati dengan")
        self.agreed_with.setPlaceholderText("nama dan jabatan atau OPD")
        self.form.addRow("Tar&get selesai", self.target)
        self.form.addRow("Disepakati &dengan", self.agreed_with)
        self.target.changed.connect(self.check)
        self.agreed_with.textChanged.connect(self.check)
        self.ready()

    def problems(self) -> list[str]:
        """Both are demanded."""
        found = [] if self.target.moment() else ["Isi tanggal dan jam target."]
        return found if self.agreed_with.text().strip() else [*found, "Isi dengan siapa target disepakati."]

    def typed(self) -> object:
        """Date and person."""
        return self.target.edit.text(), self.agreed_with.text()


class TargetField(MomentField):
    """A moment to come: a day picked from the calendar means its closing time."""

    def __init__(
        self, now: Callable[[], datetime], closing: Callable[[date], time], parent: QWidget | None = None
    ) -> None:
        super().__init__("Target selesai", now, parent)
        self._closing = closing
        self.now_button.hide()

    def take_day(self, day: date) -> None:
        """The closing time of that day."""
        self.take(datetime.combine(day, self._closing(day)))


class AssignDialog(AskDialog):
    """Tugaskan: who looks after a part; it sorts Tugas Saya and locks nothing."""

    def __init__(
        self, part: str, people: Sequence[tuple[int, str]], present: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Tugaskan {part}",
            "Penugasan mengurutkan Tugas Saya; pemegang jabatan lain tetap dapat mengerjakan.",
            "T&ugaskan",
            parent,
        )
        self.person = QComboBox(self)
        self.person.setAccessibleName("Petugas")
        self.person.addItem("— tanpa petugas —", None)
        for person_id, name in people:
            self.person.addItem(name, person_id)
        self.person.setCurrentIndex(max(0, self.person.findData(present)))
        self.form.addRow("&Petugas", self.person)
        self.ready(480, 220)

    def chosen(self) -> int | None:
        """The person chosen, None for nobody."""
        data = self.person.currentData()
        return None if data is None else int(data)

    def typed(self) -> object:
        """The person."""
        return self.chosen()


class ChooseExecutorsDialog(AskDialog):
    """Choose anew who does a step whose executors are chosen."""

    def __init__(self, choice: ChoiceLine, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Pelaksana langkah {choice.step_no}", f"Siapa yang mengerjakan “{choice.title}”?",
            "&Pilih", parent,
        )  # fmt: skip
        self.boxes: dict[str, QCheckBox] = {}
        for part, label in choice.candidates:
            box = QCheckBox(no_mnemonic(label), self)
            box.setAccessibleName(label)
            box.setChecked(part in choice.chosen)
            box.toggled.connect(self.check)
            self.form.addRow(box)
            self.boxes[part] = box
        self.ready(480, 260)

    def chosen(self) -> tuple[str, ...]:
        """The parts ticked."""
        return tuple(part for part, box in self.boxes.items() if box.isChecked())

    def problems(self) -> list[str]:
        """Somebody must do it."""
        return [] if self.chosen() else ["Pilih sedikitnya satu pelaksana."]

    def typed(self) -> object:
        """The parts."""
        return self.chosen()
