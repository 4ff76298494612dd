"""``tabl10n align``: which key each row of a translated copy is."""

from __future__ import annotations

import shutil
import sys

from tabl10n.align import Alignment
from tabl10n.align import align as align_copy
from tabl10n.cli.copies import Copy, print_keyless
from tabl10n.cli.writing import show, spare
from tabl10n.project import Project


def align(project: Project, copy: Copy, output_format: str, output: str | None) -> int:
    """Align the copy and print or write it in ``output_format``; 0."""
    spare(output, copy.files)
    print_keyless(copy)
    on_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    alignment = align_copy(copy.document, copy.registry, copy.locale, naming=project.naming())
    show(_printed(copy, alignment, output_format, width), output)
    return 0


def _printed(copy: Copy, alignment: Alignment, output_format: str, width: int | None) -> str:
    from tabl10n.report.alignment import as_csv, as_json, as_text

    match output_format:
        case "json":
            return as_json(alignment, copy.source, copy.locale)
        case "csv":
            return as_csv(alignment)
        case _:
            return as_text(alignment, width)
