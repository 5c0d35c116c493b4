"""Penjelasan Tenggat: the lines from which a deadline follows, one day at a time.

The minutes (or days) of the lines add up to the standard, and those marked "tersisa" to what the
badge says is left. Lines that only tell (start, pauses, the deadline itself) carry no amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from models.records.sop import DayRule
from models.rules.badge import SHORT_MONTHS, badge
from models.rules.calendar import WEEKDAYS, NoWorkingTimeError, WorkingCalendar
from models.rules.deadline import (
    WORKING_DAYS_PER_WEEK,
    Deadline,
    Gaps,
    Pause,
    calendar_day_end,
    closing_is_paused,
    compute_deadline,
    counts_calendar_days,
    counts_same_clock,
    elapsed_minutes,
    merge_pauses,
    month_later,
)
from models.rules.time_standard import TimeStandard

# Beyond this many lines a person reads months rather than days.
_MANY = 60
_DAY_RULES = {
    "akhir_hari": "tenggat saat kantor tutup",
    "jam_sama": "tenggat pada jam yang sama",
    "kalender": "hari kalender, tenggat saat kantor tutup",
}


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One line: what it is about, the particulars, and the minutes or days it adds (None: it only tells)."""

    label: str
    detail: str
    minutes: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was kept of a run when it ended (office-local), and the deadline that today's calendar gives."""

    closed: datetime
    due: datetime | None
    minutes: int | None
    late: bool
    due_today: datetime | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one day (or several alike) adds."""

    first: date
    last: date
    detail: str
    minutes: int | None = None
    days: int | None = None

    @property
    def adds_nothing(self) -> bool:
        return not self.minutes and not self.days


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a walk over days needs to know; `end` is the deadline, or where an open pause began."""

    calendar: WorkingCalendar
    gaps: Gaps
    start: datetime
    end: datetime
    now: datetime


def explain(
    standard: TimeStandard,
    start: datetime,
    calendar: WorkingCalendar,
    pauses: Iterable[Pause],
    day_rule: DayRule,
    now: datetime,
) -> tuple[ExplanationLine, ...]:
    """Why the deadline of a run that started then is what it is, as seen at `now`."""
    pauses = tuple(pauses)
    lines = [ExplanationLine("Waktu baku", _standard_words(standard, day_rule))]
    lines.append(ExplanationLine("Mulai", _moment(start)))
    if standard.maximum is None:
        used = elapsed_minutes(start, now, calendar, pauses)
        return (*lines, ExplanationLine("Waktu kerja terpakai", f"sampai {_moment(now)}", used))
    deadline = compute_deadline(standard, start, calendar, pauses, day_rule)
    gaps = merge_pauses(pauses)
    end = deadline.due or (gaps[-1][0] if gaps else start)
    walk = _Walk(calendar, gaps, start, end, now)
    if not standard.on_clock:
        lines += _moved_start(walk)
    lines += [_pause_line(since, until) for since, until in gaps if since < end or until == datetime.max]
    lines += _grouped(_entries(standard, walk, day_rule))
    return (*lines, *_closing_lines(deadline, walk))


def explain_as_judged(
    standard: TimeStandard,
    start: datetime,
    pauses: Iterable[Pause],
    day_rule: DayRule,
    judged: Judged,
) -> tuple[ExplanationLine, ...]:
    """What is known of a finished run whose calendar was changed since: its days cannot be told any more."""
    lines = [ExplanationLine("Waktu baku", _standard_words(standard, day_rule))]
    lines.append(ExplanationLine("Mulai", _moment(start)))
    lines += [_pause_line(since, until) for since, until in merge_pauses(pauses)]
    lines.append(ExplanationLine("Waktu kerja terpakai", f"sampai {_moment(judged.closed)}", judged.minutes))
    if standard.maximum is not None:
        due = "tidak ada" if judged.due is None else _moment(judged.due)
        lines.append(ExplanationLine("Tenggat", f"{due}, sebagaimana dinilai waktu itu"))
        state = "terlambat" if judged.late else "tidak terlambat"
        lines.append(ExplanationLine("Keadaan", f"berakhir {_moment(judged.closed)}, {state}"))
    changed = "kalender atau zona waktu kantor diubah sesudah langkah ini berakhir"
    if standard.maximum is None or judged.due_today == judged.due:
        return (*lines, ExplanationLine("Kalender", f"{changed}; angka di atas menurut kalender waktu itu"))
    today = "tidak ada tenggat" if judged.due_today is None else f"tenggatnya {_moment(judged.due_today)}"
    kept = f"{changed}; menurut kalender sekarang {today}, tetapi penilaian tidak berubah"
    return (*lines, ExplanationLine("Kalender", kept))


