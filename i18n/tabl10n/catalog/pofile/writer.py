"""Catalogs as text: gettext's order, our layout, and the file's own where that says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from tabl10n.catalog.model import Catalog, Message
from tabl10n.text.patterns import compile_lazily

# gettext's own width for the lines of references.
_MAX_REFERENCE_WIDTH = 79
BLANKS = " \t\r\f\v"
"""White space within a line: it may be around a string, and does not count at the end of a comment."""

FSI, PDI = "\u2068", "\u2069"
"""A path with a space in it is between these in a reference (gettext 0.19 and later)."""
_SPACED_PATH = compile_lazily(r"(.*\s.*?)(:\d+)?", re.DOTALL)
_SPECIAL = compile_lazily(r'[\\"\n\t\r\v\b\f]')
_ESCAPES = {char: "\\" + letter for char, letter in zip('\\"\n\t\r\v\b\f', '\\"ntrvbf', strict=True)}


def render(catalog: Catalog, like: str = "") -> str:
    """The text of a gettext file: the header, then the messages in the order of the catalog.

    ``like`` is a text whose byte order mark, line breaks (those of most lines) and last empty lines it is to have.
    """
    end = like[len(like.rstrip()) :].replace("\r", "") or "\n"
    blocks = [render_entry(message) for message in (catalog.header, *catalog.messages)]
    if catalog.tail:
        blocks.append(_join_lines(catalog.tail))
    blocks[-1] = blocks[-1][:-1] + end
    if like.startswith("\ufeff"):
        blocks[0] = "\ufeff" + blocks[0]
    text = "\n".join(blocks)
    return text.replace("\n", "\r\n") if 2 * like.count("\r\n") > like.count("\n") else text


def render_entry(message: Message) -> str:
    """The lines of one entry: each part as the file had it where nothing in it has changed, else in our layout."""
    written = message.written
    if written is None:
        return render_plain_entry(message)
    if message == written.message:
        return written.text
    lines = dict.fromkeys(_PARTS, "")
    for match in _LAYOUT.finditer(written.text):
        lines[str(match.lastgroup)] += match[0]
    return "".join(
        [
            lines[name] if part.get_fields(message) == part.get_fields(written.message) else part.write(message)
            for name, part in _PARTS.items()
        ]
    )


def render_plain_entry(message: Message) -> str:
    """The lines of one entry as we lay it out, in gettext's order."""
    return "".join([part.write(message) for part in _PARTS.values()])


def _format_comments(message: Message) -> str:
    return _mark_lines("#", message.comments) if message.comments else ""


def _format_extracted(message: Message) -> str:
    return _mark_lines("#.", message.extracted) if message.extracted else ""


def _mark_lines(mark: str, comments: Iterable[str]) -> str:
    return "".join([f"{mark} {comment}".rstrip(BLANKS) + "\n" for comment in comments])


def _join_lines(lines: Iterable[str]) -> str:
    return "".join([f"{line}\n" for line in lines])


def _format_references(message: Message) -> str:
    if not message.references:
        return ""
    references = list(map(_isolate_reference, message.references))
    line = f"#: {' '.join(references)}"
    return f"{line}\n" if len(line) <= _MAX_REFERENCE_WIDTH else _join_lines(_wrap_references(references))


def _wrap_references(references: Iterable[str]) -> Iterator[str]:
    line = "#:"
    for reference in references:
        if len(line) + 1 + len(reference) > _MAX_REFERENCE_WIDTH and line != "#:":
            yield line
            line = "#:"
        line = f"{line} {reference}"
    yield line


def _isolate_reference(reference: str) -> str:
    if " " not in reference and reference.split() == [reference]:
        return reference
    match = _SPACED_PATH.fullmatch(reference)
    return f"{FSI}{match[1]}{PDI}{match[2] or ''}" if match else reference


def _format_flags(message: Message) -> str:
    return f"#, {', '.join(message.flags)}\n" if message.flags else ""


def _format_previous(message: Message) -> str:
    if message.previous_msgctxt is None and message.previous_msgid is None:
        return ""
    mark = "#~| " if message.obsolete else "#| "
    return _format_string(mark, "msgctxt", message.previous_msgctxt) + _format_string(
        mark, "msgid", message.previous_msgid
    )


def _format_msgctxt(message: Message) -> str:
    return _format_string("#~ " if message.obsolete else "", "msgctxt", message.msgctxt)


def _format_msgid(message: Message) -> str:
    return _format_string("#~ " if message.obsolete else "", "msgid", message.msgid)


def _format_msgstr(message: Message) -> str:
    return _format_string("#~ " if message.obsolete else "", "msgstr", message.msgstr)


def _format_string(mark: str, keyword: str, text: str | None) -> str:
    """A string as gettext lays it out: broken after each line break, and begun on a line of its own if it is."""
    if text is None:
        return ""
    if not _SPECIAL.search(text):
        return f'{mark}{keyword} "{text}"\n'
    parts = [_SPECIAL.sub(lambda match: _ESCAPES[match[0]], part) for part in re.split(r"(?<=\n)", text) if part]
    if len(parts) == 1:
        return f'{mark}{keyword} "{parts[0]}"\n'
    return _join_lines([f'{mark}{keyword} ""', *(f'{mark}"{part}"' for part in parts)])


class _EntryPart(NamedTuple):
    """How we write a part of an entry, and the fields of the message that it depends on."""

    write: Callable[[Message], str]
    get_fields: Callable[[Message], object]


# In gettext's order.
_PARTS = {
    "comments": _EntryPart(_format_comments, attrgetter("comments")),
    "extracted": _EntryPart(_format_extracted, attrgetter("extracted")),
    "references": _EntryPart(_format_references, attrgetter("references")),
    "flags": _EntryPart(_format_flags, attrgetter("flags")),
    "previous": _EntryPart(_format_previous, attrgetter("previous_msgctxt", "previous_msgid", "obsolete")),
    "msgctxt": _EntryPart(_format_msgctxt, attrgetter("msgctxt", "obsolete")),
    "msgid": _EntryPart(_format_msgid, attrgetter("msgid", "obsolete")),
    "msgstr": _EntryPart(_format_msgstr, attrgetter("msgstr", "obsolete")),
}
_MARK = rf"[{BLANKS}]*+(?:#~[{BLANKS}]*+)?+"
_STRING = rf'.*\n(?:{_MARK}".*\n)*'
# The lines of a part, as other programs lay it out; every line of an entry is one of a part.
_LAYOUT = compile_lazily(
    rf"^(?:(?P<previous>(?:[{BLANKS}]*+(?:#\||#~[{BLANKS}]*+\|).*\n)+)"
    rf"|(?P<extracted>(?:[{BLANKS}]*+#\..*\n)+)"
    rf"|(?P<references>(?:[{BLANKS}]*+#:.*\n)+)"
    rf"|(?P<flags>(?:[{BLANKS}]*+#,.*\n)+)"
    rf"|(?P<comments>(?:[{BLANKS}]*+#(?![~|.:,]).*\n)+)"
    rf"|(?P<msgctxt>{_MARK}msgctxt{_STRING})|(?P<msgid>{_MARK}msgid{_STRING})|(?P<msgstr>{_MARK}msgstr{_STRING}))",
    re.MULTILINE,
)
