"""The commands `cetak daftar` and `cetak contoh`: which forms there are, and how each one looks."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from desktop.arguments import Arguments


def add_commands(inner: Any, add_target: Any) -> None:
    """Add both to the commands of `cetak`."""
    listed = inner.add_parser("daftar", help="naskah yang dapat dicetak: kode, nama, dokumen yang dibuatnya")
    listed.set_defaults(run=show_forms)
    sample = inner.add_parser("contoh", help="contoh satu naskah, isinya rekaan dan bertanda CONTOH")
    sample.add_argument("form", metavar="NASKAH", help="kode naskah; lihat `cetak daftar`")
    add_target(sample)
    sample.set_defaults(run=print_sample)


def show_forms(_parsed: Namespace, _given: Arguments) -> int:
    """Print every form: its code, its name, and the documents of an SOP that it makes."""
    from models.store.shipped_forms import shipped_forms

    for form in shipped_forms().values():
        print(f"{form.id}\t{form.name}\t{', '.join(form.documents) or '-'}")
    return 0


def print_sample(parsed: Namespace, _given: Arguments) -> int:
    """Write the sample of a form: 1 when it cannot be written, 2 when there is no such form."""
    from desktop.cli_print import write_paper
    from models.store.shipped_forms import shipped_forms

    code = parsed.form.strip().casefold().replace("-", "_")
    form = shipped_forms().get(code)
    if form is None:
        known = ", ".join(sorted(shipped_forms()))
        print(f"Naskah {parsed.form} tidak ada. Yang ada: {known}.", file=sys.stderr)
        return 2
    from reports.pdf.papers import render
    from reports.samples import sample_sheet

    return write_paper(parsed.keluar, render(sample_sheet(form, parsed.kertas), form))
