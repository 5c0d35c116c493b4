"""The sample office: a real folder, every state in it, and a history that tells the same as the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.sample_office import (
    SampleCancelledError,
    SampleFolderError,
    SampleSummary,
    build_sample,
)
from models.records.completion import LATE_REASONS
from models.records.roles import ROLES
from models.rules.badge import badge
from models.store import case_state, history
from models.store.office import Office
from models.store.opening import open_office
from models.store.passwords import check_password
from models.store.people import standing
from models.store.rederive import differences
from models.store.tables import (
    Agency,
    Card,
    Case,
    Choice,
    Confirmation,
    Document,
    History,
    PauseRow,
    Person,
    SopRow,
    StepRun,
)

NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    return build_sample(tmp_path_factory.mktemp("contoh") / "data", 110, clock=lambda: NOW)


@pytest.fixture(scope="module")
def office(summary: SampleSummary) -> Iterator[Office]:
    opened = open_office(summary.folder, lambda: NOW)
    yield opened
    opened.close()


def count(query) -> int:
    found: int = query.count()
    return found


def test_it_has_as_many_requests_as_asked_for(summary: SampleSummary, office: Office) -> None:
    assert (summary.open_cases, summary.ended_cases) == (110, 22)
    assert count(Case.select().where(Case.status == "berjalan")) == 110
    assert count(Case.select().where(Case.status != "berjalan")) == 22


def test_it_is_marked_everywhere(summary: SampleSummary, office: Office) -> None:
    assert office.setting("office")["sample"] is True
    assert "(CONTOH)" in office.setting("office")["name"]
    assert all("(CONTOH)" in person.name for person in Person.select())
    assert all("(CONTOH)" in agency.name for agency in Agency.select())
    assert all("(CONTOH)" in case.contact_name for case in Case.select())


def test_the_account_may_lead_and_record(summary: SampleSummary, office: Office) -> None:
    who = standing(office, summary.person_id, NOW)
    assert (who.is_admin, who.is_leader, who.is_secretariat) == (True, True, True)
    row = Person.get_by_id(summary.person_id)
    assert row.username == summary.username
    assert check_password(row.password_hash, summary.password)


def test_every_role_can_be_looked_at(office: Office) -> None:
    held = {role for person in Person.select() for role in standing(office, person.id, NOW).roles}
    assert held == set(ROLES)


def test_every_state_is_there(office: Office) -> None:
    assert {c.status for c in Case.select(Case.status)} == {"berjalan", "selesai", "ditolak", "dibatalkan"}
    assert {c.paused_for for c in Case.select(Case.paused_for)} == {"", "opd", "pejabat", "rapat", "lainnya"}
    assert {r.state for r in StepRun.select(StepRun.state)} == {
        "terbuka", "selesai", "dikembalikan", "dilewati", "ditutup", "batal",
    }  # fmt: skip
    assert {s.code for s in SopRow.select()} == {"MPA", "MLS", "PP", "PA", "PAW"}
    assert count(Card.select(Card.sop).distinct()) == 5
    assert count(StepRun.select().where((StepRun.state == "terbuka") & (StepRun.round > 1)))
    assert count(Document.select().where(Document.stale))
    assert count(Document.select().where(Document.withdrawn_at.is_null(False)))
    assert count(Confirmation.select())
    assert {d.kind for d in Document.select(Document.kind)} == {"berkas", "kertas", "tautan"}
    assert count(PauseRow.select().where(PauseRow.until_at.is_null()))
    assert count(PauseRow.select().where(PauseRow.until_at.is_null(False)))
    assert count(Card.select().where(Card.assignee.is_null(False)))
    assert count(Card.select().where((Card.done > 0) & (Card.total > Card.done)))


def test_late_runs_have_coded_reasons(office: Office) -> None:
    late = list(StepRun.select().where(StepRun.late & (StepRun.state == "selesai")))
    assert len({run.late_code for run in late}) >= 3
    assert {run.late_code for run in late} <= set(LATE_REASONS)
    assert all(run.late_text for run in late if run.late_code == "lainnya")


def test_badges_of_every_tone(office: Office) -> None:
    now = office.local(office.now())

    def local(moment: datetime | None) -> datetime | None:
        return None if moment is None else office.local(moment)

    tones = {
        badge(c.pace, local(c.green_until), local(c.due_at), local(c.target_at), now, office.calendar()).tone
        for c in Card.select()
    }
    assert tones == {"hijau", "kuning", "merah", "abu"}


def test_executors_were_chosen_and_one_of_the_documents_was_enough(office: Office) -> None:
    assert count(Choice.select())
    finished = Case.select(Case.id).join(SopRow).where((SopRow.code == "PA") & (Case.status == "selesai"))
    given = [set(case_state.newest_documents(case.id)) & {"berita_acara", "surat_tugas"} for case in finished]
    assert any(len(documents) == 1 for documents in given)


def test_tentative_work_has_an_agreed_date_some_of_them_passed(office: Office) -> None:
    targets = [c.target_at for c in Card.select().where(Card.target_at.is_null(False))]
    assert any(target > NOW for target in targets)
    assert any(target < NOW for target in targets)


def test_the_history_holds_and_tells_the_same_as_the_rows(office: Office) -> None:
    assert list(history.verify()) == []
    assert list(differences(office)) == []


def test_time_only_goes_forward_and_nothing_lies_ahead(office: Office) -> None:
    recorded = [row.recorded_at for row in History.select(History.recorded_at).order_by(History.id)]
    assert recorded == sorted(recorded)
    assert recorded[-1] <= NOW


def test_files_are_kept_once_and_are_real(office: Office) -> None:
    digests = {d.digest for d in Document.select(Document.digest).where(Document.kind == "berkas")}
    assert 0 < len(digests) < 20
    bodies = [office.store.files.path_of(digest).read_bytes() for digest in digests]
    assert any(body.startswith(b"%PDF-1.4") for body in bodies)


def test_the_same_seed_makes_the_same_office(tmp_path: Path) -> None:
    def numbers(name: str) -> list[tuple[str, str]]:
        made = build_sample(tmp_path / name, 12, 3, clock=lambda: NOW, seed=3)
        opened = open_office(made.folder, lambda: NOW)
        found = [(c.number, c.subject) for c in Case.select().order_by(Case.id)]
        opened.close()
        return found

    assert numbers("satu") == numbers("dua")


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("milik orang lain")
    with pytest.raises(SampleFolderError):
        build_sample(tmp_path, 1)
    assert [p.name for p in tmp_path.iterdir()] == ["catatan.txt"]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop_at_once(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(SampleCancelledError):
        build_sample(tmp_path / "contoh", 30, progress=stop_at_once)
    assert seen[0][0] < seen[0][1]
    assert list(tmp_path.iterdir()) == []


def test_one_sop_only(tmp_path: Path) -> None:
    made = build_sample(tmp_path / "contoh", 5, 0, clock=lambda: NOW, codes=("MPA",))
    opened = open_office(made.folder, lambda: NOW)
    codes = {row[0] for row in Case.select(SopRow.code).join(SopRow).tuples()}
    opened.close()
    assert codes == {"MPA"}
