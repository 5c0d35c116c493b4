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
            made = [*(_row(indicator, need, file) for file in found), *_gaps(indicator, need, found, own)]
            asked.update(file.path for file in found)
            rows += made
            lacking = sum(not row.present for row in made)
            counts.append(NeedCount(*_about(indicator, need), need.name, len(found), lacking))
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


def _about(indicator: Indicator, need: Need) -> tuple[str, str, str]:
    level = str(need.level) if need.level else ""
    return f"{indicator.code} {indicator.name}", level, KINDS[need.kind]


def _row(indicator: Indicator, need: Need, file: BundleFile) -> IndexRow:
    return IndexRow(
        *_about(indicator, need), file.name, file.path, file.day, file.number, file.signer,
        present=not file.flaw, digest=file.digest, remark=file.flaw or file.remark,
    )  # fmt: skip


def _gaps(
    indicator: Indicator, need: Need, found: Sequence[BundleFile], lacks: Iterable[Lack]
) -> list[IndexRow]:
    told = [_gap(indicator, need, lack.name, lack.why) for lack in lacks]
    if not found and not told:
        told = [_gap(indicator, need, "", " ".join(filter(None, (_missing(need), need.hint))))]
    return told


def _missing(need: Need) -> str:
    return "" if need.source == "luar" else _NOTHING


def _gap(indicator: Indicator, need: Need, name: str, why: str) -> IndexRow:
    return IndexRow(
        *_about(indicator, need), name or need.name, "", "", "", "", present=False, digest="", remark=why
    )


def _unmapped(file: BundleFile) -> IndexRow:
    return IndexRow(
        UNMAPPED, "", "", file.name, file.path, file.day, file.number, file.signer,
        present=not file.flaw, digest=file.digest, remark=file.flaw or file.remark or _UNASKED,
    )  # fmt: skip
