"""Signed PDFs are spoken of truthfully: who, whether anything changed, whether the office knows them."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from desktop.signature_state import ROOTS_NAME, SignatureReport, read_signatures
from desktop.signature_words import signature_words
from models.actions.documents import attach
from models.records.registration import FileAttachment
from models.store.tables import Document
from tests.desktop.desk import Desk, child
from tests.desktop.signed_pdf import NAME, keys, paper, sign
from tests.office import done
from views.document_viewer import DocumentViewer

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def own():
    return keys()


def report(folder: Path, pdf: bytes, *, roots: dict[str, bytes] | None = None) -> SignatureReport:
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    (folder / ROOTS_NAME).mkdir(exist_ok=True)
    for name, content in (roots or {}).items():
        (folder / ROOTS_NAME / name).write_bytes(content)
    return read_signatures(path, folder, NOW)


def words(*arguments, **roots) -> str:
    return signature_words(report(*arguments, **roots))[0]


def test_unchanged_but_nobody_the_office_knows(own, tmp_path):
    said, tone = signature_words(report(tmp_path, sign(paper(), own)))
    assert said.startswith(f"Ditandatangani elektronik oleh {NAME}")
    assert "isi tidak berubah sejak ditandatangani" in said
    assert "tidak dikenal kantor ini" in said
    assert "sah" not in said.casefold().split()
    assert tone == "kuning"


def test_known_when_the_office_keeps_the_root(own, tmp_path):
    said, tone = signature_words(
        report(tmp_path, sign(paper(), own), roots={"akar.pem": own.root, "rusak.cer": b"bukan sertifikat"})
    )
    assert "sertifikat penanda tangan dikenal kantor ini" in said
    assert "pencabutannya tidak diperiksa" in said
    assert "1 berkas sertifikat kantor tidak dapat dibaca" in said
    assert tone == "hijau"


def test_one_byte_changed(own, tmp_path):
    pdf = sign(paper("Rp 1.000.000"), own)
    at = pdf.index(b"Rp 1.000.000")
    said, tone = signature_words(
        report(tmp_path, pdf[:at] + b"Rp 9" + pdf[at + 4 :], roots={"akar.pem": own.root})
    )
    assert "BERUBAH sesudah ditandatangani" in said
    assert "tidak berubah" not in said
    assert tone == "merah"


def test_something_put_over_the_page_afterwards(own, tmp_path):
    writer = IncrementalPdfFileWriter(io.BytesIO(sign(paper(), own)))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 200, 200)])
    writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0))
    held = io.BytesIO()
    writer.write(held)
    said = words(tmp_path, held.getvalue(), roots={"akar.pem": own.root})
    assert "BERUBAH sesudah ditandatangani" in said


def test_a_second_signature_changes_nothing(own, tmp_path):
    pdf = sign(sign(paper(), own, "Kabid"), own, "Kepala")
    lines = words(tmp_path, pdf).splitlines()
    assert len(lines) == 2
    assert "sesudahnya hanya ditambahkan tanda tangan" in lines[0]
    assert "isi tidak berubah sejak ditandatangani" in lines[1]


def test_a_certificate_out_of_its_time(tmp_path):
    old = keys(until=datetime(2026, 6, 1, tzinfo=UTC))
    said, tone = signature_words(report(tmp_path, sign(paper(), old), roots={"akar.pem": old.root}))
    assert "tidak mencakup hari ini" in said
    assert "isi tidak berubah" in said
    assert tone == "kuning"


def test_without_the_extra_they_are_counted_not_judged(own, tmp_path, monkeypatch):
    pdf = sign(paper(), own)
    monkeypatch.setitem(sys.modules, "pyhanko.sign.validation", None)
    said = words(tmp_path, pdf)
    assert "1 tanda tangan elektronik" in said
    assert "tidak dapat diperiksa di komputer ini" in said


@pytest.mark.parametrize("pdf", [paper(), b"", b"bukan pdf"])
def test_nothing_signed_nothing_said(tmp_path, pdf):
    assert words(tmp_path, pdf) == ""


def test_a_broken_one_is_not_judged(own, tmp_path):
    assert "susunannya rusak" in words(tmp_path, sign(paper(), own)[:-400])
    assert "susunannya rusak" in words(tmp_path, b"%PDF-1.4 /ByteRange [0 1 2 3]")


def test_in_the_window_and_kept_byte_for_byte(qtbot, desk: Desk, own, tmp_path):
    small = desk.small
    pdf = sign(paper(), own)
    path = tmp_path / "ttd.pdf"
    path.write_bytes(pdf)
    case_id = small.register("PAW")
    doc_type = small.sop("PAW").documents[0].id
    stored = small.office.store.files.ingest(path)
    done(attach(small.office, small.people["tu"], case_id, FileAttachment(doc_type, *stored), None))
    window = desk.case(case_id, small.people["tu"])
    window.show_documents(Document.get().id)
    note = window.documents.signatures
    qtbot.waitUntil(note.isVisible, timeout=10_000)
    assert "tidak dikenal kantor ini" in note.accessibleName()
    assert NAME in note.accessibleName()
    assert small.office.store.files.path_of(Document.get().digest).read_bytes() == pdf
    step = desk.step(case_id, small.people["tu"])
    step.view_asked.emit(Document.get().id)
    viewer = child(step, DocumentViewer)
    qtbot.waitUntil(viewer.signatures.isVisible, timeout=10_000)
    assert "isi tidak berubah" in viewer.signatures.accessibleName()
    viewer.close()
