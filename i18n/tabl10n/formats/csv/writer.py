"""Writing CSV: what a document says differently from its source, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.formats.changes import Edit, apply, changed_cells, part_edits, require_writable
from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.csv import renderer
from tabl10n.formats.csv.reader import column_places, read, records
from tabl10n.formats.csv.renderer import IMAGE, LINK, quoted
from tabl10n.model import Document


def write(document: Document, options: Rendering | None = None) -> str:
    """The document as text: its source, with what has changed in its place; written anew where ``options`` ask for a
    guard against formulas. Columns of links and images are renamed with the column that they belong to.
    """
    if options and options.guard:
        return renderer.render(Content(document, {}), options)
    original = read(document.source, document.name)
    edits: list[Edit] = []
    for old, new in changed_cells(original, document):
        require_writable(document, new)
        edits.extend(part_edits(document, old, new, quoted))
    return apply(document.source, [*edits, *_renamed(document)])


def _renamed(document: Document) -> Iterator[Edit]:
    """An edit for each column of links or images whose cells' own column is called otherwise now."""
    header = next(records(document.source))
    places = column_places([field.text for field in header])
    for column, place in zip(document.tables[0].columns, places, strict=True):
        if column.header.text != header[place.text].text:
            for at, suffix in ((place.image, IMAGE), (place.link, LINK)):
                if at >= 0:
                    yield Edit(header[at].span, quoted(column.header.text + suffix))
