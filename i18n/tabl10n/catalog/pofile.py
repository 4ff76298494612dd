"""The gettext file itself: read strictly, written quietly.

polib knows how a string is escaped; the lines are read here, because polib takes an unterminated string for an empty
file, lets duplicates pass and splits lines at every separator Unicode has, and because an error must name its line.

Strings are written unwrapped: gettext, polib and Babel disagree on where to break a line of Chinese or Japanese, so a
wrapped file changes with every tool that saves it. References are wrapped as gettext wraps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

from tabl10n.catalog.model import Catalog, Identity, Message
from tabl10n.errors import InputError
from tabl10n.files import read_text

# gettext's own width for the lines of references.
_WIDTH = 79
# What the charset of a file that is read as UTF-8 may be called; ASCII is a part of UTF-8.
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_BLANKS = " \t\r\f\v"

# The strings of an entry, in the one order they may have. "|" marks what the message said before.
_ORDER = {keyword: rank for rank, keyword in enumerate(("|msgctxt", "|msgid", "msgctxt", "msgid", "msgstr"))}
_KEYWORD = re.compile(r"(msgctxt|msgid|msgstr)(?![\w\[])[ \t]*")
_FOREIGN = re.compile(r"msgid_plural\b|msgstr\[|domain\b")
# The escapes that polib decodes. gettext's octal and hexadecimal ones do not occur in text that people translate.
_STRING = re.compile(r'"([^"\\]*(?:\\[\\"ntrvbf][^"\\]*)*)"')
_ANY_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
# Weblate's flags may quote a value with a comma in it.
_FLAG = re.compile(r'(?:"(?:\\.|[^"\\])*"|[^,])+')
# A path with a space in it stands between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (gettext 0.19 and later).
_FSI, _PDI = "\u2068", "\u2069"
_REFERENCE = re.compile(f"{_FSI}[^{_PDI}]*{_PDI}\\S*|\\S+")
_SPACED_PATH = re.compile(r"(.*\s.*?)(:\d+)?", re.DOTALL)


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
    scanner = _Scanner(name, text.removeprefix("\ufeff").split("\n"))
    messages = scanner.messages()
    _refuse_duplicates(messages, name)
    header = _header(messages, name)
    return Catalog(header, tuple(message for message in messages if message is not header), scanner.tail())


def render(catalog: Catalog) -> str:
    """The text of a gettext file: the header, then the messages in the order of the catalog."""
    blocks = ["\n".join(_entry(message)) for message in (catalog.header, *catalog.messages)]
    if catalog.tail:
        blocks.append("\n".join(catalog.tail))
    return "\n\n".join(blocks) + "\n"


@dataclass(slots=True)
class _Draft:
    """An entry while its lines come in. ``strings`` holds the parts of each string, still escaped, by keyword."""

    start: int = 0
    line: int = 0
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False

    def message(self) -> Message:
        strings = {keyword: _unescaped("".join(parts)) for keyword, parts in self.strings.items()}
        return Message(
            msgid=strings["msgid"],
            msgctxt=strings.get("msgctxt"),
            msgstr=strings["msgstr"],
            comments=tuple(self.comments),
            extracted=tuple(self.extracted),
            references=tuple(self.references),
            flags=tuple(self.flags),
            previous_msgctxt=strings.get("|msgctxt"),
            previous_msgid=strings.get("|msgid"),
            obsolete=self.obsolete,
            line=self.line,
        )


class _Scanner:
    """Reads the lines of one file, and knows which one it is at."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.number = 0
        self.draft = _Draft()
        self.keyword = ""  # the string that a line of nothing but a string goes on with
        self.done: list[Message] = []

    def messages(self) -> list[Message]:
        """Every entry of the file, the header included."""
        for line in self.lines:
            self.number += 1
            self._feed(line.strip(_BLANKS))
        if self.draft.strings:
            self._close()
        return self.done

    def tail(self) -> tuple[str, ...]:
        """The comment lines after the last entry."""
        lines = self.lines[self.draft.start - 1 :] if self.draft.start else []
        return tuple(line.strip(_BLANKS) for line in lines if line.strip(_BLANKS))

    def _feed(self, line: str) -> None:
        mark = line[:2]
        if mark == "#~":
            line = line[2:].lstrip(_BLANKS)
            self._string(line.removeprefix("|").lstrip(_BLANKS), previous=line.startswith("|"), obsolete=True)
        elif mark == "#|":
            self._string(line[2:].lstrip(_BLANKS), previous=True, obsolete=False)
        elif mark[:1] == "#":
            self._comment(mark, line)
        elif line:
            self._string(line, previous=False, obsolete=False)

    def _comment(self, mark: str, line: str) -> None:
        if "msgstr" in self.draft.strings:
            self._close()
        elif "msgid" in self.draft.strings or "msgctxt" in self.draft.strings:
            raise self._error("a comment inside an entry")
        draft, self.keyword = self._begun(), ""
        if mark in ("#,", "#="):
            draft.flags.extend(_flags(line[2:], draft.flags))
        elif mark == "#:":
            draft.references.extend(_references(line[2:]))
        elif mark == "#.":
            draft.extracted.append(line[2:].removeprefix(" "))
        else:
            draft.comments.append(line[1:].removeprefix(" "))

    def _string(self, line: str, *, previous: bool, obsolete: bool) -> None:
        match = _KEYWORD.match(line)
        if match:
            self._begin("|" + match[1] if previous else match[1], obsolete=obsolete)
        elif line[:1] != '"':
            raise self._error("a plural or a domain" if _FOREIGN.match(line) else "not a line of a catalog")
        elif not self.keyword or previous != (self.keyword[0] == "|"):
            raise self._error("a string that no keyword begins")
        if not previous and obsolete != self.draft.obsolete:
            raise self._error("an entry that is obsolete in part")
        self.draft.strings[self.keyword].append(self._value(line[match.end() :] if match else line))

    def _begin(self, keyword: str, *, obsolete: bool) -> None:
        if "msgstr" in self.draft.strings and keyword != "msgstr":
            self._close()
        draft = self._begun()
        last = next(reversed(draft.strings), None)
        if (last and _ORDER[last] >= _ORDER[keyword]) or (keyword == "msgstr" and "msgid" not in draft.strings):
            raise self._error(f"{keyword.lstrip('|')} out of its place")
        if keyword == "msgid":
            draft.line = self.number
        if keyword[0] != "|" and (last is None or last[0] == "|"):
            draft.obsolete = obsolete
        draft.strings[keyword] = []
        self.keyword = keyword

    def _begun(self) -> _Draft:
        self.draft.start = self.draft.start or self.number
        return self.draft

    def _close(self) -> None:
        if "msgstr" not in self.draft.strings:
            self.number = self.draft.start
            raise self._error("an entry without msgstr")
        self.done.append(self.draft.message())
        self.draft, self.keyword = _Draft(), ""

    def _value(self, text: str) -> str:
        match = _STRING.fullmatch(text)
        if match:
            return match[1]
        if _STRING.match(text):
            raise self._error("text after the closing quote")
        if _ANY_STRING.match(text):
            raise self._error('an escape other than \\\\ \\" \\n \\t \\r \\v \\b \\f')
        raise self._error("a string without its closing quote" if text[:1] == '"' else "a keyword without its string")

    def _error(self, fact: str) -> InputError:
        return InputError(fact, path=self.name, line=self.number, next_step="mend the line in a text editor")


