"""Papers as JSON: the frozen sheet with its form, and the draft from which it came."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar

from models.records.paper import (
    Form,
    FormField,
    FormText,
    Letterhead,
    Margins,
    PaperDraft,
    Sheet,
    Signer,
    SignerSlot,
    Value,
)
from models.rules.damaged_text import DamagedTextError

Record = TypeVar("Record")

_SENSELESS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def freeze(sheet: Sheet, form: Form) -> str:
    """The sheet and the form it is laid out by, as canonical JSON: the same sheet gives the same text."""
    return _text({"sheet": asdict(sheet), "form": asdict(form)})


def thaw(text: str) -> tuple[Sheet, Form]:
    """What `freeze` wrote. Raises DamagedTextError."""
    try:
        kept = json.loads(text)
        return _sheet(kept["sheet"]), _form(kept["form"])
    except _SENSELESS as error:
        raise DamagedTextError(str(error)) from error


def draft_to_json(draft: PaperDraft) -> str:
    """A draft as JSON."""
    return _text(asdict(draft))


def draft_from_json(text: str) -> PaperDraft:
    """What `draft_to_json` wrote. Raises DamagedTextError."""
    try:
        kept = json.loads(text)
        kept["values"] = {key: _value(value) for key, value in kept["values"].items()}
        kept["signers"] = {
            slot: who if isinstance(who, int) else _signer(who) for slot, who in kept["signers"].items()
        }
        kept["copies"] = tuple(kept["copies"])
        return _record(PaperDraft, kept)
    except _SENSELESS as error:
        raise DamagedTextError(str(error)) from error


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sheet(kept: dict[str, Any]) -> Sheet:
    kept["margins"] = _record(Margins, kept["margins"])
    kept["letterhead"] = _record(Letterhead, _tuples(kept["letterhead"]))
    kept["values"] = {key: _value(value) for key, value in kept["values"].items()}
    kept["signers"] = tuple(_signer(signer) for signer in kept["signers"])
    return _record(Sheet, _tuples(kept))


def _form(kept: dict[str, Any]) -> Form:
    kept["fields"] = tuple(_record(FormField, _tuples(field)) for field in kept["fields"])
    kept["texts"] = tuple(_record(FormText, _tuples(text)) for text in kept["texts"])
    kept["signers"] = tuple(_record(SignerSlot, _tuples(slot)) for slot in kept["signers"])
    return _record(Form, _tuples(kept))


def _signer(kept: dict[str, Any]) -> Signer:
    return _record(Signer, _tuples(kept))


def _value(value: Any) -> Value:
    """Lines and rows come back as tuples."""
    if isinstance(value, list):
        return tuple(tuple(item) if isinstance(item, list) else item for item in value)
    text: str = value
    return text


def _tuples(kept: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}


def _record(kind: type[Record], kept: dict[str, Any]) -> Record:
    """A record of what was kept; what it does not know (a newer program wrote it) is passed over."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
    return kind(**{key: value for key, value in kept.items() if key in known})
