"""value-altered: a value that is copied as it is says what no edition says."""

from collections.abc import Iterator

from tabl10n.audit import values
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding
from tabl10n.columns.cells import value_of
from tabl10n.text.badges import badge_value
from tabl10n.text.versions import is_version, version


def check(context: Context) -> Iterator[Finding]:
    """One finding for each cell of a column that is copied as it is, whose value no edition gives the key.

    In a row whose key is not sure, only what is no version is found, where the counterpart of its table has such alone.
    """
    for column in values.columns(context):
        for value in column.values:
            damage = values.damage(context, column, value)
            if damage is not None:
                yield _finding(value.facts, value.index, damage)
    yield from _no_versions(context)


def _no_versions(context: Context) -> Iterator[Finding]:
    versioned = [_has_only_versions(context, pair) for pair in context.table_pairs]
    for facts in (facts for facts in context.rows if versioned[facts.aligned.table - 1]):
        for _, index in facts.columns.verbatim:
            cell = facts.cell(index) if index == facts.columns.version and facts.entry is None else None
            if cell is not None and not is_version(value_of(cell)):
                message, kept = f"{value_of(cell)!r} is no version", version(cell.text, cell.image)
                yield _finding(facts, index, values.Damage(Severity.ERROR, message, kept, sure=False))


def _has_only_versions(context: Context, table: int | None) -> bool:
    """Whether all cells in the column of versions of a table of the source are such."""
    if table is None:
        return False
    columns = context.source_columns[table]
    cells = [columns.cell(row, columns.version) for row in context.source.tables[table].rows]
    return any(cells) and all(is_version(value_of(cell)) for cell in cells if cell)


def _finding(facts: RowFacts, index: int, damage: values.Damage) -> Finding:
    cell = facts.aligned.source.cells[index]
    in_badge = badge_value(cell.image)
    return cell_finding(
        "value-altered",
        damage.severity,
        facts,
        index,
        damage.message,
        part="image" if in_badge else "text",
        written=in_badge or cell.text,
        expected=damage.expected,
        sure=damage.sure,
    )


RULE = Rule(
    "value-altered",
    Severity.ERROR,
    "A value that is copied as it is, such as a version, a code, a default or a number, says what neither the source "
    "table nor an edition says of the key. These are the columns of role verbatim; most often a code was translated or "
    "a counting word was put behind a number. A well-formed value that no edition has may be true and only of another "
    "day, and words may rightly be translated: those are warnings. A number or a date written as the language writes "
    "it is a hint. A fix is offered only over a value of the same kind, such as a version or a code, and only where "
    "the source has it in this row: an empty cell and words stay as they are. A column that should be translated is "
    "given the role text in the project's settings.",
    passing=row("lighthouse"),
    failing=row("lighthouse", version="1 Stück"),
    check=check,
)
