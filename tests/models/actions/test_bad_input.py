"""What people type or choose by mistake: refused in words, and nothing half done."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from models.actions import documents, sops, work
from models.actions.register import register
from models.records.registration import FileAttachment, Registration
from models.records.results import Changed, Refused
from models.store import case_state
from models.store.files import FileProblem
from models.store.tables import Case, Document, History, SopVersion
from resources.problems import problem_text
from resources.wording import refusal_text
from tests.office import SmallOffice, add_person, done, refused

GOOD = (Path(__file__).parents[1] / "rules" / "contoh-sop.toml").read_text("utf-8")


@pytest.fixture
def admin(small: SmallOffice) -> int:
    from models.store.tables import Person

    person = add_person("admin", "Admin", "Administrator")
    Person.update(is_admin=True).where(Person.id == person).execute()
    return person


def endless(text: str) -> str:
    """The last row of work leads back, and nothing leads out."""
    return text.replace('title = "Penutup"', 'title = "Penutup"\nnext = "2"')


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _t: "", "berkas kosong"),
        (lambda t: t[:700], "terputus di akhir berkas"),
        (lambda t: t.replace('to = "3"', 'to = "33"'), "langkah tujuan “33” tidak ada"),
        (endless, "berputar tanpa jalan keluar"),
        (lambda t: t.replace('label = "Nota"', 'label = "SURAT  permohonan"'), "sudah dipakai dokumen 1"),
        (lambda t: t.replace('id = "nota"', 'id = "surat"'), "sudah dipakai dokumen 1"),
    ],
)
def test_a_broken_sop_is_not_published(
    small: SmallOffice, admin: int, spoil: Callable[[str], str], words: str
) -> None:
    versions, events = SopVersion.select().count(), History.select().count()
    answer = sops.publish_sop(small.office, admin, spoil(GOOD))
    assert isinstance(answer, Refused)
    assert words in refusal_text(answer.obstacles)
    assert "sop_cacat" not in refusal_text(answer.obstacles)
    assert (SopVersion.select().count(), History.select().count()) == (versions, events)
    assert isinstance(sops.publish_sop(small.office, admin, GOOD), Changed), "the text itself is sound"


def test_the_same_file_name_twice_makes_two_versions_and_keeps_both(
    small: SmallOffice, tmp_path: Path
) -> None:
    case = small.register("PP")
    kind = small.sop("PP").documents[0].id
    contents = [b"yang pertama", b"yang kedua"]
    for number, content in enumerate(contents):
        paper = tmp_path / str(number) / "surat.pdf"
        paper.parent.mkdir()
        paper.write_bytes(content)
        stored = small.office.store.files.ingest(paper)
        attachment = FileAttachment(kind, stored.digest, stored.size, stored.name)
        done(documents.attach(small.office, small.people["tu"], case, attachment))
    kept = list(Document.select().where(Document.case == case).order_by(Document.version))
    assert [(d.version, d.file_name) for d in kept] == [(1, "surat.pdf"), (2, "surat.pdf")]
    assert [small.office.store.files.path_of(d.digest).read_bytes() for d in kept] == contents


def test_the_very_same_file_twice_lies_there_once_and_outlives_a_withdrawal(
    small: SmallOffice, tmp_path: Path
) -> None:
    case = small.register("PP")
    kinds = [d.id for d in small.sop("PP").documents[:2]]
    paper = tmp_path / "surat.pdf"
    paper.write_bytes(b"sama")
    stored = small.office.store.files.ingest(paper)
    ids = [
        done(documents.attach(small.office, small.people["tu"], case, FileAttachment(k, *stored))).record_id
        for k in kinds
    ]
    done(documents.withdraw(small.office, small.people["tu"], ids[0] or 0, "salah jenis"))
    assert small.office.store.files.path_of(stored.digest).read_bytes() == b"sama"
    assert set(case_state.newest_documents(case)) == {kinds[1]}


def test_a_file_never_copied_in_cannot_be_attached(small: SmallOffice) -> None:
    case = small.register("PP")
    kind = small.sop("PP").documents[0].id
    attachment = FileAttachment(kind, "0" * 64, 5, "hilang.pdf")
    refused(documents.attach(small.office, small.people["tu"], case, attachment), "berkas_tidak_tersimpan")


def test_two_gigabytes_and_nothing_are_told_before_a_byte_is_copied(
    small: SmallOffice, tmp_path: Path
) -> None:
    huge, empty = tmp_path / "besar <b>.iso", tmp_path / "kosong.pdf"
    empty.touch()
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    for path, words in ((huge, "2,0 GB"), (empty, "kosong")):
        with pytest.raises(FileProblem) as caught:
            small.office.store.files.ingest(path)
        told = problem_text(caught.value.code, caught.value.data)
        assert path.name in told.what
        assert words in told.what
        assert told.kept == "Tidak ada yang berubah pada permohonan."
        assert told.todo
    assert not list(small.office.store.files.folder.glob("*.tmp"))


@pytest.mark.parametrize(
    ("year", "code"),
    [(1, "diterima_terlalu_lama"), (1026, "diterima_terlalu_lama"), (9999, "diterima_di_depan")],
)
def test_slips_of_the_year_are_refused(small: SmallOffice, year: int, code: str) -> None:
    form = Registration("PP", subject="x", agency_name="y", received_at=datetime(year, 11, 16, 1, 0))
    obstacle = refused(register(small.office, small.people["tu"], form), code)
    assert code not in refusal_text([obstacle])
    assert Case.select().count() == 0


def test_a_date_before_the_request_is_refused(small: SmallOffice) -> None:
    case = small.register("PP")
    run = small.open_runs(case)[0]
    part = small.sop("PP").step(run.step).workers[0].id
    small.supply(case, run, None, part)
    for early in (datetime(2026, 11, 15, 9, 0), datetime(1, 1, 1)):
        answer = small.complete(run, part, occurred_at=early)
        words = refusal_text([refused(answer, "waktu_sebelum_kejadian_lalu")])
        assert "16 Nov 2026 09.00" in words
    late_start = Registration(
        "PP", subject="x", agency_name="y", received_at=small.office.local(small.clock()),
        start_step="2", step_started_at=datetime(2026, 1, 1),
    )  # fmt: skip
    refused(register(small.office, small.people["tu"], late_start), "langkah_mulai_sebelum_diterima")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (datetime(2026, 11, 1), "target_sebelum_mulai"),
        (datetime(1, 1, 1), "target_sebelum_mulai"),
        (datetime(9999, 12, 31, 23, 59), "target_terlalu_jauh"),
    ],
)
def test_a_target_that_cannot_be_meant_is_refused(small: SmallOffice, target: datetime, code: str) -> None:
    case = small.register("MLS")
    while (run := small.open_runs(case)[0]).time_kind != "tentatif":
        small.walk(case)
    leader = small.people["leader"]
    refused(work.agree_target(small.office, leader, run.id, target, "OPD", small.version(case)), code)


def test_half_an_emoji_is_refused_in_words_and_changes_nothing(small: SmallOffice) -> None:
    form = Registration(
        "PP", subject="rusak \ud83d", agency_name="y", received_at=small.office.local(small.clock())
    )
    obstacle = refused(register(small.office, small.people["tu"], form), "tulisan_rusak")
    assert "rusak" in refusal_text([obstacle])
    assert (Case.select().count(), History.select().count()) == (0, 0)
    small.register("PP", subject="utuh 😀 " + "é" * 300)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind root")
def test_a_file_without_the_right_to_read_is_told(small: SmallOffice, tmp_path: Path) -> None:
    paper = tmp_path / "rahasia.pdf"
    paper.write_bytes(b"x")
    paper.chmod(0)
    with pytest.raises(FileProblem) as caught:
        small.office.store.files.ingest(paper)
    assert caught.value.code == "tidak_dapat_dibaca"
