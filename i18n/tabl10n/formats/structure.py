"""The blocks of a document inside of one another, as renderers of lists, quotations and notes need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tabl10n.document import Block, Container, Document, Table, Verbatim
from tabl10n.nodes import Text, join_texts


@dataclass(slots=True)
class Branch:
    """A container, and what is in it, in order."""

    container: Container
    children: list[Branch | Block | Table | Verbatim] = field(default_factory=list)


Part = Branch | Block | Table | Verbatim


def build_tree(document: Document) -> list[Part]:
    """The blocks of ``document`` in order, those in one container as its branch.

    Terms and definitions that follow one another are in a container of the kind ``definitions``.
    """
    root: list[Part] = []
    open_: list[Branch] = []
    for part in document.parts():
        wanted = part.containers
        depth = 0
        while depth < min(len(open_), len(wanted)) and _is_same(open_[depth].container, wanted[depth]):
            depth += 1
        del open_[depth:]
        for container in wanted[depth:]:
            branch = Branch(container)
            (open_[-1].children if open_ else root).append(branch)
            open_.append(branch)
        (open_[-1].children if open_ else root).append(part)
    return list(_group_definitions(root))


def _is_same(one: Container, other: Container) -> bool:
    return one.kind == other.kind and one.start == other.start


def _group_definitions(parts: Sequence[Part]) -> Iterator[Part]:
    group: Branch | None = None
    for part in parts:
        if isinstance(part, Branch):
            part.children = list(_group_definitions(part.children))
        if not is_definition(part) and not (isinstance(part, Block) and part.kind == "term"):
            group = None
            yield part
            continue
        if group is None:
            start = part.container.start if isinstance(part, Branch) else part.span.start
            group = Branch(Container("definitions", start))
            yield group
        group.children.append(part)


def is_definition(part: Part) -> bool:
    """Whether ``part`` is what is in a definition."""
    return isinstance(part, Branch) and part.container.kind == "definition"


def split_label(parts: Sequence[Part]) -> tuple[Block | None, Sequence[Part]]:
    """The title that ``parts``, the content of a note or a tab, begin with, if any, and the others."""
    label = parts[0]
    return (label, parts[1:]) if isinstance(label, Block) and label.kind == "label" else (None, parts)


def is_paragraph(part: Part) -> bool:
    """Whether ``part`` is a paragraph, and no heading or label."""
    return isinstance(part, Block) and not part.level and part.kind != "label"


def add_box(name: str, parts: Sequence[Part]) -> Sequence[Part]:
    """``parts``, those of an item called ``name``, with the box of a task as text, where it is one."""
    first = parts[0]
    if not name or not isinstance(first, Block) or not is_paragraph(first):
        return parts
    return (replace(first, content=tuple(join_texts([Text(f"[{name}] "), *first.nodes]))), *parts[1:])


def indent(text: str, first: str, others: str) -> str:
    """The lines of ``text`` with ``first`` before the first one and ``others`` before the others, but empty ones."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(f"{others}{line}" if line else others.rstrip() for line in lines[1:])])
