"""A finding: one thing that a copy or a catalog has wrong. Facts first; wording is one of the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from tabl10n.document import Role
from tabl10n.nodes import Span

CellPart = Literal["text", "link", "image", "alt"]
"""The part of a cell that a finding is about."""

FindingPart = Literal["text", "link", "image", "alt", "row", "document"]
"""What a finding is about: a part of a cell, or what is no part of one."""

EvidenceValue = str | float
"""What one kind of evidence says of a row's key: in words (``same host``), or a likeness from 0 to 1."""


class Severity(StrEnum):
    """How bad a finding is: an error misleads whoever copies the cell, a hint is a matter of choice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


SEVERITIES = tuple(Severity)
"""The severities, the worst first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where it is, and what should be there.

    ``line`` and ``column`` count from 1, in code points; ``span`` is what is wrong in the file's text, None where that
    is no single span. ``table`` and ``row`` count from 1 and are None outside tables (``row`` 0 is the header).
    ``expected`` is ``""`` where nothing is certain; ``safe`` says that a fix may replace ``written`` by it.
    ``key`` is what the row is, ``""`` if unknown; ``confidence`` and ``evidence`` are those of the row's key.
    A finding on a catalog has the ``msgctxt`` and ``msgid`` of its message.
    """

    rule: str
    severity: Severity
    message: str
    line: int
    column: int = 1
    table: int | None = None
    row: int | None = None
    role: Role | None = None
    part: FindingPart = "text"
    written: str = ""
    expected: str = ""
    key: str = ""
    safe: bool = False
    confidence: float = 1.0
    span: Span | None = None
    cell: int | None = None  # the index of the cell in its row
    evidence: Mapping[str, EvidenceValue] = field(default_factory=dict)
    msgctxt: str | None = None
    msgid: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one file, in the order of the file, and what was looked at: rows of a copy, or messages."""

    document: str
    locale: str
    findings: tuple[Finding, ...]
    rows: int
    aligned: int
    accepted: int = 0  # findings left out because a baseline accepts them
    rules: tuple[str, ...] = ()  # the names of the rules that were run, and chosen, in the order of listings
    unit: Literal["row", "message"] = "row"  # what ``rows`` counts; messages are not aligned
    source: str = ""  # the name of the source document

    def counts(self) -> dict[str, int]:
        """How many findings each rule has, most first."""
        return count_by_rule(self.findings)


def count_by_rule(findings: Iterable[Finding]) -> dict[str, int]:
    """Count the findings of each rule, most first."""
    counted = Counter(finding.rule for finding in findings)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
