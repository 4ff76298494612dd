"""locale-mismatch: the copy is written in another locale than it is said to be."""

from collections.abc import Iterator

from tabl10n.audit import places
from tabl10n.audit.context import Context
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule
from tabl10n.columns.territories import find_territory_column
from tabl10n.document import Cell, Table


def check(context: Context) -> Iterator[Finding]:
    """One finding for the copy, where most of its territories are no names in its locale."""
    cells = [cell for table in context.copy.tables for cell in _territory_cells(table)]
    names = [part for cell in cells for part in context.naming.split(cell.text, context.locale)]
    if names and not places.readable(names):
        message = f"most names of territories cannot be read in the locale {context.locale}; they are not checked"
        first = cells[0]
        yield Finding("locale-mismatch", Severity.ERROR, message, line=first.line, column=first.column, part="document")


def _territory_cells(table: Table) -> Iterator[Cell]:
    """The cells of the territory column, as it is found in whatever language it is written."""
    index = find_territory_column(table)
    return (row.cells[index] for row in table.rows if index is not None and index < len(row.cells))


RULE = Rule(
    "locale-mismatch",
    Severity.ERROR,
    "Most of the copy's territory names mean nothing in the locale that the audit was asked for. Probably the "
    "locale is wrong: name the one that the copy is written in. Territories are not checked one by one then.",
    passing=row("bluebird"),
    failing="\n".join(
        (
            row("bluebird", country="Turquie"),
            row("lighthouse", country="Allemagne"),
            row("orchard", country="République tchèque"),
        )
    ),
    check=check,
)