def _standard_words(standard: TimeStandard, day_rule: DayRule) -> str:
    written = f"“{standard.text.strip()}”" if standard.text.strip() else "kosong"
    if standard.kind == "tanpa_batas":
        return f"{written}: diukur, tidak dinilai"
    if standard.kind == "tidak_terbaca":
        return f"{written}: tidak terbaca, maka tanpa batas"
    if standard.kind == "tentatif":
        return f"{written}: tanggal target disepakati"
    amount = f"{standard.maximum} {standard.unit}"
    if standard.minimum is not None:
        amount = f"{standard.minimum}–{amount}, dihitung sampai {amount}"
    return f"{written}: {amount}, {_meaning(standard, day_rule)}"


def _meaning(standard: TimeStandard, day_rule: DayRule) -> str:
    if standard.unit in ("menit", "jam"):
        return "berjalan terus menurut jam dinding" if standard.on_clock else "di dalam jam kerja"
    if standard.unit == "bulan":
        return "tanggal yang sama, tenggat saat kantor tutup"
    if counts_calendar_days(standard, day_rule):
        return _DAY_RULES["kalender"]
    rule = "jam_sama" if counts_same_clock(standard, day_rule) else "akhir_hari"
    week = "1 minggu = 5 hari kerja, " if standard.unit == "minggu" else "hari kerja, "
    return week + _DAY_RULES[rule]


def _moved_start(walk: _Walk) -> Iterator[ExplanationLine]:
    begin = _begin(walk)
    if begin != walk.start:
        yield ExplanationLine("Dihitung sejak", f"{_moment(begin)}, karena mulai di luar jam kerja")


def _begin(walk: _Walk) -> datetime:
    try:
        return walk.calendar.next_working_minute(walk.start)
    except NoWorkingTimeError:
        return walk.start


def _pause_line(since: datetime, until: datetime) -> ExplanationLine:
    if until == datetime.max:
        return ExplanationLine("Ditunda", f"sejak {_moment(since)}, belum dilanjutkan")
    return ExplanationLine("Ditunda", f"{_moment(since)} sampai {_moment(until)}")


def _entries(standard: TimeStandard, walk: _Walk, day_rule: DayRule) -> Iterator[_Entry]:
    if standard.unit in ("menit", "jam"):
        return _minute_entries(walk, on_clock=standard.on_clock)
    if standard.unit == "bulan":
        return _month_entries(standard.maximum or 0, walk)
    if counts_calendar_days(standard, day_rule):
        return _calendar_day_entries(standard.maximum or 0, walk)
    if counts_same_clock(standard, day_rule):
        return _same_clock_entries(standard, walk)
    return _closing_entries(walk)


# menit and jam


