"""Pengaturan > Naskah and NIP on a real office: kop, logo, patterns, wording, lists; what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_papers import PapersSettingsPage
from desktop.settings_people import PeoplePage
from desktop.settings_window import SettingsController
from models.actions.paper_settings import LOGO_LIMIT
from models.queries.office_settings import people
from models.queries.paper_numbers import number_groups
from models.queries.papers import forms, letterhead, logo_bytes, paper_defaults
from models.records.paper import PaperDraft
from models.store.people import standing
from reports.pdf.papers import render
from tests.desktop.desk import child
from tests.desktop.paper_desk import text_of
from tests.office import SmallOffice
from tests.paper_office import issue, note, shown, with_officials
from views.paper_dialog import PaperDialog
from views.settings_people import OfficialDialog

WAIT = 20_000
Opened = Callable[..., SettingsController]


@pytest.fixture
def opened(qtbot: QtBot, small: SmallOffice) -> Iterator[Opened]:
    with_officials(small)
    made: list[SettingsController] = []

    def open_window(person: str = "admin") -> SettingsController:
        person_id = small.people[person]
        who = standing(small.office, person_id, small.office.now())
        controller = SettingsController(
            None, Session(small.office.seen_by(person_id), person_id, who), Changes()
        )
        with qtbot.waitExposed(controller.window):
            controller.window.show()
        made.append(controller)
        return controller

    yield open_window
    for controller in made:
        controller.window.close()
        controller.window.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def naskah(controller: SettingsController) -> PapersSettingsPage:
    found = controller.page("Naskah")
    assert isinstance(found, PapersSettingsPage)
    controller.turn_to("Naskah")
    return found


def told(page: PapersSettingsPage) -> str:
    return page.window.message.label.text().replace("\u200b", "")


def test_the_kop_and_words_not_saved_yet(small, opened):
    page = naskah(opened())
    kop = page.kop
    kop.above.setPlainText("PEMERINTAH PROVINSI <b>CONTOH</b>\n\n")
    kop.name.setText("DINAS GEĐE & KAWAN")
    kop.below.setPlainText("Jalan Satu\nTelepon 0361")
    kop.unit.setText("KOMINFO")
    kop.save_button.click()
    assert letterhead(small.office).above == ("PEMERINTAH PROVINSI <b>CONTOH</b>",)
    assert letterhead(small.office).below == ("Jalan Satu", "Telepon 0361")
    assert kop.unit.text() == "KOMINFO", "what is typed elsewhere on the page stays"
    kop.paper.setCurrentIndex(kop.paper.findData("f4"))
    kop.defaults_button.click()
    assert (paper_defaults(small.office).paper, paper_defaults(small.office).unit) == ("f4", "KOMINFO")
    made = shown(small, PaperDraft("nota_dinas"))
    text = text_of(render(made.sheet, made.form))
    assert "PROVINSI <b>CONTOH</b>" in text
    assert "GEĐE & KAWAN" in text


def test_new_papers_are_signed_electronically_when_the_office_wants_it(small, opened):
    kop = naskah(opened()).kop
    assert "disiapkan untuk tanda tangan elektronik" in kop.electronic_footer.text(), (
        "the usual note stands there before anything is set"
    )
    kop.signing.setCurrentIndex(kop.signing.findData("tte"))
    kop.electronic_footer.setPlainText("Ditandatangani <b>elektronik</b>")
    kop.defaults_button.click()
    made = shown(small, PaperDraft("nota_dinas"))
    assert made.draft.signing == "tte"
    text = text_of(render(made.sheet, made.form))
    assert "Ruang tanda tangan elektronik" in text
    assert "Ditandatangani <b>elektronik</b>" in text


def picture(path: Path, side: int, *, noisy: bool = False) -> Path:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    if noisy:
        import random

        image = QImage(
            random.Random(1).randbytes(side * side * 4), side, side, QImage.Format.Format_RGB32
        ).copy()
    assert image.save(str(path))
    return path


def test_a_logo_is_kept_as_it_is(qtbot, small, opened, tmp_path):
    page = naskah(opened())
    path = picture(tmp_path / "logo.png", 300)
    page.take_logo(path)
    qtbot.waitUntil(lambda: logo_bytes(small.office) is not None, timeout=WAIT)
    assert logo_bytes(small.office) == path.read_bytes()
    assert "Logo dipasang" in told(page)
    page.kop.clear_button.click()
    assert logo_bytes(small.office) is None


def test_a_picture_of_20_mb_is_made_smaller(qtbot, small, opened, tmp_path):
    page = naskah(opened())
    path = picture(tmp_path / "besar.bmp.png", 2_400, noisy=True)
    assert path.stat().st_size > 15_000_000
    page.take_logo(path)
    assert not page.kop.logo_button.isEnabled()
    qtbot.waitUntil(lambda: logo_bytes(small.office) is not None, timeout=WAIT)
    kept = logo_bytes(small.office)
    assert kept is not None
    assert len(kept) <= LOGO_LIMIT
    assert QImage.fromData(kept).width() >= 300
    assert page.kop.logo_button.isEnabled()
    assert path.stat().st_size > 15_000_000, "the picture of the person stays as it is"


@pytest.mark.parametrize("content", [b"", b"bukan gambar", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"%PDF-1.4"])
def test_what_is_no_picture_leaves_the_kop(qtbot, small, opened, tmp_path, content):
    page = naskah(opened())
    path = tmp_path / "rusak.png"
    path.write_bytes(content)
    page.take_logo(path)
    qtbot.waitUntil(lambda: "Kop tidak berubah" in told(page), timeout=WAIT)
    assert logo_bytes(small.office) is None


def test_a_cut_off_picture_is_no_picture(qtbot, small, opened, tmp_path):
    page = naskah(opened())
    path = picture(tmp_path / "putus.png", 400, noisy=True)
    path.write_bytes(path.read_bytes()[:5_000])
    page.take_logo(path)
    qtbot.waitUntil(lambda: "Kop tidak berubah" in told(page), timeout=WAIT)
    assert logo_bytes(small.office) is None


def test_a_pattern_and_where_a_series_begins(small, opened):
    page = naskah(opened())
    tab = page.numbers
    tab.choose("nota_dinas")
    tab.pattern.setText("{klas}/{tidakada}")
    assert not tab.save_button.isEnabled()
    assert tab.fault.text()
    tab.pattern.setText("{urut:03}/{klas}/{bulan_romawi}/{tahun}{sisip}")
    tab.save_button.click()
    assert next(g.example for g in number_groups(small.office) if g.id == "nota_dinas").startswith("001/")
    tab.choose("nota_dinas")
    tab.first.setValue(41)
    tab.first_button.click()
    line, _sheet = issue(small, note(small, None))
    assert line.number.startswith("041/")
    assert "/XI/2026" in line.number


def test_a_sentence_and_its_first_wording(small, opened):
    page = naskah(opened())
    tab = page.templates
    tab.form.setCurrentIndex(tab.form.findData("surat_tugas"))
    tab.form.activated.emit(tab.form.currentIndex())
    tab.text.setCurrentIndex(tab.text.findData("penutup"))
    tab.text.activated.emit(tab.text.currentIndex())
    first = tab.edit.toPlainText()
    tab.edit.setPlainText("Dibuat untuk {tidakada}.")
    tab.save_button.click()
    assert "tidakada" in told(page)
    assert tab.edit.toPlainText() == "Dibuat untuk {tidakada}.", "refused words stay to be mended"
    tab.edit.setPlainText("Agar dilaksanakan. <i>&</i>")
    tab.save_button.click()
    assert (tab.form_id(), tab.text_id()) == ("surat_tugas", "penutup")
    made = shown(small, PaperDraft("surat_tugas"))
    assert made.sheet.texts["penutup"] == "Agar dilaksanakan. <i>&</i>"
    tab.restore_button.click()
    assert tab.edit.toPlainText() == first
    assert next(f for f in forms(small.office) if f.id == "surat_tugas").texts[1].default == first


def test_words_not_saved_stay_while_another_sentence_is_looked_at(small, opened):
    tab = naskah(opened()).templates

    def show(form: str, text: str) -> None:
        for box, data in ((tab.form, form), (tab.text, text)):
            box.setCurrentIndex(box.findData(data))
            box.activated.emit(box.currentIndex())

    show("surat_tugas", "penutup")
    first = tab.edit.toPlainText()
    tab.edit.setPlainText("Belum disimpan.")
    show("nota_dinas", tab.text.itemData(0))
    assert tab.edit.toPlainText() != "Belum disimpan."
    assert not tab.save_button.isEnabled()
    show("surat_tugas", "penutup")
    assert tab.edit.toPlainText() == "Belum disimpan."
    assert tab.save_button.isEnabled()
    tab.restore_button.click()
    assert tab.edit.toPlainText() == first


def test_lists_of_the_disposition(small, opened):
    from models.queries.dispositions import offered

    page = naskah(opened())
    page.lists.instructions.setPlainText("Tindak lanjuti\n\n Arsipkan ")
    page.lists.recipients.setPlainText("Kepala Bidang Aplikasi Informatika\nArsiparis")
    page.lists.save_button.click()
    found = offered(small.office)
    assert found.instructions == ("Tindak lanjuti", "Arsipkan")
    assert found.recipients == ("Kepala Bidang Aplikasi Informatika", "Arsiparis")


def test_a_sample_is_shown_and_leaves_no_trace(qtbot, small, opened):
    from models.store.paper_tables import Paper

    page = naskah(opened())
    page.kop.preview_button.click()
    dialog = child(page.window, PaperDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=WAIT)
    dialog.close()
    assert not Paper.select().count()


def test_tu_changes_numbers_and_lists_only(opened):
    page = naskah(opened("tu"))
    titles = [page.page.tabText(i).replace("&", "") for i in range(page.page.count())]
    assert titles == ["Nomor naskah", "Disposisi"]


def test_nip_and_rank_print_from_then_on(qtbot, small, opened):
    controller = opened()
    found = controller.page("Orang")
    assert isinstance(found, PeoplePage)
    controller.turn_to("Orang")
    row = next(r for r in found.page.model.records if r.line.id == small.people["kabid"])
    dialog = found.official(row)
    assert isinstance(dialog, OfficialDialog)
    dialog.nip.setText("123")
    assert not dialog.ok_button.isEnabled()
    assert "18 angka" in dialog.message.text()
    dialog.nip.setText("19800131 200501 1 009")
    dialog.rank.setText("Pembina & <b>")
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    line = next(
        p for p in people(small.office.seen_by(small.people["admin"])) if p.id == small.people["kabid"]
    )
    assert (line.nip, line.rank) == ("198001312005011009", "Pembina & <b>")
    signers = [choice.signer for choice in shown(small, PaperDraft("nota_dinas")).signers]
    assert ("19800131 200501 1 009", "Pembina & <b>") in {(s.nip, s.rank) for s in signers}
