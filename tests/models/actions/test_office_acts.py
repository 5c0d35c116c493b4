"""Acts on the office itself: accounts, positions, agencies, calendar, SOPs, settings."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from models.actions import agencies, calendar_settings, people, positions, settings, setup, sops
from models.actions.calendar_settings import Affected
from models.queries import office_settings
from models.queries.unfilled import unfilled_executors
from models.records.office import (
    AddHoliday,
    NewHoliday,
    NewPerson,
    OfficeProfile,
    PutHours,
    SeasonEntry,
)
from models.records.results import Changed
from models.store import history, shipped
from models.store.office import Office
from models.store.opening import open_office
from models.store.people import standing
from models.store.tables import Agency, Card, Case, ExecutorPosition, History, Person, StepRun
from models.store.text import normalise
from tests.office import HandClock, SmallOffice, done, refused, sign_in

PROFILE = OfficeProfile("Dinas Kominfo (CONTOH)", timezone="WIB")
ADMIN = NewPerson("Admin", "Petugas Admin (CONTOH)", "rahasia-sekali")


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office just set up, that is only copied."""
    folder = tmp_path_factory.mktemp("disiapkan") / "baru"
    office = open_office(folder, HandClock(), create=True)
    done(setup.set_up_office(office, PROFILE, ADMIN))
    office.close()
    return folder


@pytest.fixture
def fresh(tmp_path: Path, set_up: Path) -> Iterator[Office]:
    """An office just set up, with its administrator as person 1."""
    shutil.copytree(set_up, tmp_path / "baru")
    office = open_office(tmp_path / "baru", HandClock())
    yield office
    assert list(history.verify()) == []
    office.close()


@pytest.fixture
def admin(small: SmallOffice) -> int:
    person_id: int = Person.insert(
        username="admin", name="Admin (CONTOH)", password_hash="", is_admin=True
    ).execute()
    return person_id


def kinds() -> list[str]:
    return [row[0] for row in History.select(History.kind).order_by(History.id).tuples()]


def test_a_new_office_is_complete(fresh: Office) -> None:
    assert [line.code for line in office_settings.sops(fresh)] == list(shipped.SOP_CODES)
    assert len(office_settings.holidays(fresh, 2026)) > 20
    assert len(office_settings.seasons(fresh)) == 2
    assert office_settings.years_without_holidays(fresh) == ()
    assert sign_in(fresh, " ADMIN ", "rahasia-sekali") == 1
    assert sign_in(fresh, "admin", "salah-sekali") is None
    assert sign_in(fresh, "siapa", "rahasia-sekali") is None
    assert kinds() == ["kantor_disiapkan"]
    assert "rahasia" not in History.get().data


def test_every_inner_executor_has_a_position(fresh: Office) -> None:
    for code in shipped.SOP_CODES:
        for line in office_settings.executor_map(fresh, code):
            assert bool(line.positions) != line.executor.external, (code, line.executor.id)
    known = {(code, e.id) for code in shipped.SOP_CODES for e in fresh.sop_by_code(code)[2].executors}
    assert {fill for p in shipped.positions() for fill in p.fills} <= known
    day = date(2026, 11, 16)
    missing = {code: unfilled_executors(fresh, code, day) for code in shipped.SOP_CODES}
    assert sum(map(len, missing.values())) == 20
    assert missing["PP"] == [("kominfo", "Dinas Kominfo")]
    # who is only listed above a column keeps nothing waiting
    assert [label for _, label in missing["MPA"]] == ["Kasi Aplikasi", "Programmer"]


def test_an_office_is_set_up_once_and_whole(fresh: Office, tmp_path: Path) -> None:
    refused(setup.set_up_office(fresh, PROFILE, ADMIN), "kantor_sudah_disiapkan")
    other = open_office(tmp_path / "lain", HandClock(), create=True)
    refused(setup.set_up_office(other, replace(PROFILE, name=" "), ADMIN), "nama_kantor_kosong")
    refused(setup.set_up_office(other, replace(PROFILE, timezone="GMT"), ADMIN), "zona_waktu_tidak_dikenal")
    refused(setup.set_up_office(other, PROFILE, NewPerson("a", "A", "pendek")), "sandi_terlalu_pendek")
    refused(setup.set_up_office(other, PROFILE, ADMIN, ["MPA", "XX"]), "sop_tidak_ada")
    assert office_settings.sops(other) == []
    assert not setup.is_set_up(other)
    other.close()


