"""Papers: what a form asks for, and the frozen sheet from which one paper is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PaperSize = Literal["a4", "f4", "f4-215"]
FieldKind = Literal["teks", "paragraf", "tanggal", "jam", "daftar", "tabel", "pilihan", "centang", "foto"]

#: `basah`: with pen and stamp; `tte`: electronically, with a tool outside this program.
Signing = Literal["basah", "tte"]

#: Width and height in millimetres, upright (Permendagri 1/2023 Ps. 28 and regional by-laws).
PAPER_SIZES: dict[PaperSize, tuple[float, float]] = {
    "a4": (210.0, 297.0),
    "f4": (210.0, 330.0),
    "f4-215": (215.0, 330.0),
}

#: What a field holds: text, lines (`daftar`, `centang`) or rows of cells (`tabel`).
Value = str | tuple[str, ...] | tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One blank of a form.

    `kind`: `teks` one line, `paragraf` free text (blank lines part paragraphs), `tanggal` (an ISO date),
    `jam` (`09.30`), `daftar` lines, `tabel` rows under `columns`, `pilihan` one of `choices`, `centang` some
    of `choices`, `foto` pictures of the case as rows of digest and caption (no digest: a photograph that
    is enclosed on its own). `default` is a text with tokens such as `{perihal}` that the case fills.
    """

    id: str
    label: str
    kind: FieldKind = "teks"
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormText:
    """A sentence of a form that the office may reword; its tokens are filled from case and fields."""

    id: str
    label: str
    default: str


@dataclass(frozen=True, slots=True)
class SignerSlot:
    """A place to sign.

    `heading` stands over it (`Yang menyerahkan,`; empty: the position itself). `kind` is `pejabat` (who
    held a position on the date) or `isian` (typed: somebody of the agency). `positions` names the
    positions to propose, best first, by their normalised beginning.
    """

    id: str
    label: str
    heading: str = ""
    kind: Literal["pejabat", "isian"] = "pejabat"
    positions: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: its blanks, its sentences, its signers and the documents that it makes.

    `layout` names the drawing in `reports/pdf`. `group` is the series its numbers come from, "" for a
    form without a number. `documents` are beginnings of document names (normalised) that it serves.
    """

    id: str
    name: str
    title: str
    layout: str
    group: str = ""
    classification: str = ""
    fields: tuple[FormField, ...] = ()
    texts: tuple[FormText, ...] = ()
    signers: tuple[SignerSlot, ...] = ()
    letterhead: bool = True
    copies: bool = False
    documents: tuple[str, ...] = ()
    note: str = ""

    def field(self, field_id: str) -> FormField:
        """The field of that id; KeyError when the form has none."""
        for one in self.fields:
            if one.id == field_id:
                return one
        raise KeyError(field_id)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop: lines over the name, the name, lines under it; `logo` is the digest of the stored picture."""

    above: tuple[str, ...] = ()
    name: str = ""
    below: tuple[str, ...] = ()
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, frozen: lines of the position (`a.n. KEPALA DINAS …,` / `Sekretaris,`), name, rank, NIP.

    `electronic` keeps an empty box free for a signature that is set outside this program.
    """

    heading: str = ""
    position: tuple[str, ...] = ()
    name: str = ""
    rank: str = ""
    nip: str = ""
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres from the edges of the paper."""

    top: float = 20.0
    bottom: float = 25.0
    left: float = 30.0
    right: float = 20.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one paper shows, frozen: the same sheet always renders to the same bytes.

    `day` is the date of the paper (ISO, "" while unknown); `values` by field id, `texts` by text id with
    tokens already filled; `signers` in the order of the form's slots; `draft` prints the mark KONSEP,
    `sample` the mark CONTOH.
    """

    form: str
    paper: PaperSize = "a4"
    margins: Margins = Margins()
    letterhead: Letterhead = Letterhead()
    title: str = ""
    number: str = ""
    day: str = ""
    place: str = ""
    values: dict[str, Value] = field(default_factory=dict, hash=False)
    texts: dict[str, str] = field(default_factory=dict, hash=False)
    signers: tuple[Signer, ...] = ()
    copies: tuple[str, ...] = ()
    footer: str = ""
    case_number: str = ""
    draft: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank of a sheet that is still empty; required ones are told before printing."""

    field: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """Somebody who may sign on a date: `id` of the holding, how it prints."""

    id: int
    label: str
    signer: Signer


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture among the documents of a case, which a paper may print."""

    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What a person entered for one paper: `signers` by slot (holding id, or typed name/position/NIP).

    `paper_id` names the stored draft it goes on from; `filled` tells that nothing more is to be proposed
    (before that, blanks without an entry in `values` are filled from the case). `number_id` takes a
    reserved number; `outside_number` is one typed by hand ("dipakai di luar aplikasi"); both empty: the
    next of the series.
    `disposition_id` is the disposition that a lembar disposisi prints; `signers` and `on_behalf` name
    holdings, 0 nobody.
    """

    form: str
    case_id: int | None = None
    run_id: int | None = None
    doc_type: str = ""
    paper_id: int | None = None
    day: str = ""
    paper: PaperSize = "a4"
    values: dict[str, Value] = field(default_factory=dict, hash=False)
    signers: dict[str, int | Signer] = field(default_factory=dict, hash=False)
    on_behalf: dict[str, int] = field(default_factory=dict, hash=False)
    copies: tuple[str, ...] = ()
    number_id: int | None = None
    outside_number: str = ""
    filled: bool = False
    disposition_id: int | None = None
    signing: Signing = "basah"


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What the paper dialog shows: the form, the draft as pre-filled or stored, who may sign, what lacks."""

    form: Form
    draft: PaperDraft
    sheet: Sheet
    gaps: tuple[Gap, ...]
    signers: tuple[SignerChoice, ...]
    reserved: tuple[tuple[int, str], ...] = ()
    next_number: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A paper that a step (or a case) may print: which form, for which document, and where it stands."""

    form: str
    name: str
    doc_type: str
    document: str
    paper_id: int | None = None
    state: str = ""
    number: str = ""


