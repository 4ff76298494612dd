"""Tables that are in a file as blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.document import Document, Verbatim
from tabl10n.formats.lines import LINE_BREAK

DELIMITER = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+")
"""A sound delimiter row, between two bars."""
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")


def list_code_tables(document: Document) -> Iterator[tuple[Verbatim, tuple[int, int]]]:
    """The blocks of code that are a table and nothing else, each with the indexes of its first line and behind its
    last.
    """
    for code in document.verbatim:
        if code.kind != "code" or code.containers or "|" not in code.text:
            continue
        lines = [line.strip() for line in LINE_BREAK.split(document.source[slice(*code.span)])]
        first, last = code.line - 1, code.line - 1 + len(lines)
        if is_fenced(document, code):
            first, last, lines = first + 1, last - 1, lines[1:-1]
        are_rows = len(lines) > 2 and all(len(line) > 1 and line[0] == line[-1] == "|" for line in lines)
        if are_rows and DELIMITER.fullmatch(lines[1]):
            yield code, (first, last)


def count_code_tables(document: Document) -> int:
    """How many there are."""
    return sum(1 for _ in list_code_tables(document))


def is_fenced(document: Document, code: Verbatim) -> bool:
    """Whether a block of code is between two fences, and not indented."""
    return _FENCE.match(document.source, code.span.start) is not None