def test_accounts(fresh: Office) -> None:
    made = done(people.create_person(fresh, 1, NewPerson("budi.s", "Budi (CONTOH)", "sandi-budi-1")))
    budi = made.record_id or 0
    refused(
        people.create_person(fresh, 1, NewPerson("BUDI.S", "Lain", "sandi-budi-1")), "nama_pengguna_dipakai"
    )
    refused(
        people.create_person(fresh, 1, NewPerson("bu di", "Lain", "sandi-budi-1")), "nama_pengguna_tidak_sah"
    )
    refused(people.create_person(fresh, 1, NewPerson("lain", "", "sandi-budi-1")), "nama_kosong")
    refused(people.create_person(fresh, budi, NewPerson("lain", "Lain", "sandi-budi-1")), "bukan_admin")
    refused(people.change_password(fresh, budi, budi, "sandi-baru-1", "salah"), "sandi_sekarang_salah")
    done(people.change_password(fresh, budi, budi, "sandi-baru-1", "sandi-budi-1"))
    assert sign_in(fresh, "budi.s", "sandi-baru-1") == budi
    refused(people.change_password(fresh, budi, 1, "sandi-baru-1"), "bukan_admin")
    done(people.change_password(fresh, 1, budi, "sandi-lain-1"))
    done(people.change_person(fresh, 1, budi, name="Budi S. (CONTOH)", is_admin=False, active=False))
    assert sign_in(fresh, "budi.s", "sandi-lain-1") is None
    refused(people.change_person(fresh, 1, 1, name="Admin", is_admin=False, active=True), "admin_terakhir")


def test_positions_are_held_for_a_time(fresh: Office) -> None:
    kadis = office_settings.positions(fresh)[0]
    done(positions.assign_position(fresh, 1, 1, kadis.id, date(2026, 11, 16), kind="plh"))
    assert standing(fresh, 1, fresh.now()).position_names == ("Plh. Kepala Dinas",)
    assert standing(fresh, 1, fresh.now()).is_leader
    again = positions.assign_position(fresh, 1, 1, kadis.id, date(2026, 12, 1))
    refused(again, "jabatan_sudah_dipegang")
    holding = office_settings.holdings(fresh)[0]
    done(positions.end_holding(fresh, 1, holding.id, date(2026, 11, 15)))
    assert standing(fresh, 1, fresh.now()).position_ids == ()
    refused(positions.end_holding(fresh, 1, holding.id, date(2026, 11, 1)), "masa_jabatan_terbalik")
    refused(positions.create_position(fresh, 1, "kepala  dinas"), "jabatan_sudah_ada")
    refused(positions.assign_position(fresh, 1, 99, kadis.id, date(2026, 1, 1)), "orang_tidak_ada")
    refused(
        positions.assign_position(fresh, 1, 1, kadis.id, date(2026, 2, 1), date(2026, 1, 1)),
        "masa_jabatan_terbalik",
    )


def test_executors_are_mapped(fresh: Office) -> None:
    made = done(positions.create_position(fresh, 1, "Analis Sistem"))
    analyst = made.record_id or 0
    done(positions.map_executor(fresh, 1, "PAW", "web", analyst))
    refused(positions.map_executor(fresh, 1, "PAW", "web", analyst), "tidak_ada_perubahan")
    refused(positions.map_executor(fresh, 1, "PAW", "opd", analyst), "pelaksana_luar")
    refused(positions.map_executor(fresh, 1, "PAW", "tidak_ada", analyst), "pelaksana_tidak_ada")
    refused(positions.map_executor(fresh, 1, "XX", "web", analyst), "sop_tidak_ada")
    done(positions.unmap_executor(fresh, 1, "PAW", "web", analyst))
    assert ExecutorPosition.select().where(ExecutorPosition.position == analyst).count() == 0


