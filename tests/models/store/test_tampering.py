"""Whatever is changed past the program is found by name: a real file altered with plain SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from models.actions import documents
from models.actions.people import change_password, create_person
from models.actions.recovery import recover_administrator
from models.actions.setup import set_up_office
from models.records.office import NewPerson, OfficeProfile
from models.records.registration import FileAttachment
from models.store import history, seals
from models.store.head_file import HeadFile
from models.store.integrity import STAGES, check_office
from models.store.opening import DATABASE_NAME, open_office
from models.store.passwords import hash_password
from models.store.seal_check import SealCheck
from models.store.seals import seal_digest
from models.store.sqlite import library
from models.store.tables import Case, Document, Person, Position, Setting
from resources.wording_store import finding_text
from tests.office import HandClock, SmallOffice, done

_GUARDS = (
    "history_is_not_changed", "history_is_not_erased", "seal_is_not_changed", "seal_is_not_erased",
    "paper_number_is_not_erased", "frozen_paper_is_not_changed", "issued_paper_is_not_erased",
)  # fmt: skip


@pytest.fixture
def busy(small: SmallOffice, tmp_path: Path) -> SmallOffice:
    """An office with two requests and a document; nothing is wrong with it."""
    for _ in range(2):
        case = small.register("PP")
        small.walk(case)
    paper = tmp_path / "nota.txt"
    paper.write_text("isi nota")
    stored = small.office.store.files.ingest(paper)
    attachment = FileAttachment("formulir_perubahan", stored.digest, stored.size, stored.name)
    run = small.open_runs(case)[0]
    done(documents.attach(small.office, small.people["tu"], case, attachment, run.id))
    assert told(small) == {}
    return small


def told(small: SmallOffice) -> dict[str, str]:
    """The findings of an office as people read them, by code."""
    found = {}
    for finding in check_office(small.office):
        words = finding_text(finding.code, finding.data)
        assert finding.code not in words, "not worded"
        found[finding.code] = words
    return found


def alter(small: SmallOffice, *statements: str, values: Iterable[object] = ()) -> None:
    """Write past the program, as somebody with a database browser would."""
    connection = library.connect(str(small.office.store.folder / DATABASE_NAME), isolation_level=None)
    for guard in _GUARDS:
        connection.execute(f"DROP TRIGGER IF EXISTS {guard}")
    for statement in statements:
        connection.execute(statement, tuple(values))
    connection.close()


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        ("UPDATE permohonan SET subject = 'Lain' WHERE id = 2",
         "baris_diubah", "permohonan “002/PP/XI/2026”"),
        ("UPDATE permohonan SET secret = 1 WHERE id = 2", "baris_diubah", "permohonan rahasia"),
        ("UPDATE step_run SET late = 1 WHERE id = 1", "baris_diubah", "langkah permohonan “001/PP/XI/2026"),
        ("UPDATE part_run SET assignee_id = 3 WHERE id = 1", "baris_diubah", "(langkah diselesaikan, "),
        ("UPDATE document SET digest = 'x' WHERE id = @", "baris_diubah", "nota.txt (versi 2)”"),
        ("UPDATE document SET size = 1 WHERE id = @",
         "baris_diubah", "terakhir ditulis oleh kejadian nomor"),
        ("UPDATE document SET file_name = 'l.txt' WHERE id = @",
         "baris_diubah", "(dokumen dilampirkan, 002/PP"),
        ("UPDATE document SET version = 9 WHERE id = @", "baris_diubah", "(tabel document, baris "),
        ("DELETE FROM document WHERE id = @", "baris_hilang", "dokumen permohonan (tabel document, baris "),
        ("UPDATE person SET is_admin = 1 WHERE username = 'luar'",
         "baris_diubah", "akun “Orang Lain (CONTOH) (luar)”"),
        ("UPDATE person SET password_hash = 'x' WHERE username = 'tu'",
         "baris_diubah", "akun “Petugas TU (CONTOH) (tu)”"),
        ("DELETE FROM case_span WHERE case_id = 1",
         "baris_hilang", "(permohonan didaftarkan, 001/PP/XI/2026"),
        ("INSERT INTO person (username, name, password_hash, is_admin, active) VALUES ('x', 'X', '', 1, 1)",
         "baris_asing", "akun “X (x)”"),
        ("UPDATE holding SET until = '2020-02-01' WHERE id = 1",
         "baris_diubah", "pemegang jabatan “Petugas TU (CONTOH), Petugas TU”"),
        ("UPDATE position SET is_leader = 1 WHERE id = 1", "baris_diubah", "jabatan “Petugas TU”"),
        ("INSERT INTO setting (key, value) VALUES ('hours', '[]')", "baris_asing", "pengaturan “hours”"),
        ("UPDATE sop_version SET content = content || ' ' WHERE id = 1", "baris_diubah", "SOP “"),
        ("UPDATE agency SET name = 'Dinas Lain' WHERE id = 1", "baris_diubah", "OPD “Dinas Lain”"),
        ("UPDATE number_series SET last = 1", "baris_diubah", "deret nomor “PP 2026”"),
        ("UPDATE permohonan SET subject = CAST(X'FF41' AS TEXT) WHERE id = 2",
         "baris_diubah", "002/PP/XI/2026"),
        ("UPDATE permohonan SET subject = 7 WHERE id = 2", "baris_diubah", "002/PP/XI/2026"),
        ("UPDATE permohonan SET subject = X'00FF' WHERE id = 2", "baris_diubah", "002/PP/XI/2026"),
    ],
)  # fmt: skip
def test_a_row_changed_past_the_program_is_named(
    busy: SmallOffice, statement: str, code: str, words: str
) -> None:
    alter(busy, statement.replace("@", "(SELECT MAX(id) FROM document)"))
    assert words in told(busy)[code]


def test_what_the_program_writes_over_is_named_all_the_same(busy: SmallOffice) -> None:
    alter(busy, "UPDATE permohonan SET priority = 'segera' WHERE id = 1")
    with busy.office.transaction():
        Case.update(note="lanjut").where(Case.id == 1).execute()
    found = told(busy)
    assert "permohonan “001/PP/XI/2026” (tabel permohonan, baris 1)" in found["baris_ditimpa"]
    assert "baris_diubah" not in found


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        ("UPDATE history SET actor = 'Lain' WHERE id = 3", "rantai_isi", "kejadian nomor 3 ("),
        ("DELETE FROM history WHERE id = 3", "rantai_hilang", "kejadian nomor 3 dihapus"),
        ("DELETE FROM history WHERE id IN (3, 4)", "rantai_hilang", "kejadian nomor 3 sampai 4 dihapus"),
        ("DELETE FROM seal WHERE id = 3", "meterai_hilang", "nomor 3 dihapus"),
        ("UPDATE seal SET content = '{}' WHERE id = 3", "meterai_berubah", "nomor 3 tidak cocok"),
        ("UPDATE seal SET content = '[[' WHERE id = 3", "meterai_berubah", "nomor 3 tidak cocok"),
        ("DELETE FROM seal", "riwayat_berkurang", "Riwayat berkurang"),
    ],
)
def test_what_is_done_to_the_history_is_named(
    busy: SmallOffice, statement: str, code: str, words: str
) -> None:
    alter(busy, statement)
    assert words in told(busy)[code]


def test_two_acts_that_changed_places_are_named(busy: SmallOffice) -> None:
    alter(
        busy,
        "UPDATE history SET id = -2 WHERE id = 2",
        "UPDATE history SET id = 2 WHERE id = 3",
        "UPDATE history SET id = 3 WHERE id = -2",
    )
    moved = [f for f in check_office(busy.office) if f.code == "rantai_urutan"]
    assert [(f.data["kejadian"], f.data["tempat"]) for f in moved] == [(2, 3), (3, 2)]


def test_an_act_made_up_past_the_program_is_named(busy: SmallOffice) -> None:
    last = history.head()
    values = (last.id + 1, 1, None, "catatan", 1, 1, 1, "Petugas TU", "{}")
    digest = history.digest_of(last.digest, values)
    insert = "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    alter(busy, insert, values=(*values, last.digest, digest))
    wanted = f"kejadian nomor {last.id + 1} ditulis dari luar program"
    assert wanted in told(busy)["riwayat_tanpa_meterai"]
    busy.register("PP")
    wider = f"kejadian nomor {last.id + 1} sampai {last.id + 2} ditulis dari luar program"
    assert wider in told(busy)["riwayat_tanpa_meterai"], "what the program writes after it hides nothing"


def rewrite(small: SmallOffice) -> None:
    """Change an act and a row, and write the whole chain of history and seals anew so that it holds."""
    alter(small, "UPDATE history SET actor = 'Orang Lain' WHERE id = 2")
    connection = library.connect(str(small.office.store.folder / DATABASE_NAME), isolation_level=None)
    previous, digests = history.GENESIS, {0: history.GENESIS}
    for row in connection.execute("SELECT * FROM history ORDER BY id").fetchall():
        digest = history.digest_of(previous, row[:9])
        connection.execute(
            "UPDATE history SET previous = ?, digest = ? WHERE id = ?", (previous, digest, row[0])
        )
        previous = digests[row[0]] = digest
    previous = history.GENESIS
    for row in connection.execute("SELECT id, event, at, content FROM seal ORDER BY id").fetchall():
        digest = seal_digest(previous, digests[row[1]], row)
        connection.execute("UPDATE seal SET digest = ? WHERE id = ?", (digest, row[0]))
        previous = digest
    connection.close()


def test_a_chain_written_anew_as_a_whole_is_betrayed_by_what_is_kept_outside(busy: SmallOffice) -> None:
    rewrite(busy)
    assert set(told(busy)) == {"riwayat_berbeda"}


def test_documents_are_named_by_their_file_and_request(busy: SmallOffice) -> None:
    files = busy.office.store.files
    (digest,) = files.digests()
    files.path_of(digest).write_text("isi n0ta")
    assert told(busy) == {
        "dokumen_berubah": (
            "Dokumen “nota.txt” pada permohonan 002/PP/XI/2026 tidak sama lagi dengan ketika dilampirkan."
        )
    }
    files.path_of(digest).unlink()
    assert "nota.txt" in told(busy)["dokumen_hilang"]


def test_what_is_confidential_is_not_told_by_a_finding(busy: SmallOffice) -> None:
    with busy.office.transaction():
        Case.update(secret=True).execute()
    files = busy.office.store.files
    files.path_of(next(files.digests())).unlink()
    alter(busy, "UPDATE document SET file_name = 'nota.txt!'", "UPDATE permohonan SET subject = 'Lain'")
    every = " ".join(finding_text(f.code, f.data) for f in check_office(busy.office))
    assert "permohonan rahasia" in every
    assert "nota.txt" not in every
    assert "/PP/XI/2026" not in every
    seen = busy.office.seen_by(busy.people["leader"])
    assert "nota.txt" in " ".join(finding_text(f.code, f.data) for f in check_office(seen))


def test_everything_the_program_writes_is_sealed(busy: SmallOffice) -> None:
    with busy.office.transaction():
        Setting.replace(key="k", value="1").execute()
    with busy.office.transaction():
        Setting.replace(key="k", value="2").execute()
        Position.insert(name="Baru", norm="baru").execute()
        Position.delete().where(Position.norm == "baru").execute()
        Person.update(rank="Penata").where(Person.username == "tu").execute()
        Document.update(note="x").execute()
    with busy.office.transaction():
        Setting.delete().where(Setting.key == "k").execute()
    assert told(busy) == {}


def test_what_was_undone_in_part_is_sealed_as_it_is(busy: SmallOffice) -> None:
    office = busy.office

    def half_undone() -> None:
        with office.transaction():
            now = office.now()
            history.append(None, None, "uji", now, now, None, "x", {})
            Person.update(rank="Penata").execute()
            raise ZeroDivisionError

    with office.transaction():
        Person.update(rank="Pembina").where(Person.username == "tu").execute()
        with pytest.raises(ZeroDivisionError):
            half_undone()
    with pytest.raises(ZeroDivisionError):
        half_undone()
    assert told(busy) == {}
    assert Person.get(Person.username == "tu").rank == "Pembina"


def test_an_office_from_before_the_seals_is_sealed_as_it_is_found(busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    busy.office.close()
    connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute("DROP TRIGGER seal_is_not_erased")
    connection.execute("DELETE FROM seal")
    connection.close()
    noted = HeadFile(folder, DATABASE_NAME).read()
    assert noted is not None
    (folder / "riwayat.kepala").write_text(f"{noted.event.id:020d} {noted.event.digest}\n")
    busy.office = open_office(folder, HandClock())
    assert [f.code for f in busy.office.findings] == ["pengaman_hilang"], "only the trigger was ours to miss"
    assert told(busy) == {}
    alter(busy, "UPDATE permohonan SET subject = 'Lain' WHERE id = 2")
    assert "002/PP/XI/2026" in told(busy)["baris_diubah"]


def test_seals_taken_away_are_not_made_up_again(busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    alter(busy, "DELETE FROM seal", "UPDATE person SET is_admin = 1 WHERE username = 'luar'")
    busy.office.close()
    busy.office = open_office(folder, HandClock())
    assert "riwayat_berkurang" in [f.code for f in busy.office.findings]
    assert "baris_asing" in told(busy)


def test_columns_that_come_later_change_nothing_that_was_sealed(busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    busy.office.close()
    connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute("ALTER TABLE permohonan ADD COLUMN remark TEXT NOT NULL DEFAULT ''")
    assert list(SealCheck(connection).breaches()) == []
    connection.execute("UPDATE permohonan SET subject = 'Lain' WHERE id = 2")
    assert [(b.what, b.key) for b in SealCheck(connection).breaches()] == [("baris_diubah", 2)]
    connection.close()
    connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute("ALTER TABLE permohonan DROP COLUMN remark")
    connection.close()
    busy.office = open_office(folder, HandClock())


def test_a_check_tells_how_far_it_is_and_can_be_stopped(busy: SmallOffice) -> None:
    alter(busy, "UPDATE permohonan SET subject = 'Lain' WHERE id = 2")
    seen: list[int] = []
    list(check_office(busy.office, progress=lambda done, _total: seen.append(done) or True))  # type: ignore[func-returns-value]
    assert seen == sorted(seen)
    assert seen[-1] <= STAGES[-1][1]
    assert list(check_office(busy.office, progress=lambda _done, _total: False)) == []


def test_thousands_of_rows_at_once_are_sealed_in_parts(
    busy: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "_MOST", 10)
    before = seals.seal_head().id
    with busy.office.transaction():
        now = busy.office.now()
        history.append(None, None, "uji", now, now, None, "x", {})
        Person.update(rank="Penata").execute()
    assert seals.seal_head().id > before + 2
    assert told(busy) == {}
    alter(busy, "UPDATE person SET rank = 'x' WHERE id = 15")
    assert "tabel person, baris 15" in told(busy)["baris_diubah"]


def test_the_content_of_a_seal_is_small(busy: SmallOffice) -> None:
    query = "SELECT content FROM seal ORDER BY id DESC LIMIT 1"
    (content,) = busy.office.store.db.execute_sql(query).fetchone()
    assert set(json.loads(content)) == {"history", "document/18"}
    assert len(content) < 100


def test_a_password_exchanged_past_the_program_is_named(busy: SmallOffice) -> None:
    """Also where its seal was made anew: the history keeps the fingerprint of the one that was given."""
    tu = busy.people["tu"]
    Person.update(is_admin=True).where(Person.id == tu).execute()
    people = [("rina", "sementara-1"), ("dewi", "sementara-1")]
    made = {
        name: done(
            create_person(busy.office, tu, NewPerson(name, f"{name.title()} (CONTOH)", word))
        ).record_id
        for name, word in people
    }
    done(change_password(busy.office, tu, made["dewi"] or 0, "sementara-2"))
    assert "sandi_ditukar" not in told(busy)

    alter(busy, "UPDATE person SET password_hash = ? WHERE username = 'dewi'", values=[hash_password("curi")])
    assert "akun “Dewi (CONTOH) (dewi)”" in told(busy)["sandi_ditukar"]
    done(change_password(busy.office, tu, made["dewi"] or 0, "sementara-3"))
    assert "sandi_ditukar" not in told(busy)

    with busy.office.transaction():  # seals what it writes, as somebody who makes seals anew would
        Person.update(password_hash=hash_password("curi")).where(Person.username == "rina").execute()
    (found,) = [finding for finding in check_office(busy.office) if finding.code == "sandi_ditukar"]
    assert found.grave
    assert found.data["akun"] == "Rina (CONTOH) (rina)"


def test_the_password_of_the_first_account_and_a_recovered_one_are_looked_at(tmp_path: Path) -> None:
    office = open_office(tmp_path / "baru", HandClock(), create=True)
    try:
        set_up_office(
            office, OfficeProfile("Dinas"), NewPerson("atur", "Atur (CONTOH)", "rahasia-1"), ("PP",)
        )
        for _ in range(2):
            assert [f.code for f in check_office(office)] == []
            kept = Person.get().password_hash
            with office.transaction():
                Person.update(password_hash=hash_password("curi")).execute()
            assert [f.code for f in check_office(office)] == ["sandi_ditukar"]
            with office.transaction():
                Person.update(password_hash=kept).execute()
            done(recover_administrator(office, "atur", "abcd-efgh-jkmn-pqrs", "budi"))
    finally:
        office.close()
