"""Rules on display names: translated ones, and ones that are only written differently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import replace

from tabl10n.audit.cells import make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import make_row
from tabl10n.audit.rules import RULES
from tabl10n.document import Cell
from tabl10n.findings import Finding, Severity
from tabl10n.text.characters import find_hidden, find_scripts, remove_hidden
from tabl10n.text.expressions import is_same_but_for_placeholders
from tabl10n.text.folding import fold_letters
from tabl10n.text.sound import compare_sounds, sound

# From this likeness on a name in the same script is the same word spelt differently.
_MIN_WORD_LIKENESS = 0.6
# From this share of translated names on, someone meant it, unless they are hardly any: of the brands in the project's
# own machine-translated table a fifth is translated.
_THROUGHOUT_SHARE, _MIN_THROUGHOUT = 0.8, 3
_LABEL = re.compile(r"[A-Z][a-z]+(?: [a-z]+)+")  # words as buttons and titles have them: "Save all"

NAMES = RULES.topic(position=30)

NAME_TRANSLATED = NAMES.rule(
    "name-translated",
    Severity.WARNING,
    "A display name was turned into words of another language or another script, or it is missing. Some brands "
    "have an official name in the language: then give it in the catalog, which this check reads. For the same "
    "reason a name is never fixed by itself, and where a copy translates nearly all of them, each is only a hint, and "
    "a label of several words, such as a button's, is none.",
    passing=make_row("lighthouse"),
    failing=make_row("lighthouse", name="Leuchtturm"),
)

NAME_ALTERED = NAMES.rule(
    "name-altered",
    Severity.WARNING,
    "A display name is spelt differently from every edition. This is a hint where only letter case, spaces or "
    "punctuation differ, where an abbreviation has the same letters in another order, as the language may have it, and "
    "where a copy changes nearly all names.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird", name="Bluebrid"),
)


@NAMES.check
def find_altered_names(context: Context) -> Iterator[Finding]:
    """One finding for each display name that no edition and no catalog knows.

    Names that a copy translates throughout were meant to be: each is a hint then, and labels are none.
    """
    marked = _find_marked(context)
    rows = (facts for facts in context.sure_rows if not _is_marked(facts, marked))
    found = [finding for facts in rows for finding in _find_in_row(context, facts)]
    translated = sum(1 for finding in found if finding.written and finding.severity is Severity.WARNING)
    throughout = translated > max(_MIN_THROUGHOUT, _THROUGHOUT_SHARE * len(context.sure_rows))
    for finding in found:
        if not (throughout and finding.written):
            yield finding
        elif not _LABEL.fullmatch(finding.expected):
            yield replace(finding, severity=Severity.HINT)


def _find_marked(context: Context) -> frozenset[tuple[str, str]]:
    """For each key whose name holds markup in the source, what the catalog makes of the two together: one message."""
    cells = (
        (columns.cell(row, columns.key), columns.cell(row, columns.name)) for row, columns in context.list_source_rows()
    )
    translations = ((key.text, context.words.get(("name", name.markup), "")) for key, name in cells if key and name)
    return frozenset((key, markup) for key, markup in translations if markup)


def _is_marked(facts: RowFacts, marked: frozenset[tuple[str, str]]) -> bool:
    cell = facts.cell(facts.columns.name)
    return cell is not None and (facts.key, cell.markup) in marked


def _find_in_row(context: Context, facts: RowFacts) -> Iterator[Finding]:
    cell, index = facts.cell(facts.columns.name), facts.columns.name
    known = _find_known(context, facts)
    if cell is not None and index is not None and known and _fold(cell.text) not in known:
        yield from _compare(facts, index, cell, known)


def _find_known(context: Context, facts: RowFacts) -> frozenset[str]:
    """Every name that an edition gives the entry, under any of its keys, and the catalog's translation of each."""
    names = {variant.name for variant in context.list_known_variants(facts) if variant.name}
    return frozenset(_fold(name) for known in names for name in (known, context.words.get(("name", known), known)))


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _compare(facts: RowFacts, index: int, cell: Cell, known: Container[str]) -> Iterator[Finding]:
    expected = next((variant.name for variant in (*facts.variants, *facts.all_variants) if variant.name), "")
    if find_hidden(cell.text) and _fold(remove_hidden(cell.text)) in known:
        return  # the rule on hidden characters says it
    if is_same_but_for_placeholders(cell.text, expected):
        return
    reordered = _is_reordered(cell.text, expected)
    if reordered or _is_respelt(cell.text, expected):
        same = reordered or fold_letters(cell.text) == fold_letters(expected)
        severity = Severity.HINT if same else Severity.WARNING
        message = f"{cell.text!r} is written differently from the name {expected!r}"
        yield make_cell_finding(NAME_ALTERED, facts, index, message, severity=severity, expected=expected)
        return
    message = f"the name {expected!r} is {cell.text!r} here" if cell.text else f"the name {expected!r} is missing"
    yield make_cell_finding(NAME_TRANSLATED, facts, index, message, expected=expected)


def _is_reordered(written: str, expected: str) -> bool:
    """Whether an abbreviation has its letters in another order, as that of another language has: NATO, OTAN."""
    return written.isupper() and expected.isupper() and sorted(written) == sorted(expected)


def _is_respelt(written: str, expected: str) -> bool:
    if find_scripts(written) - find_scripts(expected):
        return False
    return (
        fold_letters(written) == fold_letters(expected)
        or compare_sounds(sound(written), sound(expected)) >= _MIN_WORD_LIKENESS
    )
