"""A made-up monitoring with the worst words that a person can type."""

from __future__ import annotations

from datetime import date, datetime

from models.records.monitoring import Assessment, Monitoring, MonitoringLine, SopFact, StepFact
from models.records.paper import Letterhead, Signer
from models.records.recap import Figures
from models.rules.periods import semester

LONG = "Catatan panjang " * 19
WICKED = '=HYPERLINK("http://contoh.example";"klik")'


def step(no: str, runs: int) -> StepFact:
    few = f"belum cukup data ({runs} pelaksanaan; paling sedikit 10)"
    enough = "90 % pelaksanaan selesai dalam 2 hari"
    return StepFact(
        no, f"Memeriksa berkas <b>tahap</b> {no}", "1 hari" if runs else "", runs, runs, runs // 3,
        400 if runs else None, 800 if runs else None, enough if runs >= 10 else few,
    )  # fmt: skip


def fact(runs: int) -> SopFact:
    figures = Figures(sisa_awal=2, baru=runs, selesai=runs, sisa_akhir=2, on_time=runs)
    return SopFact(
        figures, runs * 3, runs * 3, runs // 3 * 3, runs, 900, 1800, "90 % permohonan selesai dalam 4 hari",
        tuple(step(str(n), runs) for n in range(1, 9)), (("Surat Permohonan", 3), ("@KAK", 1)),
    )  # fmt: skip


def made_up(*, sample: bool = False) -> Monitoring:
    """Three SOPs: well, badly and not assessed yet."""
    found = (
        Assessment("baik", WICKED, "+62 812", "yyyytty"),
        Assessment("tidak_baik", LONG, "Tambah pemeriksa.", "tttttt-", date(2026, 11, 2)),
        Assessment(),
    )
    names = (
        ("PAW", "Pengembangan aplikasi dan website"),
        ("PP", "-Perubahan & perbaikan"),
        ("MPA", "M" * 300),
    )
    lines = tuple(
        MonitoringLine(n, code, name, fact(n * 9), f"Terisi dari data {n}.", assessment, "", None)
        for n, ((code, name), assessment) in enumerate(zip(names, found, strict=True), 1)
    )
    return Monitoring(
        period=semester(2026, 2),
        made=datetime(2026, 11, 21, 9, 0),
        lines=lines,
        letterhead=Letterhead(("PEMERINTAH KOTA CONTOH",), "DINAS KOMINFO (CONTOH)", ("Jalan Contoh 1",)),
        signers=(
            Signer("Mengetahui,", ("KEPALA DINAS,",), "Kepala (CONTOH)", "Pembina", "19800131 200501 1 009"),
            Signer("Penilai,"),
        ),
        place="Kota Contoh",
        sample=sample,
    )
