"""The structure of a built page: its elements, block by block, without words. Inside a block their order may differ."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_INLINE = frozenset("a abbr b badge br cite code del em i img input kbd s small span strong sub sup".split())
_VOID = frozenset("br col hr img input link meta".split())
# What follows from words: anchors, titles, numbers, what is said to those who see nothing.
_OF_WORDS = frozenset("id title alt for name aria-label aria-labelledby aria-describedby".split())
# Marks that show where markup was not understood.
_LEFT_OVER = re.compile(r"[*`{}<>]|\]\(|:::|!!!|\?\?\?|===|\$")


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, list[str]]] = [("", [])]
        self.open: list[tuple[str, int]] = [("", 0)]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = sorted(f" {name}={value}" for name, value in attributes if not _is_of_words(name, value or ""))
        element = tag + "".join(told)
        if tag in _INLINE:
            self.inside.append(element)
            return
        self.blocks.append((f"{'  ' * len(self.open)}{element}", []))
        if tag not in _VOID:
            self.open.append((tag, len(self.blocks) - 1))

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open[-1][0] == "pre":
            self.inside.append(data)
        elif data.strip():
            self.inside.extend(_LEFT_OVER.findall(data))
            self.inside[:] = [*self.inside, "text"] if "text" not in self.inside else self.inside

    @property
    def inside(self) -> list[str]:
        return self.blocks[self.open[-1][1]][1]


def _is_of_words(name: str, value: str) -> bool:
    return name in _OF_WORDS or (name == "href" and value.startswith("#")) or "admonition-" in value


def outline(html: str) -> list[str]:
    """A line for each block: its element, and what elements and marks are in it."""
    parser = _Outline()
    parser.feed(html)
    return [f"{block}: {' '.join(sorted(inside))}" for block, inside in parser.blocks]
