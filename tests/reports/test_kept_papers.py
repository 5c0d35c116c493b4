"""An issued paper whose program died before its file was kept: drawn again from its sheet, the same bytes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from models.actions.papers import keep_file
from models.queries.papers import logo_bytes, stored_paper
from models.store.integrity import check_office
from models.store.opening import open_office
from reports.pdf.papers import render
from tests.office import SmallOffice, done
from tests.paper_office import with_officials

ROOT = Path(__file__).parents[2]

DIE = """
import hashlib, os, sys
from dataclasses import replace
from pathlib import Path
from models.actions.papers import issue_paper
from models.queries.papers import paper_form, stored_paper
from models.records.paper import PaperDraft
from models.store.opening import open_office
from reports.pdf.papers import render
office, who, case = open_office(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
values = {"yth": "Kepala Dinas", "isi": "GEĐE & <b>rapat</b>", "hal": "Laporan"}
form = paper_form(office, who, PaperDraft("nota_dinas", case, values=values))
paper = issue_paper(office, who, replace(form.draft, filled=True)).record_id
_, sheet, form = stored_paper(office, paper)
print(paper, hashlib.sha256(render(sheet, form)).hexdigest(), flush=True)
os._exit(9)
"""


def test_a_paper_is_drawn_again_as_it_was(small: SmallOffice, tmp_path: Path) -> None:
    with_officials(small)
    case, tu, folder = small.register("PAW"), small.people["tu"], small.office.store.folder
    small.office.close()
    command = [sys.executable, "-c", DIE, str(folder), str(tu), str(case)]
    died = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert died.returncode == 9, died.stderr
    paper, digest = int(died.stdout.split()[0]), died.stdout.split()[1]

    # by the clock of the process that died: times do not run backwards
    office = open_office(folder)
    line, sheet, form = stored_paper(office, paper)
    assert line.digest == ""
    pdf = render(sheet, form, logo_bytes(office, sheet.letterhead.logo))
    assert hashlib.sha256(pdf).hexdigest() == digest
    path = tmp_path / "Nota dinas.pdf"
    path.write_bytes(pdf)
    done(keep_file(office, tu, paper, office.store.files.ingest(path)))
    kept = stored_paper(office, paper)[0]
    assert (kept.digest, kept.number) == (digest, line.number)
    assert office.store.files.path_of(kept.digest).read_bytes() == pdf
    assert list(check_office(office)) == []
    office.close()
