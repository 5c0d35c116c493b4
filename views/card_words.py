"""A card in words: the lines painted on it, from long to short, and the whole for tooltip and reader."""

from __future__ import annotations

from models.records.board import ANY_ONE, CELL_MARK, CardRow
from models.records.priorities import PRIORITIES
from models.records.secrecy import CONFIDENTIAL

#: Signs of a priority above the usual.
_PRIORITY_SIGNS = {"penting": "△", "segera": "▲", "sangat_segera": "▲▲"}
#: Signs of a state, where its word has no room beside a cell text.
_STATE_SIGNS = {"menunggu": "… ", "selesai": "✓ ", "gugur": "✕ "}


def step_line(card: CardRow) -> tuple[str, ...]:
    """Step and documents, the longest wording first."""
    documents = f" · {card.have}/{card.need} dok" if card.need else ""
    return (f"Langkah {card.step_no}{documents}", f"Lkh. {card.step_no}{documents}")


def titled(subject: str, *, secret: bool) -> str:
    """What a request is about; a confidential one says so first, as there is room for that at any width."""
    return f"{CONFIDENTIAL.upper()} · {subject}" if secret else subject


def nature_words(priority: str, *, secret: bool) -> str:
    """Sifat of a request in lists: confidential first, then how urgent."""
    urgency = PRIORITIES.get(priority, priority)
    if not secret:
        return urgency
    return CONFIDENTIAL if priority == "biasa" else f"{CONFIDENTIAL}, {urgency.lower()}"


def priority_words(card: CardRow) -> tuple[str, ...]:
    """A priority above the usual, with its sign."""
    sign = _PRIORITY_SIGNS.get(card.priority, "")
    if not sign:
        return ("",)
    return (f"{sign} {PRIORITIES.get(card.priority, card.priority).lower()}", sign)


def state_line(card: CardRow) -> tuple[str, ...]:
    """The state of this part, how many parts are done, and the round, the longest wording first."""
    long, short = _state(card)
    parts = _parts(card)
    again = str(card.round) if card.round > 1 else ""
    cell = card.step_title.partition(CELL_MARK)[2]
    variants = (
        _joined(cell, long, parts[0], again and f"putaran {again}"),
        _joined(cell, short, parts[0], again and f"putaran {again}"),
        _joined(cell, short, parts[1], again and f"put. {again}"),
        _joined(cell, short, parts[2], again and f"↻{again}"),
    )
    if not cell:
        return variants
    # two parts in one column differ by nothing else: of all words theirs are the last to go
    signed = f"{_STATE_SIGNS.get(card.state, '')}{cell}"
    return (*variants, _joined(signed, parts[2]), signed)


def _parts(card: CardRow) -> tuple[str, str, str]:
    """How many parts are done, from long to short; nothing where there is only one."""
    if card.total < 2 or card.role != "pelaksana":
        return "", "", ""
    if card.done == ANY_ONE:
        return f"salah satu dari {card.total}", "salah satu", "salah satu"
    count = f"{card.done}/{card.total}"
    return f"bagian {count}", f"bag. {count}", count


def _state(card: CardRow) -> tuple[str, str]:
    if card.role == "peserta" or card.state == "peserta":
        return "peserta", "peserta"
    return {
        "menunggu": ("menunggu giliran", "menunggu"),
        "selesai": ("✓ bagian selesai", "✓ selesai"),
        "gugur": ("tidak diperlukan", "gugur"),
    }.get(card.state, ("", ""))


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def vacant_line(card: CardRow) -> tuple[str, ...]:
    """The line of the state where nobody holds the column."""
    said = "belum ada pemegang"
    return (*(_joined(said, words) for words in state_line(card)), said, "tanpa pemegang")


def vacancy_words(label: str) -> str:
    """That nobody holds a column, and where it is set."""
    return f"Belum ada pemegang jabatan {label}: administrator menetapkannya di Pengaturan, bagian Jabatan."


def badge_words(words: str) -> tuple[str, ...]:
    """The words of a badge, then those that a narrow column can do with: no "s.d.", no year."""
    short = words.removeprefix("s.d. ")
    if words.startswith("target ") and words[-4:].isdecimal():
        short = words[:-5]
    return words, short


def name_words(name: str) -> tuple[str, ...]:
    """A person's name, then shorter forms of it where it has no room."""
    words = [word for word in name.replace("(", " ").split() if word[0].isalpha()]
    letters = "".join(word[0] for word in words[:2]).upper() or "?"
    first = next((word for word in words if len(word.strip(".")) > 2), letters)
    return name, first, letters


def whole_card(card: CardRow, badge_words: str) -> str:
    """Everything the card tells, line by line."""
    state = _joined(
        CONFIDENTIAL.lower() if card.secret else "",
        f"sifat {PRIORITIES.get(card.priority, card.priority).lower()}" if card.priority != "biasa" else "",
        f"putaran {card.round}" if card.round > 1 else "",
        _state(card)[0],
        _whole_parts(card),
    )
    lines = (
        f"{card.number}: {card.subject}",
        card.agency,
        f"Langkah {card.step_no}. {card.step_title}" if card.step_title else f"Langkah {card.step_no}",
        f"Dokumen {card.have} dari {card.need}" if card.need else "",
        state,
        f"Waktu: {badge_words}",
        f"Petugas: {card.assignee_name}" if card.assignee_name else "Belum diambil petugas",
    )
    return "\n".join(line for line in lines if line)


def _whole_parts(card: CardRow) -> str:
    if card.total < 2 or card.role != "pelaksana":
        return ""
    if card.done == ANY_ONE:
        return f"cukup diselesaikan salah satu dari {card.total} pelaksana"
    return f"bagian selesai {card.done} dari {card.total}"
