from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from models.records.case import RoundReason
from models.records.completion import DocumentFact
from models.rules.completion import obstacles
from resources.wording import obstacle_text
from tests.views.case_records_sample import DUE, NOW, calendar, facts, part, sheet, version
from views.document_slots import SlotRow
from views.focus_order import focus_widgets
from views.step_dialog import StepDialog


class Moment:
    """The time that the dialog asks for."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def build(qtbot):
    def make(now: datetime = NOW, **more: object) -> StepDialog:
        dialog = StepDialog(sheet(**more), calendar(), Moment(now))
        qtbot.addWidget(dialog, before_close_func=StepDialog.close_done)
        dialog.show()
        return dialog

    return make


def slot(dialog: StepDialog, doc_type: str, *, output: bool = False) -> SlotRow:
    section = dialog.body.outputs if output else dialog.body.needs
    return next(
        r for r in section.findChildren(SlotRow) if r.slot.doc_type == doc_type and r.isVisibleTo(dialog)
    )


def decide(dialog: StepDialog, outcome: str = "ya") -> None:
    dialog.body.decision.choose(outcome)
    dialog.body.choices.choose({"4": ("a",)})


def test_head_names_step_request_and_exact_deadline(build):
    dialog = build()
    assert dialog.header.title.text() == "Langkah 3 dari 4 · Evaluasi dampak"
    assert "004/UJI/XI/2026" in dialog.header.request.text()
    assert dialog.header.deadline.headline.text() == "Batas: hari ini 16.00"
    assert "sisa 2 jam 10 menit" in dialog.header.deadline.detail.text()


def test_a_second_round_says_calmly_why(build):
    assert build().again.isHidden()
    words = "Surat <b>tugas</b> belum ditandatangani. " * 12
    again = RoundReason("dikembalikan dari langkah 7 (Uji coba)", words, "Siti (CONTOH), Kasi", NOW)
    dialog = build(round=2, again=again)
    strip = dialog.again
    assert strip.isVisible()
    assert strip.y() < dialog._scroll.y()
    assert strip.what.text() == "↻ Putaran ke-2: dikembalikan dari langkah 7 (Uji coba)"
    assert strip.reason.text().startswith("“Surat <b>tugas</b> belum")
    assert strip.reason.text().endswith("(selengkapnya di Riwayat)” — Siti (CONTOH), Kasi, 20 Nov 2026 13.50")
    # the whole of it is there for who asks, also by ear
    assert words.strip() in strip.accessibleName()
    assert "&lt;b&gt;" in strip.toolTip()
    dialog.show_sheet(replace(sheet(), round=2, again=replace(again, reason="")))
    assert strip.reason.text().startswith("oleh Siti")


def test_complete_stays_off_until_the_rule_finds_nothing(build):
    dialog = build()
    assert not dialog.complete_button.isEnabled()
    assert "Pilih keputusan" in dialog.missing.text()
    decide(dialog)
    assert dialog.complete_button.isEnabled()
    assert "Semua lengkap" in dialog.missing.text()


def test_list_says_word_for_word_what_the_rule_finds(build):
    known = facts(
        present={"surat": DocumentFact("surat", stale=True)}, ticks=frozenset(), delivered=frozenset()
    )
    dialog = build(facts=known)
    found = obstacles(known, dialog.body.attempt(), NOW)
    assert len(found) >= 4
    for obstacle in found:
        assert obstacle_text(obstacle.code, obstacle.data) in dialog.missing.text()


def test_outcome_with_reason_shows_the_field_and_demands_words(build):
    dialog = build()
    assert dialog.body.decision.reason.isHidden()
    decide(dialog, "tidak")
    assert not dialog.body.decision.reason.isHidden()
    assert not dialog.complete_button.isEnabled()
    dialog.body.decision.reason.setPlainText("Tidak sesuai standar")
    assert dialog.complete_button.isEnabled()
    assert dialog.body.attempt().outcome_reason == "Tidak sesuai standar"


def test_output_of_another_outcome_is_said_to_be_spared(build):
    dialog = build()
    missing = replace(sheet().outputs[0].slots[0], current=None, delivered=False)
    group = replace(sheet().outputs[0], slots=(missing,))
    dialog.show_sheet(sheet(outputs=(group,)))
    assert slot(dialog, "setuju", output=True).state_words() == "tergantung keputusan"
    dialog.body.decision.choose("tidak")
    assert slot(dialog, "setuju", output=True).state_words() == "tidak wajib untuk keputusan ini"
    dialog.body.decision.choose("ya")
    assert slot(dialog, "setuju", output=True).state_words() == "belum ada"


def test_late_step_asks_for_a_coded_reason(build):
    dialog = build(now=datetime(2026, 11, 20, 16, 1))
    decide(dialog)
    assert not dialog.body.late.isHidden()
    assert not dialog.complete_button.isEnabled()
    dialog.body.late.choose("lainnya")
    assert not dialog.complete_button.isEnabled()
    dialog.body.late.words.setText("Listrik padam")
    assert dialog.complete_button.isEnabled()
    attempt = dialog.body.attempt()
    assert (attempt.late_code, attempt.late_text) == ("lainnya", "Listrik padam")


def test_becoming_late_while_open_is_noticed(build, qtbot):
    dialog = build()
    decide(dialog)
    assert dialog.complete_button.isEnabled()
    dialog._now.now = datetime(2026, 11, 20, 16, 5)
    dialog._timer.timeout.emit()
    assert not dialog.complete_button.isEnabled()
    assert not dialog.body.late.isHidden()


def external(**more: object) -> dict[str, object]:
    from tests.views.case_records_sample import LATER

    step = replace(LATER, parts_mode="semua", parts=(LATER.parts[1],), chosen_at="")
    known = facts(
        step=step, phases={"b": "terbuka"}, acting={"b": ""}, due=DUE, earliest=datetime(2026, 11, 19)
    )
    return {
        "parts": (part(part="b", executor="opd", label="OPD", external=True),), "my_part": "b",
        "needs": (), "outputs": (), "outcomes": sheet().outcomes[:1], "choices": (), "facts": known, **more,
    }  # fmt: skip


def test_external_part_needs_contact_channel_and_when(build):
    dialog = build(**external())
    body = dialog.body
    assert not body.external.isHidden()
    assert body.needs.isHidden()
    assert body.outputs.isHidden()
    assert body.decision.isHidden()
    assert body.external.contact.text() == "Rina (CONTOH) · 0812"
    body.external.channel.choose("wa")
    body.external.occurred.edit.setText("20-11-2026 10.30")
    assert dialog.complete_button.isEnabled()
    attempt = body.attempt()
    assert (attempt.channel, attempt.occurred_at) == ("wa", datetime(2026, 11, 20, 10, 30))
    body.external.occurred.edit.setText("21-11-2026 10.30")
    assert not dialog.complete_button.isEnabled()
    body.external.occurred.edit.setText("besok pagi")
    assert not dialog.complete_button.isEnabled()
    assert "Tidak terbaca" in body.external.occurred.problem_label.text()


def test_what_happened_in_time_is_not_late_however_late_it_is_recorded(build):
    dialog = build(now=datetime(2026, 11, 24, 9, 0), **external())
    dialog.body.external.channel.choose("wa")
    dialog.body.external.occurred.edit.setText("20-11-2026 15.00")
    assert dialog.body.late.isHidden()
    assert dialog.complete_button.isEnabled()
    dialog.body.external.occurred.edit.setText("20-11-2026 16.30")
    assert not dialog.body.late.isHidden()


def test_complete_is_sent_once_however_often_it_is_clicked(build, qtbot):
    dialog = build()
    decide(dialog)
    sent = []
    dialog.complete_asked.connect(sent.append)
    qtbot.mouseClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    dialog._complete()
    assert len(sent) == 1
    assert sent[0].outcome == "ya"
    assert sent[0].chosen == {"4": ("a",)}


def test_refusal_keeps_the_dialog_and_everything_typed(build):
    dialog = build()
    decide(dialog)
    dialog.body.note.setPlainText("sudah ditelepon")
    dialog._complete()
    dialog.show_refusal(["Permohonan sudah berubah."])
    assert dialog.isVisible()
    assert "Permohonan sudah berubah." in dialog.missing.text()
    assert dialog.body.note.text() == "sudah ditelepon"
    assert dialog.complete_button.isEnabled() or "Ditolak" in dialog.missing.text()


def test_reload_keeps_typed_words_choice_and_focus(build, qtbot):
    dialog = build()
    decide(dialog, "tidak")
    dialog.body.decision.reason.setPlainText("kurang")
    dialog.body.note.setPlainText("catatan")
    dialog.activateWindow()
    slot(dialog, "surat").buttons["lampirkan"].setFocus()
    newer = replace(sheet().needs[0].slots[0], current=version(9, "surat", version=2))
    dialog.show_sheet(sheet(needs=(replace(sheet().needs[0], slots=(newer,)),)))
    assert dialog.body.decision.outcome() == "tidak"
    assert dialog.body.decision.reason.text() == "kurang"
    assert dialog.body.note.text() == "catatan"
    assert "versi 2" in slot(dialog, "surat").detail_label.text()
    assert dialog.focusWidget() is slot(dialog, "surat").buttons["lampirkan"]


def test_draft_comes_back_and_unknown_keys_do_no_harm(build):
    dialog = build(
        draft={
            "outcome": "tidak",
            "outcome_reason": "belum layak",
            "note": "x",
            "lama": 3,
            "chosen": {"4": ["b"]},
        }
    )
    attempt = dialog.body.attempt()
    assert attempt.outcome == "tidak"
    assert attempt.outcome_reason == "belum layak"
    assert attempt.chosen == {"4": ("b",)}
    assert not dialog.is_dirty()


def test_who_may_not_act_reads_why_and_finds_nothing_to_press(build):
    dialog = build(my_part="", parts=(part(may_act=False),), facts=facts(acting={"k": "bukan_pemegang"}))
    assert dialog.complete_button.isHidden()
    assert dialog.draft_button.isHidden()
    assert dialog.pause_button.isHidden()
    assert "Budi (CONTOH)" in dialog.missing.text()
    row = slot(dialog, "surat")
    assert set(row.buttons) == {"lihat"}
    assert not row.acceptDrops()


def test_paused_case_offers_to_continue(build):
    known = facts(paused=True)
    dialog = build(paused_for="opd", paused_reason="Menunggu data", facts=known)
    assert not dialog.continue_button.isHidden()
    assert dialog.pause_button.isHidden()
    assert "Ditunda: menunggu OPD" in dialog.header.deadline.headline.text()
    assert not dialog.complete_button.isEnabled()


def test_a_case_paused_after_its_limit_says_both(build):
    dialog = build(
        paused_for="opd", paused_reason="Menunggu data", facts=facts(paused=True), late_in_pause=True
    )
    assert dialog.header.deadline.headline.text() == "Ditunda: menunggu OPD"
    assert "sudah lewat sebelum ditunda · Menunggu data" in dialog.header.deadline.detail.text()


def test_files_dropped_on_a_slot_carry_its_type(build, tmp_path):
    dialog = build()
    file = tmp_path / "surat <baru> Đ.pdf"
    file.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    dropped = []
    dialog.files_dropped.connect(lambda doc, paths: dropped.append((doc, paths)))
    row = slot(dialog, "surat")
    event = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    row.dropEvent(event)
    assert dropped == [("surat", [str(file)])]


def test_output_that_is_there_is_delivered_by_one_click(build, qtbot):
    dialog = build()
    there = replace(sheet().outputs[1].slots[0], delivered=False)
    dialog.show_sheet(sheet(outputs=(replace(sheet().outputs[1], slots=(there,)),)))
    row = slot(dialog, "analisa", output=True)
    with qtbot.waitSignal(dialog.confirm_asked) as got:
        qtbot.mouseClick(row.buttons["masih_berlaku"], Qt.MouseButton.LeftButton)
    assert got.args == ["analisa"]


def test_long_words_never_widen_the_dialog_and_buttons_stay_in_sight(build):
    dialog = build()
    dialog.resize(700, 420)
    QApplication.processEvents()
    assert dialog.width() == 700
    viewport = dialog._scroll.viewport().width()
    assert dialog.body.width() <= viewport
    bottom = dialog.complete_button.mapTo(dialog, dialog.complete_button.rect().bottomRight())
    assert dialog.rect().contains(bottom)


def answer_box(dialog: StepDialog, label: str) -> None:
    box = dialog.findChild(QMessageBox)
    found = [b for b in box.buttons() if b.text().replace("&", "") == label]
    (found or [box.escapeButton()])[0].click()
    assert found


@pytest.mark.parametrize(
    ("label", "open_after", "saved"), [("Batal", True, 0), ("Buang", False, 0), ("Simpan draf", False, 1)]
)
def test_escape_asks_before_typed_words_are_lost(build, qtbot, label, open_after, saved):
    dialog = build()
    drafts = []
    dialog.draft_asked.connect(lambda content: (drafts.append(content), dialog.mark_saved()))
    dialog.body.note.setPlainText("belum disimpan")
    QTimer.singleShot(0, lambda: answer_box(dialog, label))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() is open_after
    assert len(drafts) == saved


def test_escape_closes_at_once_when_nothing_was_typed(build, qtbot):
    dialog = build()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_closed_run_keeps_the_words_and_stops_the_acts(build):
    dialog = build()
    decide(dialog)
    dialog.body.note.setPlainText("penting")
    dialog.show_gone()
    assert not dialog.complete_button.isEnabled()
    assert "sudah ditutup" in dialog.missing.text()
    assert dialog.body.note.text() == "penting"


def test_every_control_has_a_name(build):
    dialog = build(is_leader=True, can_undo=True)
    decide(dialog, "tidak")
    nameless = [
        w for w in dialog.findChildren(QWidget)
        if w.isVisibleTo(dialog)
        and w.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
        and not w.objectName().startswith("qt_")
    ]  # fmt: skip
    assert nameless == []
    mnemonics = [
        b.text()[b.text().index("&") + 1].casefold()
        for b in dialog.findChildren(QAbstractButton)
        if b.isVisibleTo(dialog) and "&" in b.text().replace("&&", "")
    ]
    assert len(mnemonics) == len(set(mnemonics))


def test_tab_follows_the_eye_from_parts_to_complete(build):
    dialog = build()
    decide(dialog, "tidak")
    shown = [w for w in focus_widgets(dialog) if w.isVisibleTo(dialog) and w.isEnabled()]
    tops = [w.mapTo(dialog, w.rect().topLeft()).y() for w in shown]
    names = [w.accessibleName() or w.objectName() for w in shown]
    order = [
        "Ambil Dinas Kominfo", "Versi baru Surat permohonan", "Tanda tangan", "Alasan keputusan",
        "Versi baru Analisa dampak", "Catatan", "Kembalikan", "Tutup",
    ]  # fmt: skip
    places = [names.index(name) for name in order]
    assert places == sorted(places)
    chain, widget = [], shown[0]
    for _ in range(300):
        chain.append(widget)
        widget = widget.nextInFocusChain()
    found = [w for w in chain if w in shown]
    assert found[: len(shown)] == shown
    assert tops[0] < tops[-1]


def test_work_begins_at_the_first_document_still_wanted(build):
    dialog = build()
    assert dialog.focusWidget() in dialog.body.decision.radios.values()
    wanting = replace(sheet().needs[0].slots[0], current=None)
    known = facts(present={})
    dialog = build(needs=(replace(sheet().needs[0], slots=(wanting,)),), facts=known)
    assert dialog.focusWidget() is slot(dialog, "surat").buttons["lampirkan"]


def test_where_the_work_goes_on_is_wholly_in_sight(build, qtbot):
    dialog = build(outcomes=sheet().outcomes[:1], choices=())
    note = dialog.body.note
    dialog.hide()
    dialog.resize(700, 420)
    dialog.show()
    assert dialog.focusWidget() is note

    def in_sight() -> bool:
        top = note.mapTo(dialog._scroll.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + note.height() <= dialog._scroll.viewport().height()

    qtbot.waitUntil(in_sight)
    assert dialog._scroll.verticalScrollBar().value() > 0
    # what is in sight anyway moves nothing
    dialog = build()
    qtbot.wait(50)
    assert dialog.focusWidget() in dialog.body.decision.radios.values()
    assert dialog._scroll.verticalScrollBar().value() == 0


def test_nothing_but_a_margin_stands_below_the_last_section(build):
    dialog = build()
    dialog.resize(900, 400)
    QApplication.processEvents()
    note = dialog.body.note
    below = dialog.body.height() - note.mapTo(dialog.body, note.rect().bottomLeft()).y()
    assert below < 3 * note.fontMetrics().height()


def test_stale_requirement_offers_both_ways_out(build, qtbot):
    old = replace(sheet().needs[0].slots[0], current=version(1, "surat", stale=True))
    dialog = build(needs=(replace(sheet().needs[0], slots=(old,)),))
    row = slot(dialog, "surat")
    assert row.state_words() == "perlu diperbarui"
    assert {"masih_berlaku", "lampirkan"} <= set(row.buttons)
    with qtbot.waitSignal(dialog.confirm_asked) as got:
        qtbot.mouseClick(row.buttons["masih_berlaku"], Qt.MouseButton.LeftButton)
    assert got.args == ["surat"]
