"""``tabl10n align``: which key each row of a translated copy is."""

from __future__ import annotations

import shutil
import sys

from tabl10n.api import AlignedPage
from tabl10n.cli.copies import print_keyless
from tabl10n.cli.writing import print_or_write, refuse_overwriting
from tabl10n.copies import Copy
from tabl10n.project import Project


def align(project: Project, copy: Copy, output_format: str, output: str | None) -> int:
    """Align the copy and print or write it in ``output_format``; 0."""
    refuse_overwriting(output, copy.files)
    aligned = copy.align(project)
    print_keyless(aligned)
    on_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    print_or_write(_render(aligned, output_format, width), output)
    return 0


def _render(aligned: AlignedPage, output_format: str, width: int | None) -> str:
    from tabl10n.report.alignment import render_csv, render_json, render_text

    match output_format:
        case "json":
            return render_json(aligned.alignment, aligned.source, aligned.copy.locale)
        case "csv":
            return render_csv(aligned.alignment)
        case _:
            return render_text(aligned.alignment, width)
