"""Monitoring of the SOPs of a semester: what the runs tell beside what a person found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple

from models.queries import recap as recaps
from models.queries.rows import raw_rows
from models.records.monitoring import Assessment, Monitoring, MonitoringLine, SopFact, StepFact
from models.records.paper import Signer, SignerSlot
from models.records.recap import Figures, Period
from models.records.sop import Sop
from models.rules.periods import borders, written
from models.rules.realistic_time import ENOUGH, middle, ninetieth, proposal, usual_day
from models.store import paper_settings
from models.store.anchors import anchor_now
from models.store.monitoring_tables import SopMonitoring
from models.store.office import Office
from models.store.paper_signers import officials_on, proposed, signer_on
from models.store.rows import rows
from models.store.secrecy import left_out, visible
from models.store.tables import Case, Document, Person, SopRow, StepRun

#: So many steps and documents are named in a note; the form has little room.
_NAMED = 3
#: Who confirms the form.
_HEAD = SignerSlot("kepala", "Kepala", "Mengetahui,", positions=("Kepala Dinas",))


class _Run(NamedTuple):
    """A finished run as the database gives it."""

    step: str
    minutes: int | None
    judged: bool
    late: bool


def monitoring(office: Office, period: Period, *, with_times: bool = True) -> Monitoring:
    """The monitoring of a semester.

    `with_times` False leaves out how long whole requests took, which is dear with thousands of them.
    """
    profile: dict[str, Any] = office.setting("office", {})
    defaults = paper_settings.paper_defaults(office)
    made = office.local(office.now())
    return Monitoring(
        period=period,
        made=made,
        lines=tuple(_lines(office, period, with_times=with_times)),
        letterhead=paper_settings.letterhead(office),
        signers=_signers(office, min(period.until, made.date())),
        place=str(profile.get("city", "")),
        paper=defaults.paper,
        margins=defaults.margins,
        footer=defaults.footer,
        sample=bool(profile.get("sample", False)),
        anchor=anchor_now(),
        left_out=left_out(office),
    )


def _lines(office: Office, period: Period, *, with_times: bool) -> Iterable[MonitoringLine]:
    figures = {share.key: share.figures for share in recaps.recap(office, period).per_sop}
    runs = _runs(office, period)
    missing = _missing(office) if period.until >= office.local(office.now()).date() else {}
    found = _assessments(office, written(period))
    day = usual_day([_minutes(spans) for spans in office.calendar().hours.days])
    for sop_id, code, name, active in rows(_sops()):
        if not active and code not in figures and sop_id not in runs and sop_id not in found:
            continue
        sop = office.sop_by_code(code)[2]
        times = _case_times(office, period, code) if with_times else ()
        own = runs.get(sop_id, [])
        fact = _fact(sop, figures.get(code, Figures()), own, times, missing.get(sop_id, ()), day)
        kept = found.get(sop_id, (Assessment(), "", None))
        yield MonitoringLine(sop_id, code, name, fact, _note(fact), *kept)


def _sops() -> Any:
    return SopRow.select(SopRow.id, SopRow.code, SopRow.name, SopRow.active).order_by(
        SopRow.ordinal, SopRow.id
    )


def _runs(office: Office, period: Period) -> dict[int, list[_Run]]:
    """The runs that were finished in the period, by SOP."""
    since, until = _moments(office, period)
    query = (
        StepRun.select(Case.sop, StepRun.step, StepRun.minutes, StepRun.due_at, StepRun.late)
        .join(Case)
        .where(
            (StepRun.state == "selesai") & (StepRun.closed_at >= since) & (StepRun.closed_at < until),
            *visible(office, StepRun.case),
        )
    )
    found: dict[int, list[_Run]] = defaultdict(list)
    for sop_id, step, minutes, due, late in raw_rows(query):
        found[sop_id].append(_Run(step, minutes, due is not None, bool(late)))
    return found


def _fact(
    sop: Sop,
    figures: Figures,
    runs: list[_Run],
    times: Iterable[int],
    missing: Iterable[tuple[str, int]],
    day: int,
) -> SopFact:
    minutes = list(times)
    return SopFact(
        figures=figures,
        finished_runs=len(runs),
        judged_runs=sum(run.judged for run in runs),
        late_runs=sum(run.late for run in runs),
        finished_cases=len(minutes),
        case_median=middle(minutes),
        case_ninetieth=ninetieth(minutes),
        proposal=proposal(minutes, "permohonan", day),
        steps=tuple(_steps(sop, runs, day)),
        missing=tuple(missing),
    )


def _steps(sop: Sop, runs: list[_Run], day: int) -> Iterable[StepFact]:
    """The steps of the SOP as it is now; runs of older versions count with the step of the same id."""
    by_step: dict[str, list[_Run]] = defaultdict(list)
    for run in runs:
        by_step[run.step].append(run)
    for step in sop.work_steps:
        own = by_step[step.id]
        minutes = [run.minutes for run in own if run.minutes is not None]
        yield StepFact(
            no=step.no,
            title=step.title,
            standard=step.time_text,
            runs=len(own),
            judged=sum(run.judged for run in own),
            late=sum(run.late for run in own),
            median=middle(minutes),
            ninetieth=ninetieth(minutes),
            proposal=proposal(minutes, "pelaksanaan", day),
        )


def _case_times(office: Office, period: Period, code: str) -> list[int]:
    """The working minutes of the requests that were finished in the period."""
    cases = recaps.recap_cases(office, period, (code,), figure="selesai")
    return [case.working_minutes for case in cases if case.working_minutes is not None]


def _note(fact: SopFact) -> str:
    """What the runs tell, as a note of the form."""
    figures = fact.figures
    handled = figures.sisa_awal + figures.masuk
    if not handled and not fact.finished_runs:
        return "Tidak ada permohonan dalam semester ini."
    pieces = [f"{handled} permohonan ditangani, {figures.selesai} selesai."]
    if fact.judged_runs:
        on_time = fact.judged_runs - fact.late_runs
        share = f"{100 * on_time / fact.judged_runs:.0f} %"
        pieces.append(f"{share} langkah tepat waktu ({on_time} dari {fact.judged_runs}).")
    else:
        pieces.append("Tidak ada langkah yang dinilai waktunya.")
    late = sorted((step for step in fact.steps if step.late), key=lambda step: -step.late)[:_NAMED]
    if late:
        named = "; ".join(f"langkah {step.no} {step.title} ({step.late} kali)" for step in late)
        pieces.append(f"Paling sering terlambat: {named}.")
    if fact.missing:
        named = "; ".join(f"{label} ({count})" for label, count in fact.missing[:_NAMED])
        pieces.append(f"Dokumen yang paling banyak ditunggu sekarang: {named}.")
    if fact.finished_cases >= ENOUGH:
        pieces.append(f"{fact.proposal}.")
    return " ".join(pieces)


def _missing(office: Office) -> dict[int, list[tuple[str, int]]]:
    """Documents that open steps ask for and that are not there: label and number of requests, by SOP."""
    open_runs: Any = StepRun.select(Case.id, Case.sop, Case.sop_version, StepRun.step).join(Case)
    running = (StepRun.state == "terbuka") & (Case.status == "berjalan")
    there: dict[int, set[str]] = defaultdict(set)
    documents: Any = Document.select(Document.case, Document.doc_type).join(Case)
    for case_id, doc_type in raw_rows(
        documents.where((Case.status == "berjalan") & Document.withdrawn_at.is_null())
    ):
        there[case_id].add(doc_type)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for case_id, sop_id, version_id, step in raw_rows(open_runs.where(running, *visible(office, Case.id))):
        sop = office.sop(version_id)
        asked = (group for group in sop.step(step).needs if group.applies(None))
        for group in asked:
            lacking = [doc for doc in group.docs if doc not in there[case_id]]
            if len(group.docs) - len(lacking) < group.at_least:
                counts[sop_id].update(sop.document(doc).label for doc in lacking)
    return {sop_id: counted.most_common() for sop_id, counted in counts.items()}


def _assessments(office: Office, key: str) -> dict[int, tuple[Assessment, str, datetime]]:
    query = (
        SopMonitoring.select(
            SopMonitoring.sop, SopMonitoring.verdict, SopMonitoring.note, SopMonitoring.action,
            SopMonitoring.answers, SopMonitoring.done_on, Person.name, SopMonitoring.at,
        )
        .join(Person)
        .where(SopMonitoring.period == key)
    )  # fmt: skip
    return {row[0]: (Assessment(*row[1:6]), row[6], office.local(row[7])) for row in rows(query)}


def _moments(office: Office, period: Period) -> tuple[int, int]:
    """The period's borders as seconds: the first belongs to it, the second not."""
    since, until = (int(office.utc(border).timestamp()) for border in borders(period))
    return since, until


def _minutes(spans: Iterable[tuple[time, time]]) -> int:
    """The working minutes of a weekday."""
    return sum((end.hour * 60 + end.minute) - (begin.hour * 60 + begin.minute) for begin, end in spans)


def _signers(office: Office, day: date) -> tuple[Signer, ...]:
    """The head of the office as of that day, and a place for whoever assessed."""
    officials = officials_on(day)
    chosen = proposed(_HEAD, officials)
    return signer_on(office, _HEAD, officials, chosen, None), Signer("Penilai,")
