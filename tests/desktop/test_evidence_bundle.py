"""The zip of evidence, opened again: every file with its hash, every gap told, nothing half written."""

from __future__ import annotations

import hashlib
import io
import resource
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest

from desktop.evidence_bundle import BundleCancelled, BundleReport, write_bundle
from models.actions import documents
from models.actions.monitoring import assess_sop
from models.queries.evidence import case_of
from models.records.monitoring import Assessment
from models.records.registration import FileAttachment, LinkAttachment, PaperAttachment
from models.rules.periods import whole_year
from models.store.frameworks import frameworks
from models.store.tables import SopRow
from tests.office import SmallOffice, done
from tests.paper_office import issue, note, with_officials

YEAR = whole_year(2026)
WICKED = "..\\..\\=cmd|' /C calc'!A0 " + "n" * 200 + ".exe"


@dataclass
class Opened:
    """A bundle that was written, with everything in it."""

    report: BundleReport
    files: dict[str, bytes]

    @property
    def index(self) -> list[tuple[object, ...]]:
        book = openpyxl.load_workbook(io.BytesIO(self.files["00_daftar_bukti.xlsx"]))
        rows = list(book["Daftar bukti"].iter_rows(values_only=True))
        return rows[next(at for at, row in enumerate(rows) if row[0] == "Indikator") + 1 :]

    def gap(self, words: str) -> str:
        """The remark of the gap that names these words."""
        found = [row.remark for row in self.report.gaps if words in row.name or words in row.remark]
        assert found, [row.name for row in self.report.gaps]
        return found[0]


def bundle(small: SmallOffice, target: Path, framework: str = "pemdi-2026", **more: object) -> Opened:
    asked = frameworks(small.office.store.folder)[framework]
    report = write_bundle(small.office, target, asked, YEAR, **more)  # type: ignore[arg-type]
    with ZipFile(target) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert len(names) == len({name.casefold() for name in names})
        assert all((entry.external_attr >> 16) & 0o111 == 0 for entry in opened.infolist())
        return Opened(report, {name: opened.read(name) for name in names})


def attach_file(small: SmallOffice, case: int, tmp_path: Path, name: str, content: bytes) -> str:
    source = tmp_path / "isi.bin"
    source.write_bytes(content)
    stored = small.office.store.files.ingest(source)
    given = FileAttachment("surat_permohonan", stored.digest, stored.size, name)
    done(documents.attach(small.office, small.people["tu"], case, given))
    return stored.digest


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.split())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "bukti.zip"


def test_the_sums_are_those_of_the_files_and_of_the_list(
    small: SmallOffice, target: Path, tmp_path: Path
) -> None:
    case = small.register("PP", subject="=1+1")
    digest = attach_file(small, case, tmp_path, "surat.pdf", b"isi surat")
    made = bundle(small, target)
    sums = dict(reversed(line.split("  ", 1)) for line in made.files["SHA256SUMS.txt"].decode().splitlines())
    assert set(sums) == set(made.files) - {"SHA256SUMS.txt"}
    for name, content in made.files.items():
        if name != "SHA256SUMS.txt":
            assert sums[name] == hashlib.sha256(content).hexdigest()
    listed = {str(row[4]): str(row[9]) for row in made.index if row[4]}
    assert listed
    for name, listed_digest in listed.items():
        assert sums[name] == listed_digest
    attached = [name for name in made.files if name.endswith("_surat.pdf")]
    assert [sums[name] for name in attached] == [digest]
    assert made.report.files == len(sums)


