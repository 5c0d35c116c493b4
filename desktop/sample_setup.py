"""The sample office before its first request: profile, agencies, an account for every position and role."""

from __future__ import annotations

from datetime import date

from desktop import sample_words as words
from desktop.sample_actor import done
from models.actions.agencies import create_agency
from models.actions.people import create_person
from models.actions.positions import assign_position
from models.actions.setup import set_up_office
from models.records.office import NewPerson, OfficeProfile
from models.store.office import Office
from models.store.rows import rows
from models.store.tables import Person, Position
from models.store.text import normalise

#: The account that the window opens with; it administers and holds the positions below.
USERNAME = "contoh"
#: The password of every account of the sample office, named on its sign-in screen.
PASSWORD = "contoh123"  # noqa: S105 - public on purpose: nothing in a sample office is secret

_PROFILE = OfficeProfile(
    name=f"Dinas Komunikasi dan Informatika {words.MARK}",
    government=f"Pemerintah Daerah {words.MARK}",
    address="Jalan Contoh Nomor 1",
    city="Kota Contoh",
    sample=True,
)
#: What the account may look at without signing out: a leader, the secretariat and the busiest section.
_OWN_POSITIONS = ("Kepala Dinas", "Petugas Tata Usaha", "Kepala Seksi Pengembangan Aplikasi")
#: Accounts whose role comes from no position.
_ROLES = (
    NewPerson("pengelola.sop", f"Pengelola SOP {words.MARK}", PASSWORD, manages_sops=True),
    NewPerson("pembaca", f"Pembaca {words.MARK}", PASSWORD, reads_only=True),
)


def set_up_sample(office: Office, since: date) -> int:
    """Set the office up as of a day; answers the id of the account to look at it with."""
    admin = NewPerson(USERNAME, f"Pengguna Contoh {words.MARK}", PASSWORD)
    admin_id = done(set_up_office(office, _PROFILE, admin)).record_id or 0
    with office.transaction():
        for name, short_name in words.AGENCIES:
            done(create_agency(office, admin_id, f"{name} {words.MARK}", short_name))
        positions = rows(Position.select(Position.id, Position.name).order_by(Position.id))
        for position_id, name in positions:
            person = NewPerson(_username(name), f"{name} {words.MARK}", PASSWORD)
            person_id = done(create_person(office, admin_id, person)).record_id or 0
            done(assign_position(office, admin_id, person_id, position_id, since))
        for person in _ROLES:
            done(create_person(office, admin_id, person))
        # a visitor may come in as anybody at once, with the password that the sign-in screen names
        Person.update(must_change=False).execute()
        for position_id, name in positions:
            if name in _OWN_POSITIONS:
                done(assign_position(office, admin_id, admin_id, position_id, since))
    return admin_id


def _username(position: str) -> str:
    """A name to sign in with, made from a position: `kepala.dinas`."""
    return ".".join(normalise(position).split())[:60]
