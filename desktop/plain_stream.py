"""What a command prints, without signs that a terminal obeys: names may come from somebody else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from models.rules.unseen_signs import CONTROLS, DIRECTIONS

#: Lines and tabs stay.
_SHOWN = dict.fromkeys(map(ord, CONTROLS + DIRECTIONS), "\ufffd") | {ord(sign): sign for sign in "\n\t"}


class PlainStream:
    """Passes everything on to the stream, words after looking at them."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write words as they are read, never as orders to the terminal."""
        if text.isprintable():
            return self._stream.write(text)
        # progress goes back to the beginning of its line; inside a text that would hide what stands there
        back = "\r" if text.startswith("\r") else ""
        return self._stream.write(back + text[len(back) :].translate(_SHOWN))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def plain_streams() -> Iterator[None]:
    """While this lasts, both streams of the process are plain."""
    before = sys.stdout, sys.stderr
    plain: Any = tuple(PlainStream(stream) for stream in before)
    sys.stdout, sys.stderr = plain
    try:
        yield
    finally:
        # whoever put another one in its place meanwhile (a pipe that ended) keeps it
        if sys.stdout is plain[0]:
            sys.stdout = before[0]
        if sys.stderr is plain[1]:
            sys.stderr = before[1]
