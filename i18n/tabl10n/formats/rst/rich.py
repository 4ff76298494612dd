"""What docutils makes of what is too rich for ``inline``: markup, cells of several blocks, roles of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tabl10n.formats.rst.blocks import LITERAL_NEXT
from tabl10n.formats.rst.names import Names

if TYPE_CHECKING:
    from docutils import nodes

LONGEST = 10_000
"""The characters of the longest text that docutils is asked to read.

It looks for the end of each construct to the end of the text: so many of nothing but beginnings take 0.3 s, ten times
as many half a minute. No paragraph of words is as long.
"""
_DEFAULT_ROLE = re.compile(r"\.\. +default-role ?::[ \t]*(\S*)")


class Visible(NamedTuple):
    """What a reader sees, the first link and image, and of how many texts, links and images it is made."""

    text: str
    link: str
    image: str
    alt: str
    pieces: int


NOTHING = Visible("", "", "", "", 0)


def visible(parts: Sequence[nodes.Node], names: Names) -> Visible:
    """What a reader sees of ``parts``, a cell's inline nodes or its blocks."""
    seen = _Seen()
    for node in parts:
        seen.add(node, names)
    return seen.visible()


class _Seen:
    """The texts, links and images that a reader sees, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.links: list[str] = []
        self.images: list[tuple[str, str]] = []

    def visible(self) -> Visible:
        filled = sum(1 for text in self.texts if text.strip())
        pieces = filled + max(0, len(self.links) - 1) + max(0, len(self.images) - 1)
        image, alt = self.images[0] if self.images else ("", "")
        return Visible("".join(self.texts).strip(), self.links[0] if self.links else "", image, alt, pieces)

    def add(self, node: nodes.Node, names: Names) -> None:
        from docutils import nodes

        if isinstance(node, nodes.reference):
            link = leads(node, names)
            if link is None:
                self.texts.append(node.rawsource)
                return
            self.links.append(link)
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            self.texts.append(" ")
        if isinstance(node, nodes.image):
            self.images.append((node["uri"], node.get("alt", "")))
        elif isinstance(node, nodes.substitution_reference):
            self._substitute(node.astext(), names)
        elif isinstance(node, nodes.Text):
            self.texts.append(node.astext())
        elif not isinstance(node, (nodes.system_message, nodes.comment, nodes.substitution_definition)):
            for child in node.children:
                self.add(child, names)

    def _substitute(self, name: str, names: Names) -> None:
        found = names.substitution(name)
        if found and found.directive == "image":
            self.images.append((found.value.text, found.shown))
            self.links.extend(filter(None, [names.link(found.target).text]))
        elif found and found.directive == "replace":
            for node in parsed(found.value.text, names):
                self.add(node, names.within(name))
        else:
            self.texts.append(f"|{name}|")


def leads(reference: Any, names: Names) -> str | None:
    """Where a reference leads, nothing for a place in the file; None where docutils shows it as it is written."""
    name = reference.get("refname", "")
    return None if name and not names.knows(name) else reference.get("refuri") or names.target(name).text


def body(text: str, names: Names) -> list[nodes.Node]:
    """The body elements of ``text``, references unresolved. Nothing is included, executed or reported."""
    return _body(text, tuple(names.roles))


@lru_cache(maxsize=64)  # what a cell holds is asked first, and then what it says
def _body(text: str, directives: tuple[str, ...]) -> list[nodes.Node]:
    from docutils import utils
    from docutils.parsers.rst import Parser

    settings, _, _ = _machinery()
    document = utils.new_document("", settings)
    with _roles(directives):
        Parser().parse(text, document)
    return list(document.children)


def parsed(raw: str, names: Names) -> list[nodes.Node]:
    """The inline nodes of ``raw``, references unresolved. Nothing is included, executed or reported."""
    from docutils import utils
    from docutils.parsers.rst.states import Struct  # type: ignore[attr-defined]

    settings, inliner, language = _machinery()
    document = utils.new_document("", settings)
    memo = Struct(
        document=document,
        reporter=document.reporter,
        language=language,
        title_styles=[],
        section_level=0,
        section_bubble_up_kludge=False,
        inliner=inliner,
    )
    with _roles(tuple(names.roles)):
        parts, _ = inliner.parse(_shown(raw), 1, memo, document)
    return list(parts)


def _shown(raw: str) -> str:
    """A paragraph without what only says that code follows: one of two colons at its end, both after white space."""
    if not LITERAL_NEXT.search(raw):
        return raw
    text = raw.rstrip()[:-2]
    return text.rstrip() if not text or text[-1].isspace() else f"{text}:"


@contextmanager
def _roles(directives: tuple[str, ...]) -> Iterator[None]:
    """The roles of the file, which docutils keeps for all files in one place, in force for as long as this lasts."""
    from docutils.parsers.rst import roles

    known: dict[str, Any] = roles._roles  # type: ignore[attr-defined]
    before = dict(known)
    if directives:
        known.update(_defined(directives))
    try:
        yield
    finally:
        known.clear()
        known.update(before)


@lru_cache(maxsize=8)
def _defined(sources: tuple[str, ...]) -> dict[str, Any]:
    """What the directives ``role`` and ``default-role`` of a file define, by name; the default role's name is empty.

    Where the default changes on the way, or is a role that docutils does not know, it is a role of its own.
    """
    from docutils import nodes, utils
    from docutils.parsers.rst import Parser, roles

    def unknown(
        _: str, raw: str, text: str, *_more: object, **_options: object
    ) -> tuple[list[nodes.Node], list[nodes.Node]]:
        return [nodes.inline(raw, text, classes=["default-role"])], []

    settings, _, language = _machinery()
    document = utils.new_document("", settings)
    defaults = {match[1] for source in sources if (match := _DEFAULT_ROLE.match(source))}
    Parser().parse("\n\n".join(source for source in sources if not _DEFAULT_ROLE.match(source)), document)
    known: dict[str, Any] = dict(roles._roles)  # type: ignore[attr-defined]
    if defaults:
        role = roles.role(defaults.pop(), language, 1, document.reporter)[0] if len(defaults) == 1 else None
        known[""] = role or unknown
    return known


@cache
def _machinery() -> tuple[Any, Any, Any]:
    """Settings, inline parser and language, made once: they take longer than a cell."""
    from docutils.frontend import get_default_settings
    from docutils.parsers.rst import Parser, languages, states

    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.halt_level, settings.report_level, settings.warning_stream = 6, 5, ""
    settings._disable_config = True
    inliner = states.Inliner()
    inliner.init_customizations(settings)
    return settings, inliner, languages.get_language("en", None)
