"""Reads the text of an SOP file into a resolved SOP, or tells all its defects at once.

The file format is described in `resources/sop/README.md`. Reading never raises: whatever the
text holds, the answer is an SOP without defects or the defects without an SOP.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

from models.records.sop import (
    DayRule,
    DocumentGroup,
    DocumentType,
    EndState,
    Executor,
    Identity,
    Outcome,
    Part,
    PartsMode,
    Role,
    Sop,
    Source,
    Step,
    StepKind,
)
from models.rules.sop_checks import Located, check_sop
from models.rules.sop_fields import Defect, Fields

__all__ = ["Defect", "read_sop"]

SOURCES: tuple[Source, ...] = ("cell", "wording", "office")
STEP_KINDS: tuple[StepKind, ...] = ("mulai", "kegiatan", "keputusan", "selesai")
PARTS_MODES: tuple[PartsMode, ...] = ("semua", "urut", "salah_satu", "dipilih")
ROLES: tuple[Role, ...] = ("pelaksana", "peserta")
END_STATES: tuple[EndState, ...] = ("selesai", "ditolak")
DAY_RULES: tuple[DayRule, ...] = ("akhir_hari", "jam_sama", "kalender")

#: No, activity, heading over the executors, heading over the standards, requirements, time, output, remark.
COLUMN_COUNT = 8

_CODE = re.compile(r"[A-Z][A-Z0-9-]{0,11}")
_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_IDENTITY_LISTS = (
    "unit",
    "approved_by",
    "legal_basis",
    "qualifications",
    "related",
    "equipment",
    "warnings",
    "records",
)
_IDENTITY_TEXTS = ("bidang", "number", "created", "revised", "effective")


def read_sop(text: str) -> tuple[Sop | None, tuple[Defect, ...]]:
    """The SOP that a file describes, or None and everything that is wrong with the file."""
    data, defect = _parse(text)
    if data is None:
        return None, (defect,) if defect else ()
    located = _read(Fields(data, "", []))
    defects = (*located.defects, *check_sop(located))
    return (None, defects) if defects else (located.sop, ())


def _parse(text: str) -> tuple[dict[str, object] | None, Defect | None]:
    # Notepad on Windows begins UTF-8 files with this mark.
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return None, Defect("berkas", "berkas kosong")
    try:
        text.encode()
        return tomllib.loads(text), None
    except UnicodeEncodeError:
        return None, Defect("berkas", "berkas bukan teks UTF-8")
    except RecursionError:
        return None, Defect("berkas", "daftar atau tabel bersarang terlalu dalam")
    except tomllib.TOMLDecodeError as error:
        return None, _syntax_defect(text, str(error))
    except ValueError:
        # tomllib lets a number of thousands of digits through to int(), which refuses it.
        return None, Defect("berkas", "memuat bilangan yang terlalu panjang")


def _syntax_defect(text: str, error: str) -> Defect:
    found = _TOML_PLACE.search(error)
    if found is None or found[1] is None:
        last = len(text.rstrip().splitlines())
        return Defect(f"baris {last}", "tulisan TOML terputus di akhir berkas")
    lines = text.split("\n")
    line = int(found[1])
    shown = lines[line - 1].strip()[:60] if line <= len(lines) else ""
    what = "kunci atau tabel ditulis dua kali" if "overwrite" in error or "twice" in error else "tulisan TOML salah"
    return Defect(f"baris {line}", f"{what} pada kolom {found[2]}: {shown}")


def _read(top: Fields) -> Located:
    sop = Sop(
        code=_code(top),
        name=_root_text(top, "name"),
        table_title=top.text("table_title", limit=600),
        identity=_identity(top.table("identity", "identitas")),
        executors=tuple(_executor(row) for _, row in top.rows("executor", "pelaksana")),
        documents=tuple(_document(row) for _, row in top.rows("document", "dokumen")),
        steps=(),
        notes=top.texts("notes"),
        day_rule=top.choice("day_rule", DAY_RULES, "akhir_hari"),
        columns=_columns(top),
        quality_columns=_quality_columns(top),
    )
    rows = [row for _, row in top.rows("step", "langkah ke")]
    drafts = [_StepReader(row) for row in rows]
    ids = [draft.id for draft in drafts]
    steps: list[Step] = []
    for index, draft in enumerate(drafts):
        following = ids[index + 1] if index + 1 < len(ids) else ""
        steps.append(draft.read(following))
    for key in ("executor", "step"):
        if not top.has(key):
            top.defects.append(Defect("berkas", f"tidak ada satu pun [[{key}]]"))
    top.place = "berkas"
    top.close()
    complete = Sop(**{f.name: getattr(sop, f.name) for f in fields(Sop) if f.name != "steps"}, steps=tuple(steps))
    return Located(complete, tuple(row.place for row in rows), tuple(top.defects))


def _code(top: Fields) -> str:
    code = _root_text(top, "code")
    if code.strip() and not _CODE.fullmatch(code):
        message = "“code” hanya huruf besar A-Z, angka dan tanda hubung, diawali huruf, paling panjang 12"
        top.defects.append(Defect("berkas", message))
    return code


def _root_text(top: Fields, key: str) -> str:
    top.place = "berkas"
    value = top.text(key, required=True, limit=300)
    top.place = ""
    return value


def _columns(top: Fields) -> tuple[str, ...]:
    columns = top.texts("columns")
    if columns and len(columns) != COLUMN_COUNT:
        message = f"“columns” seharusnya berisi {COLUMN_COUNT} judul kolom, tetapi berisi {len(columns)}"
        top.defects.append(Defect("berkas", message))
    return columns


def _quality_columns(top: Fields) -> int:
    count = top.whole("quality_columns")
    if count is not None and not 0 <= count <= 4:
        top.defects.append(Defect("berkas", "“quality_columns” seharusnya 0 sampai 4"))
    return 3 if count is None else count


def _identity(row: Fields) -> Identity:
    labels = row.table("labels", "identitas › label")
    allowed = ("name", *_IDENTITY_LISTS, *_IDENTITY_TEXTS)
    words = {key: labels.text(key) for key in allowed if labels.text(key)}
    labels.close()
    identity = Identity(
        **{key: row.texts(key) for key in _IDENTITY_LISTS},
        **{key: row.text(key) for key in _IDENTITY_TEXTS},
        labels=words,
    )
    row.close()
    return identity


def _executor(row: Fields) -> Executor:
    executor = Executor(
        id=row.identifier("id"),
        label=row.text("label", required=True, limit=300),
        group=row.text("group", limit=300),
        external=row.flag("external"),
    )
    row.close()
    return executor


def _document(row: Fields) -> DocumentType:
    document = DocumentType(id=row.identifier("id"), label=row.text("label", required=True, limit=300))
    row.close()
    return document


class _StepReader:
    """Reads one step; its id is read first, because the row before leads to it by default."""

    def __init__(self, row: Fields) -> None:
        place = row.place
        self.row = row
        self.id = row.identifier("id")
        row.place = f"langkah {self.id}" if self.id else place.replace("ke ", "ke-")
        for index in range(len(row.defects)):
            if row.defects[index].place == place:
                row.defects[index] = Defect(row.place, row.defects[index].message)

    def read(self, following: str) -> Step:
        """The step; `following` is the id of the next row, empty on the last."""
        row = self.row
        kind = row.choice("kind", STEP_KINDS, "kegiatan")
        step = Step(
            id=self.id,
            no=row.text("no", required=True, limit=20),
            kind=kind,
            title=row.text("title", required=True, limit=300),
            text=row.text("text", required=True),
            needs_text=row.text("needs_text"),
            time_text=row.text("time_text", limit=300),
            output_text=row.text("output_text"),
            outcomes=self._outcomes(kind, following),
            parts=tuple(_part(part) for _, part in row.rows("parts", "bagian")),
            parts_mode=row.choice("parts_mode", PARTS_MODES, "semua"),
            chosen_at=row.text("chosen_at"),
            needs=tuple(_group(group) for _, group in row.rows("needs", "kelengkapan")),
            gives=tuple(_group(group, points=False) for _, group in row.rows("gives", "output")),
            remark=row.text("remark"),
            notes=row.texts("notes"),
        )
        row.close()
        return step

    def _outcomes(self, kind: StepKind, following: str) -> tuple[Outcome, ...]:
        named = tuple(_outcome(outcome) for _, outcome in self.row.rows("outcomes", "keputusan"))
        plain = self._plain_outcome(following)
        ways = [key for key in ("next", "end", "outcomes") if self.row.has(key)]
        if len(ways) > 1:
            self.row.wrong(f"hanya satu dari {' dan '.join(f'“{way}”' for way in ways)} yang boleh diisi")
        if kind in ("mulai", "selesai"):
            return self._terminator(kind, ways, following)
        if not self.row.has("outcomes"):
            if kind == "keputusan":
                self.row.wrong("langkah keputusan harus mempunyai pilihan (“outcomes”)")
            return (plain,)
        if kind == "kegiatan":
            self.row.wrong("langkah yang mempunyai pilihan harus berjenis “keputusan”")
        elif len(named) == 1:
            self.row.wrong("keputusan hanya mempunyai satu pilihan; paling sedikit dua")
        elif not named:
            self.row.wrong("langkah keputusan harus mempunyai pilihan (“outcomes”)")
        return named or (plain,)

    def _terminator(self, kind: StepKind, ways: list[str], following: str) -> tuple[Outcome, ...]:
        if ways:
            self.row.wrong(f"langkah {kind} tidak boleh mengisi “{ways[0]}”")
        if kind == "mulai" and following:
            return (Outcome("", "", to=(following,), source="cell"),)
        return (Outcome("", "", end="selesai", source="cell"),)

    def _plain_outcome(self, following: str) -> Outcome:
        row = self.row
        to = row.text_or_texts("next")
        join = row.text("join")
        written = row.has("next") or row.has("end")
        end: EndState | None = row.choice("end", END_STATES, "selesai") if row.has("end") else None
        source = row.choice("next_source", SOURCES, "office" if written else "cell")
        if row.has("next"):
            _check_targets(row, "next", to, join)
        elif join:
            row.wrong("“join” hanya untuk “next” yang bercabang")
        if not written:
            to, end = ((following,), None) if following else ((), "selesai")
        return Outcome("", "", to=to, join=join, end=end, source=source)


def _outcome(row: Fields) -> Outcome:
    to = row.text_or_texts("to")
    join = row.text("join")
    end: EndState | None = row.choice("end", END_STATES, "selesai") if row.has("end") else None
    outcome = Outcome(
        id=row.identifier("id"),
        label=row.text("label", required=True, limit=120),
        to=to,
        join=join,
        end=end,
        reason=row.flag("reason"),
        pause_for=row.text("pause_for"),
        source=row.choice("source", SOURCES, "office"),
    )
    if row.has("to") == row.has("end"):
        row.wrong("isi tepat satu dari “to” (langkah tujuan) dan “end” (selesai atau ditolak)")
    elif row.has("to"):
        _check_targets(row, "to", to, join)
    elif join:
        row.wrong("“join” hanya untuk “to” yang bercabang")
    row.close()
    return outcome


def _check_targets(row: Fields, key: str, to: tuple[str, ...], join: str) -> None:
    if not to:
        row.wrong(f"“{key}” tidak menyebut satu langkah pun")
    elif len(to) == 1 and join:
        row.wrong(f"“join” diisi, padahal “{key}” tidak bercabang")
    elif len(to) > 1 and not join:
        row.wrong(f"“{key}” bercabang, tetapi langkah pertemuannya (“join”) belum disebut")


def _part(row: Fields) -> Part:
    source = row.choice("source", SOURCES, "office")
    part = Part(
        id=row.identifier("id"),
        executor=row.text("executor", required=True),
        role=row.choice("role", ROLES, "pelaksana"),
        cell=row.text("cell"),
        gives=_part_gives(row, source),
        source=source,
    )
    if part.role == "peserta" and part.gives:
        row.wrong("peserta tidak menyerahkan output; jadikan pelaksana atau pindahkan outputnya")
    row.close()
    return part


def _part_gives(row: Fields, source: Source) -> tuple[DocumentGroup, ...]:
    if row.is_list_of_texts("gives"):
        docs = row.texts("gives")
        _check_repeated(row, "gives", docs)
        return (DocumentGroup(docs, len(docs), source=source),)
    groups: list[DocumentGroup] = []
    for _, group_row in row.rows("gives", "output"):
        group = _group(group_row, points=False)
        if group.on:
            # A part that is not the last is finished before the outcome is known.
            group_row.wrong("output bagian tidak boleh bergantung pada keputusan (“on”); taruh pada output langkah")
        groups.append(group)
    return tuple(groups)


def _group(row: Fields, *, points: bool = True) -> DocumentGroup:
    docs = row.texts("docs")
    if not row.has("docs"):
        row.wrong("“docs” belum diisi")
    elif not docs:
        row.wrong("“docs” tidak menyebut satu dokumen pun")
    at_least = row.whole("at_least")
    if at_least is not None and docs and not 1 <= at_least <= len(docs):
        row.wrong(f"“at_least” {at_least} di luar 1 sampai {len(docs)}")
    group = DocumentGroup(
        docs=docs,
        at_least=len(docs) if at_least is None else at_least,
        on=row.texts("on"),
        points=row.texts("points"),
        source=row.choice("source", SOURCES, "office"),
    )
    if group.points and not points:
        row.wrong("butir (“points”) hanya untuk kelengkapan")
    for key, values in (("docs", group.docs), ("on", group.on), ("points", group.points)):
        _check_repeated(row, key, values)
    if any(not point.strip() for point in group.points):
        row.wrong("“points” memuat butir kosong")
    row.close()
    return group


def _check_repeated(row: Fields, key: str, values: tuple[str, ...]) -> None:
    for value in sorted({v for v in values if values.count(v) > 1}):
        row.wrong(f"“{key}” menyebut “{value}” lebih dari sekali")
