"""The inline content of a Markdown cell: what it says, and where each part of that stands.

Nearly every cell of a reference table is plain text, a link, an image or an image inside a link; those shapes are
read here, with their places. All else is read by markdown-it-py, which knows every rule but keeps no places; they
are then sought in the source and left out where they are not beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from tabl10n.document import Cell, Span
from tabl10n.formats import bidi
from tabl10n.formats.inline import stripped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# ASCII punctuation after a backslash stands for itself (CommonMark 2.4); an entity needs its semicolon (2.5). An HTML
# comment shows as nothing.
NOTHING = "<!-- -->"
_CODED = re.compile(
    r"\\([!-/:-@\[-`{-~])|(&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)|" + NOTHING
)
# GFM makes a link of a bare address (6.9), but for punctuation at its end; parentheses that are closed belong to it.
_URL = re.compile(r"https?://[^\s<>\\&`\[\]*]*(?:[^\s<>\\&`\[\]*?!.,:;_~'\")]|\([^\s<>\\&`\[\]*()]*\))")
# Where none of these stands there is no markup, no address and nothing coded: true of most text, and soon found out.
_PLAIN = re.compile(r"[^`\[\]<~*_\\&/]*")
# What may begin a construct other than plain text. A lone * or _ begins none.
_MARKUP = re.compile(r"[`\[\]<]|~~|[*_].*[*_]", re.DOTALL)
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]|" + NOTHING)
_INTRAWORD = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
# Nearly all of a large file is read by these, so their loops are unrolled. An address with an entity is none of theirs.
_ADDRESS = r"[^\s()<>\\&]+(?:&(?!#?\w+;)[^\s()<>\\&]*)*"
_LABEL = r"(?!\s)([^\[\]\\`]*(?:\\.[^\[\]\\`]*)*)(?<!\s)"
_PICTURE = rf"!\[(?!\s)([^\[\]\\`<]*(?:\\.[^\[\]\\`<]*)*)(?<!\s)\]\(({_ADDRESS})\)"
_LINK = re.compile(rf"\[{_LABEL}\]\(({_ADDRESS})\)")
_IMAGE = re.compile(_PICTURE)
_IMAGE_LINK = re.compile(rf"\[{_PICTURE}\]\(({_ADDRESS})\)")
# Images, and where links lead: what a cell's own text does not stand in.
_UNSHOWN = re.compile(r"!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])|\]\([^()]*\)")
# Characters that are escaped when text is written: those that can begin or end a construct in a cell, a mathematical
# one too, and those without which no renderer makes a link of an address, of "www." and anything (GFM), or of
# example.com (linkify-it, which knows names of hosts that end in ASCII letters or in Russia's "\u0440\u0444").
# No image's text begins with a circumflex for GitHub, and no text with a byte order mark.
_SPECIAL = re.compile(
    r"(?<=[A-Za-z0-9.+_:;&=$,\"-])@(?=[^\s@]*\.[^\W_])|[\\`\[\]<|]|(?<!\S )[*~$]|[*~$](?! \S)|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#?[A-Za-z0-9]+;)|:(?=//)|(?i:(?<=mailto)):|(?<![\w:/])/(?=/)|(?<=www)\."
    r"|(?<![\s!-#%-*,./:;?@\[-\]_{}])\.(?=(?:[A-Za-z]{2,}|\u0440\u0444)(?![^\W_]))|[\r\n]|\A[\ufeff^]"
)
# What a backslash does not escape: line breaks, a byte order mark, an address; for Python-Markdown, a tag either.
_UNLIKE_OTHERS = {"@": NOTHING + "@", "<": "&lt;", "\r": "&#13;", "\n": "&#10;", "\ufeff": "&#65279;"}
# Marks that mean nothing alone. A backtick or a dollar may find a second one in another cell: Python-Markdown and
# Pandoc look for code and mathematics before they part a row.
_PAIRED = "*_~"
# Where a link's target is cut short, or read as something else, unless it stands between angle brackets (6.3).
_ODD_TARGET = re.compile(r"[\s()<>\\|*_`\[\]]|&(?=[#A-Za-z0-9]+;)|^$")


class _Parts(NamedTuple):
    text: str = ""
    link: str = ""
    image: str = ""
    alt: str = ""
    pieces: int = 0


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
    """``escape`` for a text that is a whole cell, where a mark that needs a second one of its kind may stand alone."""
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
    if bidi.inside(source) is not source:
        return _coded(source[0]) + source[1:]
    body = source.strip()
    if body == source:
        return source
    start = source.find(body) if body else len(source)
    return _coded(source[:start]) + body + _coded(source[start + len(body) :])


def escape_inline(text: str) -> str:
    """Markdown that is ``text`` between other inline content, where white space at its ends is no padding.

    GitHub's renderer makes a link of every mail address that stands in one stretch of text, escaped or not; an empty
    comment makes two of it.
    """
    return _SPECIAL.sub(_escaped, text)


def before(after: str, text: str) -> str:
    """The Markdown ``text`` where ``after`` follows: a "!" would make an image of a link."""
    return text[:-1] + "\\!" if after[:1] == "[" and text[-1:] == "!" else text


def escape_address(url: str) -> str:
    """The target of a link or an image that reads back as exactly ``url``."""
    if not _ODD_TARGET.search(url):
        return url
    return "<" + re.sub(r"[<>\\|&]|[\r\n]", lambda m: _coded(m[0]) if m[0] in "\r\n&" else "\\" + m[0], url) + ">"


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return _UNLIKE_OTHERS.get(char) or "\\" + char


def _coded(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def read_cell(raw: str, span: Span, line: int, column: int, definitions: MutableMapping[str, Any]) -> Cell:
    """The cell whose content, padding excluded, is ``raw`` and stands at ``span``.

    ``definitions`` is what a parser has noted of where the file's references lead.
    """
    if raw[:1] == "[" or raw[:2] == "![":
        shape = _IMAGE_LINK if raw[:3] == "[![" else _IMAGE if raw[0] == "!" else _LINK
        match = shape.fullmatch(raw)
        if match and _is_plain(match[1]):  # the link's text, or the image's alternative text
            return _from_match(match, line, column, span)
    elif _PLAIN.fullmatch(raw):
        return Cell(raw, line, column, span, text_span=span)
    elif _is_plain(raw):
        if _URL.fullmatch(raw):
            return Cell(raw, line, column, span, link=raw, text_span=span, link_span=span)
        return Cell(decode(raw), line, column, span, text_span=span)
    return _from_tokens(raw, line, column, span, definitions)


def _is_plain(raw: str) -> bool:
    if _PLAIN.fullmatch(raw):
        return True
    if "\\" in raw:
        raw = _ESCAPED.sub(".", raw)
    if "_" in raw:
        raw = _INTRAWORD.sub("", raw)
    return not _MARKUP.search(raw)


def _from_match(match: re.Match[str], line: int, column: int, span: Span) -> Cell:
    """The cell of one of the shapes, whose first group is its label; an address is never coded there."""
    label, *addresses = match.groups()
    label = decode(label)
    start = span.start
    at = [Span(start + first, start + end) for first, end in map(match.span, range(1, len(addresses) + 2))]
    if match.re is _LINK:
        return Cell(label, line, column, span, addresses[0], text_span=at[0], link_span=at[1])
    if match.re is _IMAGE:
        return Cell("", line, column, span, "", addresses[0], label, None, None, at[1], at[0])
    return Cell("", line, column, span, addresses[1], addresses[0], label, None, at[2], at[1], at[0])


def _from_tokens(raw: str, line: int, column: int, span: Span, definitions: MutableMapping[str, Any]) -> Cell:
    tokens = parser().parseInline(raw.replace("\\|", "|"), definitions)[0].children or []
    text, link, image, alt, pieces = _parts(tokens)
    shown = _UNSHOWN.sub(lambda found: "\0" * len(found[0]), raw)  # a flag may be called as its country is
    # A pipe is escaped in a code span too: its text has a span, so that another one keeps the marks of code.
    written = text.replace("|", "\\|") if raw.startswith("`") else text
    sought = ((written, "", shown), (link, "](", raw), (image, "](", raw), (alt, "![", raw))
    at = [_only_place(*part, span.start) for part in sought]
    markup = raw if pieces > 1 else ""
    return Cell(text, line, column, span, link, image, alt, at[0], at[1], at[2], at[3], markup)


def _only_place(said: str, mark: str, within: str, start: int) -> Span | None:
    """Where ``said`` stands behind ``mark`` in the source ``within``, which begins at ``start``, if it does once."""
    if not said or within.count(mark + said) != 1:
        return None
    first = start + within.index(mark + said) + len(mark)
    return Span(first, first + len(said))


class _Text(NamedTuple):
    said: str
    is_coded: bool  # by a backslash or an entity: it is no padding, even where it is white space


def _parts(tokens: list[Token]) -> _Parts:
    runs: list[list[_Text]] = [[]]
    links: list[str] = []
    images: list[tuple[str, str]] = []
    for token in tokens:
        if token.type in ("text", "text_special"):
            runs[-1].append(_Text(token.content, token.type == "text_special"))
        elif token.type != "html_inline" or token.content != NOTHING:
            runs += [[_Text(_said(token), False)], []]
        if token.type == "link_open":
            links.append(str(token.attrs["href"]))
        elif token.type == "image":
            images.append((str(token.attrs["src"]), _parts(token.children or []).text))
    filled = sum(1 for run in runs if any(text.said.strip() for text in run))
    pieces = filled + max(0, len(links) - 1) + max(0, len(images) - 1)
    image, alt = images[0] if images else ("", "")
    return _Parts(stripped([text for run in runs for text in run]), links[0] if links else "", image, alt, pieces)


def _said(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.match(token.content)):
        return " "
    return token.content if token.type == "code_inline" else ""


@cache
def parser() -> MarkdownIt:
    """A GFM-table parser that reports every link as written, a dangerous one too: hiding it would hide damage.

    It is made once: that takes half a millisecond.
    """
    return _made()


@cache
def block_parser() -> MarkdownIt:
    """The same parser for blocks alone: it leaves the words in them unread, which takes most of a parser's time."""
    return _made().disable("inline")


def _made() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return made
