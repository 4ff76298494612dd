"""Which headings and paragraphs of the source those of a copy are translations of, as far as the page's shape tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.document import Block, Document, Table

_HEADINGS = ("title", "heading")


class BlockPair(NamedTuple):
    """A heading or paragraph of the copy, and the one of the source that it is a translation of."""

    copy: Block
    source: Block


class _Section(NamedTuple):
    """A heading, None before the first one, and the paragraphs and tables below it."""

    heading: Block | None
    blocks: Sequence[Block | Table]

    @property
    def shape(self) -> Sequence[bool]:
        """Which of its blocks are tables."""
        return [isinstance(block, Table) for block in self.blocks]


def pair_blocks(copy: Document, source: Document) -> Iterator[BlockPair]:
    """Yield the pairs of two pages with the same headings, by their levels; below those that hold as much, in order.

    Where a translator has added, left out or joined something nobody can tell what belongs together, and nothing is
    paired.
    """
    ours, theirs = _split(copy), _split(source)
    if list(map(_level, ours)) != list(map(_level, theirs)):
        return
    for own, other in zip(ours, theirs, strict=True):
        if own.heading and other.heading:
            yield BlockPair(own.heading, other.heading)
        if own.shape == other.shape:
            for one, another in zip(own.blocks, other.blocks, strict=True):
                if isinstance(one, Block) and isinstance(another, Block):
                    yield BlockPair(one, another)


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


def _level(section: _Section) -> int:
    return section.heading.level if section.heading else 0
