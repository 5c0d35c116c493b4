"""How the backups of an office stand, in words and a tone, for the window and its settings."""

from __future__ import annotations

from desktop.backup_keeper import BackupKeeper
from models.store.backup_state import is_readable
from models.store.office import Office
from resources.problems import problem_text
from resources.wording_backup import made_text, tested_text


def status_words(office: Office, keeper: BackupKeeper) -> tuple[str, str]:
    """Words and tone (abu, hijau, kuning or merah)."""
    if keeper.is_sample:
        return "Kantor contoh: cadangan tidak dibuat otomatis.", "abu"
    state = keeper.state()
    tested = None if state.tested_at is None else office.local(state.tested_at)
    today = office.local(office.now()).date()
    last = f"Cadangan terakhir: {tested_text(tested, today)}"
    if state.made_at is not None and (state.tested_at is None or state.tested_at < state.made_at):
        before = (
            "belum pernah teruji seluruhnya" if tested is None else f"seluruhnya {tested_text(tested, today)}"
        )
        last = f"Cadangan terakhir: {made_text(office.local(state.made_at), today)}; {before}"
    if keeper.busy():
        return f"Sedang membuat cadangan… {last}", "abu"
    old = keeper.is_old()
    if state.failure:
        why = problem_text(state.failure, state.failure_data)
        if not is_readable(office.store.folder):  # when the last one was made is not known either
            return f"{why.title}. {why.todo}", "merah"
        return (
            f"{last}. Percobaan terakhir gagal: {why.title.lower()}",
            "merah" if old else "kuning",
        )
    return last, "kuning" if old else "hijau"
