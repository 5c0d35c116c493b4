from __future__ import annotations

import json

from models.records.board import CardRow
from models.records.packed_cards import CardList, PackedCard, PackedCards, case_of, unpack


def row(card_id: int, part: str = "a") -> CardRow:
    return CardRow(
        card_id, card_id * 10, card_id * 100, part, "tu", "pelaksana", "terbuka", f"{card_id}/PAW",
        'Đ "kutip"', "Dinas, Contoh", "1", "1", "Judul", 1, 0, 1, 0, 1, "biasa", "batas", 5, None, 9, None,
        None, "", "PAW",
    )  # fmt: skip


def packed(card: CardRow) -> str:
    return json.dumps(list(card), ensure_ascii=False, separators=(",", ":"))


def test_a_packed_card_is_the_card() -> None:
    assert unpack(packed(row(3))) == row(3)
    assert case_of(packed(row(3))) == 30


def test_packed_cards_read_like_a_list() -> None:
    cards = PackedCards([PackedCard(c.case_id, c.column, 1, packed(c)) for c in (row(1), row(2))])
    assert list(cards) == [row(1), row(2)]
    assert (len(cards), cards[1], cards[0:1]) == (2, row(2), [row(1)])


def test_a_column_mixes_packed_and_plain_cards() -> None:
    column = CardList([packed(row(1)), row(2), packed(row(3, "b"))])
    assert column.place_of(300, "b") == 2
    assert column.place_of(300, "a") == -1
    assert column.place_of(200, "a") == 1
    column.insert(1, row(4))
    del column[0]
    column[0] = row(5)
    assert list(column) == [row(5), row(2), row(3, "b")]
    assert column[-2:] == [row(2), row(3, "b")]
