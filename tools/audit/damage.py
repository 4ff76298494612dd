"""Sound translations of the project's tables, and what can go wrong with them: each kind of damage by itself.

A kind knows the rule that should find it. Nothing here is taken from a copy that someone really damaged.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tabl10n import formats, territories
from tabl10n.align import Registry, align
from tabl10n.audit.context import Words
from tabl10n.build.localize import localize
from tabl10n.catalog import pofile
from tabl10n.columns import Columns, infer_columns, infer_document
from tabl10n.document import Cell, Document, Edit, Row, Table
from tabl10n.text.addresses import parse_address

LOCALES = Path(__file__).parents[2] / "locales"
SOURCE = LOCALES / "en/exchanges-by-country.md"
EDITION = LOCALES / "en/editions/by-country-2018.md"  # its versions are text, those of the source are in badges
EDITIONS = sorted((LOCALES / "en/editions").glob("*"))
SHIPPED = sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/exchanges.po"))

_CODE = re.compile(r"[\d(){}/,;.|\[\]]")

Change = Callable[[Cell, "World"], Cell | None]


@cache
def source() -> Document:
    """The English table."""
    return infer_document(formats.load(SOURCE), locale="en")


@cache
def registry() -> Registry:
    """All that is known of its keys."""
    return Registry.from_documents(source(), [infer_document(formats.load(path), locale="en") for path in EDITIONS])


@cache
def words(locale: str) -> Words:
    """The shipped catalog's translations."""
    translations = pofile.read(LOCALES / locale / "LC_MESSAGES/exchanges.po").translations()
    return {(identity.msgctxt, identity.msgid): said for identity, said in translations.items()}


@cache
def sound(path: Path, locale: str) -> Document:
    """The table at ``path`` in ``locale``: everything that is not words is as it was."""
    english = infer_document(formats.load(path), locale="en")
    catalog = pofile.read(LOCALES / locale / "LC_MESSAGES/exchanges.po")
    localized = localize(english, catalog, locale).document
    named = replace(localized, tables=tuple(_named(table, locale) for table in localized.tables))
    text = formats.patch(english, _edits(english, named))
    return infer_document(formats.parse(text, f"{locale}.md"), locale=locale)


def _edits(before: Document, after: Document) -> list[Edit]:
    """The edits that make ``after`` of ``before``."""
    cells = zip(before.cells(), after.cells(), strict=True)
    prose = zip(before.prose, after.prose, strict=True)
    return [
        *(Edit(old.span, new.nodes, new.text) for old, new in prose if old != new),
        *(
            Edit(old.span, new.nodes, None if new.markup == old.markup else new.markup)
            for old, new in cells
            if old != new
        ),
    ]


def _named(table: Table, locale: str) -> Table:
    """``table`` with the territories that its catalog lacks: an earlier edition has more of them than the source."""
    place = infer_columns(table).territory or 0
    return replace(table, rows=tuple(_with(row, place, _translated(row.cells[place], locale)) for row in table.rows))


def _translated(cell: Cell, locale: str) -> Cell:
    return cell.with_parts(text=territories.translate(cell.text, locale) or cell.text)


def _with(row: Row, index: int, cell: Cell) -> Row:
    return replace(row, cells=(*row.cells[:index], cell, *row.cells[index + 1 :]))


class World:
    """What a damage may draw from: chance, the words of the locale, the keys of the table."""

    def __init__(self, locale: str, seed: int, table: Table, columns: Columns) -> None:
        self.rng = random.Random(f"{locale}/{seed}")
        self.locale = locale
        self.keys = [row.cells[columns.key or 0].text for row in table.rows]
        self.rows = table.rows
        self.columns = columns
        self.key = ""  # of the row that is being damaged
        self.word = ""  # one word for all collisions of a copy
        self._spent: set[str] = set()
        self._taken_for: dict[str, str] = {}
        self._means: dict[str, str] = {}

    def fresh_word(self) -> str:
        """A word of the locale that was not used before."""
        found = next(word for word in self._shuffled() if word not in self._spent)
        self._spent.add(found)
        return found

    def word_for(self, text: str) -> str:
        """The word that ``text`` is always taken for in this copy: a translator is wrong in the same way each time."""
        if text not in self._taken_for:
            self._taken_for[text] = self.fresh_word()
        return self._taken_for[text]

    def is_new(self, text: str) -> bool:
        """Whether ``text`` is no key and stands for no other key in this copy yet."""
        return text not in registry().entries and self._means.setdefault(text, self.key) == self.key

    def other_row(self) -> Row:
        """A row of another key that has nothing to do with this one."""
        mine = next(row for row, key in zip(self.rows, self.keys, strict=True) if key == self.key)
        name = self.columns.name or 0
        others = [
            row
            for row in self.rows
            if parse_address(row.cells[name].link).site != parse_address(mine.cells[name].link).site
        ]
        return self.rng.choice([row for row in others if row.cells[name].text != mine.cells[name].text])

    def _shuffled(self) -> Iterator[str]:
        listed = sorted(vocabulary(self.locale))
        self.rng.shuffle(listed)
        return iter(listed)


@cache
def vocabulary(locale: str) -> frozenset[str]:
    """Words of a locale that name no territory: CLDR's languages, months, days and units."""
    from babel import Locale

    data = Locale.parse(locale)
    found = [*data.languages.values()]
    for part in (data.months, data.days):
        found += part["stand-alone"]["wide"].values() if "stand-alone" in part else part["format"]["wide"].values()
    found += [pattern["other"].replace("{0}", "").strip() for pattern in data._data["unit_patterns"].values()
              if isinstance(pattern.get("other"), str)]  # fmt: skip
    plain = (word for word in found if word and len(word) > 1 and not _CODE.search(word))
    return frozenset(word for word in plain if not territories.resolve(word, locale))


@dataclass(frozen=True)
class Kind:
    """One kind of damage: the rule that should find it, the column it is done to, and what it does to a cell.

    ``change`` gives None where that cell cannot be damaged in this way.
    """

    name: str
    rule: str
    column: str
    change: Change
    path: Path = SOURCE


def damaged(base: Document, kind: Kind, locale: str, seed: int, share: float) -> tuple[Document, frozenset[int]]:
    """``base`` with that ``share`` of its rows damaged, and the places (from 1) of those rows."""
    table, columns = base.tables[0], align(base, registry(), locale).columns[0]
    world = World(locale, seed, table, columns)
    index = getattr(columns, kind.column)
    hurt: dict[int, Row] = {}
    for place in sorted(world.rng.sample(range(len(table.rows)), round(share * len(table.rows)))):
        row = table.rows[place]
        world.key = row.cells[columns.key or 0].text
        cell = kind.change(row.cells[index], world)
        if cell is not None and cell != row.cells[index]:
            hurt[place] = _with(row, index, cell)
    rows = tuple(hurt.get(place, row) for place, row in enumerate(table.rows))
    changed = replace(base, tables=(replace(table, rows=rows), *base.tables[1:]))
    text = formats.patch(base, _edits(base, changed))
    return infer_document(formats.parse(text, base.name), locale=locale), frozenset(place + 1 for place in hurt)


def write(document: Document, lines: Sequence[str], locale: str) -> Document:
    """A document of the same name with other lines, read beside the source as a copy is."""
    copy = formats.parse("\n".join(lines) + "\n", document.name)
    return infer_document(formats.get(copy.format).read_damaged_tables(copy, source()), locale=locale)
