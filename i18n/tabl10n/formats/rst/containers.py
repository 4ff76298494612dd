"""What is open around the blocks of a reStructuredText file, by how far its lines are indented."""

from __future__ import annotations

from typing import NamedTuple

from tabl10n.document import Container
from tabl10n.nodes import MAX_DEPTH


class ListMark(NamedTuple):
    """The mark of an item: a bullet, or how a number is written; and the number, None for a bullet."""

    written: str
    number: int | None

    @staticmethod
    def read(text: str) -> ListMark:
        """The mark that ``text`` is, white space around it. A letter counts as 1: nobody begins with another."""
        mark = text.strip()
        number = mark.strip("().")
        if not (number.isalnum() or number == "#") or number == mark:
            return ListMark(mark, None)
        is_digits = number.isdecimal() and len(number) < 10
        return ListMark(mark.replace(number, "1" if is_digits else "a"), int(number) if is_digits else 1)


class IndentedContainer(NamedTuple):
    """What holds lines that are indented so far at least, and what a paragraph in it is; empty where that stays.

    ``container`` is what it is to the blocks in it, if anything. A list has its ``mark``, and the ``column`` of it.
    """

    indent: int
    kind: str
    container: Container | None = None
    mark: str = ""
    column: int = 0


class IndentedContainers:
    """The containers that are open, the outermost first."""

    def __init__(self) -> None:
        self.open: list[IndentedContainer] = []

    def add(self, indent: int, kind: str, container: Container | None = None) -> None:
        """Open what holds lines that are indented so far."""
        self.open.append(IndentedContainer(indent, kind, container))

    def add_item(self, column: int, indent: int, mark: ListMark, start: int, closed: IndentedContainer | None) -> None:
        """Open an item, in a list of its own unless ``closed`` has the same marks."""
        found = Container("list", start, "", mark.number)
        if closed is not None and closed.mark == mark.written and closed.container is not None:
            found = closed.container
        self.open.append(IndentedContainer(indent, "item", found, mark.written, column))
        self.open.append(IndentedContainer(indent, "item", Container("item", start)))

    def close(self, indent: int) -> IndentedContainer | None:
        """Close what holds no lines of that indentation; the list whose next item may begin there, if there is one."""
        closed = None
        while self.open and self.open[-1].indent > indent:
            container = self.open.pop()
            closed = container if container.mark and container.column == indent else closed
        return closed

    @property
    def has_any(self) -> bool:
        """Whether anything is open."""
        return bool(self.open)

    @property
    def kind(self) -> str:
        """What a paragraph is in all that is open."""
        if any(not container.kind for container in self.open):
            return ""
        return self.open[-1].kind if self.open else "paragraph"

    @property
    def containers(self) -> tuple[Container, ...]:
        """What a block is in, down to a bound."""
        return tuple([one.container for one in self.open if one.container][:MAX_DEPTH]) if self.open else ()
