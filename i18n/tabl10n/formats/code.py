"""Code that a format marks as such inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.formats.format import CodeSpan
from tabl10n.nodes import Span
from tabl10n.text.html import decode

# Code in words is short; without these bounds a page of marks that are never closed would take minutes.
_ELEMENT = re.compile(r"<(code|kbd|samp|tt)\b[^>]{0,200}>(.{0,500}?)</\1>", re.DOTALL)
BACKTICKS = re.compile(r"(?<!`)(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)", re.DOTALL)
# In reStructuredText a single backtick marks other parts too.
LITERAL = re.compile(r"(``)(?!`)(.{1,500}?)``", re.DOTALL)


def find_between(marks: re.Pattern[str], source: str) -> Iterator[CodeSpan]:
    """The code in ``source`` between marks, `BACKTICKS` or `LITERAL`."""
    for found in marks.finditer(source):
        yield _make_code_span(found, found[2].replace(r"\|", "|"))


def find_elements(source: str) -> Iterator[CodeSpan]:
    """The code in ``source`` in elements of HTML."""
    return (_make_code_span(found, decode(found[2])) for found in _ELEMENT.finditer(source))


def _make_code_span(found: re.Match[str], text: str) -> CodeSpan:
    return CodeSpan(" ".join(text.split()), Span(*found.span()))
