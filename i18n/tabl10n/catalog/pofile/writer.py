"""Catalogs as text: gettext's order, our layout, and the file's own where that says the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from tabl10n.catalog.model import Catalog, Message

# gettext's own width for the lines of references.
_WIDTH = 79
BLANKS = " \t\r\f\v"
"""White space within a line: it may stand around a string, and does not count at the end of a comment."""

FSI, PDI = "\u2068", "\u2069"
"""A path with a space in it stands between these in a reference (gettext 0.19 and later)."""
_SPACED_PATH = re.compile(r"(.*\s.*?)(:\d+)?", re.DOTALL)
_SPECIAL = re.compile(r'[\\"\n\t\r\v\b\f]')
_ESCAPES = {char: "\\" + letter for char, letter in zip('\\"\n\t\r\v\b\f', '\\"ntrvbf', strict=True)}


def render(catalog: Catalog, like: str = "") -> str:
    """The text of a gettext file: the header, then the messages in the order of the catalog.

    ``like`` is a text whose byte order mark, line breaks and last empty lines it is to have.
    """
    blocks = ["\n".join(entry(message)) for message in (catalog.header, *catalog.messages)]
    if catalog.tail:
        blocks.append("\n".join(catalog.tail))
    text = "\n\n".join(blocks) + (like[len(like.rstrip()) :].replace("\r", "") or "\n")
    if like.startswith("\ufeff"):
        text = "\ufeff" + text
    return text.replace("\n", "\r\n") if "\r\n" in like else text


def entry(message: Message) -> list[str]:
    """The lines of one entry: those it was read from, as far as they still say what the message says, else ours."""
    written = message.written
    if written is None:
        return plain_entry(message)
    if written.said == message:
        return list(written.lines)
    raw = _by_part(written.lines)
    lines = []
    for name, part in _PARTS.items():
        said = part(message)
        lines += raw.get(name, []) if said == part(written.said) else said
    return lines


def plain_entry(message: Message) -> list[str]:
    """The lines of one entry as we lay it out, in gettext's order."""
    lines = []
    for part in _PARTS.values():
        lines += part(message)
    return lines


def _by_part(lines: tuple[str, ...]) -> dict[str, list[str]]:
    """The lines of an entry by the part of it that they belong to."""
    parts: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        name = _part_of(line) or name  # a line of nothing but a string goes on with the part before it
        parts.setdefault(name, []).append(line)
    return parts


def _part_of(line: str) -> str:
    if line[:1] == "#" and line[1:2] not in ("~", "|"):
        return {"#.": "extracted", "#:": "references", "#,": "flags"}.get(line[:2], "comments")
    before = line[:2] == "#|" or line[2:].lstrip(BLANKS).startswith("|")
    body = line.lstrip("#~|" + BLANKS)
    if line[:1] == "#" and before:
        return "previous"
    return next((keyword for keyword in ("msgctxt", "msgid", "msgstr") if body.startswith(keyword)), "")


def _comments(message: Message) -> list[str]:
    return [f"# {comment}".rstrip(BLANKS) for comment in message.comments]


def _extracted(message: Message) -> list[str]:
    return [f"#. {comment}".rstrip(BLANKS) for comment in message.extracted]


def _references(message: Message) -> list[str]:
    if len(message.references) == 1:
        return ["#: " + _isolated(message.references[0])]
    lines: list[str] = []
    line = "#:"
    for reference in map(_isolated, message.references):
        if len(line) > len("#:") and len(line) + 1 + len(reference) > _WIDTH:
            lines.append(line)
            line = "#:"
        line += " " + reference
    return [*lines, line] if message.references else []


def _isolated(reference: str) -> str:
    if " " not in reference and reference.split() == [reference]:
        return reference
    match = _SPACED_PATH.fullmatch(reference)
    return f"{FSI}{match[1]}{PDI}{match[2] or ''}" if match else reference


def _flags(message: Message) -> list[str]:
    return ["#, " + ", ".join(message.flags)] if message.flags else []


def _previous(message: Message) -> list[str]:
    if message.previous_msgctxt is None and message.previous_msgid is None:
        return []
    mark = "#~| " if message.obsolete else "#| "
    return _string(mark, "msgctxt", message.previous_msgctxt) + _string(mark, "msgid", message.previous_msgid)


def _msgctxt(message: Message) -> list[str]:
    return _string("#~ " if message.obsolete else "", "msgctxt", message.msgctxt)


def _msgid(message: Message) -> list[str]:
    return _string("#~ " if message.obsolete else "", "msgid", message.msgid)


def _msgstr(message: Message) -> list[str]:
    return _string("#~ " if message.obsolete else "", "msgstr", message.msgstr)


def _string(mark: str, keyword: str, text: str | None) -> list[str]:
    """A string as gettext lays it out: broken after each line break, and begun on a line of its own if it is."""
    if text is None:
        return []
    if "\n" not in text[:-1]:
        return [f'{mark}{keyword} "{_escaped(text)}"']
    parts = (part for part in re.split(r"(?<=\n)", text) if part)
    return [f'{mark}{keyword} ""', *(f'{mark}"{_escaped(part)}"' for part in parts)]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text) if _SPECIAL.search(text) else text


_PARTS: dict[str, Callable[[Message], list[str]]] = {
    "comments": _comments,
    "extracted": _extracted,
    "references": _references,
    "flags": _flags,
    "previous": _previous,
    "msgctxt": _msgctxt,
    "msgid": _msgid,
    "msgstr": _msgstr,
}
"""The parts of an entry in gettext's order, and how we write each."""
