"""What docutils makes of inline markup that is too rich for ``inline``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tabl10n.formats.rst.names import Names

if TYPE_CHECKING:
    from docutils import nodes


class Visible(NamedTuple):
    """What a reader sees, the first link and image, and of how many texts, links and images it is made."""

    text: str
    link: str
    image: str
    alt: str
    pieces: int


def visible(parts: Sequence[nodes.Node], names: Names) -> Visible:
    """What a reader sees of ``parts``, a cell's inline nodes."""
    texts: list[str] = []
    links: list[str] = []
    images: list[tuple[str, str]] = []
    for node in parts:
        _collect(node, names, texts, links, images)
    filled = sum(1 for text in texts if text.strip())
    pieces = filled + max(0, len(links) - 1) + max(0, len(images) - 1)
    image, alt = images[0] if images else ("", "")
    return Visible("".join(texts).strip(), links[0] if links else "", image, alt, pieces)


def _collect(node: nodes.Node, names: Names, texts: list[str], links: list[str], images: list[tuple[str, str]]) -> None:
    from docutils import nodes

    if isinstance(node, nodes.reference):
        name = node.get("refname", "")
        if name and not names.knows(name):  # docutils shows such a reference as it is written
            texts.append(node.rawsource)
            return
        links.append(node.get("refuri") or names.target(name).text)
    if isinstance(node, nodes.substitution_reference):
        _substitute(node.astext(), names, texts, links, images)
    elif isinstance(node, nodes.Text):
        texts.append(node.astext())
    elif not isinstance(node, (nodes.system_message, nodes.target)) or node.children:
        for child in node.children:
            _collect(child, names, texts, links, images)


def _substitute(name: str, names: Names, texts: list[str], links: list[str], images: list[tuple[str, str]]) -> None:
    found = names.substitution(name)
    if found is None:
        texts.append(f"|{name}|")
    elif found.directive == "image":
        images.append((found.value.text, found.shown))
        links.extend(filter(None, [names.link(found.target).text]))
    else:
        texts.append(found.value.text)


def parsed(raw: str) -> list[nodes.Node]:
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
    text = raw[:-1] if raw.endswith("::") and not raw.endswith("\\::") else raw
    parts, _ = inliner.parse(text, 1, memo, document)
    return list(parts)


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
