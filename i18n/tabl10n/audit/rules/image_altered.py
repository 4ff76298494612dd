"""image-altered: an image is not one that an edition has for the key."""

from collections.abc import Iterator, Mapping

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding
from tabl10n.document import Cell
from tabl10n.text.addresses import address, image_name
from tabl10n.text.characters import without_hidden


def check(context: Context) -> Iterator[Finding]:
    """One finding for each image that no edition has for the key or its kin."""
    owners = _owners(context)
    for facts in context.sure_rows:
        cell, index = facts.cell(facts.columns.image), facts.columns.image
        known = _images(context, facts)
        if cell is None or index is None or not known:
            continue
        image = image_name(without_hidden(cell.image))
        if image not in map(image_name, known):
            yield _finding(facts, index, cell, known[0], owners.get(image, ""))


def _images(context: Context, facts: RowFacts) -> list[str]:
    """The images of the key and its kin; those of the copy's own edition first."""
    return [variant.image for variant in context.known_variants(facts) if variant.image]


def _owners(context: Context) -> Mapping[str, str]:
    return {
        image_name(variant.image): key
        for key, entry in context.registry.entries.items()
        for variant in entry.variants
        if variant.image
    }


def _finding(facts: RowFacts, index: int, cell: Cell, expected: str, owner: str) -> Finding:
    """Another key's image is an error; one that an edition's host has may just be newer."""
    same_host = address(cell.image).host == address(expected).host
    severity = Severity.ERROR if owner else Severity.HINT if same_host else Severity.WARNING
    message = f"the image is that of {owner!r}" if owner else "no edition has this image"
    message = message if cell.image else "the image is gone"
    return cell_finding(
        "image-altered", severity, facts, index, message, part="image", expected=expected, sure=bool(owner)
    )


RULE = Rule(
    "image-altered",
    Severity.WARNING,
    "A logo is not one that the source table or an edition has for the key. It may have been renewed: on the same"
    " host this is a hint. Where it is the logo of another entry it is an error.",
    passing=row("orchard"),
    failing=row("orchard", image="https://bilder.example/orchard.png"),
    check=check,
)