def test_the_folders_are_those_of_plan_guideline_execution_and_evaluation(
    small: SmallOffice, target: Path
) -> None:
    small.walk(small.register("PP"))
    sop = SopRow.get(SopRow.code == "PP").id
    found = Assessment("tidak_baik", None, "Tambah pemeriksa")
    done(assess_sop(small.office, small.people["leader"], "2026-S2", sop, found))
    made = bundle(small, target)
    case = "03_pelaksanaan/PP/001-PP-XI-2026"
    for wanted in (
        f"{case}/lembar_kendali.pdf", f"{case}/riwayat.pdf", "03_pelaksanaan/agenda_permohonan.pdf",
        "04_evaluasi/rekap/rekap_2026-11.xlsx", "04_evaluasi/monitoring/monitoring_2026-S2.pdf",
        "04_evaluasi/monitoring/monitoring_2026-S2.xlsx",
        "05_tindak_lanjut/tindak_lanjut_monitoring.pdf", "02_pedoman/SOP_PP_PENGELOLAAN PERUBAHAN.pdf",
        "00_daftar_bukti.pdf",
    ):  # fmt: skip
        assert wanted in made.files, sorted(made.files)
    assert "04_evaluasi/rekap/rekap_2026-12.xlsx" not in made.files
    assert "04_evaluasi/rekap/rekap_2026-10.xlsx" not in made.files
    assert "Mendaftarkan permohonan" in text_of(made.files[f"{case}/riwayat.pdf"])
    assert "Tambah pemeriksa" in text_of(made.files["05_tindak_lanjut/tindak_lanjut_monitoring.pdf"])
    assert made.gap("Tambah pemeriksa").startswith("Tindakan dari Semester II 2026 belum dicatat")
    assert made.gap("Penilaian SOP PAW").startswith("Belum dinilai")
    recap = openpyxl.load_workbook(io.BytesIO(made.files["04_evaluasi/rekap/rekap_2026-11.xlsx"]))
    assert len(list(recap["Daftar permohonan"].iter_rows(min_row=5))) == 1


def test_wicked_names_stay_inside_the_folder_of_the_request(
    small: SmallOffice, target: Path, tmp_path: Path
) -> None:
    case = small.register("PP")
    attach_file(small, case, tmp_path, WICKED, b"MZ")
    made = bundle(small, target)
    folder = "03_pelaksanaan/PP/001-PP-XI-2026/lampiran/"
    found = [name for name in made.files if name.startswith(folder)]
    assert len(found) == 1
    assert "/" not in found[0].removeprefix(folder)
    assert "\\" not in found[0]
    assert len(found[0]) < 200
    assert made.files[found[0]] == b"MZ"
    book = openpyxl.load_workbook(io.BytesIO(made.files["00_daftar_bukti.xlsx"]))
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_documents_that_are_gone_changed_on_paper_or_linked_are_gaps(
    small: SmallOffice, target: Path, tmp_path: Path
) -> None:
    files = small.office.store.files
    gone = attach_file(small, small.register("PP"), tmp_path, "hilang.pdf", b"hilang")
    files.path_of(gone).unlink()
    changed = attach_file(small, small.register("PP"), tmp_path, "ubah.pdf", b"asli")
    files.path_of(changed).chmod(0o644)
    files.path_of(changed).write_bytes(b"palsu")
    tu = small.people["tu"]
    on_paper, linked = small.register("PP"), small.register("PP")
    done(documents.attach(small.office, tu, on_paper, PaperAttachment("surat_permohonan", "Rak 7")))
    link = LinkAttachment("surat_permohonan", "https://contoh.example/surat")
    done(documents.attach(small.office, tu, linked, link))
    made = bundle(small, target)
    assert "tidak ada di penyimpanan" in made.gap("permohonan 001/PP/XI/2026")
    assert made.gap("permohonan 002/PP/XI/2026").startswith("Isi berkas tidak sama")
    assert "asli kertas di Rak 7" in made.gap("permohonan 003/PP/XI/2026")
    assert "https://contoh.example/surat" in made.gap("permohonan 004/PP/XI/2026")
    assert not any("hilang" in name for name in made.files)
    told = text_of(made.files["00_daftar_bukti.pdf"])
    assert "KEKURANGAN" in told
    assert "asli kertas di Rak 7" in told


