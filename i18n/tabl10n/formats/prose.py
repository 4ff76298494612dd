"""Headings and paragraphs around the tables: what each of them is, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tabl10n.document import Block, BlockKind


def assign_kinds(prose: Iterable[Block], first_table_line: float) -> tuple[Block, ...]:
    """``prose`` (headings and paragraphs in order) with the first heading as title, and as introduction what is above
    the first table; ``first_table_line`` is infinite where there is none.
    """
    return tuple(_assign_kinds(prose, first_table_line))


def _assign_kinds(prose: Iterable[Block], first_table_line: float) -> Iterator[Block]:
    title_seen = False
    for part in prose:
        kind: BlockKind = part.kind
        if kind == "heading" and not title_seen:
            kind, title_seen = "title", True
        elif kind == "paragraph" and part.line < first_table_line:
            kind = "introduction"
        yield replace(part, kind=kind)
