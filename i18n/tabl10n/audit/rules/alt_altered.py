"""alt-altered: an image's alternative text is neither the key nor the name."""

from collections.abc import Iterator

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.keys import may_be_former
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding
from tabl10n.text.characters import without_hidden

# The share of the source's images whose alternative text is the key, from which that is taken to be the custom.
_CUSTOM = 0.9


def check(context: Context) -> Iterator[Finding]:
    """One finding for each alternative text that no longer says the key, where the source's images do."""
    if not _is_key(context):
        return
    for facts in context.sure_rows:
        cell, index = facts.cell(facts.columns.image), facts.columns.image
        if cell is None or index is None or facts.entry is None or not cell.image:
            continue
        key = facts.entry.key
        if without_hidden(cell.alt) not in _known(facts):
            message = f"the alternative text {cell.alt!r} was {key!r}"
            sure = not may_be_former(context, cell.alt, key)
            yield cell_finding("alt-altered", Severity.HINT, facts, index, message, part="alt", expected=key, sure=sure)


def _known(facts: RowFacts) -> set[str]:
    entry = facts.entry
    known = {entry.key, entry.successor, *(variant.name for variant in entry.variants)} if entry else set()
    return known - {""}


def _is_key(context: Context) -> bool:
    """Whether images of the source say the key of their row."""
    pairs = [
        (image.alt, key.text)
        for source, columns in context.source_rows()
        if (image := columns.cell(source, columns.image)) and (key := columns.cell(source, columns.key))
    ]
    return bool(pairs) and sum(1 for alt, key in pairs if alt == key) >= _CUSTOM * len(pairs)


RULE = Rule(
    "alt-altered",
    Severity.HINT,
    "The alternative text of a logo says the key in the source table and something else in the copy. Readers "
    "seldom see it, screen readers and searches do. A damaged key cell usually comes with a damaged alternative "
    "text; this is why it is only a hint.",
    passing=row("bluebird"),
    failing=row("bluebird", alt="Blauer Vogel"),
    check=check,
)
