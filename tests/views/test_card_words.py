"""Cards in words: the painted lines and the whole."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from tests.cards import card
from views.card_delegate import fitting, two_lines
from views.card_words import name_words, priority_words, state_line, step_line, whole_card
from views.title_words import calm_title


def test_step_with_and_without_documents() -> None:
    assert step_line(card())[0] == "Langkah 11 · 2/3 dok"
    assert step_line(card(need=0, have=0))[0] == "Langkah 11"


def test_state_tells_turn_parts_and_round() -> None:
    waiting = card(state="menunggu", done=1, total=3, round=2)
    assert state_line(waiting)[0] == "menunggu giliran · bagian 1/3 · putaran 2"
    assert state_line(waiting)[-1] == "menunggu · 1/3 · ↻2"
    assert state_line(card(state="selesai", done=1, total=3))[0] == "✓ bagian selesai · bagian 1/3"
    assert state_line(card())[0] == ""


def test_participants_are_called_so_and_count_no_parts() -> None:
    assert state_line(card(role="peserta", state="peserta", done=1, total=3))[0] == "peserta"


def test_priority_has_a_sign_beside_its_word() -> None:
    assert priority_words(card(priority="sangat_segera")) == ("▲▲ sangat segera", "▲▲")
    assert priority_words(card()) == ("",)


def test_names_shrink_to_initials() -> None:
    assert name_words("I Wayan Sudarma (CONTOH)") == ("I Wayan Sudarma (CONTOH)", "Wayan", "IW")
    assert name_words("Siti")[-1] == "S"
    assert name_words("123")[-1] == "?"


def test_the_whole_card_says_everything() -> None:
    words = whole_card(
        card(priority="segera", round=3, done=2, total=3, assignee_name="Siti (CONTOH)"), "lewat 3 jam"
    )
    for said in ("001/PAW/XI/2026", "Aplikasi antrean 1", "Dinas Kesehatan", "Langkah 11. Uji coba",
                 "Dokumen 2 dari 3", "putaran 3", "bagian selesai 2 dari 3", "lewat 3 jam", "Siti (CONTOH)",
                 "sifat segera"):  # fmt: skip
        assert said in words


def test_titles_break_into_two_lines_without_losing_letters(qtbot: QtBot) -> None:
    font = QFont()
    title = "Aplikasi antrean Puskesmas"
    wide = QFontMetrics(font).horizontalAdvance("Aplikasi antrean P")
    assert two_lines(title, wide, font.toString()) == ("Aplikasi antrean", "Puskesmas")
    assert two_lines("Situs", wide, font.toString()) == ("Situs",)


def test_titles_with_emoji_and_long_words_are_cut_where_they_should(qtbot: QtBot) -> None:
    font = QFont()
    lines = two_lines("📊📊 GEĐE " + "x" * 300, 80, font.toString())
    assert len(lines) == 2
    assert lines[0].startswith("📊📊")
    assert lines[1].endswith("…")


def test_fitting_takes_the_longest_wording_with_room(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QFont())
    words = ("bagian 1/3 · putaran 2", "bag. 1/3", "1/3")
    assert fitting(metrics, 1000, words) == words[0]
    assert fitting(metrics, metrics.horizontalAdvance(words[1]), words) == words[1]
    elided = fitting(metrics, metrics.horizontalAdvance("Dinas P…"), ("Dinas Pendidikan",))
    assert elided.endswith("…")


def test_printed_capitals_are_written_calmly() -> None:
    assert calm_title("PENGELOLAAN PERUBAHAN APLIKASI DAN WEBSITE SPBE") == (
        "Pengelolaan Perubahan Aplikasi dan Website SPBE"
    )
    assert calm_title("Manajemen Layanan SPBE") == "Manajemen Layanan SPBE"
