"""How far the cells of a row, its key aside, agree with what is known of an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from tabl10n.align.model import Entry, Variant
from tabl10n.audit.context import Context, RowFacts
from tabl10n.columns.cells import identify_cell_image, read_value
from tabl10n.findings import FindingPart
from tabl10n.text.addresses import identify_image, parse_address
from tabl10n.text.folding import fold_letters
from tabl10n.text.numbers import keep_digits
from tabl10n.text.versions import find_version

# A value that a larger share of the entries has, and more entries than these, tells none of them from the others.
_MAX_SHARE, _MAX_ENTRIES = 0.2, 2

_MAX_COUNTER = 2  # characters of a counting word that a translator puts to a number

PartOfRow = tuple[int | None, FindingPart]
"""The index of a cell in its row, and the part of it."""


class Agreement(NamedTuple):
    """How many cells of a row say what is known of an entry, and how many say otherwise; ``is_identified``: a name, an
    image or a link, which no other entry shares, is among the former.
    """

    agreeing: int
    differing: int
    is_identified: bool = False

    @property
    def balance(self) -> int:
        """By how many more cells agree than differ."""
        return self.agreeing - self.differing


class RowComparer:
    """Compares rows of a copy with entries. A cell that may be damaged speaks neither for nor against one."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def compare(self, facts: RowFacts, entry: Entry, without: PartOfRow | None = None) -> Agreement:
        """Compare a row with an entry; its key is left aside, and so is the cell of the part ``without``, but for the
        words beside a link or an image, and the right image of an alternative text.
        """
        judged = [judged for judged in self._judge(facts, entry) if not _is_left_aside(*judged, without)]
        counted = Counter(agrees for _, agrees in judged)
        columns = facts.columns
        identifying = (columns.name, columns.image, columns.link, columns.doc_link)
        is_identified = any(agrees and index in identifying for (index, _), agrees in judged)
        return Agreement(counted[True], counted[False], is_identified)

    def count_telling_apart(self, facts: RowFacts, entry: Entry, other: Entry) -> int:
        """The number of cells that agree with an entry and not with the other one, 0 where one does the other way
        round. What the two have in common tells neither from the other, and a name and its link are one cell.
        """
        own, its = ({index for (index, _), agrees in self._judge(facts, one) if agrees} for one in (entry, other))
        return 0 if its - own else len(own - its)

    def is_known(self, part: FindingPart, written: str) -> bool:
        """Whether a link or an image, as it is written, is one of any entry."""
        if part == "link":
            return parse_address(written).url in self._links
        return part == "image" and identify_image(written) in self._images

    @cached_property
    def _links(self) -> Set[str]:
        variants = (variant for entry in self.context.registry.entries.values() for variant in entry.variants)
        return {parse_address(link).url for variant in variants for link in (variant.link, variant.doc_link) if link}

    @cached_property
    def _images(self) -> Set[str]:
        variants = (variant for entry in self.context.registry.entries.values() for variant in entry.variants)
        return {identify_image(variant.image) for variant in variants if variant.image}

    def _judge(self, facts: RowFacts, entry: Entry) -> Iterator[tuple[PartOfRow, bool | None]]:
        """For each part that can be compared whether it agrees; None where it cannot be compared."""
        columns, variants = facts.columns, self.context.select_variants(facts.aligned, entry)
        yield (columns.territory, "text"), self._compare_territories(facts, variants)
        links = {parse_address(link).url for variant in variants for link in (variant.link, variant.doc_link) if link}
        for index in dict.fromkeys((columns.link, columns.doc_link)):
            cell = facts.cell(index)
            yield (index, "link"), _compare_value(parse_address(cell.link).url if cell else "", links)
        images = {identify_image(variant.image) for variant in variants if variant.image}
        yield (columns.image, "image"), _compare_value(identify_cell_image(facts.cell(columns.image)), images)
        name = facts.cell(columns.name)
        if name is not None and fold_letters(name.text) in {
            fold_letters(variant.name) for variant in variants if variant.name
        }:
            yield (columns.name, "text"), True  # another name may be a translation, and says nothing
        yield from self._judge_values(facts, variants)

    def _judge_values(self, facts: RowFacts, variants: Sequence[Variant]) -> Iterator[tuple[PartOfRow, bool | None]]:
        columns = facts.columns
        for header, index in columns.verbatim:
            cell = facts.cell(index)
            if cell is None or index in (columns.key, columns.territory, columns.name, columns.image):
                continue
            value = _normalize_value(read_value(cell))
            known = {
                _normalize_value(text) for variant in variants for title, text in variant.values if title == header
            }
            if value in known:
                yield (index, "text"), True if self._is_telling(header, value) else None
            elif value in self._values.get(header, ()):  # else it may be damaged
                yield (index, "text"), False if known else None

    def _is_telling(self, header: str, value: str) -> bool:
        entries = self._values.get(header, {}).get(value, 0)
        return entries <= max(_MAX_ENTRIES, _MAX_SHARE * len(self.context.registry.entries))

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, int]]:
        """By header, each value of a column that is kept from translators, with the number of entries that have it."""
        found: dict[str, Counter[str]] = {}
        for entry in self.context.registry.entries.values():
            values = {(header, _normalize_value(text)) for variant in entry.variants for header, text in variant.values}
            for header, value in values:
                found.setdefault(header, Counter())[value] += 1
        return found

    def _compare_territories(self, facts: RowFacts, variants: Sequence[Variant]) -> bool | None:
        cell, codes = (
            facts.cell(facts.columns.territory),
            {code for variant in variants for code in variant.territories},
        )
        parts = self.context.naming.split(cell.text, self.context.locale) if cell else ()
        return _compare_values({part.match.code for part in parts if part.match}, codes)


def _is_left_aside(at: PartOfRow, agrees: bool | None, without: PartOfRow | None) -> bool:
    if without is None or at[0] != without[0]:
        return False
    if without[1] == "alt":
        return not agrees
    return at[1] != "text" or without[1] not in ("link", "image")


def _normalize_value(value: str) -> str:
    """A value without what a translator adds to a number: a counting word, the language's own decimal mark."""
    number = find_version(value)
    added = value.replace(number, "", 1).strip()
    is_counter = len(added) <= _MAX_COUNTER and not any(char.isascii() and char.isalnum() for char in added)
    return number if number and (is_counter or added in ("v", "V")) else keep_digits(value)


def _compare_value(value: str, known: Iterable[str]) -> bool | None:
    return _compare_values({value} - {""}, frozenset(known))


def _compare_values(values: Set[str], known: Set[str]) -> bool | None:
    return bool(values & known) if values and known else None
