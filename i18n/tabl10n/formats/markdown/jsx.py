"""JSX in the words of an MDX page: expressions between braces, and tags. What MDX does not understand, it refuses."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from tabl10n.formats.markdown.tokens import NOTHING, parse_inline
from tabl10n.nodes import Span
from tabl10n.text.patterns import compile_lazily

_MAX_LENGTH = 2_000  # of an expression or a tag: where one does not end, the search for its end must
_NAME = compile_lazily(r"<(?P<slash>/?)(?P<name>[A-Za-z_$][\w$.:-]*)?")
# What an attribute is, up to the expression that may be its value.
_ATTRIBUTE = compile_lazily(r"\s+(?:[A-Za-z_$][\w$.:-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?=\{)))?|(?=\{))")
_TAG_END = compile_lazily(r"\s*(?P<slash>/?)\s*>")
_STRING = compile_lazily(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?\*/", re.DOTALL)
_BEGINS = compile_lazily(r"[\\`{}<]|:(?=[A-Za-z])")
# A directive among words (remark-directive): `:name`, with `[words]` and `{attributes}` behind it or not.
_DIRECTIVE = compile_lazily(r":[A-Za-z][\w-]*")
_TICKS = compile_lazily(r"`+")
# A code point for private use that takes the place of a tag while Markdown is read around it.
_STAND_IN = "\uf0ff"


def find_end(text: str, start: int) -> int | None:
    """Where the expression or the tag ends that begins at ``start``; None where none does."""
    if text.startswith("{", start):
        return _find_end_of_expression(text, start)
    return _find_end_of_tag(text, start) if text.startswith("<", start) else None


def _find_end_of_expression(text: str, start: int) -> int | None:
    depth, at, last = 0, start, min(len(text), start + _MAX_LENGTH)
    while at < last:
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at + 1
        elif string := _STRING.match(text, at, last):
            at = string.end() - 1
        at += 1
    return None


def _find_end_of_tag(text: str, start: int) -> int | None:
    last = min(len(text), start + _MAX_LENGTH)
    name = _NAME.match(text, start, last)
    at: int | None = name.end() if name else None
    while at is not None:
        if end := _TAG_END.match(text, at, last):
            return end.end()
        attribute = _ATTRIBUTE.match(text, at, last)
        if attribute is None or name is None or not name["name"]:  # a fragment has no attributes
            return None
        at = attribute.end()
        if text.startswith("{", at):
            at = _find_end_of_expression(text, at)
    return None


def find_element(text: str) -> Span | None:
    """What is inside the element that ``text`` is, from its first character to its last; None where it is none.

    White space at its ends is no part of it.
    """
    end = _find_end_of_tag(text, 0)
    name = _NAME.match(text)
    if end is None or name is None or name["slash"] or text[end - 2] == "/" or not name["name"]:
        return None
    closing = f"</{name['name']}>"
    last = len(text) - len(closing)
    inside = text[end:last]
    if (
        not text.endswith(closing)
        or last < end
        or not inside.strip()
        or re.search(rf"</?{re.escape(name['name'])}\b", inside)
    ):
        return None
    return Span(end + len(inside) - len(inside.lstrip()), end + len(inside.rstrip()))


def find_jsx(text: str) -> Iterator[Span]:
    """Find the expressions and tags in ``text``, the outermost ones, in order; none in code or after a backslash."""
    at = 0
    while begin := _BEGINS.search(text, at):
        at = begin.end()
        if begin[0] == "\\":
            at += 1
        elif begin[0] == "`":
            at = _find_end_of_code(text, begin.start())
        elif begin[0] in "{<" and (end := find_end(text, begin.start())):
            yield Span(begin.start(), end)
            at = end


def _find_end_of_directive(text: str, start: int) -> int | None:
    match = _DIRECTIVE.match(text, start)
    return match.end() if match else None


def _find_end_of_code(text: str, start: int) -> int:
    """Where the code ends whose mark begins at ``start``; the end of the mark where that is text."""
    mark = _TICKS.match(text, start)
    assert mark is not None
    return next((other.end() for other in _TICKS.finditer(text, mark.end()) if other[0] == mark[0]), mark.end())


def escape_jsx(written: str, kept: Container[str]) -> str:
    """The Markdown ``written`` with a backslash before what begins or ends an expression, a tag or a directive in MDX,
    but for those that are ``kept``.
    """
    written = written.replace(NOTHING + "@", "&#64;")
    pieces: list[str] = []
    at = done = 0
    while begin := _BEGINS.search(written, at):
        start, at = begin.span()
        if begin[0] == "\\":
            at += 1
        elif begin[0] == "`":
            at = _find_end_of_code(written, start)
        elif (end := _find_end_of_directive(written, start) or find_end(written, start)) and written[start:end] in kept:
            at = end
        else:
            pieces += [written[done:start], "\\"]
            done = start
    return "".join([*pieces, written[done:]])


def restrict_jsx(written: str, source_text: str) -> str:
    """The Markdown ``written`` for an MDX page, in which no expression and no tag is JSX that ``source_text`` has not.

    Tags that are not closed in their turn stop the compiler: none is JSX then.
    """
    kept = {source_text[slice(*span)] for span in find_jsx(source_text)} | set(_DIRECTIVE.findall(source_text))
    restricted = escape_jsx(written, kept)
    if _is_nested(restricted):
        return restricted
    return escape_jsx(written, {one for one in kept if not one.startswith("<")})


def _is_nested(written: str) -> bool:
    """Whether each tag in ``written`` is closed in its turn, the marks of emphasis and of links between them too."""
    spans = [span for span in find_jsx(written) if written.startswith("<", span.start)]
    if not spans:
        return True
    tags = [written[slice(*span)] for span in spans]
    pieces, done = [], 0
    for span in spans:
        pieces += [written[done : span.start], _STAND_IN]
        done = span.end
    opened: list[str] = []
    for token in parse_inline("".join([*pieces, written[done:]]), {}):
        if token.type in ("image", "code_inline"):
            if _STAND_IN in token.content:
                return False
        elif token.nesting:
            if not _take(opened, token.type.replace("_close", "_open"), is_end=token.nesting < 0):
                return False
        else:
            for _ in range(token.content.count(_STAND_IN)):
                tag = tags.pop(0)
                name = _NAME.match(tag)
                assert name is not None
                if not tag.endswith("/>") and not _take(opened, name["name"] or "", is_end=bool(name["slash"])):
                    return False
    return not opened


def _take(opened: list[str], name: str, *, is_end: bool) -> bool:
    """Open or close an element; whether it was the one to be closed."""
    if not is_end:
        opened.append(name)
        return True
    return bool(opened) and opened.pop() == name
