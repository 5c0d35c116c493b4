"""The papers that a step or a request may print, as a menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMenu

from models.records.paper import PaperOffer
from views.dialog_style import no_mnemonic


def offer_words(offer: PaperOffer) -> str:
    """How a menu names a paper: the document it makes, and where it stands."""
    words = offer.name
    if offer.document and offer.document.casefold() != offer.name.casefold():
        words += f" (untuk {offer.document})"
    if offer.state == "terbit":
        return f"{words}: terbit {offer.number}".rstrip()
    return f"{words}: lanjutkan konsep" if offer.state == "konsep" else words


def fill_offers(menu: QMenu, offers: Sequence[PaperOffer], chosen: SignalInstance) -> None:
    """Put papers into a menu; choosing one emits it. Of what was issued a second one can be made."""
    menu.clear()
    for place, offer in enumerate(offers):
        if place and not offer.doc_type and offers[place - 1].doc_type:
            # above stands what the documents of the SOP ask for
            menu.addSeparator()
        _add(menu, offer_words(offer), offer, chosen)
        if offer.state == "terbit":
            new = replace(offer, paper_id=None, state="", number="")
            _add(menu, f"{offer_words(new)}: buat satu lagi", new, chosen)


def _add(menu: QMenu, words: str, offer: PaperOffer, chosen: SignalInstance) -> None:
    action = menu.addAction(no_mnemonic(words))
    action.triggered.connect(partial(_emit, chosen, offer))


def _emit(chosen: SignalInstance, offer: PaperOffer, _checked: bool = False) -> None:
    chosen.emit(offer)