def _minute_entries(walk: _Walk, *, on_clock: bool) -> Iterator[_Entry]:
    seconds = 0
    for day in _days(walk.start.date(), walk.end.date()):
        pieces = list(_pieces(day, walk, on_clock=on_clock))
        if not pieces:
            yield _idle_entry(day, walk)
        for left, group in groupby(pieces, lambda piece: piece[0] >= walk.now):
            spans = list(group)
            before = seconds // 60
            seconds += sum(int((end - begin).total_seconds()) for begin, end in spans)
            words = ", ".join(f"{begin:%H.%M}–{_until(end, day)}" for begin, end in spans)
            yield _Entry(day, day, f"{words} ({_mark(left=left)})", minutes=seconds // 60 - before)


def _pieces(day: date, walk: _Walk, *, on_clock: bool) -> Iterator[tuple[datetime, datetime]]:
    """What counts of a day, cut where pauses and the present moment cut it."""
    midnight = datetime.combine(day, datetime.min.time())
    spans = ((midnight, midnight + timedelta(days=1)),) if on_clock else walk.calendar.intervals(day)
    cuts = sorted({walk.now, *(moment for gap in walk.gaps for moment in gap)})
    for span_begin, span_end in spans:
        begin, end = max(span_begin, walk.start), min(span_end, walk.end)
        edges = [begin, *(cut for cut in cuts if begin < cut < end), end]
        for piece in pairwise(edges):
            if piece[0] < piece[1] and not any(s <= piece[0] < u for s, u in walk.gaps):
                yield piece


def _idle_entry(day: date, walk: _Walk) -> _Entry:
    why = _day_off_words(day, walk.calendar)
    if not why:
        paused = any(since.date() <= day <= until.date() for since, until in walk.gaps)
        why = "ditunda" if paused else "di luar jam kerja"
    return _Entry(day, day, why, minutes=0)


# hari and minggu


def _closing_entries(walk: _Walk) -> Iterator[_Entry]:
    first = _begin(walk).date()
    yield from _starting_entries(walk, first)
    for day in _days(first + timedelta(days=1), walk.end.date()):
        closing = walk.calendar.closing(day)
        if closing is None:
            yield _Entry(day, day, _day_off_words(day, walk.calendar), days=0)
        elif closing > walk.end:
            return
        elif closing_is_paused(closing, walk.gaps):
            yield _Entry(day, day, f"ditunda saat tutup {closing:%H.%M}", days=0)
        else:
            yield _Entry(day, day, f"tutup {closing:%H.%M} ({_day_mark(day, walk)})", days=1)


def _starting_entries(walk: _Walk, first: date) -> Iterator[_Entry]:
    for day in _days(walk.start.date(), first - timedelta(days=1)):
        yield _Entry(day, day, _day_off_words(day, walk.calendar) or "di luar jam kerja", days=0)
    yield _Entry(first, first, "hari mulai, belum dihitung", days=0)


def _same_clock_entries(standard: TimeStandard, walk: _Walk) -> Iterator[_Entry]:
    begin = _begin(walk)
    weeks = WORKING_DAYS_PER_WEEK if standard.unit == "minggu" else 1
    left = (standard.maximum or 0) * weeks
    yield from _starting_entries(walk, begin.date())
    day = begin.date()
    while left and day < walk.end.date():
        day += timedelta(days=1)
        if walk.calendar.is_working_day(day):
            left -= 1
            mark = _day_mark(day, walk)
            yield _Entry(day, day, f"hari kerja, sampai {begin:%H.%M} ({mark})", days=1)
        else:
            yield _Entry(day, day, _day_off_words(day, walk.calendar), days=0)
    paused = _paused_minutes(begin, walk)
    if paused:
        words = "digeser sebanyak jam kerja yang ditunda"
        yield _Entry(walk.end.date(), walk.end.date(), words, minutes=paused)


def _paused_minutes(begin: datetime, walk: _Walk) -> int:
    return walk.calendar.minutes_between(begin, walk.end) - elapsed_minutes(
        begin, walk.end, walk.calendar, [Pause(*gap) for gap in walk.gaps]
    )


def _calendar_day_entries(count: int, walk: _Walk) -> Iterator[_Entry]:
    first = _begin(walk).date()
    yield from _starting_entries(walk, first)
    for day in _days(first + timedelta(days=1), walk.end.date()):
        end = calendar_day_end(day, walk.calendar)
        if closing_is_paused(end, walk.gaps):
            yield _Entry(day, day, "ditunda", days=0)
        elif count:
            count -= 1
            yield _Entry(day, day, f"hari kalender ({_day_mark(day, walk)})", days=1)
        else:
            why = _day_off_words(day, walk.calendar) or "hari kerja berikutnya"
            yield _Entry(day, day, f"{why}, tenggat digeser", days=0)


def _month_entries(count: int, walk: _Walk) -> Iterator[_Entry]:
    first = _begin(walk).date()
    try:
        same = month_later(first, count)
    except OverflowError:
        return  # then there is no deadline either, and its line says so
    yield _Entry(same, same, f"tanggal yang sama, {count} bulan kemudian")
    for day in _days(same, walk.end.date()):
        if not walk.calendar.is_working_day(day):
            yield _Entry(day, day, f"{_day_off_words(day, walk.calendar)}, tenggat digeser")
    closings = (walk.calendar.closing(day) for day in _days(first + timedelta(days=1), walk.end.date()))
    paused = sum(closing is not None and closing_is_paused(closing, walk.gaps) for closing in closings)
    if paused:
        yield _Entry(same, walk.end.date(), f"digeser {paused} hari kerja yang ditunda")


# The lines at the end


def _closing_lines(deadline: Deadline, walk: _Walk) -> Iterator[ExplanationLine]:
    standard = deadline.standard
    if deadline.green_until is not None:
        yield ExplanationLine("Hijau sampai", f"{_moment(deadline.green_until)} (minimum)")
    if deadline.due is None:
        paused = bool(walk.gaps) and walk.gaps[-1][1] == datetime.max
        why = "dihitung lagi setelah dilanjutkan" if paused else "kalender tidak mempunyai jam kerja"
        yield ExplanationLine("Tenggat", f"belum ada: {why}")
        return
    yield ExplanationLine("Tenggat", _moment(deadline.due))
    found = badge(standard.kind, deadline.green_until, deadline.due, None, walk.now, walk.calendar)
    yield ExplanationLine("Keadaan", f"{found.words} (dilihat {_moment(walk.now)})")


# Words


def _grouped(entries: Iterable[_Entry]) -> list[ExplanationLine]:
    """One line per day, neighbouring days off joined; one per month where there are very many."""
    joined: list[_Entry] = []
    for entry in entries:
        last = joined[-1] if joined else None
        if last is not None and last.adds_nothing and entry.adds_nothing and last.detail == entry.detail:
            joined[-1] = replace(last, last=entry.last)
        else:
            joined.append(entry)
    if len(joined) <= _MANY:
        return [ExplanationLine(_span(e.first, e.last), e.detail, e.minutes, e.days) for e in joined]
    months = groupby(joined, lambda e: (e.first.year, e.first.month))
    return [_month_line(year, month, list(group)) for (year, month), group in months]


def _month_line(year: int, month: int, entries: list[_Entry]) -> ExplanationLine:
    minutes = [e.minutes for e in entries if e.minutes is not None]
    days = [e.days for e in entries if e.days is not None]
    counted = sum(not e.adds_nothing for e in entries)
    return ExplanationLine(
        f"{SHORT_MONTHS[month - 1]} {year}",
        f"{counted} hari dihitung",
        sum(minutes) if minutes else None,
        sum(days) if days else None,
    )


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _mark(*, left: bool) -> str:
    return "tersisa" if left else "terpakai"


def _day_mark(day: date, walk: _Walk) -> str:
    return _mark(left=day > walk.now.date())


def _day_off_words(day: date, calendar: WorkingCalendar) -> str:
    """Why nobody works that day; empty for a working day."""
    if calendar.is_working_day(day):
        return ""
    holiday = calendar.holiday(day)
    # A holiday on a Sunday changes nothing, the Sunday is off anyway; but its name says more.
    if holiday is not None:
        return f"{holiday.kind}: {holiday.name}"
    return "bukan hari kerja"


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {moment:%H.%M}"


def _until(end: datetime, day: date) -> str:
    return f"{end:%H.%M}" if end.date() == day else "24.00"
