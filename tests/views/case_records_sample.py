"""Records of one step of the change SOP, made by hand for views."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.records.case import (
    ChoiceLine,
    DocumentSlot,
    DocumentVersion,
    GroupLine,
    OutcomeLine,
    PartLine,
    PointLine,
    ReturnTarget,
    StepSheet,
)
from models.records.completion import CompletionFacts, DocumentFact
from models.records.sop import (
    DocumentGroup,
    DocumentType,
    Executor,
    Identity,
    Outcome,
    Part,
    Sop,
    Step,
)
from models.rules.calendar import WorkingCalendar, default_calendar

NOW = datetime(2026, 11, 20, 13, 50)
DUE = datetime(2026, 11, 20, 16, 0)
AWKWARD = "laporan_<b>&'\"Đ😀" + "panjang" * 38 + ".pdf"

STEP = Step(
    id="3", no="3", kind="keputusan", title="Evaluasi dampak", text="Mengevaluasi & menganalisis <dampak>",
    needs_text="Surat", time_text="1 Hari", output_text="Formulir",
    outcomes=(
        Outcome("ya", "Disetujui", ("4",)),
        Outcome("tidak", "Tidak disetujui", end="ditolak", reason=True),
    ),
    parts=(Part("k", "kominfo"),),
    needs=(DocumentGroup(("surat", "formulir"), 2, points=("Tanda tangan", "Lampiran")),),
    gives=(DocumentGroup(("setuju",), 1, on=("ya",)), DocumentGroup(("analisa",), 1)),
)  # fmt: skip
LATER = Step(
    id="4", no="4", kind="kegiatan", title="Pelaksanaan", text="Melaksanakan", needs_text="",
    time_text="1 Hari", output_text="", outcomes=(Outcome("", "", end="selesai"),),
    parts=(Part("a", "kominfo"), Part("b", "opd")), parts_mode="dipilih", chosen_at="3",
)  # fmt: skip
SOP = Sop(
    code="UJI", name="SOP uji", table_title="", identity=Identity(),
    executors=(Executor("kominfo", "Dinas Kominfo"), Executor("opd", "OPD", external=True)),
    documents=(
        DocumentType("surat", "Surat permohonan"),
        DocumentType("formulir", "Formulir perubahan"),
        DocumentType("setuju", "Formulir disetujui"),
        DocumentType("analisa", "Analisa dampak"),
    ),
    steps=(STEP, LATER),
)  # fmt: skip


def calendar() -> WorkingCalendar:
    return default_calendar((), ())


def version(document_id: int, doc_type: str, **more: Any) -> DocumentVersion:
    values: dict[str, Any] = {
        "id": document_id, "doc_type": doc_type, "label": doc_type, "version": 1, "kind": "berkas",
        "file_name": f"{doc_type}.pdf", "digest": "d", "size": 2048, "place": "", "original_place": "",
        "note": "", "added_by": "Sari (CONTOH)", "added_at": datetime(2026, 11, 17, 9, 12),
        "step_no": "2", "stale": False, "withdrawn": False, "withdrawn_reason": "",
    }  # fmt: skip
    return DocumentVersion(**(values | more))


def facts(**more: Any) -> CompletionFacts:
    values: dict[str, Any] = {
        "sop": SOP, "step": STEP, "phases": {"k": "terbuka"},
        "present": {"surat": DocumentFact("surat"), "formulir": DocumentFact("formulir")},
        "delivered": frozenset({"setuju", "analisa"}), "ticks": frozenset({(0, 0), (0, 1)}),
        "acting": {"k": ""}, "holders": {"k": "Budi (CONTOH)"}, "due": DUE,
    }  # fmt: skip
    return CompletionFacts(**(values | more))


def part(**more: Any) -> PartLine:
    values: dict[str, Any] = {
        "part": "k", "executor": "kominfo", "label": "Dinas Kominfo", "external": False,
        "role": "pelaksana", "phase": "terbuka", "cell": "", "source": "wording",
        "holders": "Budi (CONTOH)", "assignee_id": None, "assignee": "", "finished_by": "",
        "finished_at": None, "may_act": True,
    }  # fmt: skip
    return PartLine(**(values | more))


def sheet(**more: Any) -> StepSheet:
    values: dict[str, Any] = {
        "case_id": 1, "run_id": 7, "seen_version": 3, "number": "004/UJI/XI/2026",
        "subject": 'Migrasi <server> & "Đ"', "agency": "BKD", "contact_name": "Rina (CONTOH)",
        "contact_phone": "0812", "sop_code": "UJI", "received_at": datetime(2026, 11, 17, 8, 5),
        "step_no": "3", "step_count": 9, "title": STEP.title, "text": STEP.text, "time_text": "1 Hari",
        "remark": "", "notes": (), "round": 1, "opened_at": datetime(2026, 11, 19, 9, 0),
        "parts": (part(),), "my_part": "k",
        "needs": (
            GroupLine(
                0,
                (
                    DocumentSlot("surat", "Surat permohonan", version(1, "surat", file_name=AWKWARD), False),
                    DocumentSlot(
                        "formulir", "Formulir perubahan",
                        version(2, "formulir", kind="kertas", place="rak 2"), False,
                    ),
                ),
                2, (), (), (PointLine(0, "Tanda tangan", True), PointLine(1, "Lampiran", True)), "office",
            ),
        ),
        "outputs": (
            GroupLine(
                0, (DocumentSlot("setuju", "Formulir disetujui", version(4, "setuju"), True),),
                1, ("ya",), ("Disetujui",), (), "cell",
            ),
            GroupLine(
                1, (DocumentSlot("analisa", "Analisa dampak", version(5, "analisa"), True),),
                1, (), (), (), "cell",
            ),
        ),
        "outcomes": (
            OutcomeLine("ya", "Disetujui", "langkah 4 · Pelaksanaan", False, "wording"),
            OutcomeLine("tidak", "Tidak disetujui", "selesai sebagai Ditolak", True, "wording"),
        ),
        "choices": (
            ChoiceLine("4", "4", "Pelaksanaan", (("a", "Dinas Kominfo"), ("b", "OPD")), ()),
        ),
        "returns": (ReturnTarget("2", "2", "Pengajuan"),), "pace": "batas", "green_until": None,
        "due": DUE, "target": None, "target_by": "", "paused_for": "", "paused_reason": "",
        "is_leader": False, "can_undo": False, "draft": {}, "facts": facts(),
    }  # fmt: skip
    return StepSheet(**(values | more))