def _unescaped(escaped: str) -> str:
    return polib.unescape(escaped) if "\\" in escaped else escaped


def _flags(text: str, known: Iterable[str]) -> Iterator[str]:
    flags = (flag.strip(_BLANKS) for flag in _FLAG.findall(text))
    return (flag for flag in dict.fromkeys(flags) if flag and flag not in known)


def _references(text: str) -> Iterator[str]:
    return (token.replace(_FSI, "").replace(_PDI, "") for token in _REFERENCE.findall(text))


def _refuse_duplicates(messages: list[Message], name: str) -> None:
    first: dict[Identity, int] = {}
    for message in messages:
        line = first.setdefault(message.identity, message.line)
        if line != message.line:
            raise InputError(
                f"the same message as in line {line}", path=name, line=message.line, next_step="remove one of the two"
            )


def _header(messages: list[Message], name: str) -> Message:
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


def _entry(message: Message) -> Iterator[str]:
    """The lines of one entry, in gettext's order."""
    yield from (f"# {comment}".rstrip(_BLANKS) for comment in message.comments)
    yield from (f"#. {comment}".rstrip(_BLANKS) for comment in message.extracted)
    yield from _reference_lines(message.references)
    if message.flags:
        yield "#, " + ", ".join(message.flags)
    before, now = ("#~| ", "#~ ") if message.obsolete else ("#| ", "")
    yield from _string_lines(before + "msgctxt", before, message.previous_msgctxt)
    yield from _string_lines(before + "msgid", before, message.previous_msgid)
    yield from _string_lines(now + "msgctxt", now, message.msgctxt)
    yield from _string_lines(now + "msgid", now, message.msgid)
    yield from _string_lines(now + "msgstr", now, message.msgstr)


def _reference_lines(references: Iterable[str]) -> Iterator[str]:
    line = "#:"
    for reference in map(_isolated, references):
        if len(line) > len("#:") and len(line) + 1 + len(reference) > _WIDTH:
            yield line
            line = "#:"
        line += " " + reference
    if len(line) > len("#:"):
        yield line


def _isolated(reference: str) -> str:
    match = _SPACED_PATH.fullmatch(reference)
    return f"{_FSI}{match[1]}{_PDI}{match[2] or ''}" if match else reference


def _string_lines(keyword: str, mark: str, text: str | None) -> Iterator[str]:
    """A string as gettext lays it out: broken after each line break, and begun on a line of its own if it is."""
    if text is None:
        return
    if "\n" not in text[:-1]:
        yield f'{keyword} "{polib.escape(text)}"'
        return
    yield f'{keyword} ""'
    yield from (f'{mark}"{polib.escape(part)}"' for part in re.split(r"(?<=\n)", text) if part)