PaperState = Literal["konsep", "terbit", "batal"]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list; `digest` is the stored PDF ("" until it is kept)."""

    id: int
    form: str
    name: str
    number: str
    day: str
    case_id: int | None
    case_number: str
    subject: str
    state: PaperState
    signer: str
    digest: str
    by: str


NumberState = Literal["dipesan", "terbit", "batal", "luar"]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number of a series: `suffix` marks one put in between (sisip), `ordinal` 0 one typed by hand."""

    id: int
    group: str
    year: int
    ordinal: int
    suffix: int
    text: str
    day: str
    state: NumberState
    purpose: str
    paper_id: int | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a printed book; `width` is its share of the table.

    Neighbours of the same `group` stand under that heading and count as one column.
    """

    label: str
    width: float
    align: Literal["kiri", "tengah", "kanan"] = "kiri"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A printed book (agenda): its title lines, columns and rows of text."""

    title: tuple[str, ...]
    columns: tuple[RegisterColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    letterhead: Letterhead = Letterhead()
    paper: PaperSize = "a4"
    margins: Margins = Margins()
    signers: tuple[Signer, ...] = ()
    place: str = ""
    day: str = ""
    footer: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ControlStep:
    """A row of the lembar kendali: one run of a step, all times as printed."""

    no: str
    title: str
    executor: str
    since: str
    until: str
    limit: str
    outcome: str
    by: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class ControlSheet:
    """Lembar kendali berkas: one case on one page, with its steps and document checklist."""

    letterhead: Letterhead
    case_number: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[ControlStep, ...]
    documents: tuple[tuple[str, str, bool], ...]
    printed: str
    paper: PaperSize = "a4"
    margins: Margins = Margins()
    footer: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """A series of numbers: its pattern, an example of today, and the forms that take theirs from it."""

    id: str
    name: str
    pattern: str
    example: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperDefaults:
    """What every new paper begins with; `unit` is the office's code in numbers.

    `electronic_footer` stands over the footer of a paper that is signed electronically.
    """

    paper: PaperSize = "a4"
    margins: Margins = Margins()
    footer: str = ""
    unit: str = ""
    signing: Signing = "basah"
    electronic_footer: str = ""
