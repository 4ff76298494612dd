"""Mend a copy in place: what is sure, and not a byte more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import unified_diff
from typing import TypeVar

from tabl10n import formats
from tabl10n.audit.model import Finding, Report
from tabl10n.audit.rules import RULES
from tabl10n.badges import with_badge_value
from tabl10n.errors import InputError
from tabl10n.model import Cell, Document, Row, Table

_T = TypeVar("_T")
_ORDER = {rule.name: place for place, rule in enumerate(RULES)}
Place = tuple[int, int, int]
"""Table and row, counted from 1, and the index of the cell."""


def fix(document: Document, report: Report) -> tuple[str, tuple[Finding, ...]]:
    """The text of ``document`` with the sure findings of ``report`` mended, and those findings.

    Only the spans of what is mended differ from ``document.source``. Where several rules would mend the same words, the
    one that is explained first does. A cell that the format cannot change by itself is left as it is.
    """
    grouped: dict[Place, list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda finding: _ORDER[finding.rule]):
        if finding.sure and finding.table and finding.row and finding.cell is not None:
            _add(grouped.setdefault((finding.table, finding.row, finding.cell), []), finding)
    mendable = grouped
    if not _can_change(document, grouped):  # one cell at a time, to find those that cannot be changed
        mendable = {place: found for place, found in grouped.items() if _can_change(document, {place: found})}
    return formats.patch(_mended(document, mendable)), tuple(f for findings in mendable.values() for f in findings)


def _add(findings: list[Finding], finding: Finding) -> None:
    """Add ``finding`` to those of its cell, unless one of them mends its words already."""
    taken = [other.span for other in findings if other.span and finding.span]
    if not any(span.start < finding.span.end and finding.span.start < span.end for span in taken if finding.span):
        findings.append(finding)


def diff(document: Document, mended: str) -> str:
    """What mending changes, as a unified diff; ``""`` where it is nothing.

    A line ends where ``patch`` ends it: at a line feed, and at none of the separators that Unicode has besides.
    """
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (document.source, mended))
    lines = unified_diff(old, new, document.name, document.name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _can_change(document: Document, findings: dict[Place, list[Finding]]) -> bool:
    try:
        formats.patch(_mended(document, findings))
    except InputError:
        return False
    return True


def _mended(document: Document, findings: dict[Place, list[Finding]]) -> Document:
    tables: dict[int, dict[int, dict[int, Cell]]] = {}
    for (table, row, cell), of_cell in findings.items():
        old = document.tables[table - 1].rows[row - 1].cells[cell]
        tables.setdefault(table - 1, {}).setdefault(row - 1, {})[cell] = _mended_cell(old, of_cell)
    changed = {number: _mended_table(document.tables[number], rows) for number, rows in tables.items()}
    return replace(document, tables=_replaced(document.tables, changed))


def _mended_table(table: Table, rows: dict[int, dict[int, Cell]]) -> Table:
    changed = {number: _mended_row(table.rows[number], cells) for number, cells in rows.items()}
    return replace(table, rows=_replaced(table.rows, changed))


def _mended_row(row: Row, cells: dict[int, Cell]) -> Row:
    return replace(row, cells=_replaced(row.cells, cells))


def _replaced(items: Sequence[_T], changed: dict[int, _T]) -> tuple[_T, ...]:
    return tuple(changed.get(number, item) for number, item in enumerate(items))


def _mended_cell(cell: Cell, findings: Iterable[Finding]) -> Cell:
    """The cell with every finding's part replaced; names in one text are replaced from left to right."""
    done = 0
    for finding in findings:
        if finding.part == "link":
            shown = finding.expected if cell.text == cell.link else cell.text  # an address that is its own words
            cell = replace(cell, text=shown, link=finding.expected)
        elif finding.part == "image":
            cell = replace(cell, image=_mended_image(cell, finding))
        elif finding.part == "alt":
            cell = replace(cell, alt=finding.expected)
        elif finding.written == cell.text:
            cell = replace(cell, text=finding.expected)
        else:
            start = cell.text.index(finding.written, done)
            done = start + len(finding.expected)
            rest = cell.text[start + len(finding.written) :]
            cell = replace(cell, text=cell.text[:start] + finding.expected + rest)
    return cell


def _mended_image(cell: Cell, finding: Finding) -> str:
    """The image that is expected, or the cell's own with the value that its badge should say."""
    is_whole = finding.written == cell.image
    return finding.expected if is_whole else with_badge_value(cell.image, finding.expected)
