"""Findings that another one explains: what is wrong with a row or a column is not found in each of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from tabl10n.audit.context import Context
from tabl10n.audit.pairs import is_repeated_header
from tabl10n.audit.ragged import Damage
from tabl10n.audit.rules.columns import find_moved_headers
from tabl10n.audit.rules.copies import COPY_OUTDATED, COPY_UNRELATED, LOCALE_MISMATCH
from tabl10n.audit.rules.keys import KEY_UNKNOWN
from tabl10n.audit.rules.rows import ROW_DOUBLED
from tabl10n.audit.rules.structure import TABLE_MALFORMED
from tabl10n.audit.rules.territories import TERRITORY_UNTRANSLATED
from tabl10n.audit.rules.text import HEADER_ALTERED, HIDDEN_CHARACTER
from tabl10n.audit.rules.untranslated import TEXT_UNTRANSLATED
from tabl10n.findings import Finding, Severity

# What is found in a copy whatever its source is.
_OF_ANY_COPY = frozenset(
    rule.name
    for rule in (COPY_UNRELATED, COPY_OUTDATED, LOCALE_MISMATCH, TABLE_MALFORMED, HIDDEN_CHARACTER, TEXT_UNTRANSLATED)
)
_OF_ONE_CELL = frozenset({HIDDEN_CHARACTER.name})  # true of a cell wherever it is


def drop_superseded(context: Context, findings: Iterable[Finding]) -> Iterator[Finding]:
    """``findings`` but those on cells that, by a finding on their row or column, belong to another row or column."""
    findings = list(findings)
    is_untranslated = any(one.rule == TEXT_UNTRANSLATED.name and one.severity is Severity.ERROR for one in findings)
    first, slipped = _find_first_wrong_cells(context), _find_slipped_columns(context)
    moved = _find_moved_columns(context)
    for finding in findings:
        if (context.is_unrelated and finding.rule not in _OF_ANY_COPY) or (
            is_untranslated and finding.rule == TERRITORY_UNTRANSLATED.name
        ):
            continue
        is_on_cell = finding.cell is not None and finding.row and finding.rule not in _OF_ONE_CELL
        if finding.rule == KEY_UNKNOWN.name and (finding.table, finding.row) in first:
            continue
        if finding.rule == HEADER_ALTERED.name and finding.cell in moved.get(finding.table or 0, ()):
            continue
        if finding.rule == ROW_DOUBLED.name and _has_slipped_territories(context, finding, slipped):
            continue
        if is_on_cell and finding.cell is not None:
            position = (finding.table or 0, finding.row or 0)
            if finding.cell >= first.get(position, finding.cell + 1):
                continue
            if not finding.safe and finding.cell in slipped.get(finding.table or 0, ()):
                continue
        yield finding


def _find_first_wrong_cells(context: Context) -> Mapping[tuple[int, int], int]:
    """For each row of another length the first cell that may be in another column; 0 where that is not known."""
    found: dict[tuple[int, int], int] = {}
    for position, ragged in context.ragged_rows.items():
        first = ragged.at - (ragged.damage is Damage.SPLIT) if ragged.damage else 0
        found[position] = first
    for number, table in enumerate(context.copy.tables, 1):
        found.update({(number, own): 0 for own, row in enumerate(table.rows, 1) if is_repeated_header(table, row)})
    return found


def _find_slipped_columns(context: Context) -> Mapping[int, Set[int]]:
    """The columns of each table whose cells are those of another row; all where the keys are."""
    found: dict[int, Set[int]] = {}
    for number, arrangement in context.arrangements.items():
        slipped = {slip.column for slip in arrangement.slips}
        is_keyed = context.columns[number - 1].key in slipped
        found[number] = frozenset(range(arrangement.width)) if is_keyed else slipped
    return found


def _has_slipped_territories(context: Context, finding: Finding, slipped: Mapping[int, Set[int]]) -> bool:
    """Whether the territories that seem to be there twice with a key are those of other rows."""
    number = finding.table or 0
    return bool(finding.key) and context.columns[number - 1].territory in slipped.get(number, ())


def _find_moved_columns(context: Context) -> Mapping[int, Set[int]]:
    """The columns of each table whose cells or whose headers are those of another column."""
    return {
        number: {own for own, _ in context.arrangements[number].moved} | set(find_moved_headers(context, pair))
        for number, pair in context.paired_tables.items()
    }