def test_merging_agencies_takes_their_requests_along(small: SmallOffice) -> None:
    tu = small.people["tu"]
    first = small.register("PP", agency_name="Dinas Kesehatan (CONTOH)", letter_number="B/1")
    second = small.register("PP", agency_name="Dinkes (CONTOH)", letter_number="B/2")
    source, target = (
        Agency.get(Agency.name == n).id for n in ("Dinkes (CONTOH)", "Dinas Kesehatan (CONTOH)")
    )
    refused(
        agencies.merge_agencies(small.office, small.people["outsider"], source, target), "bukan_tata_usaha"
    )
    refused(agencies.merge_agencies(small.office, tu, source, source), "opd_sama")
    answer = done(agencies.merge_agencies(small.office, tu, source, target))
    assert {f"case:{second}", "board:PP", "agencies"} <= answer.subjects
    assert {row.agency_id for row in Case.select()} == {target}
    assert {row.agency for row in Card.select()} == {"Dinas Kesehatan (CONTOH)"}
    moved = Case.get_by_id(second)
    assert "dinas kesehatan" in moved.search
    assert "b/2" in moved.search
    assert small.version(first) == small.version(second) == 1
    refused(agencies.merge_agencies(small.office, tu, source, target), "opd_tidak_ada")
    # a chain of mergers leads to its end
    third = done(agencies.create_agency(small.office, tu, "Dinas Kesehatan Provinsi (CONTOH)")).record_id or 0
    done(agencies.merge_agencies(small.office, tu, target, third))
    assert Agency.get_by_id(source).merged_into_id == third
    assert kinds()[-1] == "opd_digabung"


def test_agencies_are_renamed_and_imported(small: SmallOffice) -> None:
    tu = small.people["tu"]
    case = small.register("PP", agency_name="Dinas A (CONTOH)")
    agency = Agency.get(Agency.name == "Dinas A (CONTOH)").id
    done(agencies.rename_agency(small.office, tu, agency, "Dinas GEĐE <&> (CONTOH)", "DG"))
    assert normalise("Dinas GEĐE <&>") in Case.get_by_id(case).search
    assert Card.get().agency == "Dinas GEĐE <&> (CONTOH)"
    refused(agencies.rename_agency(small.office, tu, agency, "x" * 301), "opd_terlalu_panjang")
    names = ["Dinas B (CONTOH)", "  ", "dinas  b (contoh)", "dinas gede <&> (contoh)", "Badan C (CONTOH)"]
    done(agencies.import_agencies(small.office, tu, names))
    assert Agency.select().count() == 3
    refused(agencies.import_agencies(small.office, tu, names), "opd_sudah_ada_semua")
    refused(agencies.create_agency(small.office, tu, "badan c (contoh)"), "opd_sudah_ada")


def test_a_calendar_change_moves_open_runs_after_a_preview(small: SmallOffice, admin: int) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    run = small.open_runs(case)[0]
    before = small.office.local(run.due_at) if run.due_at else None
    change = AddHoliday(NewHoliday(date(2026, 11, 17), "libur daerah", "Hari Jadi", "Perda 1/2026"))
    rows = StepRun.select().count(), History.select().count()
    preview = calendar_settings.preview_calendar(small.office, admin, change)
    after = datetime(2026, 11, 18, 16, 0)
    assert preview == [Affected(run.id, small.case(case).number, "2", before, after)]
    assert (StepRun.select().count(), History.select().count()) == rows
    assert small.office.calendar().is_working_day(date(2026, 11, 17))
    done(calendar_settings.change_calendar(small.office, admin, change))
    moved = small.open_runs(case)[0].due_at
    assert moved is not None
    assert small.office.local(moved) == after
    refused(calendar_settings.change_calendar(small.office, admin, change), "libur_sudah_ada")
    refused(calendar_settings.change_calendar(small.office, small.people["tu"], change), "bukan_admin")
    holiday = office_settings.holidays(small.office)[0]
    done(calendar_settings.remove_holiday(small.office, admin, holiday.id))
    assert small.open_runs(case)[0].due_at == run.due_at
    refused(calendar_settings.remove_holiday(small.office, admin, holiday.id), "libur_tidak_ada")


