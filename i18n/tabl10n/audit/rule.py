"""What a rule is, and how it words a finding about a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.model import Finding, Part, Severity
from tabl10n.document import Cell
from tabl10n.nodes import Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A named fact that may be wrong with a copy. ``severity`` is the usual one; a finding may be graver or milder.

    ``passing`` and ``failing`` are examples as ``tabl10n.audit.example`` reads them: the documentation shows them and
    the tests run them; ``source`` is their English table where that is another. Rules about one part of a row share
    their ``check``, which is then run once: a cell that several of them could name gets the finding of one.
    """

    name: str
    severity: Severity
    explanation: str
    passing: str
    failing: str
    check: Callable[[Context], Iterator[Finding]]
    source: str = ""


def cell_finding(rule: str, severity: Severity, facts: RowFacts, index: int, message: str, **details: Any) -> Finding:
    """A finding of the rule called ``rule`` about the cell ``index`` of a row; ``details`` are further fields of it.

    ``span`` and ``column`` follow from ``part`` unless given; a finding without an exact place is never sure.
    """
    cell = facts.aligned.source.cells[index]
    part: Part = details.setdefault("part", "text")
    details.setdefault("written", written_part(cell, part))
    span: Span | None = details.setdefault("span", span_of(cell, part))
    details["sure"] = bool(details.get("sure", False) and span is not None)
    best = facts.aligned.candidates[0] if facts.aligned.candidates else None
    return Finding(
        rule,
        severity,
        message,
        line=cell.line,
        column=column_of(cell, span),
        table=facts.aligned.table,
        row=facts.aligned.row,
        role=facts.columns.role_of(index),
        key=facts.key,
        confidence=facts.aligned.confidence,
        evidence=best.evidence if best else {},
        cell=index,
        **details,
    )


def row_finding(rule: str, severity: Severity, facts: RowFacts, message: str, **details: Any) -> Finding:
    """A finding of the rule called ``rule`` about a whole row."""
    row = facts.aligned.source
    return Finding(
        rule,
        severity,
        message,
        line=facts.aligned.line,
        column=row.cells[0].column if row.cells else 1,
        table=facts.aligned.table,
        row=facts.aligned.row,
        part="row",
        key=facts.key,
        confidence=facts.aligned.confidence,
        **details,
    )


def written_part(cell: Cell, part: Part) -> str:
    """What that part of the cell says."""
    said = {"text": cell.text, "link": cell.link, "image": cell.image, "alt": cell.alt}
    return said.get(part, "")


def span_of(cell: Cell, part: Part) -> Span | None:
    """Where that part of the cell stands, None where that is no single stretch of the file."""
    spans = {"text": cell.text_span, "link": cell.link_span, "image": cell.image_span, "alt": cell.alt_span}
    found = spans.get(part)
    plain = part == "text" and not (cell.markup or cell.link or cell.image or cell.rest)
    return cell.span if found is None and plain else found


def column_of(cell: Cell, span: Span | None) -> int:
    """The column, from 1, in which ``span`` begins; the cell's where it is not on the cell's first line."""
    inside = span is not None and cell.span.start <= span.start <= cell.span.end
    return cell.column + (span.start - cell.span.start) if span is not None and inside else cell.column
