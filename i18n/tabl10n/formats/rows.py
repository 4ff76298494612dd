"""Lines that were meant as rows of a table, in a document that has none."""

from __future__ import annotations

import re

from tabl10n.model import Document

# A line that begins as a table row does or holds two bars, the full-width ones of East Asian keyboards as well.
_LIKE_A_ROW = re.compile(r"^[ \t]*[|｜]|[|｜][^|｜\n]*[|｜]", re.MULTILINE)


def find_row_line(document: Document) -> int | None:
    """The number of the first line that looks like a row of a table, None where there is no such line.

    Only Markdown has rows that are no table: it takes them for one by the delimiter row below the first.
    """
    row = _LIKE_A_ROW.search(document.source) if document.format == "markdown" else None
    return None if row is None else document.source.count("\n", 0, row.start()) + 1
