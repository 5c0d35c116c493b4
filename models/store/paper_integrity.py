"""Checking papers: their files, what they show against the history, and the completeness of number books."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from models.rules.paper_numbers import compared
from models.store.files import digest_of_file
from models.store.office import Finding, Office
from models.store.paper_numbers import PASSED_OVER, missing
from models.store.paper_settings import LETTERHEAD
from models.store.paper_tables import Paper, PaperNumber
from models.store.rows import rows
from models.store.tables import History

_SHOWN = 20


def check_papers(office: Office, *, contents: bool, told: bool = True) -> Iterator[Finding]:
    """Every finding about papers and numbers; nothing is repaired. `told`: the history can be relied on."""
    yield from _check_files(office, contents=contents)
    if told:
        yield from _check_frozen()
    yield from _check_numbers(office)


def known_digests(office: Office) -> set[str]:
    """The hashes of all files that papers name: their PDFs, and logos, those of older papers too."""
    kept = {digest for (digest,) in rows(Paper.select(Paper.digest).where(Paper.digest != ""))}
    logos = {_logo_of(text) for _, _, text in _frozen()}
    return (kept | logos | {_logo(office)}) - {""}


def _check_files(office: Office, *, contents: bool) -> Iterator[Finding]:
    files = office.store.files
    query = Paper.select(Paper.digest, Paper.size, Paper.file_name, Paper.number_text, Paper.name)
    for digest, size, name, number, form in rows(query.where(Paper.digest != "").order_by(Paper.id)):
        path = files.path_of(digest)
        data: dict[str, str | int] = {"berkas": name, "nomor": number or form}
        if not path.is_file():
            yield Finding("naskah_hilang", data)
        elif path.stat().st_size != size or (contents and digest_of_file(path) != digest):
            yield Finding("naskah_pdf_berubah", data)
    waiting = Paper.select().where((Paper.state == "terbit") & (Paper.digest == "")).count()
    if waiting:
        yield Finding("naskah_tanpa_pdf", {"jumlah": waiting}, grave=False)
    logo = _logo(office)
    if logo and not files.exists(logo):
        yield Finding("logo_hilang", {})


def _check_frozen() -> Iterator[Finding]:
    """Whether issued papers still show what the history recorded when they were issued."""
    told: dict[int, str] = {}
    query = History.select(History.data).where(History.kind == "naskah_diterbitkan").order_by(History.id)
    for (text,) in rows(query):
        data = json.loads(text)
        told[data["paper"]] = data["frozen"]
    for paper_id, number, frozen in _frozen():
        if told.pop(paper_id, "") != hashlib.sha256(frozen.encode()).hexdigest():
            yield Finding("naskah_berubah", {"nomor": number or paper_id})
    for paper_id in sorted(told):
        yield Finding("naskah_lenyap", {"naskah": paper_id})


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
        if plain in seen or plain != norm:
            yield Finding("nomor_ganda", {"nomor": text})
        seen.add(plain)


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
