"""Markup in changed reStructuredText: only what the source holds stays markup, all else is text.

A translation comes from anybody. A link, an image, a role, a target, code or emphasis that the source message does not
have is written so that docutils shows the characters as they were typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tabl10n.document import Block, Cell, Document, Edit
from tabl10n.formats.lines import split_lines
from tabl10n.formats.rst.blocks import find_blocks
from tabl10n.formats.rst.cell_blocks import describe_other_blocks
from tabl10n.formats.rst.cell_reader import COUNTED
from tabl10n.formats.rst.docutils_reader import MAX_PARSED_CHARACTERS
from tabl10n.formats.rst.elements import Element, parse_blocks, parse_inline
from tabl10n.formats.rst.escape import RULE, WrittenPart, escape, escape_between, escape_end, escape_start, join
from tabl10n.formats.rst.inline import is_line_block, read_inline
from tabl10n.formats.rst.line_patterns import LINE_BLOCK
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.parser import fold, get_parsed
from tabl10n.nodes import Markup

# Markup that holds a reader's words: a translation may change them. All other markup has to stay as it is, above all
# a role that only the file itself or Sphinx knows, which may well be raw HTML.
_WORDED = frozenset({"emphasis", "strong", "literal", "title_reference", "subscript", "superscript"})


_ESCAPED_SPACE = "\\ "
# Letters of languages that are written without spaces: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_GLUE = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_GLUED = re.compile(rf"{_GLUE.pattern}[*`|:\[]|[*`|_]{_GLUE.pattern}")
_SPACE_BESIDE_MARKUP = re.compile(r"(?<=[`*|_])\\ |(?<=[^\W_])\\ (?=[`*|:\[])")
# What may be markup: code, strong and emphasised words, a role, a link, a substitution, a footnote.
_MARKED = re.compile(
    r"``[^`]+``|(?::[\w.+:-]+:)?`[^`\s](?:[^`]*[^`\s])?`_{0,2}|\*\*[^\s*](?:[^*]*[^\s*])?\*\*|\*[^\s*](?:[^*]*[^\s*])?\*"
    r"|\|[^\s|](?:[^|]*[^\s|])?\|_{0,2}|\[(?:[#*]?[\w-]*)\]_",
    re.ASCII,
)


class _RstConstruct(NamedTuple):
    """A kind of markup, and where it leads, what it defines or how it is written, where that matters."""

    kind: str
    target: str = ""


def translate(document: Document, part: Cell | Block, translation: str) -> Edit:
    """The edit that replaces ``part`` by ``translation``; markup that ``part`` does not have is text."""
    names = get_parsed(document).names
    if isinstance(part, Block):
        source = write_prose(translation, part.text, names)
        return Edit(part.span, read_inline(source, None, names), source)
    if name := describe_other_blocks(part.markup):
        return Edit(part.span, (Markup(translation, " ".join(translation.split()), name),), translation)
    source = write_translated_cell(translation, part.markup, names)
    return Edit(part.span, read_inline(source, None, names), source)


def escape_unexpected_markup(text: str, source_text: str, names: Names) -> str:
    """``text`` (inline reStructuredText) as it is where it holds no construct that ``source_text`` has not, else with
    every other one escaped. What is nothing but escapes is text too, for a reader would see nothing.
    """
    if len(text) > MAX_PARSED_CHARACTERS:
        return escape(text)
    allowed = frozenset(_find_constructs(parse_inline(source_text, names)))
    text = _separate_markup(text, allowed, names)
    found = parse_inline(text, names)
    if not any(element.text for element in found):
        return escape(text)
    if allowed.issuperset(_find_constructs(found)):
        return text
    written = join(list(_write_parts(found, allowed)))
    # What was text may be now where it makes a role of its neighbour.
    return written if allowed.issuperset(_find_constructs(parse_inline(written, names))) else escape(text)


def separate_markup(text: str, source_text: str, names: Names) -> str:
    """``text``, a translation of ``source_text``, with the escaped spaces that it is written with.

    What an escaped space is between shows as if it touched: a word joiner in it tells that it does not.
    """
    if len(text) > MAX_PARSED_CHARACTERS:
        return text
    if _GLUED.search(text):
        text = _separate_markup(text, frozenset(_find_constructs(parse_inline(source_text, names))), names)
    return _SPACE_BESIDE_MARKUP.sub("\\\\ \u2060\\\\ ", text)


def _separate_markup(text: str, allowed: frozenset[_RstConstruct], names: Names) -> str:
    """``text`` with escaped spaces around markup between letters of a language without spaces, where docutils sees none
    otherwise; as it is where that shows the same, or makes markup that the source does not have.
    """
    separated = "".join(_separate_pieces(text)) if allowed and _GLUED.search(text) else text
    if separated == text:
        return text
    found, before = parse_inline(separated, names), parse_inline(text, names)
    named = [element for element in found if not element.is_link_target]  # the name of one is not kept
    is_same = [element.text for element in found] == [element.text for element in before]
    return separated if not is_same and allowed.issuperset(_find_constructs(named)) else text


def _separate_pieces(text: str) -> Iterator[str]:
    """Yield ``text`` in pieces, with an escaped space between markup and the letters or the markup that touch it."""
    done = 0
    for match in _MARKED.finditer(text):
        yield text[done : match.start()]
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        is_glued = _is_glued(before) or _is_glued(after)
        if (is_glued and _is_letter(before)) or (done and done == match.start()):
            yield _ESCAPED_SPACE
        yield match[0]
        if is_glued and _is_letter(after):
            yield _ESCAPED_SPACE
        done = match.end()
    yield text[done:]


def _is_letter(character: str) -> bool:
    return character.isalnum() or _is_glued(character)


def _is_glued(letter: str) -> bool:
    return _GLUE.fullmatch(letter) is not None


def moves_links(text: str, source_text: str, names: Names) -> bool:
    """Whether ``text`` instead of ``source_text`` gives links to others: docutils counts those without a name.

    An anonymous link or a numbered footnote leads to the next target that is left, so that there must be as many as
    before. The same ones in another order would be exchanged too.
    """
    if not any(COUNTED.search(one) for one in (text, source_text) if "__" in one or "]_" in one):
        return False
    before, after = (list(_find_counted_links(parse_inline(one, names))) for one in (source_text, text))
    if Counter(kind for kind, _ in before) != Counter(kind for kind, _ in after):
        return True
    return before != after and Counter(before) == Counter(after)


def _find_counted_links(found: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """The kind and the text of each link that has no name."""
    for element in found:
        attributes = element.attributes
        is_link = element.kind == "reference" and "refuri" not in attributes
        is_footnote = element.kind == "footnote_reference" and attributes.get("auto")
        if (is_link or is_footnote) and not attributes.get("refname"):
            yield f"{element.kind} {attributes.get('auto', '')}", element.text
        yield from _find_counted_links(element.children)


def write_prose(text: str, source_text: str, names: Names) -> str:
    """The source, on one line, of a heading or paragraph that replaces ``source_text``."""
    folded = fold(text.strip())
    return _escape_as_paragraph(escape_unexpected_markup(folded, source_text, names), folded)


def write_translated_cell(text: str, source_text: str, names: Names) -> str:
    """Write the translation of a cell that holds ``source_text``: one paragraph on one line, or a line block where
    both are one.
    """
    lines = text.split("\n")
    source_words = " ".join(LINE_BLOCK.sub("", line) for line in source_text.split("\n"))
    if is_line_block(lines) and is_line_block(source_text.split("\n")):
        bare = (LINE_BLOCK.sub("", line) for line in lines)
        return "\n".join(f"| {escape_unexpected_markup(line, source_words, names)}".rstrip() for line in bare)
    return escape_end(write_prose(text, source_words, names))


def has_same_blocks(text: str, source_text: str, names: Names) -> bool:
    """Whether ``text`` has the lines, the blocks and no other markup than ``source_text``, of several blocks."""
    lines, source_lines = text.split("\n"), source_text.split("\n")
    if len(text) > MAX_PARSED_CHARACTERS or list(map(_measure_indent, lines)) != list(
        map(_measure_indent, source_lines)
    ):
        return False
    found, known = parse_blocks(text, names), parse_blocks(source_text, names)
    if list(_describe_blocks(found)) != list(_describe_blocks(known)):
        return False
    allowed = {construct for block in _find_paragraphs(known) for construct in _find_constructs(block.children)}
    return allowed.issuperset(
        construct for block in _find_paragraphs(found) for construct in _find_constructs(block.children)
    )


def _measure_indent(line: str) -> int:
    """How far a line is indented; -1 for a blank one."""
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.strip() else -1


def _describe_blocks(found: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """The blocks, each with its attributes besides its text: a list's mark, an image's address.

    A directive that is unknown or not allowed is a message that holds its source.
    """
    for block in found:
        if block.kind == "system_message":
            yield block.kind, "".join(child.text for child in block.children[1:])
            continue
        attributes = {
            name: value for name, value in block.attributes.items() if value and name not in ("ids", "backrefs")
        }
        yield block.kind, repr(sorted(attributes.items()))
        if block.level == "block":
            yield from _describe_blocks(block.children)


def _find_paragraphs(found: Sequence[Element]) -> Iterator[Element]:
    """The parts that hold inline content: paragraphs, terms, lines."""
    for block in found:
        if block.level == "block":
            yield from _find_paragraphs(block.children)
        else:
            yield block


def _escape_as_paragraph(written: str, text: str) -> str:
    """``written``, its first mark escaped where that would make a list or the like of it, else ``text`` escaped."""
    return next(filter(_is_paragraph, (written, escape_start(written))), escape(text))


def _is_paragraph(text: str) -> bool:
    found, _ = find_blocks(text, split_lines(text))
    is_one = [block.kind for block in found] == ["paragraph"] and found[0].span == (0, len(text))
    return is_one and not RULE.fullmatch(text)


def _find_constructs(found: Sequence[Element]) -> Iterator[_RstConstruct]:
    for element in found:
        if construct := _describe_construct(element):
            yield construct
        yield from _find_constructs(element.children)


def _describe_construct(element: Element) -> _RstConstruct | None:
    """What the element is markup for; None for text."""
    kind, attributes = element.kind, element.attributes
    if kind in ("#text", "system_message"):
        return None
    if kind in _WORDED and not attributes["classes"]:
        return _RstConstruct(kind)
    if kind == "reference":
        return _RstConstruct(kind, element.url or f"{attributes.get('refname', '')}_")
    if kind == "target":
        return _RstConstruct(kind, " ".join([*attributes["names"], *attributes["dupnames"]]))
    return _RstConstruct(kind, element.text if kind == "substitution_reference" else element.source)


def _write_parts(found: Sequence[Element], allowed: frozenset[_RstConstruct]) -> Iterator[WrittenPart]:
    """The source of the elements, written again; what is not ``allowed`` is text."""
    text = ""
    for element, following in zip_longest(found, found[1:]):
        held = set(_find_constructs([element]))
        if not held or element.is_link_target or not held <= allowed:
            text += _find_typed_text(element)
            continue
        if text:
            yield WrittenPart(escape_between(text), is_text=True)
        text = ""
        defines = following is not None and following.is_link_target and _describe_construct(following) in allowed
        yield WrittenPart(element.source if defines else _remove_name(element.source), is_text=False)
    if text:
        yield WrittenPart(escape_between(text), is_text=True)


def _find_typed_text(element: Element) -> str:
    """What was typed for the element; nothing for one that has no source of its own."""
    if element.kind == "system_message" or element.is_link_target:
        return ""
    return element.characters or element.source


def _remove_name(source: str) -> str:
    """```text <address>`_`` made one that defines no target: other references may use that name."""
    return f"{source}_" if source.endswith(">`_") else source
