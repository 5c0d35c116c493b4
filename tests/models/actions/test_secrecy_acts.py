"""Confidential requests through the acts: whom they concern, who lets others in, what outsiders meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.actions import (
    complete,
    dispositions,
    documents,
    moves,
    papers,
    pauses,
    register,
    secrecy,
    undo,
    work,
)
from models.actions.calendar_settings import preview_calendar
from models.actions.recap_closing import close_month
from models.queries.case_sheet import case_sheet, history_of
from models.queries.papers import paper_form
from models.queries.recap import recap
from models.records.completion import Attempt
from models.records.disposition import NewDisposition
from models.records.office import AddHoliday, NewHoliday
from models.records.paper import PaperDraft
from models.records.registration import PaperAttachment, Registration
from models.records.results import Refused, Result
from models.rules.periods import parse_period
from models.store.access_tables import CaseAdmission
from models.store.case_state import read_case
from models.store.office import Office
from models.store.secrecy import hidden, may_see, visible_case
from models.store.tables import Card, Document, ExecutorPosition, Holding, Person, Position
from tests.office import SmallOffice, done, refused
from tests.paper_office import issue, note, with_officials


def secret_case(small: SmallOffice, code: str = "PA", **more: object) -> int:
    return small.register(code, secret=True, **more)


def seers(small: SmallOffice, case_id: int) -> set[str]:
    """The keys of those who may see a request, beside TU and the leader, who always may."""
    found = {key for key, person in small.people.items() if may_see(small.office, case_id, person)}
    assert {"tu", "leader"} <= found
    return found - {"tu", "leader"}


def test_it_is_seen_by_those_whose_turn_came(small: SmallOffice) -> None:
    case_id = secret_case(small)
    assert seers(small, case_id) == set()
    small.walk(case_id)
    # in order: the head's own part still waits
    assert seers(small, case_id) == {"PA:kasubbag_tu"}
    small.walk(case_id, late_code="")
    assert seers(small, case_id) == {"PA:kasubbag_tu", "PA:kadis", "PA:kabid_iai", "PA:kasi_ai"}
    assert not may_see(small.office, case_id, None)


def test_what_was_undone_concerns_nobody(small: SmallOffice) -> None:
    case_id = secret_case(small)
    small.walk(case_id)
    done(undo.undo_last(small.office, small.people["tu"], case_id, small.version(case_id)))
    assert seers(small, case_id) == set()


def test_who_leaves_a_position_leaves_its_requests(small: SmallOffice) -> None:
    case_id = secret_case(small)
    small.walk(case_id)
    clerk = small.people["PA:kasubbag_tu"]
    with small.office.transaction():
        Holding.update(until="2026-11-15").where(Holding.person == clerk).execute()
    assert seers(small, case_id) == set()


def test_who_was_assigned_sees_it(small: SmallOffice) -> None:
    case_id = secret_case(small)
    small.walk(case_id)
    run, clerk = small.open_runs(case_id)[0], small.people["PA:kasubbag_tu"]
    done(work.assign(small.office, small.people["leader"], run.id, "a", clerk))
    with small.office.transaction():
        ExecutorPosition.delete().where(ExecutorPosition.executor == "kasubbag_tu").execute()
    assert seers(small, case_id) == {"PA:kasubbag_tu"}
    done(work.assign(small.office, small.people["leader"], run.id, "a", None))
    assert seers(small, case_id) == set()


def disposition(small: SmallOffice, case_id: int, to: int | str) -> int:
    head = Position.get(Position.is_leader).id
    new = NewDisposition(case_id, head, (to,), ("Telaah",))
    answer = done(dispositions.give_disposition(small.office, small.people["leader"], new))
    assert answer.record_id is not None
    return answer.record_id


def test_a_disposition_lets_its_recipient_in_until_it_is_withdrawn(small: SmallOffice) -> None:
    case_id = secret_case(small)
    post = Holding.get(Holding.person == small.people["outsider"]).position_id
    node = disposition(small, case_id, post)
    assert seers(small, case_id) == {"outsider"}
    done(dispositions.withdraw_disposition(small.office, small.people["leader"], node, "salah alamat"))
    assert seers(small, case_id) == set()


def test_who_registers_it_sees_it(small: SmallOffice) -> None:
    clerk = small.people["PA:tim_spbe"]
    entered = Registration(
        "PA", "Rahasia", small.office.local(small.clock()), agency_name="Dinas", secret=True
    )
    case_id = done(register.register(small.office, clerk, entered)).case_id
    assert case_id is not None
    assert seers(small, case_id) == {"PA:tim_spbe"}
    assert Card.select().where((Card.case == case_id) & Card.secret).count() == 1


def test_access_is_given_by_name_and_taken_back(small: SmallOffice) -> None:
    case_id, tu, guest = secret_case(small), small.people["tu"], small.people["outsider"]
    done(secrecy.give_access(small.office, tu, case_id, guest))
    assert seers(small, case_id) == {"outsider"}
    refused(secrecy.give_access(small.office, tu, case_id, guest), "sudah_diberi_akses")
    # being let in is no right to let others in
    other = small.people["PA:tim_spbe"]
    refused(secrecy.give_access(small.office, guest, case_id, other), "akses_oleh_pimpinan_tu")
    done(secrecy.end_access(small.office, tu, case_id, guest))
    assert seers(small, case_id) == set()
    refused(secrecy.end_access(small.office, tu, case_id, guest), "tidak_diberi_akses")
    words = [line.verb for line in history_of(small.office.seen_by(tu), case_id, small.sop("PA"))]
    name = Person.get_by_id(guest).name
    assert words[:2] == [f"Mencabut akses {name}", f"Memberi akses kepada {name}"]


def test_access_is_for_people_who_are_there_and_requests_that_are_secret(small: SmallOffice) -> None:
    tu, guest = small.people["tu"], small.people["outsider"]
    refused(secrecy.give_access(small.office, tu, small.register("PA"), guest), "tidak_rahasia")
    case_id = secret_case(small)
    with small.office.transaction():
        Person.update(active=False).where(Person.id == guest).execute()
    refused(secrecy.give_access(small.office, tu, case_id, guest), "orang_tidak_ada")
    refused(secrecy.give_access(small.office, tu, case_id, 999), "orang_tidak_ada")
    assert CaseAdmission.select().where(CaseAdmission.person == guest).count() == 0


def test_a_closed_account_sees_nothing_though_it_was_let_in(small: SmallOffice) -> None:
    case_id, guest = secret_case(small), small.people["outsider"]
    done(secrecy.give_access(small.office, small.people["tu"], case_id, guest))
    with small.office.transaction():
        Person.update(active=False).where(Person.id == guest).execute()
    assert seers(small, case_id) == set()


def test_a_request_is_made_confidential_and_open_again(small: SmallOffice) -> None:
    case_id, clerk = small.register("PA"), small.people["PA:tim_spbe"]
    version = small.version(case_id)
    refused(secrecy.mark_secret(small.office, clerk, case_id, version, " "), "alasan_diperlukan")
    refused(secrecy.mark_secret(small.office, clerk, case_id, version - 1, "audit"), "berubah")
    outsider = small.people["outsider"]
    refused(secrecy.mark_secret(small.office, outsider, case_id, version, "audit"), "bukan_pelaksana_sop")
    done(secrecy.mark_secret(small.office, clerk, case_id, version, "menyangkut audit"))
    # whoever marked it goes on seeing it
    assert seers(small, case_id) == {"PA:tim_spbe"}
    assert all(card.secret for card in Card.select().where(Card.case == case_id))
    refused(secrecy.mark_secret(small.office, clerk, case_id, version, "lagi"), "sudah_rahasia")
    refused(secrecy.lift_secrecy(small.office, clerk, case_id, version, "selesai"), "akses_oleh_pimpinan_tu")
    done(secrecy.lift_secrecy(small.office, small.people["leader"], case_id, version, "audit selesai"))
    assert hidden(small.office) == ()
    assert not any(card.secret for card in Card.select().where(Card.case == case_id))
    refused(secrecy.lift_secrecy(small.office, small.people["tu"], case_id, version, "lagi"), "tidak_rahasia")
    lines = history_of(small.office, case_id, small.sop("PA"))
    assert [(line.verb, line.detail) for line in lines[:2]] == [
        ("Mencabut sifat rahasia", "alasan: audit selesai"),
        ("Menjadikan permohonan rahasia", "alasan: menyangkut audit"),
    ]


def test_marking_does_not_make_the_last_completion_final(small: SmallOffice) -> None:
    case_id = small.register("PA")
    small.walk(case_id)
    tu = small.people["tu"]
    done(secrecy.mark_secret(small.office, tu, case_id, small.version(case_id), "audit"))
    done(secrecy.give_access(small.office, tu, case_id, small.people["outsider"]))
    done(undo.undo_last(small.office, tu, case_id, small.version(case_id)))


Act = Callable[[Office, int, dict[str, int]], Result]

#: Every act that names something of a request: `ids` are of a confidential one, or of nothing at all.
ACTS: dict[str, Act] = {
    "attach": lambda o, p, i: documents.attach(o, p, i["case"], PaperAttachment("surat_permohonan", "Rak")),
    "withdraw": lambda o, p, i: documents.withdraw(o, p, i["document"], "salah"),
    "confirm": lambda o, p, i: documents.confirm_valid(o, p, i["run"], "disposisi"),
    "tick": lambda o, p, i: documents.tick(o, p, i["run"], 0, 0, True),
    "complete": lambda o, p, i: complete.complete_part(o, p, i["run"], Attempt("a", ""), 1),
    "undo": lambda o, p, i: undo.undo_last(o, p, i["case"], 1),
    "return": lambda o, p, i: moves.return_case(o, p, i["run"], "1", "keliru", 1),
    "pause": lambda o, p, i: pauses.pause_case(o, p, i["case"], "opd", "menunggu", 1),
    "continue": lambda o, p, i: pauses.continue_case(o, p, i["case"], 1),
    "choose": lambda o, p, i: work.choose_executors(o, p, i["case"], "5", ("a",), 1),
    "target": lambda o, p, i: work.agree_target(o, p, i["run"], o.local(o.now()), "OPD", 1),
    "assign": lambda o, p, i: work.assign(o, p, i["run"], "a", p),
    "note": lambda o, p, i: work.add_note(o, p, i["case"], "catatan"),
    "draft": lambda o, p, i: work.save_draft(o, p, i["run"], {}),
    "discard": lambda o, p, i: work.discard_draft(o, p, i["run"]),
    "correct": lambda o, p, i: register.correct_registration(o, p, i["case"], 1, {"subject": "lain"}),
    "mark": lambda o, p, i: secrecy.mark_secret(o, p, i["case"], 1, "audit"),
    "disposition": lambda o, p, i: dispositions.give_disposition(
        o, p, NewDisposition(i["case"], 1, (2,), ("Telaah",))
    ),
    "read": lambda o, p, i: dispositions.mark_read(o, p, i["recipient"]),
    "answer": lambda o, p, i: dispositions.answer_disposition(o, p, i["recipient"], "sudah"),
    "take back": lambda o, p, i: dispositions.withdraw_disposition(o, p, i["disposition"], "keliru"),
    "needless": lambda o, p, i: dispositions.no_disposition_needed(o, p, i["case"], "jelas"),
    "issue": lambda o, p, i: papers.issue_paper(o, p, PaperDraft("nota_dinas", i["case"])),
    "save paper": lambda o, p, i: papers.save_draft(o, p, PaperDraft("nota_dinas", i["case"])),
    "cancel paper": lambda o, p, i: papers.cancel_paper(o, p, i["paper"], "keliru"),
    "discard paper": lambda o, p, i: papers.discard_draft(o, p, i["paper"]),
}
_NOTHING = dict.fromkeys(("case", "run", "document", "paper", "disposition", "recipient"), 9_999)


@pytest.fixture
def met(small: SmallOffice) -> dict[str, int]:
    """The ids of a confidential request under way, and of what belongs to it."""
    with_officials(small)
    small.office = small.office.seen_by(small.people["tu"])
    case_id = secret_case(small)
    small.walk(case_id)
    node = disposition(small, case_id, "Tamu (CONTOH)")
    paper, _ = issue(small, note(small, case_id))
    run = small.open_runs(case_id)[0]
    document = Document.get(Document.case == case_id).id
    return {"case": case_id, "run": run.id, "document": document, "paper": paper.id, "disposition": node,
            "recipient": 1}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["PA:tim_spbe", "admin"])
def test_to_an_outsider_it_is_as_if_it_were_not_there(
    small: SmallOffice, met: dict[str, int], act: str, who: str
) -> None:
    person = small.people[who]
    before = len(history_of(small.office, met["case"], small.sop("PA")))
    answer = ACTS[act](small.office, person, met)
    assert isinstance(answer, Refused)
    assert answer == ACTS[act](small.office, person, _NOTHING)
    assert len(history_of(small.office, met["case"], small.sop("PA"))) == before
    if who != "admin":
        assert answer.obstacles[0].code.endswith("tidak_ada"), answer


def test_the_viewer_decides_what_is_read_and_the_actor_what_is_done(small: SmallOffice) -> None:
    case_id = secret_case(small)
    assert visible_case(small.office, case_id) is None
    done(work.add_note(small.office, small.people["tu"], case_id, "catatan"))
    seen = small.office.seen_by(small.people["leader"])
    assert case_sheet(seen, small.people["leader"], case_id).case_id == case_id
    assert read_case(case_id) == visible_case(seen, case_id)


def test_a_month_is_closed_over_everything_by_whoever_may(small: SmallOffice) -> None:
    with_officials(small)
    small.clock.at("2026-10-05 09:00")
    secret_case(small)
    small.register("PA")
    small.clock.at("2026-11-05 09:00")
    october = parse_period("2026-10")
    admin = small.office.seen_by(small.people["admin"])
    assert recap(admin, october).total.baru == 1
    done(close_month(admin, small.people["admin"], october))
    # nothing has changed since: what the closing counted is what there is, for everybody
    assert recap(admin, october).corrections == ()
    leader = small.office.seen_by(small.people["leader"])
    told = recap(leader, october)
    assert told.total.baru == 2
    assert told.corrections == ()


def test_the_preview_of_a_calendar_change_names_no_confidential_request(small: SmallOffice) -> None:
    with_officials(small)
    secret, plain = (small.register("PP", secret=flag) for flag in (True, False))
    for case_id in (secret, plain):
        small.walk(case_id)
    change = AddHoliday(NewHoliday(date(2026, 11, 17), "libur daerah", "Hari jadi (CONTOH)"))
    told = preview_calendar(small.office, small.people["admin"], change)
    assert isinstance(told, list)
    assert sorted(run.number for run in told) == sorted([small.case(plain).number, "Rahasia"])
    with small.office.transaction():
        Person.update(is_admin=True).where(Person.id == small.people["leader"]).execute()
    whole = preview_calendar(small.office, small.people["leader"], change)
    assert isinstance(whole, list)
    assert {run.number for run in whole} == {small.case(secret).number, small.case(plain).number}


def test_who_only_wrote_a_disposition_down_is_not_concerned_by_it(small: SmallOffice) -> None:
    case_id, clerk = secret_case(small), small.people["tu"]
    head = Position.get(Position.is_leader).id
    new = NewDisposition(case_id, head, ("Tamu (CONTOH)",), ("Telaah",))
    done(dispositions.give_disposition(small.office, clerk, new))
    assert may_see(small.office, case_id, clerk)
    with small.office.transaction():
        CaseAdmission.delete().execute()
        Holding.update(until="2026-11-15").where(Holding.person == clerk).execute()
    assert not may_see(small.office, case_id, clerk)


@pytest.mark.parametrize(("secret", "nature"), [(True, "Rahasia"), (False, "Biasa")])
def test_a_letter_of_a_confidential_request_is_confidential(
    small: SmallOffice, secret: bool, nature: str
) -> None:
    with_officials(small)
    small.office = small.office.seen_by(small.people["tu"])
    case_id = small.register("PA", secret=secret)
    for form in ("nota_dinas", "surat_pemberitahuan", "surat_penolakan"):
        shown = paper_form(small.office, small.people["tu"], PaperDraft(form, case_id))
        assert shown.draft.values["sifat"] == nature


def test_the_disposition_sheet_ticks_it(small: SmallOffice) -> None:
    with_officials(small)
    small.office = small.office.seen_by(small.people["tu"])
    case_id = secret_case(small, priority="segera")
    node = disposition(small, case_id, "Tamu (CONTOH)")
    shown = paper_form(
        small.office, small.people["tu"], PaperDraft("disposisi", case_id, disposition_id=node)
    )
    assert shown.draft.values["sifat"] == ("Segera", "Rahasia")


def test_only_who_was_chosen_is_concerned(small: SmallOffice) -> None:
    case_id = secret_case(small, "MLS")
    small.walk(case_id)
    small.walk(case_id)
    assert small.at_steps(case_id) == ["3"]
    chosen = seers(small, case_id)
    # of the candidates the first was chosen; the others never get it
    assert "MLS:staf_it" in chosen
    assert chosen & {"MLS:its", "MLS:programmer"} == set()
    run, target = small.open_runs(case_id)[0], small.office.local(small.clock()) + timedelta(days=3)
    staff = small.people["MLS:staf_it"]
    done(work.agree_target(small.office, staff, run.id, target, "OPD", small.version(case_id)))
    small.walk(case_id)
    assert {"MLS:appsec", "MLS:kasi_aplikasi"} <= seers(small, case_id)
