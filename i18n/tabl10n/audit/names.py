"""Display names: translated ones, and ones that are only written differently."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from dataclasses import replace

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import cell_finding
from tabl10n.document import Cell
from tabl10n.text.characters import hidden_in, scripts, without_hidden
from tabl10n.text.folding import folded
from tabl10n.text.sound import likeness, sound

# From this likeness on a name in the same script is the same word spelt differently.
_SAME_WORD = 0.6
# From this share of translated names on, somebody meant it, unless they are hardly any: of the brands in the project's
# own machine-translated table a fifth is translated.
_THROUGHOUT, _ENOUGH = 0.8, 3


def check(context: Context) -> Iterator[Finding]:
    """One finding for each display name that no edition and no catalog knows.

    Names that a copy translates throughout were meant to be: each is a hint then.
    """
    marked = _marked(context)
    rows = (facts for facts in context.sure_rows if not _is_marked(facts, marked))
    found = [finding for facts in rows for finding in _findings(context, facts)]
    translated = sum(1 for finding in found if finding.written and finding.severity is Severity.WARNING)
    throughout = translated > max(_ENOUGH, _THROUGHOUT * len(context.sure_rows))
    for finding in found:
        yield replace(finding, severity=Severity.HINT) if throughout and finding.written else finding


def _marked(context: Context) -> frozenset[tuple[str, str]]:
    """For each key whose name holds markup in the source, what the catalog makes of the two together: one message."""
    cells = (
        (columns.cell(row, columns.key), columns.cell(row, columns.name)) for row, columns in context.source_rows()
    )
    said = ((key.text, context.words.get(("name", name.markup), "")) for key, name in cells if key and name)
    return frozenset((key, markup) for key, markup in said if markup)


def _is_marked(facts: RowFacts, marked: frozenset[tuple[str, str]]) -> bool:
    cell = facts.cell(facts.columns.name)
    return cell is not None and (facts.key, cell.markup) in marked


def _findings(context: Context, facts: RowFacts) -> Iterator[Finding]:
    cell, index = facts.cell(facts.columns.name), facts.columns.name
    known = _known(context, facts)
    if cell is not None and index is not None and known and _plain(cell.text) not in known:
        yield from _finding(facts, index, cell, known)


def _known(context: Context, facts: RowFacts) -> frozenset[str]:
    """Every name that an edition gives the key or its kin, and what the catalog makes of it."""
    names = {variant.name for variant in context.known_variants(facts) if variant.name}
    return frozenset(_plain(name) for said in names for name in (said, context.words.get(("name", said), said)))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _finding(facts: RowFacts, index: int, cell: Cell, known: Container[str]) -> Iterator[Finding]:
    expected = next((variant.name for variant in (*facts.variants, *facts.all_variants) if variant.name), "")
    if hidden_in(cell.text) and _plain(without_hidden(cell.text)) in known:
        return  # hidden-character says it
    reordered = _is_reordered(cell.text, expected)
    if reordered or _is_respelt(cell.text, expected):
        same = reordered or folded(cell.text) == folded(expected)
        severity = Severity.HINT if same else Severity.WARNING
        message = f"{cell.text!r} is written differently from the name {expected!r}"
        yield cell_finding("name-altered", severity, facts, index, message, expected=expected)
        return
    message = f"the name {expected!r} is {cell.text!r} here" if cell.text else f"the name {expected!r} is missing"
    yield cell_finding("name-translated", Severity.WARNING, facts, index, message, expected=expected)


def _is_reordered(written: str, expected: str) -> bool:
    """Whether an abbreviation has its letters in another order, as that of another language has: NATO, OTAN."""
    return written.isupper() and expected.isupper() and sorted(written) == sorted(expected)


def _is_respelt(written: str, expected: str) -> bool:
    if scripts(written) - scripts(expected):
        return False
    return folded(written) == folded(expected) or likeness(sound(written), sound(expected)) >= _SAME_WORD
