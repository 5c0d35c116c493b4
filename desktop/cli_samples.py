"""The commands `cetak daftar` and `cetak contoh`: which forms there are, and how each one looks."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from desktop.arguments import Arguments
from models.records.paper import PaperSize


def add_commands(inner: Any, add_target: Any) -> None:
    """Add both to the commands of `cetak`."""
    listed = inner.add_parser("daftar", help="naskah yang dapat dicetak: kode, nama, dokumen yang dibuatnya")
    listed.set_defaults(run=show_forms)
    sample = inner.add_parser("contoh", help="contoh satu naskah; isinya rekaan dan bertanda CONTOH")
    sample.add_argument("form", metavar="NASKAH", help="kode naskah; lihat `cetak daftar`")
    add_target(sample)
    sample.set_defaults(run=print_sample)


#: Papers without a form file of their own.
_OTHERS = {"buku_agenda": "Buku agenda", "lembar_kendali": "Lembar kendali berkas"}


def show_forms(_parsed: Namespace, _given: Arguments) -> int:
    """Print every paper: its code, its name, and the documents of an SOP that it makes."""
    from models.store.shipped_forms import shipped_forms

    for form in shipped_forms().values():
        print(f"{form.id}\t{form.name}\t{', '.join(form.documents) or '-'}")
    for code, name in _OTHERS.items():
        print(f"{code}\t{name}\t-")
    return 0


def print_sample(parsed: Namespace, _given: Arguments) -> int:
    """Write the sample of a paper: 1 when it cannot be written, 2 when there is no such paper."""
    from desktop.cli_print import write_paper
    from models.store.shipped_forms import shipped_forms

    code = parsed.form.strip().casefold().replace("-", "_")
    if code not in shipped_forms() and code not in _OTHERS:
        known = ", ".join(sorted((*shipped_forms(), *_OTHERS)))
        print(f"Naskah {parsed.form} tidak ada. Yang ada: {known}.", file=sys.stderr)
        return 2
    return write_paper(parsed.keluar, _drawn(code, parsed.kertas))


def _drawn(code: str, paper: PaperSize) -> bytes:
    from models.store.shipped_forms import shipped_forms
    from reports import samples
    from reports.pdf.control_sheet import render_control_sheet
    from reports.pdf.papers import render
    from reports.pdf.register import render_register

    if code == "buku_agenda":
        return render_register(samples.sample_register(paper))
    if code == "lembar_kendali":
        return render_control_sheet(samples.sample_control_sheet(paper))
    form = shipped_forms()[code]
    return render(samples.sample_sheet(form, paper), form)
