"""The change request (RFC) with impact analysis, plan, decision and result, and the test result."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.pdf.boxes import boxed, caption, facts, noted, section, signing_row, ticks
from reports.pdf.content import Content
from reports.pdf.pieces import table
from reports.pdf.signature import signed

_IDENTITY = ("nomor_permohonan", "opd", "pemohon", "nip_pemohon", "jabatan_pemohon", "kontak", "aset")
_IMPACTS = (
    "dampak_bisnis", "dampak_teknis", "dampak_keamanan", "dampak_data", "dampak_layanan", "dampak_biaya",
    "risiko", "sumber_daya",
)  # fmt: skip
_HALVES = (1, 1)
_BLANK_ROWS = 5


def formulir_perubahan(paper: Content) -> list[Flowable]:
    """Identity, request, analysis, plan, decision, result; three signatures."""
    body: list[Flowable] = [
        *paper.title_block(),
        section("A. Identitas"),
        boxed([facts(paper, (*_IDENTITY, "nomor_surat", "tanggal_surat"))]),
        section("B. Permintaan perubahan"),
        boxed([facts(paper, ("judul",))]),
        boxed([noted(paper, "uraian", 3)]),
        boxed([noted(paper, "alasan", 2)]),
        _choice(paper, "objek", 3),
        _choice(paper, "kategori", 3),
        boxed([_small_choice(paper, one) for one in ("urgensi", "dampak", "prioritas")], (1, 1, 1)),
        section("C. Analisis dampak"),
        *_pairs(paper, _IMPACTS),
        boxed([facts(paper, ("perkiraan_waktu",))]),
        section("D. Rencana"),
        boxed([noted(paper, "rencana_rilis", 1)]),
        *_pairs(paper, ("rencana_uji", "rencana_pemulihan"), 1),
        boxed([facts(paper, ("jadwal_rilis", "waktu_henti", "pemberitahuan"))]),
        section("E. Keputusan"),
        _choice(paper, "keputusan", 3),
        boxed([noted(paper, "alasan_keputusan", 2)]),
        boxed([facts(paper, ("tanggal_keputusan",))]),
        section("F. Hasil"),
        boxed([_small_choice(paper, "hasil_uji", 2), facts(paper, ("iterasi", "tanggal_rilis"))], _HALVES),
        boxed([noted(paper, "hasil_perubahan", 1)]),
        boxed([_small_choice(paper, "daftar_aset", 2), noted(paper, "rincian_aset", 1)], _HALVES),
        boxed([noted(paper, "reviu", 1)]),
    ]
    return signed(body, [signing_row(paper, ("pemohon_ttd", "penganalisis", "pemutus"))])


def hasil_uji(paper: Content) -> list[Flowable]:
    """What was tested where and when, each scenario, findings and the conclusion."""
    wide = paper.width
    columns = paper.form.field("skenario").columns
    # the users need not be there at every test
    user = ("pengguna",) if paper.signer("pengguna") else ()
    tried = [(str(at), *row) for at, row in enumerate(paper.rows("skenario"), start=1)]
    blank = [(str(at), *[""] * len(columns)) for at in range(1, _BLANK_ROWS + 1)]
    body: list[Flowable] = [
        *paper.title_block(numbered_form=False),
        boxed([facts(paper, ("nomor_permohonan", "judul", "opd", "nomor_formulir"))]),
        boxed([facts(paper, ("tanggal_uji", "iterasi")), facts(paper, ("versi", "lingkungan"))], _HALVES),
        _choice(paper, "jenis", 3),
        table(("No", *columns), tried or blank, (7, *[35] * (len(columns) - 1), 21), wide, small=True),
        boxed([noted(paper, "temuan", 2)]),
        boxed([noted(paper, "tindak_lanjut", 2)]),
        _choice(paper, "kesimpulan", 3),
    ]
    return signed(body, [signing_row(paper, ("penguji", *user, "mengetahui"))])


def _choice(paper: Content, field_id: str, columns: int) -> Flowable:
    return boxed([_small_choice(paper, field_id, columns)])


def _small_choice(paper: Content, field_id: str, columns: int = 1) -> list[Flowable]:
    return [caption(f"{paper.form.field(field_id).label}:"), ticks(paper, field_id, columns)]


def _pairs(paper: Content, ids: Sequence[str], lines: int = 2) -> list[Flowable]:
    """Free texts two beside each other."""
    return [
        boxed([noted(paper, left, lines), noted(paper, right, lines)], _HALVES)
        for left, right in zip(ids[::2], ids[1::2], strict=True)
    ]
