"""Rules on images: another one than the key has, and alternative texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tabl10n.audit.cells import make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import make_row
from tabl10n.audit.keys import may_be_former_key
from tabl10n.audit.rules import RULES
from tabl10n.document import Cell
from tabl10n.findings import Finding, Severity
from tabl10n.text.addresses import identify_image, parse_address
from tabl10n.text.characters import remove_hidden

# The share of the source's images whose alternative text is the key, from which that is taken to be the custom.
_MIN_CUSTOM_SHARE = 0.9

IMAGES = RULES.topic(position=60)

IMAGE_ALTERED = IMAGES.rule(
    "image-altered",
    Severity.WARNING,
    "A logo is not one that the source table or an edition has for the key. It may have been renewed: on the same"
    " host this is a hint. Where it is the logo of another entry it is an error.",
    passing=make_row("orchard"),
    failing=make_row("orchard", image="https://bilder.example/orchard.png"),
)

ALT_ALTERED = IMAGES.rule(
    "alt-altered",
    Severity.HINT,
    "The alternative text of a logo says the key in the source table and something else in the copy. Readers "
    "seldom see it, screen readers and searches do. A damaged key cell usually comes with a damaged alternative "
    "text; this is why it is only a hint.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird", alt="Blauer Vogel"),
)


@IMAGES.check
def find_altered_images(context: Context) -> Iterator[Finding]:
    """One finding for each image that no edition has for the entry, under any of its keys."""
    owners = _find_owners(context)
    for facts in context.sure_rows:
        cell, index = facts.cell(facts.columns.image), facts.columns.image
        known = _find_images(context, facts)
        if cell is None or index is None or not known:
            continue
        image = identify_image(remove_hidden(cell.image))
        if image not in map(identify_image, known):
            yield _make_finding(facts, index, cell, known[0], owners.get(image, ""))


def _find_images(context: Context, facts: RowFacts) -> list[str]:
    """The images of the entry under all its keys; those of the copy's own edition first."""
    return [variant.image for variant in context.list_known_variants(facts) if variant.image]


def _find_owners(context: Context) -> Mapping[str, str]:
    return {
        identify_image(variant.image): key
        for key, entry in context.registry.entries.items()
        for variant in entry.variants
        if variant.image
    }


def _make_finding(facts: RowFacts, index: int, cell: Cell, expected: str, owner: str) -> Finding:
    """Another key's image is an error; one that an edition's host has may just be newer."""
    same_host = parse_address(cell.image).host == parse_address(expected).host
    severity = Severity.ERROR if owner else Severity.HINT if same_host else Severity.WARNING
    message = f"the image is that of {owner!r}" if owner else "no edition has this image"
    message = message if cell.image else "the image is gone"
    return make_cell_finding(
        IMAGE_ALTERED, facts, index, message, severity=severity, part="image", expected=expected, safe=bool(owner)
    )


@IMAGES.check
def find_altered_alt_texts(context: Context) -> Iterator[Finding]:
    """One finding for each alternative text that no longer says the key, where the source's images do."""
    if not _is_alt_text_key(context):
        return
    for facts in context.sure_rows:
        cell, index = facts.cell(facts.columns.image), facts.columns.image
        if cell is None or index is None or facts.entry is None or not cell.image:
            continue
        key = facts.entry.key
        if remove_hidden(cell.alt) not in _find_known(facts):
            message = f"the alternative text {cell.alt!r} was {key!r}"
            safe = not may_be_former_key(context, cell.alt, key)
            yield make_cell_finding(ALT_ALTERED, facts, index, message, part="alt", expected=key, safe=safe)


def _find_known(facts: RowFacts) -> set[str]:
    entry = facts.entry
    known = {entry.key, entry.successor, *(variant.name for variant in entry.variants)} if entry else set()
    return known - {""}


def _is_alt_text_key(context: Context) -> bool:
    """Whether images of the source say the key of their row."""
    pairs = [
        (image.alt, key.text)
        for source, columns in context.list_source_rows()
        if (image := columns.cell(source, columns.image)) and (key := columns.cell(source, columns.key))
    ]
    return bool(pairs) and sum(1 for alt, key in pairs if alt == key) >= _MIN_CUSTOM_SHARE * len(pairs)
