"""The Word file of a paper: a copy for the national letter system, made in a worker and never stored."""

from __future__ import annotations

from desktop.background import run_in_background
from desktop.paper_files import Drawing, drawing_of, paper_name
from desktop.printing import PaperOutput
from models.queries.papers import stored_paper
from models.store.office import Office


def save_word(output: PaperOutput, drawing: Drawing, name: str) -> None:
    """Make the file, then ask where to write it."""

    def make(_progress: object) -> bytes:
        from reports.docx.letters import render_docx

        return render_docx(drawing.sheet, drawing.form, drawing.logo)

    run_in_background(output.window, make, lambda word: _save(output, word, name))


def save_stored_word(output: PaperOutput, office: Office, paper_id: int) -> None:
    """The Word file of a paper that was issued, from what was frozen then."""
    line, sheet, form = stored_paper(office, paper_id)
    save_word(output, drawing_of(office, sheet, form), paper_name(line).removesuffix(".pdf"))


def _save(output: PaperOutput, word: bytes, name: str) -> None:
    output.save(word, f"{name}.docx")
