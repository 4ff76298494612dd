"""Rules on a copy as a whole: its language, whether it is of this source, and of which edition."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, make_row, make_unknown_row
from tabl10n.audit.rules import RULES
from tabl10n.audit.territories import are_readable
from tabl10n.columns.territories import find_territory_column
from tabl10n.document import Cell, Table
from tabl10n.findings import Finding, Rule, Severity

_MAX_LISTED_KEYS = 10  # keys named in the message: the full list is in the alignment

COPIES = RULES.topic(position=90)

LOCALE_MISMATCH = COPIES.rule(
    "locale-mismatch",
    Severity.ERROR,
    "Most of the copy's territory names mean nothing in the locale that the audit was asked for. Probably the "
    "locale is wrong: name the one that the copy is written in. Territories are not checked one by one then.",
    passing=make_row("bluebird"),
    failing="\n".join(
        (
            make_row("bluebird", country="Turquie"),
            make_row("lighthouse", country="Allemagne"),
            make_row("orchard", country="République tchèque"),
        )
    ),
)

COPY_UNRELATED = COPIES.rule(
    "copy-unrelated",
    Severity.ERROR,
    "No row of the copy is one of the source table, or the copy has no rows at all. Probably it was made from another "
    "table: name that one with `--source`. Its rows are not listed one by one then.",
    passing=make_row("bluebird"),
    failing=HEADER + make_unknown_row(country="Norwegen") + "\n",
)

COPY_OUTDATED = COPIES.rule(
    "copy-outdated",
    Severity.HINT,
    "The copy has keys that only earlier editions list: the source table has dropped or renamed them. Nothing is "
    "broken, but the copy is older than the source. One finding for the whole copy. A warning where many rows show a "
    "key that no edition lists: then the edition that the copy was made from is missing. Name it with a further "
    "`--source`, or among the project's editions; until then what may be true of it is not fixed.",
    passing=make_row("orchard"),
    failing=make_row("bluebird", id="puffin", alt="puffin", name="Puffin", link="https://puffin.example").replace(
        "bluebird.png", "puffin.png"
    ),
)


@COPIES.check
def find_other_locale(context: Context) -> Iterator[Finding]:
    """One finding for the copy, where most of its territories are no names in its locale."""
    cells = [cell for table in context.copy.tables for cell in _list_territory_cells(table)]
    names = [part for cell in cells for part in context.naming.split(cell.text, context.locale)]
    if names and not are_readable(names):
        message = f"most names of territories cannot be read in the locale {context.locale}; they are not checked"
        first = cells[0]
        yield _make_finding(LOCALE_MISMATCH, message, first.line, column=first.column)


def _list_territory_cells(table: Table) -> Iterator[Cell]:
    """The cells of the territory column, as it is found in whatever language it is written."""
    index = find_territory_column(table)
    return (row.cells[index] for row in table.rows if index is not None and index < len(row.cells))


@COPIES.check
def find_unrelated_copy(context: Context) -> Iterator[Finding]:
    """One finding for the copy, where it has no row of the source table or of an edition."""
    if context.is_unrelated:
        message = f"no row of this table is a row of {context.source.name}: is that its source?"
        yield _make_finding(COPY_UNRELATED, message, context.copy.tables[0].line)


@COPIES.check
def find_outdated_copy(context: Context) -> Iterator[Finding]:
    """One finding where the copy has keys that the source table lists no more, one where no edition lists many."""
    line = context.copy.tables[0].line if context.copy.tables else 1
    if context.unknown_row_count:
        yield _make_finding(COPY_OUTDATED, _describe_unknown_edition(context), line, Severity.WARNING)
    entries = (facts.entry for facts in context.sure_rows)
    gone = {entry.key: entry.successor for entry in entries if entry and not entry.current}
    if gone:
        listed = [f"{key} (now {later})" if later else key for key, later in gone.items()]
        more = f" and {len(listed) - _MAX_LISTED_KEYS} more" if len(listed) > _MAX_LISTED_KEYS else ""
        message = f"the source table no longer lists {', '.join(listed[:_MAX_LISTED_KEYS])}{more}"
        yield _make_finding(COPY_OUTDATED, message, line)


def _describe_unknown_edition(context: Context) -> str:
    unknown = f"{context.unknown_row_count} of {len(context.keyed_rows)} rows are no key that is known"
    return (
        f"{unknown}: the copy seems to be of another edition of {context.source.name}; name that with a further "
        "--source, or among the project's editions"
    )


def _make_finding(rule: Rule, message: str, line: int, severity: Severity | None = None, *, column: int = 1) -> Finding:
    return Finding(rule.name, severity or rule.severity, message, line=line, column=column, part="document")
