"""Papers for tests: officials who may sign, and drafts that are ready to be issued."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.actions.papers import issue_paper
from models.actions.setup import write_profile
from models.queries.papers import paper_form, stored_paper
from models.records.office import OfficeProfile
from models.records.paper import PaperDraft, PaperForm, PaperLine, Sheet
from models.store.tables import Holding, Person, Position
from tests.office import SmallOffice, done

OFFICE = "Dinas Komunikasi dan Informatika"
NIP = "198001312005011009"


def with_officials(small: SmallOffice) -> SmallOffice:
    """The office gets a name, and a head of division beside its head."""
    profile = OfficeProfile(OFFICE, "Pemerintah Kabupaten Contoh", "Jalan Contoh 1", "Kota Contoh")
    with small.office.transaction():
        write_profile(profile)
        small.people["admin"] = Person.insert(
            username="admin", name="Admin (CONTOH)", password_hash="", is_admin=True
        ).execute()
        small.people["kabid"] = official("Rina (CONTOH)", "Kepala Bidang Aplikasi Informatika")
        Person.update(nip=NIP, rank="Pembina Utama Muda").where(Person.id == small.people["leader"]).execute()
    return small


def official(name: str, position: str, kind: str = "definitif", **term: str) -> int:
    """A person who holds a position, which is made when it is not there."""
    person: int = Person.insert(username=name.casefold(), name=name, password_hash="").execute()
    found = Position.get_or_none(Position.name == position)
    position_id = found.id if found else Position.insert(name=position, norm=position.casefold()).execute()
    Holding.insert(
        person=person, position=position_id, kind=kind, since=term.get("since", "2020-01-01"),
        until=term.get("until"),
    ).execute()  # fmt: skip
    return person


def shown(small: SmallOffice, draft: PaperDraft, who: str = "tu") -> PaperForm:
    return paper_form(small.office, small.people[who], draft)


def note(small: SmallOffice, case_id: int | None, **more: Any) -> PaperDraft:
    """A nota dinas as its dialog would hand it over, everything filled in."""
    values = {"yth": "Kepala Dinas", "isi": "Laporan singkat.", "hal": "Laporan", **more.pop("values", {})}
    filled = shown(small, PaperDraft("nota_dinas", case_id, values=values, **more))
    return replace(filled.draft, filled=True)


def issue(small: SmallOffice, draft: PaperDraft, who: str = "tu") -> tuple[PaperLine, Sheet]:
    """The paper as stored after it was issued."""
    answer = done(issue_paper(small.office, small.people[who], draft))
    assert answer.record_id is not None
    line, sheet, _ = stored_paper(small.office, answer.record_id)
    assert line.number == answer.number
    return line, sheet
