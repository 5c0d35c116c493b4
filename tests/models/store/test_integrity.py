"""Tampering, loss and damage are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import peewee
import pytest

from models.actions import documents
from models.records.registration import FileAttachment
from models.store import history
from models.store.integrity import check_office
from models.store.office import Office
from models.store.opening import open_office
from models.store.seals import seal_head
from models.store.tables import History, StepRun
from resources.wording_store import finding_text
from tests.office import HandClock, SmallOffice, done


@pytest.fixture
def busy(small: SmallOffice, tmp_path: Path) -> SmallOffice:
    """An office with a request, a document and some history."""
    case = small.register("PP")
    small.walk(case)
    paper = tmp_path / "nota.txt"
    paper.write_text("isi nota")
    stored = small.office.store.files.ingest(paper)
    run = small.open_runs(case)[0]
    attachment = FileAttachment("formulir_perubahan", stored.digest, stored.size, stored.name)
    done(documents.attach(small.office, small.people["tu"], case, attachment, run.id))
    assert found(small) == set()
    return small


def found(small: SmallOffice) -> set[str]:
    findings = list(check_office(small.office))
    for finding in findings:
        assert finding.code not in finding_text(finding.code, finding.data), "not worded"
    return {finding.code for finding in findings}


def noted_event(office: Office) -> history.Head:
    noted = office.store.head_file.read()
    assert noted is not None
    assert noted.seal == seal_head()
    return noted.event


def tamper(small: SmallOffice, sql: str) -> None:
    """Write past the program, as somebody with a database browser would."""
    db = small.office.store.db
    for trigger in ("history_is_not_changed", "history_is_not_erased"):
        db.execute_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    db.execute_sql(sql)


def test_history_cannot_be_rewritten_through_the_tables(busy: SmallOffice) -> None:
    with pytest.raises(peewee.IntegrityError, match="riwayat"):
        History.update(actor="Lain").execute()
    with pytest.raises(peewee.IntegrityError, match="riwayat"):
        History.delete().execute()
    with pytest.raises(RuntimeError):
        history.append(None, None, "uji", busy.clock(), busy.clock(), None, "x", {})


@pytest.mark.parametrize(
    ("sql", "codes"),
    [
        ("UPDATE history SET actor = 'Lain' WHERE id = 2", {"rantai_isi"}),
        ("UPDATE history SET occurred_at = occurred_at + 60 WHERE id = 2", {"rantai_isi"}),
        ("UPDATE history SET data = replace(data, 'i', 'o') WHERE id = 3", {"rantai_isi"}),
        ("DELETE FROM history WHERE id = 2", {"rantai_hilang"}),
        ("DELETE FROM history WHERE id = 1", {"rantai_hilang"}),
        ("DELETE FROM history WHERE id = (SELECT MAX(id) FROM history)", {"riwayat_berkurang"}),
    ],
)
def test_a_tampered_history_is_found(busy: SmallOffice, sql: str, codes: set[str]) -> None:
    tamper(busy, sql)
    assert codes <= found(busy)


def test_a_history_rewritten_with_good_hashes_betrays_itself(busy: SmallOffice) -> None:
    last = History.select().order_by(History.id.desc()).get()
    values = (last.id, last.case_id, last.run, last.kind, int(last.recorded_at.timestamp()),
              int(last.occurred_at.timestamp()), last.person_id, "Lain", last.data)  # fmt: skip
    digest = history.digest_of(last.previous, values)
    tamper(busy, f"UPDATE history SET actor = 'Lain', digest = '{digest}' WHERE id = {last.id}")  # noqa: S608
    assert list(history.verify()) == []
    assert "riwayat_berbeda" in found(busy)
    folder = busy.office.store.folder
    busy.office.close()
    busy.office = open_office(folder, HandClock())
    assert [f.code for f in busy.office.findings] == ["riwayat_berbeda", "pengaman_hilang"]
    assert found(busy) == {"riwayat_pernah_berbeda", "meterai_berubah"}


def test_a_lost_head_file_is_told(busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    busy.office.close()
    (folder / "riwayat.kepala").unlink()
    busy.office = open_office(folder, HandClock())
    assert [f.code for f in busy.office.findings] == ["riwayat_hilang"]


def test_an_act_that_is_undone_leaves_head_and_history_alone(busy: SmallOffice) -> None:
    office, before = busy.office, history.head()

    def undone() -> None:
        with office.transaction():
            history.append(None, None, "uji", office.now(), office.now(), None, "x", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert history.head() == noted_event(office) == before
    with office.transaction():
        history.append(None, None, "uji", office.now(), office.now(), None, "x", {})
        with pytest.raises(ZeroDivisionError):
            undone()
    assert history.head() == noted_event(office)
    assert history.head().id == before.id + 1


def test_a_head_file_that_cannot_be_written_fails_no_act(
    busy: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_heads: history.Head) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(busy.office.store.head_file, "write", full)
        case = busy.register("MPA")
    assert busy.case(case).status == "berjalan"
    assert found(busy) == set()


def lose(path: Path) -> None:
    path.unlink()


def shorten(path: Path) -> None:
    path.write_text("isi")


def falsify(path: Path) -> None:
    path.write_text("isi n0ta")


@pytest.mark.parametrize(
    ("damage", "code"), [(lose, "dokumen_hilang"), (shorten, "dokumen_berubah"), (falsify, "dokumen_berubah")]
)
def test_damaged_documents_are_found(busy: SmallOffice, damage: Callable[[Path], None], code: str) -> None:
    files = busy.office.store.files
    (digest,) = files.digests()
    damage(files.path_of(digest))
    (finding,) = check_office(busy.office)
    assert finding.code == code
    assert finding.data["berkas"] == "nota.txt"
    sizes_only = list(check_office(busy.office, contents=False))
    assert bool(sizes_only) == (damage is not falsify)


def test_files_without_a_document_are_a_remark(busy: SmallOffice, tmp_path: Path) -> None:
    other = tmp_path / "lain.txt"
    other.write_text("tidak jadi dilampirkan")
    busy.office.store.files.ingest(other)
    busy.clock.forward(days=-400)
    assert found(busy) == set(), "young files may belong to an act that is still under way"
    busy.clock.forward(days=36_500)
    findings = [f for f in check_office(busy.office) if f.code == "berkas_tanpa_catatan"]
    assert [f.grave for f in findings] == [False]


def test_a_deadline_written_past_the_acts_is_found(busy: SmallOffice) -> None:
    StepRun.update(due_at=busy.clock()).where(StepRun.state == "terbuka").execute()
    assert found(busy) == {"turunan_berbeda", "baris_diubah"}


def test_a_broken_reference_is_found(busy: SmallOffice) -> None:
    db = busy.office.store.db
    db.ask("foreign_keys = OFF")
    db.execute_sql("UPDATE document SET added_by_id = 999")
    assert found(busy) == {"rujukan_putus", "baris_diubah"}
