"""What the completion rule is asked about: the facts of an open run and a person's attempt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from models.records.sop import Sop, Step

PartPhase = Literal["terbuka", "menunggu", "selesai", "gugur", "peserta"]

#: Coded reasons for a late run; `lainnya` needs its own words.
LATE_REASONS: dict[str, str] = {
    "opd": "Menunggu OPD",
    "dinas_luar": "Pejabat dinas luar",
    "kebutuhan": "Perubahan kebutuhan",
    "gangguan": "Gangguan sistem",
    "anggaran": "Menunggu anggaran",
    "lainnya": "Lainnya",
}

#: Ways in which a request or an external act reaches the office.
CHANNELS: dict[str, str] = {
    "surat": "Surat",
    "wa": "WhatsApp",
    "telepon": "Telepon",
    "tatap_muka": "Tatap muka",
    "eoffice": "e-Office",
}


#: Whom a paused case waits for.
PAUSE_PARTIES: dict[str, str] = {
    "opd": "OPD / perangkat daerah",
    "pejabat": "Pejabat",
    "rapat": "Rapat",
    "lainnya": "Lainnya",
}


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """The newest version of a document type on the case; `stale` is "perlu diperbarui"."""

    doc_type: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class CompletionFacts:
    """Everything the rule needs to know about an open run, as of one reading.

    `phases` maps part id to its phase; `present` maps document type to the newest version;
    `delivered` holds document types given or confirmed in this run; `ticks` holds
    (requirement index, point index); `acting` maps part id to "" when the person may act,
    otherwise to the reason code (`bukan_pemegang`, `bukan_pencatat`).
    Moments are office-local, naive. `earliest` is the previous act of the case,
    `parts_until` when the latest of the other parts was finished.
    """

    sop: Sop
    step: Step
    phases: dict[str, PartPhase]
    present: dict[str, DocumentFact]
    delivered: frozenset[str]
    ticks: frozenset[tuple[int, int]]
    acting: dict[str, str]
    holders: dict[str, str] = field(default_factory=dict)
    paused: bool = False
    due: datetime | None = None
    needs_target: bool = False
    earliest: datetime | None = None
    parts_until: datetime | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person is about to do: finish `part_id`, with the details that some acts need.

    `chosen` maps the id of a later `dipilih` step to the part ids chosen now.
    `occurred_at` is office-local, for external parts only ("terjadi pada").
    """

    part_id: str
    outcome: str | None = None
    outcome_reason: str = ""
    late_code: str = ""
    late_text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contact: str = ""
    channel: str = ""
    occurred_at: datetime | None = None
    note: str = ""
