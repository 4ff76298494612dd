"""What a row of the copy has, brought to comparable values; and a record: the rows that are of one entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from tabl10n.align.parameters import BOUNDS
from tabl10n.columns import Columns
from tabl10n.columns.cells import identify_cell_image, read_value
from tabl10n.document import Row, Table
from tabl10n.text.addresses import NONE, Address, parse_address
from tabl10n.text.folding import fold_letters
from tabl10n.text.keys import strip_prefix
from tabl10n.text.numbers import keep_digits
from tabl10n.text.sound import Sound, list_sounds
from tabl10n.text.versions import find_version

T = TypeVar("T")
Value = tuple[str, str]
"""The text of a cell that is copied as it is, with the header of its column in the source before it."""

# Words in ASCII letters and digits outlive a translation into another script: names of code, numbers, abbreviations.
_WORD = re.compile(r"[A-Za-z0-9_]{2,}")


class Facts(NamedTuple):
    """What one row has. ``spoken`` is the written key without the prefix that most share, ``territory`` the cell as it
    is written; absent parts are empty.
    """

    written: str
    spoken: str
    name: str
    alt: str
    links: tuple[Address, ...]
    doc: Address | None
    image: str
    version: str
    territory: str
    words: frozenset[str]
    values: tuple[Value, ...]


@dataclass(slots=True)
class Record:
    """Rows that are decided together, by their index in the table, and the values that they have."""

    rows: list[int]
    written: str
    folded: str
    sounds: tuple[Sound, ...]
    name: str
    name_sounds: tuple[Sound, ...]
    links: tuple[Address, ...]
    docs: tuple[Address, ...]
    images: tuple[str, ...]
    versions: tuple[str, ...]
    territories: tuple[str, ...]
    words: frozenset[str]
    values: tuple[Value, ...]


def read_facts(table: Table, columns: Columns, separator: str = "") -> list[Facts]:
    """The facts of each data row of ``table``, in order; ``separator`` ends the prefix that most keys share."""
    return [_read_row(row, columns, separator) for row in table.rows]


def _read_row(row: Row, columns: Columns, separator: str) -> Facts:
    key, territory, name, link, doc, image, version_cell = (columns.cell(row, at) for _, at in columns.list_parts())
    targets = (cell.link for cell in (name, link, image) if cell is not None and cell.link)
    links = tuple(dict.fromkeys(parse_address(target) for target in targets))
    written = "" if key is None else key.text.strip()
    return Facts(
        written=written,
        spoken=strip_prefix(written, separator),
        name="" if name is None else name.text.strip(),
        alt="" if image is None else image.alt.strip(),
        links=links,
        doc=parse_address(doc.link) if doc is not None and doc.link else None,
        image=identify_cell_image(image),
        version="" if version_cell is None else find_version(version_cell.text, version_cell.image),
        territory="" if territory is None else territory.text.strip(),
        words=find_words(cell.text for cell in (columns.cell(row, at) for at in columns.texts) if cell is not None),
        values=tuple(_read_values(row, columns)),
    )


def _read_values(row: Row, columns: Columns) -> Iterator[Value]:
    taken = (columns.key, columns.territory, columns.name, columns.image, columns.version)
    for header, index in columns.verbatim:
        cell = columns.cell(row, index) if index not in taken else None
        if cell is not None and (value := read_value(cell)):
            yield header, keep_digits(value)


def find_words(texts: Iterable[str]) -> frozenset[str]:
    """The first words of ``texts`` that a translation leaves alone, without letter case."""
    found = (word.casefold() for text in texts for word in _WORD.findall(text[: BOUNDS.cell_characters]))
    return frozenset(word for word, _ in zip(dict.fromkeys(found), range(BOUNDS.text_words), strict=False)) or NONE


def make_record(rows: Sequence[int], facts: Sequence[Facts]) -> Record:
    """The record that the rows with these indexes are, from the facts of all rows of the table."""
    own = [facts[i] for i in rows]
    first = own[0]
    names = _drop_repeated(name for fact in own for name in (fact.name, fact.alt) if name)
    spoken = _drop_repeated(fact.spoken for fact in own)
    return Record(
        rows=list(rows),
        written=first.written,
        folded=fold_letters(first.written),
        sounds=_drop_repeated(heard for text in spoken for heard in list_sounds(text)),
        name=fold_letters(first.name),
        name_sounds=_drop_repeated(heard for text in names if text not in spoken for heard in list_sounds(text)),
        links=_drop_repeated(link for fact in own for link in fact.links),
        docs=_drop_repeated(fact.doc for fact in own if fact.doc is not None),
        images=_drop_repeated(fact.image for fact in own),
        versions=_drop_repeated(fact.version for fact in own),
        territories=tuple(fact.territory for fact in own),
        words=first.words if len(own) == 1 else first.words.union(*(fact.words for fact in own)),
        values=first.values if len(own) == 1 else _drop_repeated(value for fact in own for value in fact.values),
    )


def _drop_repeated(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
