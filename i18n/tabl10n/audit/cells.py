"""Findings on the rows and cells of a copy: where they are, what is written there, of which key."""

from __future__ import annotations

from tabl10n.audit.context import RowFacts
from tabl10n.document import Cell
from tabl10n.findings import CellPart, Finding, FindingPart, Rule, Severity
from tabl10n.nodes import Span


def make_cell_finding(
    rule: Rule,
    facts: RowFacts,
    index: int,
    message: str,
    *,
    severity: Severity | None = None,
    part: CellPart = "text",
    written: str | None = None,
    expected: str = "",
    safe: bool = False,
    span: Span | None = None,
) -> Finding:
    """Make a finding of ``rule`` on the cell ``index`` of a row, of the rule's own severity unless one is given.

    ``written`` and ``span`` are those of the cell's ``part`` unless given; a finding without a span is never safe.
    """
    cell = facts.aligned.copy_row.cells[index]
    best = facts.aligned.candidates[0] if facts.aligned.candidates else None
    span = get_span(cell, part) if span is None else span
    return Finding(
        rule.name,
        severity or rule.severity,
        message,
        line=cell.line,
        column=find_column(cell, span),
        table=facts.aligned.table,
        row=facts.aligned.row,
        role=facts.columns.role_of(index),
        part=part,
        written=get_part(cell, part) if written is None else written,
        expected=expected,
        key=facts.key,
        safe=safe and span is not None,
        confidence=facts.aligned.confidence,
        span=span,
        cell=index,
        evidence=best.evidence if best else {},
    )


def make_row_finding(rule: Rule, facts: RowFacts, message: str, written: str) -> Finding:
    """Make a finding of ``rule`` on a whole row."""
    row = facts.aligned.copy_row
    return Finding(
        rule.name,
        rule.severity,
        message,
        line=facts.aligned.line,
        column=row.cells[0].column if row.cells else 1,
        table=facts.aligned.table,
        row=facts.aligned.row,
        part="row",
        written=written,
        key=facts.key,
        confidence=facts.aligned.confidence,
    )


def get_part(cell: Cell, part: FindingPart) -> str:
    """The words, the link, the image or the alternative text of a cell; nothing for what is no part of one."""
    parts = {"text": cell.text, "link": cell.link, "image": cell.image, "alt": cell.alt}
    return parts.get(part, "")


def get_span(cell: Cell, part: CellPart) -> Span | None:
    """The span of that part of the cell, None where it is no single span of the file."""
    spans = {"text": cell.text_span, "link": cell.link_span, "image": cell.image_span, "alt": cell.alt_span}
    found = spans.get(part)
    plain = part == "text" and not (cell.markup or cell.link or cell.image or cell.rest)
    return cell.span if found is None and plain else found


def find_column(cell: Cell, span: Span | None) -> int:
    """The column, from 1, in which ``span`` begins; the cell's where it is not on the cell's first line."""
    inside = span is not None and cell.span.start <= span.start <= cell.span.end
    return cell.column + (span.start - cell.span.start) if span is not None and inside else cell.column
