"""Text as a catalog: most entries are laid out plainly and read at one stroke, the others line by line."""

from __future__ import annotations

import re
from pathlib import Path
from sys import intern

from tabl10n.catalog.model import Catalog, Identity, Message
from tabl10n.catalog.pofile.scanner import Scanner, keep_layout, unescape
from tabl10n.catalog.pofile.writer import FSI
from tabl10n.errors import InputError
from tabl10n.files import read_text
from tabl10n.text.patterns import compile_lazily

# What the charset of a file that is read as UTF-8 may be called; ASCII is a part of UTF-8.
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_CHARSET = compile_lazily(r"charset=([^\s;]+)", re.IGNORECASE)


def _make_layout(string: str, references: str) -> re.Pattern[str]:
    """An entry in the order that gettext's programs write, up to the next one, with its strings and references so."""
    return compile_lazily(
        r"((?:# .*\S\n)*)"
        r"((?:#\. .*\S\n)*)"
        rf"(?:#: ({references})\n)?"
        r"(?:#, ([\w-]+(?:, [\w-]+)*)\n)?"
        r"(#~ |)"
        rf"(?:msgctxt {string}\n\5)?"
        rf"msgid {string}\n\5"
        rf"msgstr {string}(?P<breaks>\n\n+|\n*\Z)"
    )


# What these two take, the scanner would read as the same message, and in the same layout.
_TEXT = r'[^"\\\n\t\r\v\b\f]*(?:\\(?:[\\"trvbf]|n(?="))[^"\\\n\t\r\v\b\f]*)*'
_PLACE = rf"[^\s{FSI}]+"
# Just as the writer lays out most of them: each string on a line, and no more references than gettext puts on one.
_PLAIN = _make_layout(rf'"({_TEXT})"', rf"{_PLACE}|(?=.{{1,76}}\n){_PLACE}(?: {_PLACE})+")
# As most programs lay out the others: wrapped.
_WRAPPED = _make_layout(rf'"({_TEXT}(?:"\n\5"{_TEXT})*)"', rf"{_PLACE}(?:(?:\n#:)? {_PLACE})*")
_JOINT = compile_lazily(r'"\n(?:#~ )?"')
_MSGID_GROUP = 7


def read(path: str | Path) -> Catalog:
    """The catalog in the file at ``path``. Raises InputError as `parse` does, or when the file cannot be read."""
    return parse(read_text(path), str(path))


def parse(text: str, name: str) -> Catalog:
    """The catalog that ``text`` holds; ``name`` is the file's name for messages.

    A byte order mark, CRLF and the flag lines of gettext 1.0 (``#=``) are understood. Raises InputError, with the
    line, for what is not a well-formed catalog: a string without its end, something after it, an entry that is not
    whole, a duplicate (as gettext, obsolete entries included), a plural (tables have none), a missing header, a charset
    that is missing or not UTF-8.
    """
    scanner = Scanner(name)
    _scan(scanner, text.removeprefix("\ufeff").replace("\r\n", "\n"))
    messages = scanner.done
    _refuse_duplicates(messages, name)
    header = _find_header(messages, name)
    return Catalog(header, tuple(message for message in messages if message is not header), scanner.tail())


def _scan(scanner: Scanner, text: str) -> None:
    at = 0
    while at < len(text):
        if scanner.between:
            at = _scan_plain(scanner, text, at)
        end = text.find("\n\n", at) + 2
        end = end if end > 1 else len(text)
        if at < end:
            scanner.feed(text[at:end].removesuffix("\n").split("\n"))
        at = end
    scanner.close()


def _scan_plain(scanner: Scanner, text: str, at: int) -> int:
    """Read the entries in an expected layout that follow one another; where the last of them ends."""
    entry = _PLAIN.match(text, at) or _WRAPPED.match(text, at)
    if entry:
        scanner.close()
    while entry:
        scanner.number += text.count("\n", at, entry.end())
        at = entry.end()
        scanner.done.append(_read_message(entry, scanner.number - text.count("\n", entry.start(_MSGID_GROUP), at) + 1))
        entry = _PLAIN.match(text, at) or _WRAPPED.match(text, at)
    return at


def _read_message(entry: re.Match[str], line: int) -> Message:
    comments, extracted, references, flagged, obsolete, msgctxt, msgid, msgstr, _ = entry.groups()
    is_plain = entry.re.pattern == _PLAIN.pattern
    text = unescape if is_plain else _unescape
    message = Message(
        text(msgid),
        msgctxt and intern(text(msgctxt)),  # there are few, each in thousands of messages
        text(msgstr),
        tuple(comments[2:-1].split("\n# ")) if comments else (),
        tuple(extracted[3:-1].split("\n#. ")) if extracted else (),
        tuple(references.replace("\n#:", "").split(" ")) if references else (),
        tuple(dict.fromkeys(flagged.split(", "))) if flagged else (),
        None,
        None,
        bool(obsolete),
        line,
    )
    return message if is_plain else keep_layout(message, entry.string[entry.start() : entry.start("breaks")] + "\n")


def _unescape(text: str) -> str:
    """What a string says, given as it is between its first and its last quote."""
    return unescape(_JOINT.sub("", text))


def _refuse_duplicates(messages: list[Message], name: str) -> None:
    if len({(message.msgctxt, message.msgid) for message in messages}) == len(messages):
        return
    first: dict[tuple[str | None, str], int] = {}
    for message in messages:
        line = first.setdefault((message.msgctxt, message.msgid), message.line)
        if line != message.line:
            raise InputError(
                f"the same message as in line {line}", path=name, line=message.line, next_step="remove one of the two"
            )


def _find_header(messages: list[Message], name: str) -> Message:
    """The entry with the empty msgid. Raises InputError when it is missing or does not say UTF-8."""
    header = next((m for m in messages if m.identity == Identity(None, "") and not m.obsolete), None)
    if header is None:
        raise InputError("no header entry", path=name, line=1, next_step='begin the file with msgid "" and its fields')
    charset = _CHARSET.search(header.msgstr)
    if charset is None or charset[1].lower() not in _CHARSETS:
        fact = f"the header says charset {charset[1]}" if charset else "the header names no charset"
        step = "save the file as UTF-8 and write charset=UTF-8 into Content-Type"
        raise InputError(fact, path=name, line=header.line, next_step=step)
    return header
