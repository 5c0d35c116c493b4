"""What a disk may hold when the power fails: all that was synchronised, and of the rest any part.

A file's content is durable up to its last fsync; of the sectors written since, each is there or not. A name
is durable when its folder was synchronised after it was given; of those given since, the first so many are
there, as a journal keeps them in order. A folder whose own name is not there takes all in it along. This is
stricter than most disks and file systems are, and asks for nothing that they do not promise.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Literal

from tests.harness.watched_disk import Operation

#: What becomes of all that was not synchronised.
Fate = Literal["lost", "kept", "chance"]
_SECTOR = 512


class _File:
    """A file: what is durable of it, and what was done since."""

    def __init__(self, content: bytes = b"") -> None:
        self.durable = bytearray(content)
        self.since: list[tuple[int, bytes | None]] = []

    def synchronise(self) -> None:
        for at, written in self.since:
            _put(self.durable, at, written)
        self.since.clear()

    def content(self, fate: Fate, chance: random.Random) -> bytes:
        found = bytearray(self.durable)
        if fate == "lost":
            return bytes(found)
        for at, written in self.since:
            if fate == "kept":
                _put(found, at, written)
            elif written is None:
                if chance.random() < 0.5:
                    _put(found, at, None)
            else:
                for start, part in _sectors(at, written):
                    if chance.random() < 0.5:
                        _put(found, start, part)
        return bytes(found)


#: What lies in the folder, by path within it: content of files, None for folders (before what is in them).
Left = dict[PurePosixPath, bytes | None]
#: A name leads to a file, or to nothing more than a folder.
_Named = _File | None
_Change = tuple[PurePosixPath, Callable[[dict[PurePosixPath, _Named]], None]]


def digest_of(left: Left) -> bytes:
    """What tells two disks apart."""
    sha = hashlib.sha256()
    for path, content in left.items():
        sha.update(f"{path} {-1 if content is None else len(content)}\n".encode())
        sha.update(content or b"")
    return sha.digest()


def write(left: Left, target: Path) -> None:
    """Write what a disk holds into a folder, in place of what was there."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for inside, content in left.items():
        if content is None:
            (target / inside).mkdir()
        else:
            (target / inside).write_bytes(content)


class Disk:
    """A folder as a disk keeps it, followed operation by operation."""

    def __init__(self, root: Path) -> None:
        self.root = PurePosixPath(root)
        self._durable: dict[PurePosixPath, _Named] = {
            PurePosixPath(path): None if path.is_dir() else _File(path.read_bytes())
            for path in sorted(root.rglob("*"))
        }
        self._now = dict(self._durable)
        self._since: list[_Change] = []
        self._open: dict[int, _File] = {}
        self._given_up: dict[PurePosixPath, PurePosixPath] = {}

    def follow(self, done: Operation) -> None:
        """Take one operation in."""
        if done.what == "O":
            self._opened(done)
        elif done.what == "W":
            self._open[done.file].since.append((done.at, done.content))
        elif done.what == "T":
            self._open[done.file].since.append((done.at, None))
        elif done.what == "S":
            self._open[done.file].synchronise()
        elif done.what == "D":
            self._synchronise_folder(PurePosixPath(done.path))
        elif done.what in "NL":
            self._named_anew(done)
        elif done.what in "UR":
            self._change(PurePosixPath(done.path), _taking_away(PurePosixPath(done.path)))
        elif done.what == "M":
            self._change(PurePosixPath(done.path), _giving(PurePosixPath(done.path), None))

    def left(self, fate: Fate, chance: random.Random) -> Left:
        """What the disk holds after the power failed."""
        names = dict(self._durable)
        count = {"lost": 0, "kept": len(self._since)}.get(fate)
        for _, change in self._since[: chance.randint(0, len(self._since)) if count is None else count]:
            change(names)
        left: Left = {}
        for path in sorted(names):
            inside = path.relative_to(self.root)
            if any(self.root / folder not in names for folder in inside.parents if folder.name):
                continue  # the folder that it lies in did not outlast the cut
            found = names[path]
            if found is None:
                left[inside] = None
            elif not path.name.endswith("-shm"):  # a memory map: made anew by whoever opens first
                left[inside] = found.content(fate, chance)
        return left

    def _opened(self, done: Operation) -> None:
        path = PurePosixPath(done.path)
        file = self._now.get(path)
        if file is None or done.at & 1:
            file = _File()
            self._change(path, _giving(path, file))
        elif done.at & 2:
            file.since.append((0, None))
        self._open[done.file] = file

    def _named_anew(self, done: Operation) -> None:
        old, new = map(PurePosixPath, done.paths)
        file = self._now.get(old)
        is_folder = file is None and old in self._now

        def change(names: dict[PurePosixPath, _Named]) -> None:
            if is_folder:
                for path in [p for p in names if p == old or old in p.parents]:
                    names[new / path.relative_to(old)] = names.pop(path)
                return
            if done.what == "N":
                names.pop(old, None)
            names[new] = file

        if done.what == "N":
            self._given_up[new] = old
        self._change(new, change)

    def _synchronise_folder(self, folder: PurePosixPath) -> None:
        still: list[_Change] = []
        for path, change in self._since:
            if path.parent == folder:
                change(self._durable)
                # a name that was given up for this one does not come back with its own folder
                given_up = self._given_up.pop(path, None)
                still = [other for other in still if other[0] != given_up]
            else:
                still.append((path, change))
        self._since = still

    def _change(self, path: PurePosixPath, change: Callable[[dict[PurePosixPath, _Named]], None]) -> None:
        change(self._now)
        self._since.append((path, change))


def _giving(path: PurePosixPath, file: _Named) -> Callable[[dict[PurePosixPath, _Named]], None]:
    def change(names: dict[PurePosixPath, _Named]) -> None:
        names[path] = file

    return change


def _taking_away(path: PurePosixPath) -> Callable[[dict[PurePosixPath, _Named]], None]:
    def change(names: dict[PurePosixPath, _Named]) -> None:
        names.pop(path, None)

    return change


def _put(content: bytearray, at: int, written: bytes | None) -> None:
    """Write at a place; without anything to write the content is cut or grown to that place."""
    end = at if written is None else at + len(written)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if written is None:
        del content[at:]
    else:
        content[at:end] = written


def _sectors(at: int, written: bytes) -> list[tuple[int, bytes]]:
    """What is written, cut where the sectors of the disk meet."""
    cuts = [at, *range((at // _SECTOR + 1) * _SECTOR, at + len(written), _SECTOR), at + len(written)]
    return [(start, written[start - at : end - at]) for start, end in pairwise(cuts)]
