"""The forms of SOP monitoring as PDF: monitoring, evaluation, and the times beside their standards."""

from __future__ import annotations

from models.records.monitoring import QUESTIONS, VERDICTS, Monitoring, MonitoringLine, StepFact
from models.records.paper import Register, RegisterColumn
from models.rules.date_words import date_text
from models.rules.realistic_time import minutes_words
from reports.pdf.copies import join
from reports.pdf.register import render_register
from resources.wording_check import anchor_words

_TICK = "√"
_GOOD, _BAD = VERDICTS["baik"], VERDICTS["tidak_baik"]
_ANSWERS = {"y": "Ya", "t": "Tidak", "-": ""}

#: The six columns of the form; the assessment has two sides.
MONITORING_COLUMNS = (
    RegisterColumn("No", 4, "tengah"),
    RegisterColumn("Prosedur (SOP)", 19),
    RegisterColumn(_GOOD, 9, "tengah", "Penilaian terhadap penerapan"),
    RegisterColumn(_BAD, 9, "tengah", "Penilaian terhadap penerapan"),
    RegisterColumn("Catatan hasil penilaian", 31),
    RegisterColumn("Tindakan yang harus diambil", 20),
    RegisterColumn("Paraf penilai", 8),
)


def render_monitoring(monitoring: Monitoring, logo: bytes | None = None) -> bytes:
    """The three forms one after the other; the same monitoring always gives the same bytes."""
    forms = (monitoring_form(monitoring), evaluation_form(monitoring), times_form(monitoring))
    return join([render_register(form, logo) for form in forms])


def monitoring_form(monitoring: Monitoring) -> Register:
    """Form Monitoring Pelaksanaan SOP AP."""
    rows = tuple(
        (
            str(no),
            procedure_words(line),
            _TICK if line.assessment.verdict == "baik" else "",
            _TICK if line.assessment.verdict == "tidak_baik" else "",
            line.note,
            action_words(line),
            "",
        )
        for no, line in enumerate(monitoring.lines, 1)
    )
    return _form(monitoring, "MONITORING PELAKSANAAN SOP ADMINISTRASI PEMERINTAHAN", MONITORING_COLUMNS, rows)


def evaluation_form(monitoring: Monitoring) -> Register:
    """The seven questions for every SOP."""
    columns = (
        RegisterColumn("No", 4, "tengah"),
        RegisterColumn("Prosedur (SOP)", 22),
        *(RegisterColumn(question, 11, "tengah", "Evaluasi penerapan (Ya/Tidak)") for question in QUESTIONS),
    )
    rows = tuple(
        (str(no), procedure_words(line), *(_ANSWERS[answer] for answer in line.assessment.answers))
        for no, line in enumerate(monitoring.lines, 1)
    )
    return _form(monitoring, "EVALUASI PENERAPAN SOP ADMINISTRASI PEMERINTAHAN", columns, rows)


def times_form(monitoring: Monitoring) -> Register:
    """What steps took beside their standards, and a standard that most would have kept."""
    columns = (
        RegisterColumn("SOP", 6), RegisterColumn("Langkah", 5, "tengah"), RegisterColumn("Kegiatan", 30),
        RegisterColumn("Standar waktu", 11), RegisterColumn("Pelaksanaan selesai", 8, "kanan"),
        RegisterColumn("Terlambat", 8, "kanan"), RegisterColumn("Median waktu kerja", 10, "kanan"),
        RegisterColumn("Usulan standar yang realistis", 22),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for line in monitoring.lines:
        rows.append(_whole(line))
        rows += [_step(line, step) for step in line.fact.steps]
    return _form(monitoring, "WAKTU PELAKSANAAN DAN STANDAR WAKTU SOP", columns, tuple(rows), signed=False)


def procedure_words(line: MonitoringLine) -> str:
    """The SOP as the forms name it."""
    return f"{line.name} ({line.code})"


def action_words(line: MonitoringLine) -> str:
    """The action, and when it was carried out."""
    kept = line.assessment
    if kept.done_on is None:
        return kept.action
    return f"{kept.action}\nDilaksanakan {date_text(kept.done_on)}."


def late_words(late: int, judged: int) -> str:
    """How many of the judged runs were late; nothing is told where no standard judges."""
    return f"{late} dari {judged}" if judged else "tidak dinilai"


def _whole(line: MonitoringLine) -> tuple[str, ...]:
    fact = line.fact
    return (
        line.code, "", f"SELURUH PERMOHONAN: {line.name}", "", str(fact.finished_cases),
        late_words(fact.late_runs, fact.judged_runs), _minutes(fact.case_median), fact.proposal,
    )  # fmt: skip


def _step(line: MonitoringLine, step: StepFact) -> tuple[str, ...]:
    return (
        line.code, step.no, step.title, step.standard or "tanpa batas", str(step.runs),
        late_words(step.late, step.judged), _minutes(step.median), step.proposal,
    )  # fmt: skip


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else minutes_words(minutes)


def _form(
    monitoring: Monitoring,
    title: str,
    columns: tuple[RegisterColumn, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    signed: bool = True,
) -> Register:
    return Register(
        title=tuple(filter(None, (title, monitoring.period.name, monitoring.left_out))),
        columns=columns,
        rows=rows,
        letterhead=monitoring.letterhead,
        paper=monitoring.paper,
        margins=monitoring.margins,
        signers=monitoring.signers if signed else (),
        place=monitoring.place,
        day=monitoring.made.date().isoformat(),
        footer=" · ".join(filter(None, (monitoring.footer, anchor_words(monitoring.anchor)))),
        sample=monitoring.sample,
    )
