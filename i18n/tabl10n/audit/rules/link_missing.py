"""link-missing: a cell that is a link in the source is none in the copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n.align.model import Variant
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding
from tabl10n.document import Table

# The share of a column's links that must be there still for one that is not to be lost: else the copy has none on
# purpose, or its format knows none.
_SOME = 0.1


class Place(NamedTuple):
    """A cell that should be a link, and where that leads by the copy's own edition; ``""`` where it leads is open."""

    facts: RowFacts
    cell: int
    expected: str
    is_link: bool


def check(context: Context) -> Iterator[Finding]:
    """One finding for each link that is gone; a single one for a column that has lost all, or nearly all."""
    for (number, index), places in _columns(context).items():
        lost = [place for place in places if not place.is_link]
        if len(places) - len(lost) >= _SOME * len(places):
            yield from map(_finding, lost)
        else:
            yield _summary(context.copy.tables[number - 1], number, index, len(lost))


def _columns(context: Context) -> Mapping[tuple[int, int], Sequence[Place]]:
    """The places by table, counted from 1, and column."""
    grouped: dict[tuple[int, int], list[Place]] = {}
    for facts in context.sure_rows:
        for place in _places(facts):
            grouped.setdefault((facts.aligned.table, place.cell), []).append(place)
    return grouped


def _places(facts: RowFacts) -> Iterator[Place]:
    columns = (facts.columns.link, facts.columns.doc_link)
    for index, linked in zip(columns, _linked(facts.variants), strict=True):
        cell = facts.cell(index)
        if cell is not None and index is not None and all(linked):
            yield Place(facts, index, linked[0] if len(set(linked)) == 1 else "", bool(cell.link or "://" in cell.text))


def _linked(variants: Sequence[Variant]) -> tuple[Sequence[str], Sequence[str]]:
    """Where the entry's own link leads in each variant, and that to its documentation."""
    return [variant.link for variant in variants], [variant.doc_link for variant in variants]


def _finding(place: Place) -> Finding:
    message = f"the link to {place.expected} is gone" if place.expected else "the link is gone"
    return cell_finding(
        "link-missing", Severity.WARNING, place.facts, place.cell, message, part="link", expected=place.expected
    )


def _summary(table: Table, number: int, index: int, lost: int) -> Finding:
    header = table.columns[index].header
    return Finding(
        "link-missing", Severity.HINT, f"{lost} links of this column are gone", line=header.line, column=header.column,
        table=number, row=0, role=table.columns[index].role, part="link", cell=index,
    )  # fmt: skip


RULE = Rule(
    "link-missing",
    Severity.WARNING,
    "A cell that is a link in the source table and its editions is none in the copy, and most others are. Where a "
    "column has lost nearly all its links, somebody meant it, or the format of the copy knows none: this is said once, "
    "as a hint. A link is not put back by itself: what the rest of its cell says belongs to it.",
    passing=row("bluebird"),
    failing=row("bluebird").replace("[Bluebird](https://bluebird.example/shop)", "Bluebird"),
    check=check,
)