def test_seasons_and_hours(small: SmallOffice, admin: int) -> None:
    hours = ("08.00-12.00",) * 5 + ("", "")
    season = SeasonEntry("Musim", date(2026, 11, 1), date(2026, 11, 30), hours)
    made = done(calendar_settings.set_season(small.office, admin, season))
    assert small.office.calendar().closing(date(2026, 11, 16)) == datetime(2026, 11, 16, 12, 0)
    refused(calendar_settings.set_season(small.office, admin, season), "musim_bertumpuk")
    backwards = replace(season, until=date(2026, 10, 1))
    refused(calendar_settings.set_season(small.office, admin, backwards, made.record_id), "musim_terbalik")
    unreadable = replace(season, hours=("pagi",) * 7)
    refused(
        calendar_settings.set_season(small.office, admin, unreadable, made.record_id), "jam_kerja_tidak_sah"
    )
    done(calendar_settings.remove_season(small.office, admin, made.record_id or 0))
    done(calendar_settings.set_hours(small.office, admin, hours))
    assert office_settings.weekly_hours(small.office) == hours
    refused(
        calendar_settings.preview_calendar(small.office, admin, PutHours(("",) * 7)),
        "kalender_tanpa_jam_kerja",
    )  # type: ignore[arg-type]
    assert small.office.calendar().closing(date(2026, 11, 16)) == datetime(2026, 11, 16, 12, 0)


def test_a_new_sop_version_leaves_open_requests_alone(small: SmallOffice, admin: int) -> None:
    case = small.register("MPA")
    text = shipped.sop_text("MPA")
    refused(sops.publish_sop(small.office, admin, text), "sop_sama")
    defects = refused(sops.publish_sop(small.office, admin, "code = "), "sop_cacat")
    assert defects.data["pesan"]
    done(sops.publish_sop(small.office, admin, text.replace("Perubahan Aplikasi SPBE", "Perubahan Aplikasi")))
    assert small.sop("MPA").name != small.office.sop(small.case(case).version_id).name
    assert [line.version for line in office_settings.sops(small.office) if line.code == "MPA"] == [2]
    done(sops.set_sop_active(small.office, admin, "MPA", False))
    refused(sops.set_sop_active(small.office, admin, "MPA", False), "tidak_ada_perubahan")


def test_number_patterns(small: SmallOffice, admin: int) -> None:
    small.clock.at("2026-11-16 09:00")
    first = small.case(small.register("PP")).number
    assert first == "001/PP/XI/2026"
    refused(settings.set_number_pattern(small.office, admin, "{urut}/{tahunan}"), "pola_tanda_asing")
    refused(settings.set_number_pattern(small.office, admin, "{kode}/{tahun}"), "pola_tanpa_urut")
    refused(settings.set_number_pattern(small.office, admin, "{urut}"), "pola_tanpa_tahun")
    done(settings.set_number_pattern(small.office, admin, "800/{urut:04}/{tahun}", "PP"))
    assert small.case(small.register("PP")).number == "800/0002/2026"
    assert small.case(small.register("MPA")).number == "001/MPA/XI/2026"
    done(settings.set_number_pattern(small.office, admin, "800/{urut:04}/{tahun}", "MPA"))
    # 800/0002/2026 is taken by PP: passed over, never doubled
    assert small.case(small.register("MPA")).number == "800/0003/2026"
    small.clock.at("2027-01-04 09:00")
    assert small.case(small.register("PP")).number == "800/0001/2027"


def test_another_time_zone_moves_deadlines(small: SmallOffice, admin: int) -> None:
    small.clock.at("2026-11-16 09:00")
    run = small.open_runs(small.register("PP"))[0]
    answer = settings.set_office_profile(
        small.office, admin, OfficeProfile("Dinas (CONTOH)", timezone="WITA")
    )
    assert isinstance(answer, Changed)
    moved = small.office.store.db.execute_sql(
        "SELECT due_at FROM step_run WHERE id = ?", (run.id,)
    ).fetchone()
    assert run.due_at is not None
    assert moved[0] == int(run.due_at.timestamp()) - 3600


@pytest.mark.parametrize("sample", [True, False])
def test_the_mark_of_a_sample_office_is_neither_lost_nor_made(
    small: SmallOffice, admin: int, sample: bool
) -> None:
    with small.office.transaction():
        setup.write_profile(OfficeProfile("Dinas (CONTOH)", sample=sample))
    renamed = OfficeProfile("Dinas Baru (CONTOH)", sample=not sample)
    done(settings.set_office_profile(small.office, admin, renamed))
    kept = small.office.setting("office")
    assert (kept["name"], kept["sample"]) == ("Dinas Baru (CONTOH)", sample)
