"""A confidential request says so in a word, on its card and in every list."""

from __future__ import annotations

import pytest

from models.records.secrecy import NOT_YOURS
from tests.cards import badges, card
from views.card_words import nature_words, titled, whole_card
from views.listing import ListingView
from views.tasks import TasksView


def test_the_card_begins_with_the_word() -> None:
    assert titled("Pemeriksaan", secret=True) == "RAHASIA · Pemeriksaan"
    assert titled("Pemeriksaan", secret=False) == "Pemeriksaan"
    assert "rahasia · sifat segera" in whole_card(card(secret=1, priority="segera"), "sisa 1 jam")
    assert "rahasia" not in whole_card(card(priority="segera"), "sisa 1 jam")


@pytest.mark.parametrize(
    ("priority", "secret", "words"),
    [
        ("biasa", False, "Biasa"),
        ("biasa", True, "Rahasia"),
        ("sangat_segera", True, "Rahasia, sangat segera"),
    ],
)
def test_lists_name_it_first(priority: str, secret: bool, words: str) -> None:
    assert nature_words(priority, secret=secret) == words


def test_tasks_show_it(qtbot) -> None:
    view = TasksView(badges())
    qtbot.addWidget(view)
    view.show_tasks([card(secret=1)], 0)
    row = [view.model.data(view.model.index(0, column)) for column in range(view.model.columnCount())]
    assert "Rahasia" in row


def test_a_list_says_what_it_leaves_out(qtbot) -> None:
    view = ListingView(badges(), all_sops=True)
    qtbot.addWidget(view)
    view.show_found(12, "berjalan", "number", False, left_out=True)
    assert view.count.text() == f"12 permohonan · {NOT_YOURS}"
    view.show_found(12, "berjalan", "number", False)
    assert view.count.text() == "12 permohonan"
