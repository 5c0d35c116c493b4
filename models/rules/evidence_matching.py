"""Which files answer which needs of a framework, and what is lacking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.records.evidence import (
    KINDS,
    BundleFile,
    EvidenceSource,
    Framework,
    IndexRow,
    Indicator,
    Lack,
    Need,
    NeedCount,
)

#: Stands as indicator of files that no need of the framework asks for.
UNMAPPED = "-"
#: Indicator, level and kind of evidence.
_About = tuple[str, str, str]
_NOTHING = "Tidak ada dalam periode ini."
_UNASKED = "Tidak diminta indikator kerangka ini."


def index_of(
    framework: Framework, files: Sequence[BundleFile], lacks: Sequence[Lack]
) -> tuple[tuple[IndexRow, ...], tuple[NeedCount, ...]]:
    """The rows of the list of evidence in the order of the framework, and each need in short.

    A file that several needs ask for stands under each; one that none asks for stands at the end.
    """
    by_source: dict[EvidenceSource, list[BundleFile]] = defaultdict(list)
    for file in files:
        by_source[file.source].append(file)
    rows: list[IndexRow] = []
    counts: list[NeedCount] = []
    asked: set[str] = set()
    for indicator in framework.indicators:
        for need in indicator.needs:
            found = [file for file in by_source[need.source] if _answers(need, file)]
            own = [lack for lack in lacks if lack.source == need.source and _answers(need, lack)]
            about = _about(indicator, need)
            made = [*(_row(about, file) for file in found), *_gaps(about, need, found, own)]
            asked.update(file.path for file in found)
            rows += made
            lacking = sum(not row.present for row in made)
            counts.append(NeedCount(*about, need.name, len(found), lacking))
    rows += [_unmapped(file) for file in files if file.path not in asked]
    return tuple(rows), tuple(counts)


def narrowed(framework: Framework, sources: Iterable[EvidenceSource], sop: str) -> Framework:
    """The framework as far as one request of an SOP can answer it."""
    allowed = frozenset(sources)
    kept = []
    for indicator in framework.indicators:
        needs = tuple(
            need for need in indicator.needs if need.source in allowed and (not need.sops or sop in need.sops)
        )
        if needs:
            kept.append(replace(indicator, needs=needs))
    return replace(framework, indicators=tuple(kept))


def _answers(need: Need, found: BundleFile | Lack) -> bool:
    if need.forms and found.form not in need.forms:
        return False
    # what concerns no SOP in particular (books, recaps) answers for every one
    return not (need.sops and found.sops) or bool(set(need.sops) & set(found.sops))


def _about(indicator: Indicator, need: Need) -> _About:
    """What a row tells of its need; the same words for all files that answer it."""
    level = str(need.level) if need.level else ""
    return f"{indicator.code} {indicator.name}", level, KINDS[need.kind]


def _row(about: _About, file: BundleFile) -> IndexRow:
    return IndexRow(
        *about, file.name, file.path, file.day, file.number, file.signer,
        present=not file.flaw, digest=file.digest, remark=file.flaw or file.remark,
    )  # fmt: skip


def _gaps(about: _About, need: Need, found: Sequence[BundleFile], lacks: Iterable[Lack]) -> list[IndexRow]:
    told = [_gap(about, need, lack.name, lack.why) for lack in lacks]
    if not found and not told:
        told = [_gap(about, need, "", " ".join(filter(None, (_missing(need), need.hint))))]
    return told


def _missing(need: Need) -> str:
    return "" if need.source == "luar" else _NOTHING


def _gap(about: _About, need: Need, name: str, why: str) -> IndexRow:
    return IndexRow(*about, name or need.name, "", "", "", "", present=False, digest="", remark=why)


def _unmapped(file: BundleFile) -> IndexRow:
    return IndexRow(
        UNMAPPED, "", "", file.name, file.path, file.day, file.number, file.signer,
        present=not file.flaw, digest=file.digest, remark=file.flaw or file.remark or _UNASKED,
    )  # fmt: skip