def test_issued_papers_go_along_even_when_their_pdf_was_never_kept(small: SmallOffice, target: Path) -> None:
    with_officials(small)
    line, _ = issue(small, note(small, small.register("PP")))
    made = bundle(small, target)
    (found,) = [name for name in made.files if "/naskah/" in name]
    assert line.number in text_of(made.files[found])
    row = next(row for row in made.index if row[4] == found)
    assert row[5:9] == (datetime(2026, 11, 16), line.number, line.signer, "ada")


def test_one_request_alone(small: SmallOffice, target: Path) -> None:
    small.register("PAW")
    small.walk(small.register("PP"))
    case = case_of(small.office, " 001/pp/XI/2026 ")
    assert case is not None
    made = bundle(small, target, case=case)
    assert not [name for name in made.files if "/PAW/" in name or name.startswith(("04", "05"))]
    assert "03_pelaksanaan/PP/001-PP-XI-2026/lembar_kendali.pdf" in made.files
    sops = [name for name in made.files if name.startswith("02_pedoman/")]
    assert sops == ["02_pedoman/SOP_PP_PENGELOLAAN PERUBAHAN.pdf"]
    assert "Permohonan 001/PP/XI/2026" in text_of(made.files["00_daftar_bukti.pdf"])
    assert all("rekap" not in row.name.casefold() for row in made.report.gaps)


def test_an_empty_year_is_all_gaps(small: SmallOffice, target: Path) -> None:
    made = bundle(small, target)
    assert {name.split("/")[0] for name in made.files} == {
        "02_pedoman", "00_daftar_bukti.xlsx", "00_daftar_bukti.pdf", "SHA256SUMS.txt",
    }  # fmt: skip
    assert made.gap("Rekapitulasi bulanan") == "Tidak ada dalam periode ini."
    asked = sum(len(i.needs) for i in made.report.framework.indicators)
    assert len({(row.indicator, row.name) for row in made.report.gaps}) >= asked - 2


@pytest.mark.parametrize("after", [0, 1, 5])
def test_calling_it_off_leaves_the_old_file(small: SmallOffice, target: Path, after: int) -> None:
    small.register("PP")
    target.write_bytes(b"lama")
    asked = frameworks(small.office.store.folder)["pemdi-2026"]
    told: list[tuple[int, int]] = []

    def stop(done_: int, of: int) -> bool:
        told.append((done_, of))
        return done_ < after

    with pytest.raises(BundleCancelled):
        write_bundle(small.office, target, asked, YEAR, progress=stop)
    assert target.read_bytes() == b"lama"
    assert not [path.name for path in target.parent.iterdir() if path.suffix == ".sebagian"]
    assert all(0 <= one <= of for one, of in told)


def test_progress_rises_to_its_end(small: SmallOffice, target: Path) -> None:
    small.register("PP")
    told: list[tuple[int, int]] = []
    bundle(small, target, progress=lambda one, of: told.append((one, of)) is None)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_full_disk_leaves_the_old_file(small: SmallOffice, target: Path) -> None:
    small.register("PP")
    target.write_bytes(b"lama")
    asked = frameworks(small.office.store.folder)["pemdi-2026"]
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_bundle(small.office, target, asked, YEAR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert target.read_bytes() == b"lama"
    assert not [path.name for path in target.parent.iterdir() if path.suffix == ".sebagian"]


def test_a_list_longer_than_a_sheet_goes_on_on_another(
    small: SmallOffice, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.register("PP")
    whole = bundle(small, target).index
    monkeypatch.setattr("reports.excel.evidence_index.MOST_ROWS", 4)
    parts = bundle(small, target)
    book = openpyxl.load_workbook(io.BytesIO(parts.files["00_daftar_bukti.xlsx"]))
    sheets = [name for name in book.sheetnames if name.startswith("Daftar bukti")]
    assert sheets[:2] == ["Daftar bukti", "Daftar bukti 2"]
    assert len(sheets) == -(-len(whole) // 4)
    names = [row[3] for name in sheets for row in list(book[name].iter_rows(values_only=True))[5:]]
    assert names == [row[3] for row in whole]
