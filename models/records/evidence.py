"""Evidence for evaluations (bukti dukung): what a framework asks, the files that answer, what lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

EvidenceKind = Literal["perencanaan", "pedoman", "pelaksanaan", "evaluasi", "tindak_lanjut"]
#: What in the office answers a need; `luar` is kept elsewhere and always has to be added by hand.
EvidenceSource = Literal[
    "sop", "naskah", "permohonan", "lampiran", "agenda", "disposisi", "rekap", "monitoring",
    "tindak_lanjut", "luar",
]  # fmt: skip

KINDS: dict[EvidenceKind, str] = {
    "perencanaan": "Perencanaan",
    "pedoman": "Pedoman",
    "pelaksanaan": "Pelaksanaan",
    "evaluasi": "Evaluasi",
    "tindak_lanjut": "Tindak lanjut",
}
SOURCES: tuple[EvidenceSource, ...] = (
    "sop", "naskah", "permohonan", "lampiran", "agenda", "disposisi", "rekap", "monitoring",
    "tindak_lanjut", "luar",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """One piece of evidence that an indicator asks for; empty `sops` and `forms` mean any."""

    name: str
    kind: EvidenceKind
    source: EvidenceSource
    level: int = 0
    sops: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its needs; `levels` tells what each maturity level asks, the lowest first."""

    code: str
    name: str
    needs: tuple[Need, ...]
    aspect: str = ""
    weight: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework of an evaluation, valid from a year on."""

    id: str
    name: str
    basis: str
    since: int
    indicators: tuple[Indicator, ...]


class BundleFile(NamedTuple):
    """A file of the bundle, as written, and what it is evidence of.

    `flaw` tells what is wrong with it although it is there, "" when nothing is; `remark` what is good to
    know of it.
    """

    path: str
    source: EvidenceSource
    name: str
    sops: tuple[str, ...] = ()
    form: str = ""
    day: str = ""
    number: str = ""
    signer: str = ""
    flaw: str = ""
    remark: str = ""
    size: int = 0
    digest: str = ""


class Lack(NamedTuple):
    """Something that should be in the bundle and is not, and why; found while collecting."""

    source: EvidenceSource
    name: str
    why: str
    sops: tuple[str, ...] = ()
    form: str = ""


class IndexRow(NamedTuple):
    """A row of the list of evidence; `path` and `digest` are empty where something is lacking."""

    indicator: str
    level: str
    kind: str
    name: str
    path: str
    day: str
    number: str
    signer: str
    present: bool
    digest: str
    remark: str


class NeedCount(NamedTuple):
    """A need in short: how many files answer it, and how many remarks there are."""

    indicator: str
    level: str
    kind: str
    name: str
    files: int
    lacking: int


@dataclass(frozen=True, slots=True)
class EvidenceIndex:
    """The list of evidence as it is printed."""

    title: str
    scope: str
    framework: Framework
    made: str
    rows: tuple[IndexRow, ...]
    counts: tuple[NeedCount, ...]
    sample: bool = False
    anchor: str = ""

    @property
    def gaps(self) -> tuple[IndexRow, ...]:
        """What is lacking."""
        return tuple(row for row in self.rows if not row.present)


class EvidenceCase(NamedTuple):
    """A request that the bundle tells of."""

    id: int
    number: str
    sop: str
    version_id: int
    ended: bool
