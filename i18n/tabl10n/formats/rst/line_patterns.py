"""What the first characters of a line of reStructuredText say: the patterns that tell its blocks apart."""

from __future__ import annotations

import re

from tabl10n.formats.rst.escape import RULE

BORDER = re.compile(r"\+(?:[-=]+\+)+\s*")
# A border that is broken where a cell goes over several rows.
BROKEN_BORDER = re.compile(r"\+(?:-+|=+)\+.*[|+]$")
SIMPLE_BORDER = re.compile(r"=+(?:[ \t]+=+)+\s*")
# A line of one repeated punctuation mark: under or over a title, or between paragraphs.
RULE_LINE = re.compile(rf"{RULE.pattern}\s*")
# The patterns of docutils' parser (states.py) for a list item and a field, and for the other blocks that are no prose.
_FIELD = r":(?![: ])(?:[^:\\]|\\.|:(?![ `]|$))*(?<! ):"
FIELD = re.compile(rf"{_FIELD}(?:\s+|$)")
LIST_MARK = re.compile(rf"(?:[-+*•‣⁃]|{_FIELD})(?:\s+|$)")
ENUMERATOR = re.compile(r"\(?(?:\d+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)[.)](?:\s+|$)")
_ARGUMENT = r"(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)"
_OPTION = rf"(?:[-+][a-zA-Z0-9](?: ?{_ARGUMENT})?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]{_ARGUMENT})?)"
OPTIONS = re.compile(rf"{_OPTION}(?:, {_OPTION})*  ")
OTHER = re.compile(r"\|(?: |$)|>>>(?: |$)|__(?: |$)|\+-[-+]+-\+[ ]*(?:\n|$)")
NO_PROSE = re.compile(rf"(?:{OTHER.pattern})|{OPTIONS.pattern}")
EXPLICIT = re.compile(r"\.\.(?:\s|$)")
LINE_BLOCK = re.compile(r"^\|(?: +|$)", re.MULTILINE)
LITERAL_NEXT = re.compile(r"(?<!\\)(?:\\\\)*::\s*$")
