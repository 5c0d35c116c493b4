"""Cards in words: the painted lines and the whole."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from models.records.board import ANY_ONE
from tests.cards import card
from views.card_delegate import fitting, title_lines
from views.card_words import badge_words, name_words, priority_words, state_line, step_line, whole_card
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


def test_a_step_that_any_one_part_finishes_counts_none() -> None:
    card_of_two = card(done=ANY_ONE, total=2, round=2)
    assert state_line(card_of_two)[0] == "salah satu dari 2 · putaran 2"
    assert state_line(card_of_two)[-1] == "salah satu · ↻2"
    assert "cukup diselesaikan salah satu dari 2 pelaksana" in whole_card(card_of_two, "")
    assert "0" not in state_line(card(done=ANY_ONE, total=2))[0]


def test_parts_in_one_column_are_told_apart_on_the_face() -> None:
    part = card(step_title="Desain dan pemrograman › Design Web", done=1, total=3)
    assert state_line(part)[0] == "Design Web · bagian 1/3"
    assert state_line(part)[-2:] == ("Design Web · 1/3", "Design Web")
    done = part._replace(state="selesai")
    assert state_line(done)[0] == "Design Web · ✓ bagian selesai · bagian 1/3"
    assert state_line(done)[-1] == "✓ Design Web"
    assert "Langkah 11. Desain dan pemrograman › Design Web" in whole_card(part, "")


def test_a_badge_loses_what_it_can_do_without_in_a_narrow_column() -> None:
    assert badge_words("s.d. 22 Nov 10.00")[-1] == "22 Nov 10.00"
    assert badge_words("target 3 Jan 2027")[-1] == "target 3 Jan"
    assert badge_words("hari ini 15.00")[-1] == "hari ini 15.00"
    assert badge_words("target 3 Des")[-1] == "target 3 Des"


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
    assert title_lines(title, wide, 2, font.toString()) == ("Aplikasi antrean", "Puskesmas")
    assert title_lines("Situs", wide, 2, font.toString()) == ("Situs",)


def test_a_title_takes_a_third_line_where_there_is_one(qtbot: QtBot) -> None:
    font = QFont()
    title = "Aplikasi antrean Puskesmas dan rumah sakit"
    wide = QFontMetrics(font).horizontalAdvance("Aplikasi antrean P")
    lines = title_lines(title, wide, 3, font.toString())
    assert " ".join(lines) == title
    assert len(lines) == 3
    assert title_lines(title, wide, 2, font.toString())[1].endswith("…")
    assert title_lines("", wide, 3, font.toString()) == ()


def test_titles_with_emoji_and_long_words_are_cut_where_they_should(qtbot: QtBot) -> None:
    font = QFont()
    lines = title_lines("📊📊 GEĐE " + "x" * 300, 80, 2, font.toString())
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
