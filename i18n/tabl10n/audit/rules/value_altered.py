"""value-altered: a version says what no edition says."""

from collections.abc import Iterator
from functools import cache

from tabl10n.align.values import version
from tabl10n.audit.characters import hidden_in, without_hidden
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding
from tabl10n.badges import badge_value
from tabl10n.model import Cell


def check(context: Context) -> Iterator[Finding]:
    """One finding for each version cell whose value no edition gives the key.

    In a row whose key is not sure, only what is no version is found, where all of the source's cells are versions.
    """
    strict = _all_are_values(context)
    for facts in context.rows:
        cell, index = facts.cell(facts.columns.version), facts.columns.version
        if cell is None or index is None:
            continue
        known = _known(facts)
        if hidden_in(cell.text) and without_hidden(cell.text) in known:
            continue  # hidden-character says it
        if (known and _value(cell) not in known) or (facts.entry is None and strict and not _is_value(_value(cell))):
            yield _finding(facts, index, cell)


def _all_are_values(context: Context) -> bool:
    cells = [
        columns.cell(row_, columns.version)
        for table, columns in zip(context.source.tables, context.source_columns, strict=True)
        for row_ in table.rows
    ]
    return all(_is_value(_value(cell)) for cell in cells if cell)


def _known(facts: RowFacts) -> frozenset[str]:
    variants = facts.entry.variants if facts.entry else ()
    return frozenset(variant.version for variant in variants if variant.version)


def _value(cell: Cell) -> str:
    return badge_value(cell.image) or cell.text


def _finding(facts: RowFacts, index: int, cell: Cell) -> Finding:
    """A well-formed value may be true and of another day: then a person has to say which is right."""
    written, expected = _value(cell), _expected(facts, cell)
    well_formed = _is_value(written)
    part = "image" if badge_value(cell.image) else "text"
    said = f"no edition has the version {written!r}" if well_formed else f"{written!r} is no version"
    message = f"{said} of {facts.key!r}" if facts.entry else said
    return cell_finding(
        "value-altered",
        Severity.WARNING if well_formed else Severity.ERROR,
        facts,
        index,
        message,
        part=part,
        written=written,
        expected=expected,
        sure=expected in _known(facts) and part == "text" and not well_formed,
    )


@cache
def _is_value(text: str) -> bool:
    """Whether ``text`` is a version and nothing else."""
    return bool(text) and version(text) == text.removeprefix("v")


def _expected(facts: RowFacts, cell: Cell) -> str:
    """What is left of the value without what was added to it; without such, the one value of the copy's edition."""
    kept = version(cell.text, cell.image)
    if kept and not _is_value(_value(cell)):
        return next((value for value in _known(facts) if version(value) == kept), kept)
    own = {variant.version for variant in facts.variants if variant.version}
    return own.pop() if len(own) == 1 else ""


RULE = Rule(
    "value-altered",
    Severity.ERROR,
    "A version says what neither the source table nor an edition says of the key. Versions are code and never "
    "translated; most often a counting word was put behind one. A well-formed version that no edition has may be "
    "true and only of another day: that is a warning.",
    passing=row("lighthouse"),
    failing=row("lighthouse", version="1 Stück"),
    check=check,
)
