"""Which blocks of the source those of a copy are translations of, as far as the page's shape tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.document import Block, Document, Table

_HEADINGS = ("title", "heading")


# A paragraph stays one wherever the first table is.
_PARAGRAPHS = ("introduction", "paragraph")


class BlockPair(NamedTuple):
    """A block of the copy, and the one of the source that it is a translation of.

    ``siblings`` are the items of the copy below the same heading, where it is one: they may be in another order.
    """

    copy: Block
    source: Block
    siblings: Sequence[Block] = ()


class _Section(NamedTuple):
    """A heading, None before the first one, and the other blocks below it."""

    heading: Block | None
    blocks: Sequence[Block | Table]

    @property
    def shape(self) -> Sequence[str]:
        """The kinds of its blocks."""
        return [_name_kind(block) for block in self.blocks]

    def drop_nested(self) -> _Section:
        """The section with its paragraphs and tables alone."""
        return self._replace(blocks=[block for block in self.blocks if _name_kind(block) in ("paragraph", "table")])


def pair_blocks(copy: Document, source: Document) -> Iterator[BlockPair]:
    """Yield the pairs of two pages with the same headings, by their levels; below those that hold as much, in order.

    Where a translator has added, left out or joined something nobody can tell what belongs together, and nothing is
    paired; but paragraphs are, where only lists or notes differ.
    """
    copied_sections, source_sections = _split(copy), _split(source)
    if list(map(_find_level, copied_sections)) != list(map(_find_level, source_sections)):
        return
    for own, other in zip(copied_sections, source_sections, strict=True):
        if own.heading and other.heading:
            yield BlockPair(own.heading, other.heading)
        yield from _pair_below(own, other)


def _pair_below(own: _Section, other: _Section) -> Iterator[BlockPair]:
    if own.shape != other.shape:
        own, other = own.drop_nested(), other.drop_nested()
    if own.shape != other.shape:
        return
    items = [block for block in own.blocks if isinstance(block, Block) and block.kind == "item"]
    for one, another in zip(own.blocks, other.blocks, strict=True):
        if isinstance(one, Block) and isinstance(another, Block):
            yield BlockPair(one, another, items if one.kind == "item" else ())


def _name_kind(block: Block | Table) -> str:
    if isinstance(block, Table):
        return "table"
    return "paragraph" if block.kind in _PARAGRAPHS else block.kind


def _split(document: Document) -> Sequence[_Section]:
    sections: list[_Section] = []
    heading: Block | None = None
    below: list[Block | Table] = []
    for block in document.blocks():
        if isinstance(block, Block) and block.kind in _HEADINGS:
            sections.append(_Section(heading, below))
            heading, below = block, []
        else:
            below.append(block)
    return [*sections, _Section(heading, below)]


def _find_level(section: _Section) -> int:
    return section.heading.level if section.heading else 0
