"""Markup in changed reStructuredText: only what the source holds stays markup, all else is text.

A translation comes from anybody. A link, an image, a role, a target, code or emphasis that the source message does not
have is written so that docutils shows the characters as they were typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from tabl10n.formats.lines import split_lines
from tabl10n.formats.rst.blocks import LINE_BLOCK, blocks
from tabl10n.formats.rst.escape import RULE, Part, escape, escape_between, escape_end, escape_start, join
from tabl10n.formats.rst.inline import COUNTED
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.parser import fold
from tabl10n.formats.rst.rich import LONGEST, body, leads, parsed

# Markup that holds a reader's words: a translation may change them. All other markup has to stay as it is, above all
# a role that only the file itself or Sphinx knows, which may well be raw HTML.
_WORDED = frozenset({"emphasis", "strong", "literal", "title_reference", "subscript", "superscript"})

_Node = Any  # docutils' stubs leave out what a node is called and what it was written as


class _Construct(NamedTuple):
    """A kind of markup, and where it leads, what it defines or how it is written, where that matters."""

    kind: str
    target: str = ""


def restrained(text: str, source_text: str, names: Names) -> str:
    """``text`` (inline reStructuredText) as it is where it holds no construct that ``source_text`` has not, else with
    every other one escaped. What is nothing but escapes is text too, for a reader would see nothing.
    """
    if len(text) > LONGEST:
        return escape(text)
    allowed = frozenset(_constructs(parsed(source_text, names), names))
    found = parsed(text, names)
    if not any(node.astext() for node in found):
        return escape(text)
    if allowed.issuperset(_constructs(found, names)):
        return text
    written = join(list(_parts(found, allowed, names)))
    # What was text may have come to stand where it makes a role of its neighbour.
    return written if allowed.issuperset(_constructs(parsed(written, names), names)) else escape(text)


def moves_links(text: str, source_text: str, names: Names) -> bool:
    """Whether ``text`` in the place of ``source_text`` gives links to others: docutils counts those without a name.

    An anonymous link or a numbered footnote leads to the next target that is left, so that there must be as many as
    before. The same ones in another order would change places too.
    """
    if not any(COUNTED.search(one) for one in (text, source_text) if "__" in one or "]_" in one):
        return False
    before, after = (list(_counted(parsed(one, names))) for one in (source_text, text))
    if Counter(kind for kind, _ in before) != Counter(kind for kind, _ in after):
        return True
    return before != after and Counter(before) == Counter(after)


def _counted(found: Sequence[_Node]) -> Iterator[tuple[str, str]]:
    """The kind and the text of each link that has no name."""
    for node in found:
        is_link = node.tagname == "reference" and "refuri" not in node and not node.get("refname")
        if is_link or (node.tagname == "footnote_reference" and node.get("auto") and not node.get("refname")):
            yield f"{node.tagname} {node.get('auto', '')}", node.astext()
        yield from _counted(node.children)


def prose(text: str, source_text: str, names: Names) -> str:
    """The source, on one line, of a heading or paragraph that takes the place of ``source_text``."""
    folded = fold(text.strip())
    return _as_paragraph(restrained(folded, source_text, names), folded)


def cell(text: str, source_text: str, names: Names) -> str:
    """The source of a cell that takes the place of ``source_text``: one paragraph on one line, or a line block where
    both are that.
    """
    lines = text.split("\n")
    said = " ".join(LINE_BLOCK.sub("", line) for line in source_text.split("\n"))
    if is_line_block(lines) and is_line_block(source_text.split("\n")):
        bare = (LINE_BLOCK.sub("", line) for line in lines)
        return "\n".join(f"| {restrained(line, said, names)}".rstrip() for line in bare)
    return escape_end(prose(text, said, names))


def same_blocks(text: str, source_text: str, names: Names) -> bool:
    """Whether ``text`` has the lines, the blocks and no other markup than ``source_text``, of several blocks."""
    lines, source_lines = text.split("\n"), source_text.split("\n")
    if len(text) > LONGEST or list(map(_indent, lines)) != list(map(_indent, source_lines)):
        return False
    found, known = body(text, names), body(source_text, names)
    if list(_outline(found)) != list(_outline(known)):
        return False
    allowed = {construct for node in _paragraphs(known) for construct in _constructs(node.children, names)}
    return allowed.issuperset(
        construct for node in _paragraphs(found) for construct in _constructs(node.children, names)
    )


def _indent(line: str) -> int:
    """How far a line is indented; -1 for a blank one."""
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.strip() else -1


def _outline(found: Sequence[_Node]) -> Iterator[tuple[str, str]]:
    """The blocks, each with what it is told besides its text: a list's mark, an image's address.

    A directive that is unknown or not allowed is a message that holds its source.
    """
    for node in found:
        if node.tagname == "system_message":
            yield node.tagname, "".join(child.astext() for child in node.children[1:])
            continue
        told = {name: value for name, value in node.attributes.items() if value and name not in ("ids", "backrefs")}
        yield node.tagname, repr(sorted(told.items()))
        if not _is_text(node):
            yield from _outline(node.children)


def _paragraphs(found: Sequence[_Node]) -> Iterator[_Node]:
    """The parts that hold inline content: paragraphs, terms, lines."""
    for node in found:
        if _is_text(node):
            yield node
        else:
            yield from _paragraphs(node.children)


def _is_text(node: _Node) -> bool:
    from docutils import nodes

    return isinstance(node, nodes.TextElement)


def is_line_block(lines: Sequence[str]) -> bool:
    """Whether all ``lines`` begin with a bar, so that a reader sees them as lines."""
    return all(LINE_BLOCK.match(line) for line in lines)


def _as_paragraph(written: str, text: str) -> str:
    """``written``, its first mark escaped where that would make a list or the like of it, else ``text`` escaped."""
    return next(filter(_is_paragraph, (written, escape_start(written))), escape(text))


def _is_paragraph(text: str) -> bool:
    found, _ = blocks(text, split_lines(text))
    is_one = [block.kind for block in found] == ["paragraph"] and found[0].span == (0, len(text))
    return is_one and not RULE.fullmatch(text)


def _constructs(found: Sequence[_Node], names: Names) -> Iterator[_Construct]:
    for node in found:
        if construct := _construct(node, names):
            yield construct
        yield from _constructs(node.children, names)


def _construct(node: _Node, names: Names) -> _Construct | None:
    """What the node is markup for; None for text."""
    kind = node.tagname
    if kind in ("#text", "system_message"):
        return None
    if kind in _WORDED and not node["classes"]:
        return _Construct(kind)
    if kind == "reference":
        return _Construct(kind, leads(node, names) or f"{node.get('refname', '')}_")
    if kind == "target":
        return _Construct(kind, " ".join([*node["names"], *node["dupnames"]]))
    return _Construct(kind, node.astext() if kind == "substitution_reference" else node.rawsource)


def _parts(found: Sequence[_Node], allowed: frozenset[_Construct], names: Names) -> Iterator[Part]:
    """The source of the nodes anew; what is not ``allowed`` is text."""
    text = ""
    for node, following in zip_longest(found, found[1:]):
        held = set(_constructs([node], names))
        if not held or _belongs_to_link(node) or not held <= allowed:
            text += _typed(node)
            continue
        if text:
            yield Part(escape_between(text), is_text=True)
        text = ""
        defines = following is not None and _belongs_to_link(following) and _construct(following, names) in allowed
        yield Part(node.rawsource if defines else _without_name(node.rawsource), is_text=False)
    if text:
        yield Part(escape_between(text), is_text=True)


def _typed(node: _Node) -> str:
    """What was typed for the node; nothing for one that has no source of its own."""
    if node.tagname == "system_message" or _belongs_to_link(node):
        return ""
    return str(node.astext() if node.tagname == "#text" else node.rawsource)


def _belongs_to_link(node: _Node) -> bool:
    """Whether the node is the target that ```text <address>`_`` defines, and has no source of its own."""
    return node.tagname == "target" and not node.children


def _without_name(source: str) -> str:
    """```text <address>`_`` made one that defines no target: other references may use that name."""
    return f"{source}_" if source.endswith(">`_") else source
