"""Checking papers: their files, what they show against the history, and the completeness of number books."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from models.rules.paper_numbers import compared
from models.store.office import Finding, Office
from models.store.paper_numbers import PASSED_OVER, missing
from models.store.paper_settings import LETTERHEAD
from models.store.paper_tables import Paper, PaperNumber
from models.store.rows import rows
from models.store.secrecy import hidden
from models.store.tables import History

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]

_SHOWN = 20
#: The events that gave a number to somebody.
_GAVE_NUMBER = ("naskah_diterbitkan", "nomor_dipesan", "nomor_disisipkan", "nomor_luar_dicatat")


def check_papers(
    office: Office, *, contents: bool, told: bool = True, progress: Progress | None = None
) -> Iterator[Finding]:
    """Every finding about papers and numbers; nothing is repaired. `told`: the history can be relied on."""
    yield from _check_files(office, contents=contents, progress=progress)
    if told:
        yield from _check_frozen()
        yield from _check_kept()
        yield from _check_cancelled()
        yield from _check_given()
    yield from _check_numbers(office)
    yield from _check_carried()


def known_digests(office: Office) -> set[str]:
    """The hashes of all files that papers name: their PDFs, and logos, those of older papers too."""
    kept = {digest for (digest,) in rows(Paper.select(Paper.digest).where(Paper.digest != ""))}
    logos = {_logo_of(text) for _, _, text in _frozen()}
    return (kept | logos | {_logo(office)}) - {""}


def _check_files(office: Office, *, contents: bool, progress: Progress | None) -> Iterator[Finding]:
    files = office.store.files
    query = Paper.select(Paper.digest, Paper.size, Paper.file_name, Paper.number_text, Paper.name, Paper.case)
    secret = frozenset(hidden(office))
    kept = rows(query.where(Paper.digest != "").order_by(Paper.id))
    for done, (digest, size, name, number, form, case_id) in enumerate(kept):
        if progress is not None and not progress(done, len(kept)):
            return
        fault = files.fault_of(digest, size, contents=contents)
        if fault:
            code = "naskah_hilang" if fault == "hilang" else "naskah_pdf_berubah"
            yield Finding(code, {"berkas": form if case_id in secret else name, "nomor": number or form})
    waiting = Paper.select(Paper.number_text, Paper.name).where(Paper.state == "terbit", Paper.digest == "")
    for number, form in rows(waiting.order_by(Paper.id)):
        yield Finding("naskah_tanpa_pdf", {"nomor": number or form}, grave=False)
    logo = _logo(office)
    if logo and not files.exists(logo):
        yield Finding("logo_hilang", {})


def _check_frozen() -> Iterator[Finding]:
    """Whether issued papers still show what the history recorded when they were issued."""
    told = {data["paper"]: data["frozen"] for data in _told("naskah_diterbitkan")}
    for paper_id, number, frozen in _frozen():
        if told.pop(paper_id, "") != hashlib.sha256(frozen.encode()).hexdigest():
            yield Finding("naskah_berubah", {"nomor": number or paper_id})
    for paper_id in sorted(told):
        yield Finding("naskah_lenyap", {"naskah": paper_id})


def _check_kept() -> Iterator[Finding]:
    """Whether every paper still names the PDF that was kept for it."""
    kept = {data["paper"]: data["digest"] for data in _told("berkas_naskah_disimpan")}
    query = Paper.select(Paper.id, Paper.digest, Paper.number_text, Paper.name)
    for paper_id, digest, number, form in rows(query.order_by(Paper.id)):
        if digest != kept.get(paper_id, digest):
            yield Finding("naskah_pdf_lain", {"nomor": number or form})


def _check_cancelled() -> Iterator[Finding]:
    """Whether what was cancelled stayed so."""
    told = {data["paper"] for data in _told("naskah_dibatalkan")}
    query = Paper.select(Paper.id, Paper.number_text, Paper.name).where(Paper.state != "batal")
    for paper_id, number, form in rows(query.order_by(Paper.id)):
        if paper_id in told:
            yield Finding("naskah_batal_berubah", {"nomor": number or form})


def _check_given() -> Iterator[Finding]:
    """Whether every number that the history gave to somebody still stands in its book as it was given."""
    there = dict(rows(PaperNumber.select(PaperNumber.id, PaperNumber.text)))
    given = {data["number_id"]: data["number"] for data in _told(*_GAVE_NUMBER) if data["number_id"]}
    for number_id, text in sorted(given.items()):
        if there.get(number_id) != text:
            yield Finding("nomor_lenyap", {"nomor": text})


def _check_carried() -> Iterator[Finding]:
    """Whether every paper carries the number that its book holds for it."""
    query = Paper.select(Paper.number_text, PaperNumber.text)
    query = query.left_outer_join(PaperNumber, on=(Paper.number == PaperNumber.id))
    for carried, held in rows(query.where(Paper.state != "konsep").order_by(Paper.id)):
        if carried != (held or ""):
            yield Finding("nomor_tidak_cocok", {"nomor": carried or held})


def _check_numbers(office: Office) -> Iterator[Finding]:
    query = PaperNumber.select(PaperNumber.group, PaperNumber.year).distinct()
    for group, year in rows(query.order_by(PaperNumber.group, PaperNumber.year)):
        book = group.replace("_", " ")
        for ordinal in missing(office, group, year)[:_SHOWN]:
            yield Finding("nomor_berlubang", {"buku": book, "tahun": year, "nomor": ordinal})
    seen: set[str] = set()
    texts = PaperNumber.select(PaperNumber.text, PaperNumber.norm).order_by(PaperNumber.id)
    # a number that was passed over keeps its place under another mark: its text belongs to somebody else
    for text, norm in rows(texts.where(~PaperNumber.norm.startswith(PASSED_OVER))):
        plain = compared(text)
        if plain in seen:
            yield Finding("nomor_ganda", {"nomor": text})
        if plain != norm:
            yield Finding("nomor_berubah", {"nomor": text})
        seen.add(plain)


def _told(*kinds: str) -> Iterator[dict[str, Any]]:
    """What the history keeps of events, oldest first."""
    query = History.select(History.data).where(History.kind.in_(kinds)).order_by(History.id)
    for (text,) in rows(query):
        yield json.loads(text)


def _frozen() -> list[tuple[int, str, str]]:
    query = Paper.select(Paper.id, Paper.number_text, Paper.frozen).where(Paper.state != "konsep")
    return [(paper_id, number, text) for paper_id, number, text in rows(query.order_by(Paper.id))]


def _logo_of(frozen: str) -> str:
    """The logo that a frozen sheet names; one that was tampered with names none and is found elsewhere."""
    try:
        return str(json.loads(frozen)["sheet"]["letterhead"]["logo"])
    except (ValueError, KeyError, TypeError):
        return ""


def _logo(office: Office) -> str:
    kept: dict[str, str] = office.setting(LETTERHEAD, {})
    return kept.get("logo", "")
