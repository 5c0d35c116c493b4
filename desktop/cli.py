"""The command line: the same rules as the window, without a screen and without Qt."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from desktop import (
    cli_backup,
    cli_evidence,
    cli_export,
    cli_office,
    cli_print,
    cli_recap,
    cli_recovery,
    cli_repair,
    cli_sop,
    cli_time,
)
from desktop.arguments import Arguments
from desktop.plain_stream import plain_streams

OK, REFUSED, MISUSED = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "perintah dan isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Say what could not be understood, and how to ask for help; exit code 2."""
        print(f"{self.format_usage()}{self.prog}: {in_indonesian(message)}", file=sys.stderr)
        print(f"Bantuan: {self.prog} --help", file=sys.stderr)
        raise SystemExit(MISUSED)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


def in_indonesian(message: str) -> str:
    """An error of the argument parser in Indonesian; its English words are not passed on."""
    who, _, what = message.rpartition(": ")
    if "required" in message or "not allowed with" in message:
        return _lacking(message, what)
    if "invalid choice" in message:
        return "tidak dikenal: " + message.partition("invalid choice: ")[2].partition(" (")[0]
    if "unrecognized" in message:
        return f"tidak dikenal: {what}"
    if "expected" in message:
        return f"isian kurang pada {who.removeprefix('argument ')}"
    if "invalid" in message:
        return f"isian salah pada {who.split(': ')[0].removeprefix('argument ')}: {what}"
    option, _, own = message.removeprefix("argument ").partition(": ")
    # what a reader of an option says itself is Indonesian already
    return f"{option}: {own}" if message.startswith("argument ") else "perintah tidak dapat dipahami"


def _lacking(message: str, what: str) -> str:
    """What has to be given: options, or exactly one of several."""
    if "one of" not in message and "not allowed" not in message:
        return f"masih kurang: {what}"
    options = (word for word in message.replace(":", " ").split() if word.startswith("--"))
    return f"isi tepat satu di antara {', '.join(options)}"


def build_parser() -> Parser:
    """The parser of all commands."""
    parser = Parser(
        prog="main.py",
        description="Papan SOP: papan kanban untuk SOP kantor. Tanpa perintah, jendela program dibuka.",
        epilog="Kode keluar: 0 berhasil, 1 ada temuan atau ditolak, 2 perintah atau isian salah.",
    )
    parser.add_argument("--data", metavar="FOLDER", help="folder data kantor; berlaku untuk semua perintah")
    parser.add_argument(
        "--pengguna",
        metavar="NAMA",
        help="bertindak dan membaca sebagai orang itu (kata sandinya ditanyakan, atau dibaca satu baris dari "
        "masukan); tanpa ini permohonan rahasia tidak dibaca",
    )
    parser.add_argument("--contoh", action="store_true", help="buka jendela pada kantor contoh sementara")
    commands = parser.add_subparsers(
        dest="command", metavar="PERINTAH", title="perintah", parser_class=Parser
    )
    cli_sop.add_commands(commands)
    cli_time.add_commands(commands)
    cli_office.add_commands(commands)
    cli_print.add_commands(commands)
    cli_recap.add_commands(commands)
    cli_evidence.add_commands(commands)
    cli_backup.add_commands(commands)
    cli_export.add_commands(commands)
    cli_recovery.add_commands(commands)
    cli_repair.add_commands(commands)
    return parser


def run(given: Arguments) -> int:
    """Run one command; answers the exit code."""
    _write_anywhere()
    with plain_streams():
        return _run(given)


def _run(given: Arguments) -> int:
    parser = build_parser()
    if given.problem:
        print(f"main.py: {given.problem}", file=sys.stderr)
        return MISUSED
    try:
        parsed = parser.parse_args(_words(given.words))
    except SystemExit as ended:
        return int(ended.code or 0)
    command: Callable[[argparse.Namespace, Arguments], int] | None = getattr(parsed, "run", None)
    if command is None:
        parser.print_help(sys.stderr)
        return MISUSED
    try:
        code = command(parsed, given)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read the answer has read enough (`| head`); nothing is written to it at exit either
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open to the end
        return REFUSED
    return code


def _write_anywhere() -> None:
    """A console that lacks a sign shows another in its place instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _words(words: Sequence[str]) -> list[str]:
    """The words with time standards shielded: `-` and `-1 jam` are values there, not options."""
    if len(words) == 2 and words[0] == "waktu" and words[1] not in ("-h", "--help", "--bantuan"):
        return ["waktu", "--", words[1]]
    shielded: list[str] = []
    for word in words:
        if shielded and shielded[-1] == "--waktu":
            shielded[-1] = f"--waktu={word}"
        else:
            shielded.append(word)
    return shielded
