"""The inline nodes of a Markdown cell, heading or paragraph, and the Markdown that is a given text.

Nearly every cell of a reference table is plain text, a link, an image or an image inside a link; those shapes are
read here. All else is read by markdown-it-py (`tokens`).
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from html import unescape
from itertools import groupby
from typing import Any

from tabl10n.document import Cell
from tabl10n.formats import bidi
from tabl10n.formats.markdown.tokens import NOTHING, read_tokens
from tabl10n.nodes import Code, Image, Inline, Link, Span, Styled, Text, walk
from tabl10n.text.addresses import GFM_PLAIN_ADDRESS
from tabl10n.text.patterns import compile_lazily

# ASCII punctuation after a backslash is itself (CommonMark 2.4); an entity needs its semicolon (2.5). An HTML comment
# shows as nothing.
_CODED = compile_lazily(
    r"\\([!-/:-@\[-`{-~])|(&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)|" + NOTHING
)
# Text with none of these has no markup, no address and nothing coded: most text, and quickly tested.
_PLAIN = compile_lazily(r"[^`\[\]<~*_\\&/]*")
# What may begin a construct other than plain text. A lone * or _ begins none.
_MARKUP = compile_lazily(r"[`\[\]<]|~~|[*_].*[*_]", re.DOTALL)
_ESCAPED = compile_lazily(r"\\[!-/:-@\[-`{-~]|" + NOTHING)
_INTRAWORD = compile_lazily(r"(?<=[^\W_])_+(?=[^\W_])")
# Nearly all of a large file is read by these, so their loops are unrolled. An address with an entity is none of theirs.
_ADDRESS = r"[^\s()<>\\&]+(?:&(?!#?\w+;)[^\s()<>\\&]*)*"
_LABEL = r"(?!\s)([^\[\]\\`]*(?:\\.[^\[\]\\`]*)*)(?<!\s)"
_PICTURE = rf"!\[(?!\s)([^\[\]\\`<]*(?:\\.[^\[\]\\`<]*)*)(?<!\s)\]\(({_ADDRESS})\)"
_LINK = compile_lazily(rf"\[{_LABEL}\]\(({_ADDRESS})\)")
_IMAGE = compile_lazily(_PICTURE)
_IMAGE_LINK = compile_lazily(rf"\[{_PICTURE}\]\(({_ADDRESS})\)")
# Characters that are escaped when text is written: those that can begin or end a construct in a cell, a mathematical
# one too, and those without which no renderer makes a link of an address, of "www." and anything (GFM), or of
# example.com (linkify-it, which knows names of hosts that end in ASCII letters or in Russia's "\u0440\u0444").
# No image's text begins with a circumflex for GitHub, and no text with a byte order mark.
_SPECIAL = compile_lazily(
    r"(?<=[A-Za-z0-9.+_:;&=$,\"-])@(?=[^\s@]*\.[^\W_])|[\\`\[\]<|]|(?<!\S )[*~$]|[*~$](?! \S)|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#?[A-Za-z0-9]+;)|:(?=//)|(?i:(?<=mailto)):|(?<![\w:/])/(?=/)|(?<=www)\."
    r"|(?<![\s!-#%-*,./:;?@\[-\]_{}])\.(?=(?:[A-Za-z]{2,}|\u0440\u0444)(?![^\W_]))|[\r\n]|\A[\ufeff^]"
)
# What a backslash does not escape: line breaks, a byte order mark, an address; for Python-Markdown, a tag either.
_UNLIKE_OTHERS = {"@": NOTHING + "@", "<": "&lt;", "\r": "&#13;", "\n": "&#10;", "\ufeff": "&#65279;"}
# Marks that mean nothing alone. A backtick or a dollar may find a second one in another cell: Python-Markdown and
# Pandoc look for code and mathematics before they part a row.
_PAIRED = "*_~"
# Where a link's target is cut short, or read as something else, unless it is between angle brackets (6.3).
_ODD_TARGET = compile_lazily(r"[\s()<>\\|*_`\[\]]|&(?=[#A-Za-z0-9]+;)|^$")


def decode(source: str) -> str:
    """The text that a stretch of a Markdown cell without other markup stands for."""
    if "\\" not in source and "&" not in source and "<" not in source:
        return source
    # A row is cut at its pipes before anything else is read: only then does \| become a pipe.
    return _CODED.sub(lambda match: match[1] or unescape(match[2] or ""), source.replace("\\|", "|"))


def escape(text: str) -> str:
    """Markdown that reads back as exactly ``text`` inside a table cell, and that renderers show as text."""
    return keep_edges(escape_inline(text))


def escape_cell(text: str) -> str:
    """``escape`` for a text that is a whole cell, where a mark that needs a second one of its kind may be alone."""
    written = escape(text)
    for mark in _PAIRED:
        if text.count(mark) == 1:
            written = written.replace("\\" + mark, mark)
    return written


def escape_alt(text: str) -> str:
    """Markdown for the alternative text of an image, in which nothing becomes a link."""
    return escape(text).replace(NOTHING, "")


def keep_edges(source: str) -> str:
    """``source`` with white space at its ends coded, or an isolate around it: they would be taken for padding."""
    if bidi.remove_isolate(source) is not source:
        return _encode_space(source[0]) + source[1:]
    body = source.strip()
    if body == source:
        return source
    start = source.find(body) if body else len(source)
    return _encode_space(source[:start]) + body + _encode_space(source[start + len(body) :])


def escape_inline(text: str) -> str:
    """Markdown that is ``text`` between other inline content, where white space at its ends is no padding.

    GitHub's renderer makes a link of every mail address that is in one stretch of text, escaped or not; an empty
    comment makes two of it.
    """
    return _SPECIAL.sub(_escape_match, text)


def put_before(after: str, text: str) -> str:
    """The Markdown ``text`` where ``after`` follows: a "!" would make an image of a link."""
    return text[:-1] + "\\!" if after[:1] == "[" and text[-1:] == "!" else text


def escape_address(url: str) -> str:
    """The target of a link or an image that reads back as exactly ``url``."""
    if not _ODD_TARGET.search(url):
        return url
    return (
        "<" + re.sub(r"[<>\\|&]|[\r\n]", lambda m: _encode_space(m[0]) if m[0] in "\r\n&" else "\\" + m[0], url) + ">"
    )


def _escape_match(match: re.Match[str]) -> str:
    char = match[0]
    return _UNLIKE_OTHERS.get(char) or "\\" + char


def _encode_space(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def read_cell(raw: str, span: Span, line: int, column: int, definitions: MutableMapping[str, Any]) -> Cell:
    """Read the cell whose content, padding excluded, is ``raw`` at ``span``.

    ``definitions`` is what a parser has noted of where the file's references lead.
    """
    nodes = _read_shape(raw, span)
    if nodes is not None:
        return Cell(nodes, line, column, span)
    nodes = read_tokens(raw, span.start, definitions, in_cell=True)
    return Cell(nodes, line, column, span, raw if _count_pieces(nodes) > 1 else "")


def read_inline(source: str, start: int | None, definitions: MutableMapping[str, Any]) -> Inline:
    """Read a heading or a paragraph; ``start`` is where ``source`` begins in the file, if it is there in one piece."""
    if _PLAIN.fullmatch(source):
        return (Text(source, None if start is None else Span(start, start + len(source))),)
    return read_tokens(source, start, definitions)


def _read_shape(raw: str, span: Span) -> Inline | None:
    """Read a cell that is plain text, a link, an image or an image in a link; None for anything else."""
    if raw[:1] == "[" or raw[:2] == "![":
        shape = _IMAGE_LINK if raw[:3] == "[![" else _IMAGE if raw[0] == "!" else _LINK
        match = shape.fullmatch(raw)
        # The first group is the link's text, or the image's alternative text.
        return _read_match(match, shape, span.start) if match and _is_plain(match[1]) else None
    if _PLAIN.fullmatch(raw):
        return (Text(raw, span),)
    if not _is_plain(raw):
        return None
    if GFM_PLAIN_ADDRESS.fullmatch(raw):
        return (Link(raw, (Text(raw, span),), url_span=span),)
    return None if "://" in raw else (Text(decode(raw), span),)


def _is_plain(raw: str) -> bool:
    if _PLAIN.fullmatch(raw):
        return True
    if "\\" in raw:
        raw = _ESCAPED.sub(".", raw)
    if "_" in raw:
        raw = _INTRAWORD.sub("", raw)
    return not _MARKUP.search(raw)


def _read_match(match: re.Match[str], shape: re.Pattern[str], start: int) -> Inline:
    """The nodes of one of the shapes, whose first group is its label; an address is never coded there."""
    label, label_span, address_span = decode(match[1]), _get_span(match, 1, start), _get_span(match, 2, start)
    if shape is _LINK:
        return (Link(match[2], (Text(label, label_span),), url_span=address_span),)
    image = Image(match[2], label, url_span=address_span, alt_span=label_span)
    return (image,) if shape is _IMAGE else (Link(match[3], (image,), url_span=_get_span(match, 3, start)),)


def _get_span(match: re.Match[str], group: int, start: int) -> Span:
    first, end = match.span(group)
    return Span(start + first, start + end)


def _count_pieces(nodes: Inline) -> int:
    """Count the texts of a cell, those side by side as one, and the links and images after the first."""
    found = list(walk(nodes))
    links = sum(1 for node in found if isinstance(node, Link))
    images = sum(1 for node in found if isinstance(node, Image))
    return _count_texts(nodes) + max(0, links - 1) + max(0, images - 1)


def _count_texts(nodes: Inline) -> int:
    count = 0
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, Text)):
        if is_text:
            count += any(node.text.strip() for node in group if isinstance(node, Text))
        for node in () if is_text else group:
            if isinstance(node, (Link, Styled)):
                count += _count_texts(node.content)
            elif isinstance(node, Code):
                count += bool(node.text.strip())
    return count
