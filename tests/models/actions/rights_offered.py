"""One call of every act, ready to be made by anybody, for the test of the rights table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from models.actions import (
    agencies,
    calendar_settings,
    checks,
    complete,
    delegations,
    dispositions,
    documents,
    monitoring,
    moves,
    paper_numbers,
    paper_settings,
    papers,
    pauses,
    recap_closing,
    recovery,
    register,
    safety,
    secrecy,
    settings,
    sop_choice,
    sops,
    undo,
    work,
)
from models.records.disposition import DispositionLists, NewDisposition
from models.records.monitoring import Assessment
from models.records.office import AddHoliday, NewHoliday, OfficeProfile
from models.records.paper import PaperDefaults, PaperDraft
from models.records.registration import PaperAttachment, Registration
from models.rules import periods
from models.store import shipped
from models.store.case_state import RunFacts
from models.store.files import StoredFile
from models.store.paper_tables import DispositionTo
from models.store.passwords import hash_password
from models.store.tables import Document, Holding, Person, Position, SopRow
from tests.models.actions.rights_offered_backups import backup_calls
from tests.models.actions.rights_offered_people import PASSWORD, people_calls, sign_in_calls
from tests.office import SmallOffice, agency_id, done
from tests.paper_office import issue, note, with_officials

Call = Callable[[Any, int], Any]

TODAY = date(2026, 11, 16)
BOOK = "nota_dinas"
CLOSED = periods.month(2026, 9)
COLUMNS = ("administrator", "pengelola_sop", "tata_usaha", "petugas", "pimpinan", "pembaca", "nonaktif")


@dataclass
class Stage:
    """A small office with something to do for every act, and one person for every role."""

    small: SmallOffice
    people: dict[str, int] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    stored: StoredFile | None = None
    logo: StoredFile | None = None
    loose: PaperDraft | None = None
    draft: PaperDraft | None = None
    today: date = TODAY
    calls: dict[str, Call] = field(default_factory=dict)

    def run(self, case: str) -> RunFacts:
        return self.small.open_runs(self.cases[case])[0]

    def seen(self, case: str) -> int:
        return self.small.version(self.cases[case])


def set_stage(small: SmallOffice, file: Any) -> Stage:
    """Everything that the calls below need, made by the acts themselves."""
    with_officials(small)
    stage = Stage(small)
    with small.office.transaction():
        _people(stage)
    _cases(stage)
    _papers(stage, file)
    return stage


def _people(stage: Stage) -> None:
    small = stage.small
    password = hash_password(PASSWORD)
    kasi = small.people["MLS:kasi_aplikasi"]
    extra = small.people["PA:kasi_ai"]
    Holding.insert(
        person=kasi, position=Holding.get(Holding.person == extra).position_id, since="2020-01-01"
    ).execute()
    boss = Holding.get(Holding.person == small.people["leader"]).position_id
    desk = Holding.get(Holding.person == small.people["tu"]).position_id

    def account(name: str, **flags: bool) -> int:
        made: int = Person.insert(
            username=name, name=f"{name} (CONTOH)", password_hash=password, **flags
        ).execute()
        return made

    stage.people = {
        "administrator": account("a-admin", is_admin=True),
        "pengelola_sop": account("a-sop", manages_sops=True),
        "tata_usaha": small.people["tu"],
        "petugas": kasi,
        "pimpinan": small.people["leader"],
        "pembaca": account("a-baca", reads_only=True, is_admin=True, manages_sops=True),
        "nonaktif": account("a-pergi", active=False, is_admin=True, manages_sops=True),
    }
    for who in ("pembaca", "nonaktif"):
        for position in (boss, desk):
            Holding.insert(person=stage.people[who], position=position, since="2020-01-01").execute()
    stage.ids["recovery"] = recovered_event(small)
    Person.update(password_hash=password, must_change=False).execute()
    stage.ids["boss"], stage.ids["desk"] = boss, desk
    stage.ids["kasi"] = Holding.get(Holding.person == kasi).position_id
    stage.ids["holding"] = Holding.get(Holding.person == small.people["outsider"]).id
    stage.ids["penjaga"] = Position.get(Position.name == "Penjaga").id


def recovered_event(small: SmallOffice) -> int:
    """The event of a password made anew from outside."""
    made = done(recovery.recover_administrator(small.office, "a-admin", "sekali-pakai-1", "budi"))
    return made.record_id or 0


def _cases(stage: Stage) -> None:
    small, cases, ids = stage.small, stage.cases, stage.ids
    leader = stage.people["pimpinan"]
    for name in ("fresh", "working", "ended", "paused", "drafted", "begun"):
        cases[name] = small.register("MLS", agency_name="Dinas Satu (CONTOH)")
    small.register("MLS", agency_name="Dinas Dua (CONTOH)")
    cases["secret"] = small.register("MLS")
    done(secrecy.mark_secret(small.office, leader, cases["secret"], stage.seen("secret"), "pribadi"))
    ids["let_in"] = small.people["PAW:web"]
    done(secrecy.give_access(small.office, leader, cases["secret"], ids["let_in"]))
    cases["open_end"] = small.register("MLS", start_step="4")
    cases["points"] = small.register("PA", start_step="4")
    small.walk(cases["working"])
    small.walk(cases["begun"])
    done(moves.cancel_case(small.office, leader, cases["ended"], "uji", stage.seen("ended")))
    done(pauses.pause_case(small.office, leader, cases["paused"], "rapat", "uji", stage.seen("paused")))
    kasi = stage.people["petugas"]
    done(work.assign(small.office, kasi, stage.run("working").id, "a", kasi))
    for who in (stage.people[role] for role in ("tata_usaha", "petugas", "pimpinan")):
        done(work.save_draft(small.office, who, stage.run("drafted").id, {"note": "konsep"}))
    done(small.attach(cases["fresh"], "nota_permintaan"))
    ids["document"] = Document.get(Document.case == cases["fresh"]).id
    order = NewDisposition(cases["working"], ids["boss"], (ids["kasi"],), ("Proses",))
    ids["disposition"] = done(dispositions.give_disposition(small.office, leader, order)).record_id or 0
    ids["recipient"] = DispositionTo.get(DispositionTo.disposition == ids["disposition"]).id


def _papers(stage: Stage, file: Any) -> None:
    small, ids = stage.small, stage.ids
    desk = stage.people["tata_usaha"]
    file.write_bytes(b"%PDF-1.4 isi")
    stage.stored = small.office.store.files.ingest(file)
    file.write_bytes(b"gambar")
    stage.logo = small.office.store.files.ingest(file)
    stage.draft = note(small, stage.cases["working"])
    stage.loose = note(small, None, values={"hal": "Rapat dinas"})
    kept = done(papers.save_draft(small.office, desk, stage.draft)).record_id or 0
    given = delegations.delegate(
        small.office, stage.people["pimpinan"], ids["boss"], small.people["outsider"], TODAY, TODAY
    )
    ids["delegation"], ids["web"] = done(given).record_id or 0, small.people["PAW:web"]
    ids["draft"], ids["paper"] = kept, issue(small, stage.draft)[0].id
    admin = stage.people["administrator"]
    done(paper_settings.set_logo(small.office, admin, stage.stored))
    done(paper_settings.set_template(small.office, admin, "nota_dinas", "pembuka", "Dengan hormat,"))
    ids["number"] = (
        done(paper_numbers.reserve_number(small.office, desk, BOOK, TODAY, "Nanti")).record_id or 0
    )
    done(recap_closing.close_month(small.office, stage.people["pimpinan"], CLOSED))
    small.clock.at("2026-11-16 10:00")


def _registration() -> Registration:
    return Registration(
        "MLS", "Permohonan baru", datetime(2026, 11, 16, 9, 30), agency_name="Dinas Tiga (CONTOH)"
    )


def calls(stage: Stage) -> dict[str, Call]:
    """(act, or act and variant) -> the call, which takes the office and who makes it."""
    return {
        **_case_calls(stage),
        **_paper_calls(stage),
        **_office_calls(stage),
        **people_calls(stage),
        **sign_in_calls(),
        **backup_calls(stage.small.office.store.folder),
        **safety_calls(stage.ids["recovery"]),
    }


def _case_calls(stage: Stage) -> dict[str, Call]:
    s, c, i = stage.small, stage.cases, stage.ids
    fresh, working, drafted = stage.run("fresh"), stage.run("working"), stage.run("drafted")
    kasi = stage.people["petugas"]
    points, open_end = stage.run("points"), stage.run("open_end")
    order = NewDisposition(c["fresh"], i["boss"], (i["kasi"],), ("Proses",))
    seen = {name: stage.seen(name) for name in c}
    return {
        "secrecy.mark_secret": lambda o, who: secrecy.mark_secret(
            o, who, c["fresh"], seen["fresh"], "pribadi"
        ),
        "secrecy.lift_secrecy": lambda o, who: secrecy.lift_secrecy(
            o, who, c["secret"], seen["secret"], "sudah umum"
        ),
        "secrecy.give_access": lambda o, who: secrecy.give_access(o, who, c["secret"], kasi),
        "secrecy.end_access": lambda o, who: secrecy.end_access(o, who, c["secret"], i["let_in"]),
        "register.register": lambda o, who: register.register(o, who, _registration()),
        "register.correct_registration": lambda o, who: register.correct_registration(
            o, who, c["fresh"], seen["fresh"], {"subject": "Diperbaiki"}
        ),
        "complete.complete_part": lambda o, who: complete.complete_part(
            o, who, fresh.id, s.attempt(fresh, "a"), seen["fresh"]
        ),
        "undo.undo_last": lambda o, who: undo.undo_last(o, who, c["begun"], seen["begun"]),
        "moves.return_case": lambda o, who: moves.return_case(
            o, who, working.id, "1", "uji", seen["working"]
        ),
        "moves.skip_step": lambda o, who: moves.skip_step(o, who, working.id, "uji", seen["working"]),
        "moves.cancel_case": lambda o, who: moves.cancel_case(o, who, c["fresh"], "uji", seen["fresh"]),
        "moves.reopen_case": lambda o, who: moves.reopen_case(o, who, c["ended"], "uji", seen["ended"]),
        "pauses.pause_case": lambda o, who: pauses.pause_case(
            o, who, c["working"], "rapat", "uji", seen["working"]
        ),
        "pauses.continue_case": lambda o, who: pauses.continue_case(o, who, c["paused"], seen["paused"]),
        "work.choose_executors": lambda o, who: work.choose_executors(
            o, who, c["working"], "3", ("b",), seen["working"]
        ),
        "work.agree_target": lambda o, who: work.agree_target(
            o, who, open_end.id, datetime(2026, 12, 1, 9, 0), "Kepala dinas", seen["open_end"]
        ),
        "work.assign": lambda o, who: work.assign(o, who, working.id, "a", None),
        "work.add_note": lambda o, who: work.add_note(o, who, c["fresh"], "catatan"),
        "work.save_draft": lambda o, who: work.save_draft(o, who, fresh.id, {"note": "x"}),
        "work.discard_draft": lambda o, who: work.discard_draft(o, who, drafted.id),
        "documents.attach": lambda o, who: documents.attach(
            o, who, c["fresh"], PaperAttachment("nota_permintaan", "Rak 2")
        ),
        "documents.withdraw": lambda o, who: documents.withdraw(o, who, i["document"], "salah"),
        "documents.confirm_valid": lambda o, who: documents.confirm_valid(
            o, who, fresh.id, "nota_permintaan"
        ),
        "documents.tick": lambda o, who: documents.tick(o, who, points.id, 0, 0, True),
        "dispositions.give_disposition": lambda o, who: dispositions.give_disposition(o, who, order),
        "dispositions.mark_read": lambda o, who: dispositions.mark_read(o, who, i["recipient"]),
        "dispositions.answer_disposition": lambda o, who: dispositions.answer_disposition(
            o, who, i["recipient"], "Beres"
        ),
        "dispositions.withdraw_disposition": lambda o, who: dispositions.withdraw_disposition(
            o, who, i["disposition"], "salah"
        ),
        "dispositions.no_disposition_needed": lambda o, who: dispositions.no_disposition_needed(
            o, who, c["fresh"], "tidak perlu"
        ),
    }


def _paper_calls(stage: Stage) -> dict[str, Call]:
    i, draft, loose, stored = stage.ids, stage.draft, stage.loose, stage.stored
    assert draft is not None
    assert loose is not None
    assert stored is not None
    logo = stage.logo
    assert logo is not None
    lists = DispositionLists(("Tindak lanjuti",), ())
    return {
        "papers.save_draft": lambda o, who: papers.save_draft(o, who, replace(draft, paper_id=i["draft"])),
        "papers.discard_draft": lambda o, who: papers.discard_draft(o, who, i["draft"]),
        "papers.issue_paper": lambda o, who: papers.issue_paper(o, who, draft),
        "papers.issue_paper+lepas": lambda o, who: papers.issue_paper(o, who, loose),
        "papers.keep_file": lambda o, who: papers.keep_file(o, who, i["paper"], stored),
        "papers.cancel_paper": lambda o, who: papers.cancel_paper(o, who, i["paper"], "salah"),
        "paper_numbers.reserve_number": lambda o, who: paper_numbers.reserve_number(
            o, who, BOOK, TODAY, "Nanti"
        ),
        "paper_numbers.insert_number": lambda o, who: paper_numbers.insert_number(
            o, who, BOOK, i["number"], TODAY, "Sisip"
        ),
        "paper_numbers.enter_outside_number": lambda o, who: paper_numbers.enter_outside_number(
            o, who, BOOK, "LUAR/1", TODAY, "Buku lama"
        ),
        "paper_numbers.cancel_number": lambda o, who: paper_numbers.cancel_number(
            o, who, i["number"], "batal"
        ),
        "paper_numbers.set_first_number": lambda o, who: paper_numbers.set_first_number(
            o, who, BOOK, 2027, 50
        ),
        "paper_settings.set_number_pattern": lambda o, who: paper_settings.set_number_pattern(
            o, who, BOOK, "{urut}/ND/{tahun}"
        ),
        "paper_settings.set_disposition_lists": lambda o, who: paper_settings.set_disposition_lists(
            o, who, lists
        ),
        "paper_settings.set_template": lambda o, who: paper_settings.set_template(
            o, who, "nota_dinas", "penutup", "Terima kasih."
        ),
        "paper_settings.restore_template": lambda o, who: paper_settings.restore_template(
            o, who, "nota_dinas"
        ),
        "paper_settings.set_letterhead": lambda o, who: paper_settings.set_letterhead(
            o, who, [], "Dinas", []
        ),
        "paper_settings.set_logo": lambda o, who: paper_settings.set_logo(o, who, logo),
        "paper_settings.clear_logo": paper_settings.clear_logo,
        "paper_settings.set_paper_defaults": lambda o, who: paper_settings.set_paper_defaults(
            o, who, PaperDefaults(unit="KOMINFO")
        ),
    }


def _office_calls(_stage: Stage) -> dict[str, Call]:
    text = shipped.sop_text("MPA") + "\n# disalin\n"
    some = sorted(set(shipped.SOP_CODES) - {"MPA"})
    one, two = agency_id("Dinas Satu (CONTOH)"), agency_id("Dinas Dua (CONTOH)")
    holiday = AddHoliday(NewHoliday(date(2026, 12, 30), "libur daerah", "Hari jadi"))
    october = periods.month(2026, 10)
    sop = SopRow.get(SopRow.code == "PAW").id
    found = Assessment("baik", "Lancar.", "", "yyyyyyy", None)
    profile = OfficeProfile("Dinas Lain", "Kabupaten Contoh")
    return {
        "sops.publish_sop": lambda o, who: sops.publish_sop(o, who, text),
        "sops.set_sop_active": lambda o, who: sops.set_sop_active(o, who, "MPA", False),
        "sop_choice.choose_sops": lambda o, who: sop_choice.choose_sops(o, who, some),
        "agencies.create_agency": lambda o, who: agencies.create_agency(o, who, "Dinas Baru"),
        "agencies.rename_agency": lambda o, who: agencies.rename_agency(o, who, one, "Dinas Esa"),
        "agencies.merge_agencies": lambda o, who: agencies.merge_agencies(o, who, two, one),
        "agencies.import_agencies": lambda o, who: agencies.import_agencies(o, who, ["Dinas Impor"]),
        "settings.set_office_profile": lambda o, who: settings.set_office_profile(o, who, profile),
        "settings.set_number_pattern": lambda o, who: settings.set_number_pattern(
            o, who, "{urut}/{kode}/{tahun}"
        ),
        "calendar_settings.change_calendar": lambda o, who: calendar_settings.change_calendar(
            o, who, holiday
        ),
        "calendar_settings.preview_calendar": lambda o, who: calendar_settings.preview_calendar(
            o, who, holiday
        ),
        "monitoring.assess_sop": lambda o, who: monitoring.assess_sop(o, who, "2026-S2", sop, found),
        "recap_closing.close_month": lambda o, who: recap_closing.close_month(o, who, october),
        "recap_closing.reopen_month": lambda o, who: recap_closing.reopen_month(o, who, CLOSED, "uji"),
    }


def safety_calls(recovered: int) -> dict[str, Call]:
    def with_a_clock_set_back(office: Any, who: int) -> Any:
        office.clock.forward(days=-7)
        try:
            return safety.confirm_clock(office, who)
        finally:
            office.clock.forward(days=7)

    return {
        "safety.set_idle_lock": lambda o, who: safety.set_idle_lock(o, who, 5),
        "safety.confirm_clock": with_a_clock_set_back,
        "checks.note_check": lambda o, who: checks.note_check(o, who, 0, contents=True),
        "safety.know_recovery": lambda o, who: safety.know_recovery(o, who, recovered),
    }
