"""The report of a fault that a person may send: the fault, the program, the machine, the end of the log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.fault_words import machine_words
from desktop.finished_file import ask_target, not_saved
from desktop.whole_file import write_whole

NAME = "laporan-kesalahan-papan-sop.txt"
_LOG_LINES = 200


def report_text(details: str, log: Path | None) -> str:
    """All of the report."""
    return "\n".join(
        [
            "Laporan kesalahan Papan SOP",
            "Laporan ini tidak memuat isian, nama orang, maupun isi permohonan.",
            "",
            f"Sistem: {machine_words()}, Qt {qVersion()}",
            f"Layar: {_screens()}",
            f"Program: {_program()}",
            "",
            details.rstrip(),
            "",
            "Catatan terakhir program:",
            *_end_of(log),
            "",
        ]
    )


def save_report(parent: QWidget, details: str, log: Path | None) -> bool:
    """Ask where, and write it there; whether it was written."""
    target = ask_target(parent, "Simpan laporan", NAME, "Teks (*.txt)")
    if target is None:
        return False
    try:
        write_whole(target, report_text(details, log).encode("utf-8", "replace"))
    except OSError as error:
        box = QMessageBox(QMessageBox.Icon.Warning, "Simpan laporan", not_saved(target, error), parent=parent)
        box.addButton("Tutu&p", QMessageBox.ButtonRole.RejectRole)
        box.open()
        return False
    return True


def _screens() -> str:
    sizes = (f"{s.size().width()}×{s.size().height()}" for s in QGuiApplication.screens())
    return ", ".join(sizes) + f", skala {QGuiApplication.primaryScreen().devicePixelRatio():g}"


def _program() -> str:
    """The version, and how new the data are that this program knows."""
    from models.store.backup import PROGRAM
    from models.store.migrations import read_migrations

    return f"{PROGRAM}, susunan data {len(read_migrations())}"


def _end_of(log: Path | None) -> list[str]:
    try:
        lines = log.read_text("utf-8", errors="replace").splitlines() if log is not None else []
    except OSError:
        lines = []
    return lines[-_LOG_LINES:] or ["(tidak ada)"]
