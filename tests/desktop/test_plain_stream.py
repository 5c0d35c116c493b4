"""Names from elsewhere give no orders to the terminal: a finding of `periksa` cannot wipe itself away."""

from __future__ import annotations

import contextlib
import io
import sys

import pytest

from desktop import cli
from desktop.arguments import Arguments
from desktop.plain_stream import PlainStream, plain_streams
from models.actions import documents
from models.records.registration import FileAttachment
from models.store.tables import Document
from tests.office import SmallOffice, done

WIPE = "surat\x1b[2J\x1b[1;1H\x1b]0;judul\x07\x9b31m\u202efdp.exe"


def test_orders_become_marks_and_words_stay() -> None:
    kept = io.StringIO()
    stream = PlainStream(kept)
    stream.write(WIPE)
    stream.write("\rMenyalin 5 %\nĐ 😀\tselesai\n")
    stream.write("Rusak: surat\rBaik: semua utuh\n")
    assert not set(kept.getvalue()) & set("\x1b\x07\x9b\u202e")
    assert "surat\ufffdBaik" in kept.getvalue()
    assert "fdp.exe\rMenyalin 5 %\nĐ 😀\tselesai\n" in kept.getvalue()
    assert stream.getvalue() == kept.getvalue()


def test_the_streams_come_back_whatever_happens() -> None:
    before = sys.stdout, sys.stderr
    with contextlib.suppress(RuntimeError), plain_streams():
        assert isinstance(sys.stdout, PlainStream)
        raise RuntimeError
    assert (sys.stdout, sys.stderr) == before


def test_a_finding_about_a_hostile_name_is_printed_harmlessly(
    small: SmallOffice, capsys: pytest.CaptureFixture[str], tmp_path
) -> None:
    paper = tmp_path / "surat.txt"
    paper.write_text("isi")
    stored = small.office.store.files.ingest(paper)
    case = small.register("PP")
    file = FileAttachment("surat_permohonan", stored.digest, stored.size, stored.name)
    done(documents.attach(small.office, small.people["tu"], case, file))
    with small.office.transaction():
        Document.update(file_name=WIPE).execute()
    small.office.store.files.path_of(stored.digest).unlink()
    small.office.close()
    assert cli.run(Arguments(small.office.store.folder, ("periksa",))) == 1
    told = capsys.readouterr().out
    assert "hilang dari folder dokumen" in told
    assert "\x1b" not in told
    assert "\u202e" not in told
