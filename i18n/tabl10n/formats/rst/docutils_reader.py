"""Reading with docutils: inline markup, cells of several blocks, roles that a file defines.

docutils is imported when the first text is read: most files need none of it. ``elements`` interprets its nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from tabl10n.formats.rst.line_patterns import LITERAL_NEXT

if TYPE_CHECKING:
    from docutils import nodes

MAX_PARSED_CHARACTERS = 10_000
"""The characters of the longest text that docutils is asked to read.

It looks for the end of each construct to the end of the text: so many of nothing but beginnings take 0.3 s, ten times
as many half a minute. No paragraph of words is as long.
"""
_DEFAULT_ROLE = re.compile(r"\.\. +default-role ?::[ \t]*(\S*)")


@lru_cache(maxsize=64)  # a cell is asked first what blocks it holds, and then what they show
def read_block_nodes(text: str, directives: tuple[str, ...]) -> list[nodes.Node]:
    """Read the body elements of ``text``, references unresolved. Nothing is included, executed or reported.

    Text of which the blocks are too deep in one another for docutils is one block.
    """
    from docutils import nodes, utils
    from docutils.parsers.rst import Parser

    settings, _, _ = _make_parser()
    document = utils.new_document("", settings)
    try:
        with _use_roles(directives):
            Parser().parse(text, document)
    except RecursionError:
        return [nodes.literal_block(text, text)]
    return list(document.children)


def read_inline_nodes(raw: str, directives: tuple[str, ...]) -> list[nodes.Node]:
    """Read the inline nodes of ``raw``, references unresolved. Nothing is included, executed or reported.

    ``directives`` are those of the file that define roles.
    """
    from docutils import utils
    from docutils.parsers.rst.states import Struct  # type: ignore[attr-defined]

    settings, inliner, language = _make_parser()
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
    with _use_roles(directives):
        parts, _ = inliner.parse(_drop_literal_mark(raw), 1, memo, document)
    return list(parts)


def _drop_literal_mark(raw: str) -> str:
    """A paragraph without what only says that code follows: one of two colons at its end, both after white space."""
    if not LITERAL_NEXT.search(raw):
        return raw
    text = raw.rstrip()[:-2]
    return text.rstrip() if not text or text[-1].isspace() else f"{text}:"


@contextmanager
def _use_roles(directives: tuple[str, ...]) -> Iterator[None]:
    """The roles of the file, which docutils keeps for all files in one place, in force for as long as this lasts."""
    from docutils.parsers.rst import roles

    known: dict[str, Any] = roles._roles  # type: ignore[attr-defined]
    before = dict(known)
    if directives:
        known.update(_define_roles(directives))
    try:
        yield
    finally:
        known.clear()
        known.update(before)


@lru_cache(maxsize=8)
def _define_roles(sources: tuple[str, ...]) -> dict[str, Any]:
    """What the directives ``role`` and ``default-role`` of a file define, by name; the default role's name is empty.

    Where the default changes on the way, or is a role that docutils does not know, it is a role of its own.
    """
    from docutils import nodes, utils
    from docutils.parsers.rst import Parser, roles

    def unknown(
        _: str, raw: str, text: str, *_more: object, **_options: object
    ) -> tuple[list[nodes.Node], list[nodes.Node]]:
        return [nodes.inline(raw, text, classes=["default-role"])], []

    settings, _, language = _make_parser()
    document = utils.new_document("", settings)
    defaults = {match[1] for source in sources if (match := _DEFAULT_ROLE.match(source))}
    with suppress(RecursionError):  # what is too deep for docutils defines nothing
        Parser().parse("\n\n".join(source for source in sources if not _DEFAULT_ROLE.match(source)), document)
    known: dict[str, Any] = dict(roles._roles)  # type: ignore[attr-defined]
    if defaults:
        role = roles.role(defaults.pop(), language, 1, document.reporter)[0] if len(defaults) == 1 else None
        known[""] = role or unknown
    return known


@cache
def _make_parser() -> tuple[Any, Any, Any]:
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
