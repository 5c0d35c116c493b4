"""The events of papers and dispositions in words; a part of `history_words`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.rules.date_words import date_text
from models.rules.paper_tokens import iso_date

Data = dict[str, Any]
Words = tuple[str, str]


def _paper(data: Data) -> str:
    number = data.get("number", "")
    return f"{data.get('name', 'naskah')} {f'nomor {number}' if number else ''}".strip()


def _drafted(data: Data) -> Words:
    return f"Menyimpan konsep {_paper(data)}", ""


def _discarded(data: Data) -> Words:
    return f"Membuang konsep {_paper(data)}", ""


def _issued(data: Data) -> Words:
    return f"Menerbitkan {_paper(data)}", _line(
        data.get("subject", ""),
        _pair("tanggal", _day(data.get("day", ""))),
        _pair("penanda tangan", data.get("signer", "")),
    )


def _filed(data: Data) -> Words:
    return f"Menyimpan PDF {_paper(data)}", data.get("file_name", "")


def _cancelled(data: Data) -> Words:
    return f"Membatalkan {_paper(data)}", _pair("alasan", data.get("reason", ""))


def _given(data: Data) -> Words:
    verb = "Meneruskan disposisi" if data.get("parent") else "Memberi disposisi"
    return f"{verb} kepada {', '.join(data.get('recipients', ()))}", _line(
        _pair("dari", data.get("sender", "")),
        "; ".join(data.get("instructions", ())),
        _pair("catatan", data.get("note", "")),
        _pair("batas waktu", _day(data.get("due", ""))),
    )


def _read(data: Data) -> Words:
    return f"Membaca disposisi untuk {data.get('recipient', '')}", ""


def _answered(data: Data) -> Words:
    return f"Menjawab disposisi untuk {data.get('recipient', '')}", data.get("answer", "")


def _withdrawn(data: Data) -> Words:
    others = len(data.get("with", ()))
    return "Menarik disposisi", _line(
        _pair("alasan", data.get("reason", "")), f"{others} disposisi turunan ikut ditarik" if others else ""
    )


def _needless(data: Data) -> Words:
    return "Menyatakan tidak perlu disposisi", _pair("alasan", data.get("reason", ""))


PAPER_WORDS: dict[str, Callable[[Data], Words]] = {
    "konsep_naskah_dibuat": _drafted,
    "konsep_naskah_dibuang": _discarded,
    "naskah_diterbitkan": _issued,
    "berkas_naskah_disimpan": _filed,
    "naskah_dibatalkan": _cancelled,
    "disposisi_diberikan": _given,
    "disposisi_diteruskan": _given,
    "disposisi_dibaca": _read,
    "disposisi_dijawab": _answered,
    "disposisi_ditarik": _withdrawn,
    "disposisi_tidak_perlu": _needless,
}


def _day(text: str) -> str:
    day = iso_date(text)
    return text if day is None else date_text(day)


def _pair(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _line(*pieces: str) -> str:
    return " · ".join(filter(None, pieces))
