"""Entries line by line: every layout that gettext allows, and the exact line of what it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tabl10n.catalog.model import Message, Written
from tabl10n.catalog.pofile.writer import BLANKS, FSI, PDI, render_plain_entry
from tabl10n.errors import InputError
from tabl10n.text.patterns import compile_lazily

# The strings of an entry, in the one order they may have. "|" marks the previous text of the message.
_ORDER = {keyword: rank for rank, keyword in enumerate(("|msgctxt", "|msgid", "msgctxt", "msgid", "msgstr"))}
_KEYWORD = compile_lazily(r"(msgctxt|msgid|msgstr)(?![\w\[])[ \t]*")
_FOREIGN = compile_lazily(r"msgid_plural\b|msgstr\[|domain\b")
# The escapes that polib decodes. gettext's octal and hexadecimal ones do not occur in text that people translate.
_STRING = compile_lazily(r'"([^"\\]*(?:\\[\\"ntrvbf][^"\\]*)*)"')
_ANY_STRING = compile_lazily(r'"[^"\\]*(?:\\.[^"\\]*)*"')
# Weblate's flags may quote a value with a comma in it. Its length is bounded: without that, each quote that has no end
# would be tried to the end of the line.
_FLAG = compile_lazily(r'(?:"(?:\\.|[^"\\]){0,500}+"|[^,])+')
_REFERENCE = compile_lazily(f"{FSI}[^{FSI}{PDI}]*{PDI}\\S*|\\S+")


def unescape(text: str) -> str:
    """What a string's content in the file stands for."""
    if "\\" not in text:
        return text
    import polib

    return polib.unescape(text)


def split_flags(text: str, known: Iterable[str] = ()) -> Iterator[str]:
    """The flags of a flag line's content that are not among ``known``."""
    found = (flag.strip(BLANKS) for flag in _FLAG.findall(text))
    return (flag for flag in dict.fromkeys(found) if flag and flag not in known)


def split_references(text: str) -> Iterator[str]:
    """The references of a reference line's content, paths with spaces included."""
    return (token.replace(FSI, "").replace(PDI, "") for token in _REFERENCE.findall(text))


def keep_layout(message: Message, text: str) -> Message:
    """The message, with the lines it was read from where we would lay it out otherwise."""
    if text == render_plain_entry(message):
        return message
    return replace(message, written=Written(message, text))


@dataclass(slots=True)
class _Draft:
    """An entry while its lines come in. ``strings`` holds the parts of each string, still escaped, by keyword."""

    start: int = 0
    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False

    def message(self) -> Message:
        strings = {keyword: unescape("".join(parts)) for keyword, parts in self.strings.items()}
        message = Message(
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
        text = "".join([f"{line}\n" for line in self.lines])
        return message if any(line.startswith("#=") for line in self.lines) else keep_layout(message, text)


class Scanner:
    """Reads the lines of one file, which its caller feeds it, and knows which one it is at."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.draft = _Draft()
        self.keyword = ""  # the string that a line of nothing but a string goes on with
        self.done: list[Message] = []

    def feed(self, lines: Iterable[str]) -> None:
        """Read on. Raises InputError for what is no catalog."""
        for written in lines:
            self.number += 1
            line = written.strip(BLANKS)
            if line:
                self._feed(line)
                self.draft.lines.append(written)

    @property
    def between(self) -> bool:
        """Whether a new entry, comments included, may begin here."""
        return not self.draft.lines or "msgstr" in self.draft.strings

    def close(self) -> None:
        """End the entry that is being read, if one is. Raises InputError when it is not whole."""
        if self.draft.strings:
            self._close()

    def tail(self) -> tuple[str, ...]:
        """The comment lines after the last entry."""
        return tuple(self.draft.lines)

    def _feed(self, line: str) -> None:
        mark = line[:2]
        if mark == "#~":
            line = line[2:].lstrip(BLANKS)
            self._read_string(line.removeprefix("|").lstrip(BLANKS), previous=line.startswith("|"), obsolete=True)
        elif mark == "#|":
            self._read_string(line[2:].lstrip(BLANKS), previous=True, obsolete=False)
        elif mark[:1] == "#":
            self._read_comment(mark, line)
        else:
            self._read_string(line, previous=False, obsolete=False)

    def _read_comment(self, mark: str, line: str) -> None:
        if "msgstr" in self.draft.strings:
            self._close()
        elif "msgid" in self.draft.strings or "msgctxt" in self.draft.strings:
            raise self._make_error("a comment inside an entry")
        draft, self.keyword = self._begun(), ""
        if mark in ("#,", "#="):
            draft.flags.extend(split_flags(line[2:], draft.flags))
        elif mark == "#:":
            draft.references.extend(split_references(line[2:]))
        elif mark == "#.":
            draft.extracted.append(line[2:].removeprefix(" "))
        else:
            draft.comments.append(line[1:].removeprefix(" "))

    def _read_string(self, line: str, *, previous: bool, obsolete: bool) -> None:
        match = _KEYWORD.match(line)
        if match and previous and match[1] == "msgstr":
            raise self._make_error("a previous msgstr, which no program writes")
        if match:
            self._begin("|" + match[1] if previous else match[1], obsolete=obsolete)
        elif line[:1] != '"':
            raise self._make_error("a plural or a domain" if _FOREIGN.match(line) else "not a line of a catalog")
        elif not self.keyword or previous != (self.keyword[0] == "|"):
            raise self._make_error("a string that no keyword begins")
        if not previous and obsolete != self.draft.obsolete:
            raise self._make_error("an entry that is obsolete in part")
        self.draft.strings[self.keyword].append(self._read_value(line[match.end() :] if match else line))

    def _begin(self, keyword: str, *, obsolete: bool) -> None:
        if "msgstr" in self.draft.strings and keyword != "msgstr":
            self._close()
        draft = self._begun()
        last = next(reversed(draft.strings), None)
        if (last and _ORDER[last] >= _ORDER[keyword]) or (keyword == "msgstr" and "msgid" not in draft.strings):
            raise self._make_error(f"{keyword.lstrip('|')} out of its order")
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
            raise self._make_error("an entry without msgstr")
        self.done.append(self.draft.message())
        self.draft, self.keyword = _Draft(), ""

    def _read_value(self, text: str) -> str:
        match = _STRING.fullmatch(text)
        if match:
            return match[1]
        if _STRING.match(text):
            raise self._make_error("text after the closing quote")
        if _ANY_STRING.match(text):
            raise self._make_error('an escape other than \\\\ \\" \\n \\t \\r \\v \\b \\f')
        raise self._make_error(
            "a string without its closing quote" if text[:1] == '"' else "a keyword without its string"
        )

    def _make_error(self, fact: str) -> InputError:
        return InputError(fact, path=self.name, line=self.number, next_step="correct the line in a text editor")
