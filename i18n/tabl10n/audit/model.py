"""A finding: one thing that a copy or a catalog has wrong. Facts first; wording is one of the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from tabl10n.document import Role
from tabl10n.nodes import Span

# The part of a cell that a finding speaks of; "row" and "document" where it is no part of a cell.
Part = Literal["text", "link", "image", "alt", "row", "document"]


class Severity(StrEnum):
    """How bad a finding is: an error misleads whoever copies the cell, a hint is a matter of choice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where it stands, and what should stand there.

    ``line`` and ``column`` count from 1, in code points; ``span`` is what is wrong in the file's text, None where that
    is no single stretch. ``table`` and ``row`` count from 1 and are None outside tables (``row`` 0 is the header).
    ``expected`` is ``""`` where nothing can be said for sure; ``sure`` says that a fix may write it in the place of
    ``written``. ``key`` is what the row is, ``""`` if unknown.
    """

    rule: str
    severity: Severity
    message: str
    line: int
    column: int = 1
    table: int | None = None
    row: int | None = None
    role: Role | None = None
    part: Part = "text"
    written: str = ""
    expected: str = ""
    key: str = ""
    sure: bool = False
    confidence: float = 1.0
    span: Span | None = None
    cell: int | None = None  # the index of the cell in its row
    evidence: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one file, in the order of the file, and what was looked at: rows of a copy, or messages."""

    document: str
    locale: str
    findings: tuple[Finding, ...]
    rows: int
    aligned: int
    accepted: int = 0  # findings left out because a baseline accepts them
    rules: frozenset[str] = frozenset()  # the names of the rules that were run, and chosen
    unit: Literal["row", "message"] = "row"  # what ``rows`` counts; messages are not aligned

    def counts(self) -> dict[str, int]:
        """How many findings each rule has, most first."""
        counted: dict[str, int] = {}
        for finding in self.findings:
            counted[finding.rule] = counted.get(finding.rule, 0) + 1
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
