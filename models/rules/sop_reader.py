"""Reads the text of an SOP file into a resolved SOP, or tells all its defects at once.

The file format is described in `resources/sop/README.md`. Reading never raises: whatever the
text holds, the answer is an SOP without defects or the defects without an SOP.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace

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
from models.rules.sop_fields import Defect, Fields, quoted
from models.rules.toml_text import TomlProblemError, read_toml

__all__ = ["Defect", "read_sop"]

SOURCES: tuple[Source, ...] = ("cell", "wording", "office")
STEP_KINDS: tuple[StepKind, ...] = ("mulai", "kegiatan", "keputusan", "selesai")
PARTS_MODES: tuple[PartsMode, ...] = ("semua", "urut", "salah_satu", "dipilih")
ROLES: tuple[Role, ...] = ("pelaksana", "peserta")
END_STATES: tuple[EndState, ...] = ("selesai", "ditolak")
DAY_RULES: tuple[DayRule, ...] = ("akhir_hari", "jam_sama", "kalender")

#: No, activity, heading over the executors, heading over the standards, requirements, time, output, remark.
COLUMN_COUNT = 8

#: Far more than the longest procedure has; a table of more could not be drawn or read.
_MOST = {"executor": 60, "document": 500, "step": 1000}

_CODE = re.compile(r"[A-Z][A-Z0-9-]{0,11}")
_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
#: What a document prints a label for: the SOP's name and the fields of the identity block.
_LABELLED = ("name", *(f.name for f in fields(Identity) if f.name != "labels"))


def read_sop(text: str) -> tuple[Sop | None, tuple[Defect, ...]]:
    """The SOP that a file describes, or None and everything that is wrong with the file."""
    data, defect = _parse(text)
    if data is None:
        return None, (defect,) if defect else ()
    located = _read(Fields(data, "berkas", [], root=True))
    defects = (*located.defects, *check_sop(located))
    return (None, defects) if defects else (located.sop, ())


def _parse(text: str) -> tuple[dict[str, object] | None, Defect | None]:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return None, Defect("berkas", "berkas kosong")
    try:
        text.encode()
        return read_toml(text), None
    except UnicodeEncodeError:
        return None, Defect("berkas", "berkas bukan teks UTF-8")
    except TomlProblemError as refused:
        return None, Defect("berkas", str(refused))
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
    shown = quoted(lines[line - 1].strip()) if line <= len(lines) else "akhir berkas"
    twice = "overwrite" in error or "twice" in error
    what = "kunci atau tabel ditulis dua kali" if twice else "tulisan TOML salah"
    return Defect(f"baris {line}", f"{what} pada kolom {found[2]}: {shown}")


def _read(top: Fields) -> Located:
    sop = Sop(
        code=_code(top),
        name=top.text("name", required=True, limit=300),
        table_title=top.text("table_title", limit=600),
        identity=_identity(top.table("identity", "identitas")),
        executors=tuple(_executor(row) for _, row in top.rows("executor", "pelaksana ")),
        documents=tuple(_document(row) for _, row in top.rows("document", "dokumen ")),
        steps=(),
        notes=top.texts("notes"),
        day_rule=top.choice("day_rule", DAY_RULES, "akhir_hari"),
        columns=_columns(top),
        quality_columns=_quality_columns(top),
    )
    rows = [_step_row(row) for _, row in top.rows("step", "langkah ke-")]
    # A row leads to the next one by default, so the ids are looked at before the rows are read.
    ids = [row.peek("id") for row in rows]
    steps = [_step(row, following) for row, following in zip(rows, [*ids[1:], ""], strict=False)]
    for key, found in (("executor", sop.executors), ("step", steps)):
        if not found:
            top.wrong(f"tidak ada satu pun [[{key}]]")
    for key, count in (
        ("executor", len(sop.executors)),
        ("document", len(sop.documents)),
        ("step", len(steps)),
    ):
        if count > _MOST[key]:
            top.wrong(f"[[{key}]] ada {count}; paling banyak {_MOST[key]}")
    top.close()
    return Located(replace(sop, steps=tuple(steps)), tuple(row.place for row in rows), tuple(top.defects))


def _code(top: Fields) -> str:
    code = top.text("code", required=True)
    if code.strip() and not _CODE.fullmatch(code):
        message = "“code” hanya huruf besar A-Z, angka dan tanda hubung, diawali huruf, paling panjang 12"
        top.wrong(message)
    return code


def _columns(top: Fields) -> tuple[str, ...]:
    columns = top.texts("columns")
    if columns and len(columns) != COLUMN_COUNT:
        message = f"“columns” seharusnya berisi {COLUMN_COUNT} judul kolom, tetapi berisi {len(columns)}"
        top.wrong(message)
    return columns


def _quality_columns(top: Fields) -> int:
    count = top.whole("quality_columns")
    if count is not None and not 0 <= count <= 4:
        top.wrong("“quality_columns” seharusnya 0 sampai 4")
    return 3 if count is None else count


def _identity(row: Fields) -> Identity:
    labels = row.table("labels", "identitas › label")
    words = {key: labels.text(key) for key in _LABELLED if labels.has(key)}
    labels.close()
    identity = Identity(
        unit=row.texts("unit"),
        address=row.texts("address"),
        bidang=row.text("bidang"),
        number=row.text("number"),
        created=row.text("created"),
        revised=row.text("revised"),
        effective=row.text("effective"),
        approved_by=row.texts("approved_by"),
        legal_basis=row.texts("legal_basis"),
        qualifications=row.texts("qualifications"),
        related=row.texts("related"),
        equipment=row.texts("equipment"),
        warnings=row.texts("warnings"),
        records=row.texts("records"),
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


def _step_row(row: Fields) -> Fields:
    name = row.peek("id")
    return row.renamed(f"langkah {name}") if name else row


def _step(row: Fields, following: str) -> Step:
    """One step; `following` is the id of the next row, empty on the last."""
    kind = row.choice("kind", STEP_KINDS, "kegiatan")
    step = Step(
        id=row.identifier("id"),
        no=row.text("no", required=True, limit=20),
        kind=kind,
        title=row.text("title", required=True, limit=300),
        text=row.text("text", required=True),
        needs_text=row.text("needs_text"),
        time_text=row.text("time_text", limit=300),
        output_text=row.text("output_text"),
        outcomes=_outcomes(row, kind, following),
        parts=tuple(_part(part) for _, part in row.rows("parts", "bagian ")),
        parts_mode=row.choice("parts_mode", PARTS_MODES, "semua"),
        chosen_at=row.text("chosen_at"),
        needs=tuple(_group(group) for _, group in row.rows("needs", "kelengkapan ")),
        gives=tuple(_group(group, points=False) for _, group in row.rows("gives", "output ")),
        remark=row.text("remark"),
        notes=row.texts("notes"),
    )
    row.close()
    return step


def _outcomes(row: Fields, kind: StepKind, following: str) -> tuple[Outcome, ...]:
    named = tuple(_outcome(outcome) for _, outcome in row.rows("outcomes", "keputusan "))
    plain = _plain_outcome(row, following)
    ways = [key for key in ("next", "end", "outcomes") if row.has(key)]
    if len(ways) > 1:
        row.wrong(f"hanya satu dari {' dan '.join(f'“{way}”' for way in ways)} yang boleh diisi")
    if kind in ("mulai", "selesai"):
        return _terminator(row, kind, ways, following)
    if kind == "keputusan" and not named:
        row.wrong("langkah keputusan harus mempunyai pilihan (“outcomes”)")
    elif kind == "keputusan" and len(named) == 1:
        row.wrong("keputusan hanya mempunyai satu pilihan; paling sedikit dua")
    elif kind == "kegiatan" and row.has("outcomes"):
        row.wrong("langkah yang mempunyai pilihan harus berjenis “keputusan”")
    return named or (plain,)


def _terminator(row: Fields, kind: StepKind, ways: list[str], following: str) -> tuple[Outcome, ...]:
    if ways:
        row.wrong(f"langkah {kind} tidak boleh mengisi “{ways[0]}”")
    if kind == "mulai" and following:
        return (Outcome("", "", to=(following,), source="cell"),)
    return (Outcome("", "", end="selesai", source="cell"),)


def _plain_outcome(row: Fields, following: str) -> Outcome:
    """The only way out of a step without a decision: as written, or the order of the printed rows."""
    to, join, end = _targets(row, "next")
    if row.has("next") or row.has("end"):
        return Outcome("", "", to=to, join=join, end=end, source=row.choice("next_source", SOURCES, "office"))
    if row.has("next_source"):
        row.choice("next_source", SOURCES, "office")
        row.wrong("“next_source” hanya bersama “next” atau “end”")
    if following:
        return Outcome("", "", to=(following,), source="cell")
    return Outcome("", "", end="selesai", source="cell")


def _outcome(row: Fields) -> Outcome:
    to, join, end = _targets(row, "to")
    if row.has("to") == row.has("end"):
        row.wrong("isi tepat satu dari “to” (langkah tujuan) dan “end” (selesai atau ditolak)")
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
    row.close()
    return outcome


def _targets(row: Fields, key: str) -> tuple[tuple[str, ...], str, EndState | None]:
    """Where a way leads: the steps under `key`, their join, or an end."""
    to = row.text_or_texts(key)
    join = row.text("join")
    end: EndState | None = row.choice("end", END_STATES, "selesai") if row.has("end") else None
    if len(to) < 2 and join:
        row.wrong(f"“join” diisi, padahal “{key}” tidak bercabang")
    elif len(to) > 1 and not join:
        row.wrong(f"“{key}” bercabang, tetapi langkah pertemuannya (“join”) belum disebut")
    return to, join, end


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
    for _, group_row in row.rows("gives", "output "):
        group = _group(group_row, points=False)
        if group.on:
            # A part that is not the last is finished before the outcome is known.
            group_row.wrong("output bagian tidak boleh bergantung pada keputusan; taruh pada output langkah")
        groups.append(group)
    return tuple(groups)


def _group(row: Fields, *, points: bool = True) -> DocumentGroup:
    docs = row.texts("docs", required=True)
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
    if group.points and len(group.docs) > 1:
        row.wrong("butir (“points”) diperiksa di dalam satu dokumen; “docs” menyebut lebih dari satu")
    if any(not point.strip() for point in group.points):
        row.wrong("“points” memuat butir kosong")
    row.close()
    return group


def _check_repeated(row: Fields, key: str, values: tuple[str, ...]) -> None:
    for value in sorted({v for v in values if values.count(v) > 1}):
        row.wrong(f"“{key}” menyebut {quoted(value)} lebih dari sekali")
