"""What is on a page and not in the file that is built of it in another format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.document import Block, Container, Document, Verbatim
from tabl10n.text.counting import format_count

# What a block is called that is in one of these, whatever its kind.
_CONTAINED = {"item": "list item", "quotation": "quotation", "note": "note", "tab": "tab", "definition": "definition"}


class LeftOut(NamedTuple):
    """Something that is left out: its first line, from 1, what it is, and whether readers see words in it.

    Words in what is no part of a document are given to no translator.
    """

    line: int
    name: str
    has_words: bool = False


def describe(left_out: Sequence[LeftOut]) -> str:
    """``3 list items, 1 code block``: what is left out, in the order in which each kind first comes."""
    return ", ".join(format_count(number, name) for name, number in Counter(one.name for one in left_out).items())


def list_blocks(document: Document) -> Iterator[LeftOut]:
    """Each block of ``document`` that is more than a heading or a paragraph; what is in one item or note, once."""
    seen: set[Container] = set()
    for part in document.parts():
        if isinstance(part, Verbatim):
            if part.kind == "code":
                yield LeftOut(part.line, "code block")
        elif isinstance(part, Block) and not is_flat(part) and not seen.intersection(part.containers[-1:]):
            seen.update(part.containers[-1:])
            yield LeftOut(part.line, _name_block(part))


def is_flat(block: Block) -> bool:
    """Whether the block is in no other one, and is a heading, a paragraph or a line like it."""
    return not block.containers and block.kind not in ("term", "label")


def _name_block(block: Block) -> str:
    return _CONTAINED.get(block.containers[-1].kind, block.kind) if block.containers else block.kind
