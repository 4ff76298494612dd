"""Code that a format marks as such inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from tabl10n.model import Span

# Code in words is short; without these bounds a page of marks that are never closed would take minutes.
_ELEMENT = re.compile(r"<(code|kbd|samp|tt)\b[^>]{0,200}>(.{0,500}?)</\1>", re.DOTALL)
_BACKTICKS = re.compile(r"(?<!`)(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)", re.DOTALL)
# In reStructuredText a single backtick marks other things too.
_LITERAL = re.compile(r"(``)(?!`)(.{1,500}?)``", re.DOTALL)
_MARKS = {"markdown": (_BACKTICKS, _ELEMENT), "rst": (_LITERAL,), "html": (_ELEMENT,)}


class Code(NamedTuple):
    """A piece of code as a reader sees it, and where it stands with its marks in the text that was looked at."""

    text: str
    span: Span


def code_in(source: str, format_name: str) -> Iterator[Code]:
    """The code in a stretch of a file of that format."""
    for pattern in _MARKS.get(format_name, ()):
        for mark in pattern.finditer(source):
            text = unescape(mark[2]) if pattern is _ELEMENT else mark[2].replace(r"\|", "|")
            yield Code(" ".join(text.split()), Span(*mark.span()))
