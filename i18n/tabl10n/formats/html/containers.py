"""What is open around the blocks of an HTML page: lists, quotations, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from tabl10n.document import Container, ContainerKind
from tabl10n.formats.html.tokens import Tag, read_attributes
from tabl10n.nodes import MAX_DEPTH

_KINDS: Mapping[str, ContainerKind] = {
    "ul": "list",
    "ol": "list",
    "li": "item",
    "blockquote": "quotation",
    "dd": "definition",
    "details": "tab",
}
# What may be a note, by its class.
_PARTS = frozenset({"div", "aside", "section"})
# What ends another element of the kind that is open, unless one of the others is open in between.
_IMPLIED_ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dd": (frozenset({"dd"}), frozenset({"dl"})),
    "dt": (frozenset({"dd"}), frozenset({"dl"})),
}
_NOTE = "admonition"


class _OpenTag(NamedTuple):
    name: str
    container: Container | None


class OpenContainers:
    """The elements that are open, down to a bound; ``found`` are the containers that they make, the outermost first."""

    def __init__(self) -> None:
        self.open: list[_OpenTag] = []
        self.too_deep: Counter[str] = Counter()  # elements that were not opened, by name, until their end tags
        self.found: tuple[Container, ...] = ()

    def start(self, tag: Tag, source: str) -> None:
        """An element begins."""
        name = tag.name
        if name in _IMPLIED_ENDS:
            self._end_implied(name)
        if name not in _KINDS and name not in _PARTS and name != "dl":
            return
        if len(self.open) >= MAX_DEPTH:
            self.too_deep[name] += 1
            return
        self.open.append(_OpenTag(name, _make_container(tag, source)))
        self._update()

    def end(self, name: str) -> None:
        """An end tag: it ends the last element of that name, and those in it."""
        if self.too_deep[name]:
            self.too_deep[name] -= 1
        elif any(element.name == name for element in self.open):
            while self.open.pop().name != name:
                pass
            self._update()

    def check(self, tag: Tag, source: str) -> bool:
        """Whether the ``input`` that ``tag`` begins is the box of a task, which the innermost item then is."""
        attributes = read_attributes(tag, source)
        if "type" not in attributes or attributes["type"].value.lower() != "checkbox" or not self.open:
            return False
        name, container = self.open[-1]
        if name != "li" or container is None:
            return False
        self.open[-1] = _OpenTag(name, container._replace(name="x" if "checked" in attributes else " "))
        self._update()
        return True

    def _end_implied(self, name: str) -> None:
        ended, bounds = _IMPLIED_ENDS[name]
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number].name in bounds:
                return
            if self.open[number].name in ended:
                del self.open[number:]
                self._update()
                return

    def _update(self) -> None:
        self.found = tuple(element.container for element in self.open if element.container)


def _make_container(tag: Tag, source: str) -> Container | None:
    """What the element that ``tag`` begins is to the blocks in it; None where it is nothing."""
    if tag.name in _PARTS:
        if _NOTE not in source[tag.start : tag.end]:
            return None
        classes = read_attributes(tag, source).get("class")
        names = classes.value.lower().split() if classes else []
        return (
            Container("note", tag.start, next((name for name in names if name != _NOTE), ""))
            if _NOTE in names
            else None
        )
    kind = _KINDS.get(tag.name)
    if kind is None:
        return None
    return Container(kind, tag.start, "", _read_start(tag, source) if tag.name == "ol" else None)


def _read_start(tag: Tag, source: str) -> int:
    start = read_attributes(tag, source).get("start")
    return int(start.value) if start and start.value.isdecimal() and len(start.value) < 10 else 1
