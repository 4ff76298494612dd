"""Fix a copy: what is safe, and not a character more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from typing import NamedTuple

from tabl10n import formats
from tabl10n.audit.rules import RULES
from tabl10n.document import Cell, Document, Edit
from tabl10n.findings import Finding, Report
from tabl10n.formats.changes import TextEdit, apply
from tabl10n.nodes import Span
from tabl10n.text.badges import replace_badge_value

_ORDER = {rule.name: number for number, rule in enumerate(RULES)}


class _Fix(NamedTuple):
    """An edit of one cell, and the findings that it fixes."""

    edit: Edit
    findings: list[Finding]


def fix(document: Document, report: Report) -> tuple[str, tuple[Finding, ...]]:
    """The text of ``document`` with the safe findings of ``report`` fixed, and those findings.

    Only the spans of what is fixed differ from ``document.source``. Rows and tables are fixed before cells are. Where
    several rules would fix the same words, the one that is explained first does. A cell that the format cannot change
    by itself is left as it is.
    """
    if rows := _find_row_fixes(report):
        return apply(document.source, (_make_text_edit(finding) for finding in rows)), tuple(rows)
    fixes = _find_fixes(document, report)
    encoded = formats.encode(document, [found.edit for found in fixes.values()])
    fixed = tuple(finding for edit, _ in encoded.made for finding in fixes[edit.span].findings)
    return apply(document.source, encoded.collect_text_edits()), fixed


def _find_row_fixes(report: Report) -> list[Finding]:
    """The safe findings on whole rows and tables. They are fixed first: other fixes depend on them."""
    found: list[Finding] = []
    for finding in report.findings:
        if finding.safe and finding.part == "row" and finding.span and not _overlaps(finding, found):
            found.append(finding)
    return found


def _make_text_edit(finding: Finding) -> TextEdit:
    assert finding.span is not None
    return TextEdit(finding.span, finding.expected)


def find_text_edits(document: Document, report: Report) -> Mapping[int, tuple[TextEdit, ...]]:
    """The text edits that fix each safe finding of ``report`` alone, by its number in it, from 0.

    One that takes more, as when a table has to be reformatted for it, has none.
    """
    pending = {
        number: _make_edit(cell, [finding])
        for number, finding in enumerate(report.findings)
        if finding.span and (cell := _find_cell(document, finding))
    }
    found: dict[int, tuple[TextEdit, ...]] = {
        number: (_make_text_edit(finding),)
        for number, finding in enumerate(report.findings)
        if finding.safe and finding.part == "row" and finding.span
    }
    while pending:
        numbers = {edit.span: number for number, edit in reversed(pending.items())}  # one edit of each cell at a time
        encoded = formats.encode(document, [pending.pop(number) for number in numbers.values()])
        found |= {numbers[edit.span]: text_edits for edit, text_edits in encoded.made if text_edits}
    return found


def _find_fixes(document: Document, report: Report) -> Mapping[Span, _Fix]:
    """The fixes of ``report`` by the spans of their cells.

    A cell that spans several rows is found in each of them: it is fixed once, and in all of them or in the first alone.
    """
    by_cell: dict[tuple[int | None, int | None, int | None], tuple[Cell, list[Finding]]] = {}
    for finding in sorted(report.findings, key=lambda finding: _ORDER[finding.rule]):
        cell = _find_cell(document, finding) if finding.row else None
        if cell is not None:
            _, fixed = by_cell.setdefault((finding.table, finding.row, finding.cell), (cell, []))
            if not _overlaps(finding, fixed):
                fixed.append(finding)
    fixes: dict[Span, _Fix] = {}
    for cell, findings in by_cell.values():
        edit = _make_edit(cell, findings)
        shared = fixes.setdefault(edit.span, _Fix(edit, []))
        if shared.edit == edit:
            shared.findings.extend(findings)
    return fixes


def _find_cell(document: Document, finding: Finding) -> Cell | None:
    """The cell that a safe finding is about; None where it is not safe, or not about a cell."""
    if not finding.safe or finding.table is None or finding.row is None or finding.cell is None:
        return None
    table = document.tables[finding.table - 1]
    return table.rows[finding.row - 1].cells[finding.cell] if finding.row else table.columns[finding.cell].header


def _overlaps(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether ``finding`` is about words that one of the ``others`` is about too."""
    span = finding.span
    return span is not None and any(
        other.span.start < span.end and span.start < other.span.end for other in others if other.span
    )


def make_diff(document: Document, fixed: str) -> str:
    """What fixes change, as a unified diff; ``""`` where it is nothing.

    A line ends where ``patch`` ends it: at a line feed, and at none of the separators that Unicode has besides.
    """
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (document.source, fixed))
    lines = unified_diff(old, new, document.name, document.name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _make_edit(cell: Cell, findings: Iterable[Finding]) -> Edit:
    """The edit that replaces every finding's part of the cell; names in one text are replaced from left to right."""
    done, span = 0, cell.span
    for finding in findings:
        if finding.part == "link":
            shown = finding.expected if cell.text == cell.link else cell.text  # an address that is its own words
            cell = cell.with_parts(text=shown, link=finding.expected)
        elif finding.part == "image":
            cell = cell.with_parts(image=_fix_image(cell, finding))
        elif finding.part == "alt":
            cell = cell.with_parts(alt=finding.expected)
        elif finding.written == cell.text:
            cell = cell.with_parts(text=finding.expected)
        else:
            start = cell.text.index(finding.written, done)
            done = start + len(finding.expected)
            rest = cell.text[start + len(finding.written) :]
            cell = cell.with_parts(text=cell.text[:start] + finding.expected + rest)
    return Edit(span, cell.nodes)


def _fix_image(cell: Cell, finding: Finding) -> str:
    """The image that is expected, or the cell's own with the value that its badge should say."""
    is_whole = finding.written == cell.image
    return finding.expected if is_whole else replace_badge_value(cell.image, finding.expected)
