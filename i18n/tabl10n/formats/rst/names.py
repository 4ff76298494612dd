"""What the definitions of a reStructuredText file stand for: substitutions and hyperlink targets."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.formats.rst.escape import escape_between
from tabl10n.nodes import Span
from tabl10n.text.addresses import RST_ADDRESS

_SUBSTITUTION = re.compile(r"\.\. +\|(?P<name>(?! )(?:[^|\\]|\\.)+(?<! ))\| +(?P<directive>[\w-]+) ?::[ \t]*")
_TARGET = re.compile(r"\.\. +_(?![ _])(?P<name>`(?:[^`\\]|\\.)+`|(?:[^:`\\]|\\.|:(?!\s|$))+):(?:[ \t]+|$)")
_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):(?:[ \t]+|$)")
REFERENCE = re.compile(
    r"`(?P<phrase>(?![\s`])(?:[^`\\]|\\.)+?)`_|(?P<word>(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*)_", re.DOTALL
)
# A reference is found by its end: to look for its beginning would take minutes in a text of one long word.
_REFERENCE_END = re.compile(r"(?<=[^\W_])_(?!\w)|`__?(?!\w)")
_WORD_AT_END = re.compile(r"[^\W_]+(?:[-._+:][^\W_]+)*\Z")
_MAX_WORD_CHARACTERS = 100
_LITERAL = re.compile(r"``[^`]+``")
_ESCAPE = re.compile(r"\\(?:\s|(.)|$)", re.DOTALL)
_ESCAPE_OR_SPACE = re.compile(r"\\(?:(.)|$)|\s+", re.DOTALL)
# What the directive "unicode" of docutils takes for the code of a character (directives.unicode_code).
_CODE = re.compile(
    r"(?i)(?:(?:0x|x|\\x|U\+?|\\u)(?P<hexadecimal>[0-9a-f]{1,8})|&#x(?P<entity>[0-9a-f]{1,8});|(?P<decimal>\d{1,8}))"
)
_COMMENT = re.compile(r"(?:^| )\.\. ")
# ```text <address>`_`` gives the address a name, and ``_`text` `` its place.
_EMBEDDED_END = re.compile(r">`_(?![_\w])")
_EMBEDDED = re.compile(
    r"`(?P<text>(?!\s)(?:[^`\\<\s]|\\.|\s++(?!<))++)\s+<(?P<link>(?!\s)[^<>`\\]*(?:\\.[^<>`\\]*)*(?<!\s))>`_", re.DOTALL
)
_PLAIN_ADDRESS = re.compile(r"[^\\\s]+")
_SUBSTITUTED = re.compile(r"\|([^|]+)\|")
# What one substitution may come to: a file of 30 lines, in which each holds the next one twice, would never be read.
_MAX_SUBSTITUTED_CHARACTERS = 200
_MAX_SUBSTITUTION_DEPTH = 20
_INLINE_TARGET = re.compile(r"_`(?<![\w`]_`)((?!\s)(?:[^`\\]|\\.)+)`")


class DefinedValue(NamedTuple):
    """What a definition says and where; ``span`` is None where that runs over several lines.

    ``refers`` is the name of the target that an address is instead.
    """

    text: str
    span: Span | None
    refers: str = ""


NOTHING = DefinedValue("", None)


class Substitution(NamedTuple):
    """``.. |name| image:: …`` with its options, or ``.. |name| replace:: …``; ``end`` is where its first line ends.

    ``alt`` is None where there is no such option, and says nothing where that is empty: what docutils takes for an
    image without an alternative text.
    """

    name: str
    directive: str
    value: DefinedValue
    target: DefinedValue
    alt: DefinedValue | None
    end: int
    indent: int

    @property
    def shown(self) -> str:
        """The image's alternative text: the name where none is given, as docutils has it."""
        return self.name if self.alt is None else self.alt.text


@dataclass
class Names:
    """The substitutions and the targets of one file, by normalized name, and the directives that define roles.

    ``read`` is for `elements.parse_inline`: what it read last with these names. ``bounded`` tells of substitutions,
    once that is known, whether what they come to is bounded.
    """

    substitutions: dict[str, Substitution] = field(default_factory=dict)
    targets: dict[str, DefinedValue] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    read: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    bounded: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def find_substitution(self, name: str) -> Substitution | None:
        """The definition of ``|name|``: as written, else whatever its case, as docutils looks it up.

        None for one that stands for too many others: like docutils, we show that as it is written.
        """
        found = self._find_definition(name)
        return found if found and self._is_bounded(found) else None

    def _find_definition(self, name: str) -> Substitution | None:
        spaced = _fold_spaces(name)
        return self.substitutions.get(spaced) or self.substitutions.get(spaced.lower())

    def _is_bounded(self, found: Substitution) -> bool:
        """Whether few substitutions are in the text that this one stands for, in theirs, and so on, and not deep."""
        if found.directive != "replace" or "|" not in found.value.text:
            return True
        if found.name not in self.bounded:
            self.bounded[found.name] = self._count(found) <= _MAX_SUBSTITUTED_CHARACTERS
        return self.bounded[found.name]

    def _count(self, found: Substitution) -> int:
        """How many substitutions that one comes to, itself included, counted until they are too many or too deep."""
        count = 0
        waiting: list[tuple[Substitution, frozenset[str]]] = [(found, frozenset())]
        while waiting and count <= _MAX_SUBSTITUTED_CHARACTERS:
            count += 1
            one, around = waiting.pop()
            if one.directive != "replace" or one.name.lower() in around:  # which stands for itself is not replaced
                continue
            if len(around) == _MAX_SUBSTITUTION_DEPTH:
                return _MAX_SUBSTITUTED_CHARACTERS + 1
            within = around | {one.name.lower()}
            inner = map(self._find_definition, _SUBSTITUTED.findall(one.value.text)[:_MAX_SUBSTITUTED_CHARACTERS])
            waiting += [(definition, within) for definition in inner if definition]
        return count

    def remove_name(self, name: str) -> Names:
        """The names inside the definition of ``|name|``, where it does not stand for itself."""
        spaced = _fold_spaces(name)
        others = {known: found for known, found in self.substitutions.items() if known.lower() != spaced.lower()}
        return replace(self, substitutions=others, read={})

    def knows(self, name: str) -> bool:
        """Whether a target of that name is defined, one inside the file included."""
        return normalize_name(name) in self.targets

    def find_target(self, name: str) -> DefinedValue:
        """Where ``name_`` leads; a target may name another one (ten steps at most: they may go in a circle)."""
        value = self.targets.get(normalize_name(name), NOTHING)
        for _ in range(10):
            if not value.refers:
                return value
            value = self.targets.get(value.refers, NOTHING)
        return NOTHING

    def resolve(self, value: DefinedValue) -> DefinedValue:
        """The address that a ``:target:`` option gives, itself or by the name of a target."""
        return self.find_target(value.refers) if value.refers else value


def decode(source: str) -> str:
    """The text that reStructuredText without other markup stands for: backslashes taken away, escaped spaces too."""
    return _ESCAPE.sub(lambda match: match[1] or "", source) if "\\" in source else source


def _decode_address(source: str) -> str:
    """The address that ``source`` stands for; white space means nothing in it unless it is escaped."""
    return _ESCAPE_OR_SPACE.sub(lambda match: " " if (match[1] or "").isspace() else match[1] or "", source)


def add_definition(source: str, lines: Sequence[Line], indent: int, names: Names) -> bool:
    """Note in ``names`` what the explicit markup at ``lines`` defines; false when it defines nothing."""
    start, end = lines[0].start + indent, lines[0].end
    if match := _SUBSTITUTION.match(source, start, end):
        found = _read_substitution(source, lines, indent, match)
        names.substitutions.setdefault(found.name, found)
        names.substitutions.setdefault(found.name.lower(), found)
        return True
    if match := _TARGET.match(source, start, end):
        parts = [_trim(source, match.end(), end), *(_trim(source, *line) for line in lines[1:])]
        names.targets.setdefault(normalize_name(decode(match["name"].strip("`"))), _read_address(source, parts))
        return True
    return False


def add_inline_targets(source: str, titles: Sequence[str], names: Names) -> None:
    """Note in ``names`` the targets inside paragraphs and cells, and the headings: a reference may name them.

    An address that is with the text of a link belongs to that name, unless the same text has several.
    """
    addresses: dict[str, set[DefinedValue]] = {}
    for end in _EMBEDDED_END.finditer(source):
        match = _EMBEDDED.match(source, source.rfind("`", 0, end.start()), end.end())
        if match:
            addresses.setdefault(normalize_name(decode(match["text"])), set()).add(read_embedded(match["link"]))
    for name, values in addresses.items():
        if len(values) == 1:
            names.targets.setdefault(name, *values)
    for name in (*_INLINE_TARGET.findall(source), *titles):
        names.targets.setdefault(normalize_name(decode(name)), NOTHING)


def read_embedded(link: str) -> DefinedValue:
    """Where ``link``, written between angle brackets in a link's text, leads: the name of a target is before ``_``.

    In an address white space means nothing, unless it is escaped.
    """
    if link.endswith("_") and not link.endswith("\\_") and not RST_ADDRESS.fullmatch(link):
        return DefinedValue("", None, normalize_name(decode(link[:-1])))
    if _PLAIN_ADDRESS.fullmatch(link):
        return DefinedValue(link, None)
    address = _decode_address(link)
    # docutils takes the backslash before a final underscore away a second time.
    return DefinedValue(f"{address[:-2]}_" if address.endswith("\\_") else address, None)


def _read_substitution(source: str, lines: Sequence[Line], indent: int, match: re.Match[str]) -> Substitution:
    parts, options = _split_directive(source, match.end(), lines)
    directive, value = match["directive"], _read_words(source, parts)
    if directive == "image":
        value = _read_address(source, parts)
    elif directive == "unicode":  # from here on it is a replacement like any other
        directive, value = "replace", DefinedValue(escape_between(_decode_characters(value.text)), None)
    target = _read_address(source, options.get("target", []))
    alt = _read_option(source, options["alt"]) if "alt" in options else None
    return Substitution(_fold_spaces(match["name"]), directive, value, target, alt, lines[0].end, indent)


def _split_directive(source: str, start: int, lines: Sequence[Line]) -> tuple[list[Span], dict[str, list[Span]]]:
    """Where the lines of a directive's argument are, which begins at ``start``, and those of each of its options."""
    parts = current = [_trim(source, start, lines[0].end)]
    options: dict[str, list[Span]] = {}
    for line in lines[1:]:
        option = _OPTION.match(source, *line)
        if option:
            current = options.setdefault(option["name"], [])
        current.append(_trim(source, option.end() if option else line.start, line.end))
    return parts, options


def _trim(source: str, start: int, end: int) -> Span:
    """What is there without white space around it."""
    text = source[start:end]
    first = start + len(text) - len(text.lstrip())
    return Span(first, first + len(text.strip()))


def _read_address(source: str, parts: Sequence[Span]) -> DefinedValue:
    written = "\n".join(_list_written(source, parts))
    match = REFERENCE.fullmatch(written)
    value = _make_value(parts, _decode_address(written))
    return value._replace(refers=normalize_name(decode(match["phrase"] or match["word"]))) if match else value


def _read_option(source: str, parts: Sequence[Span]) -> DefinedValue:
    """The words of an option; nothing has a place too, in an empty one."""
    words = _read_words(source, parts)
    return words if words.text else DefinedValue("", parts[0])


def _read_words(source: str, parts: Sequence[Span]) -> DefinedValue:
    return _make_value(parts, " ".join(_list_written(source, parts)))


def _decode_characters(codes: str) -> str:
    """The characters that a ``unicode`` directive stands for; what is no code of one is text, and ``..`` ends it."""
    words = (_CODE.fullmatch(word) or word for word in _COMMENT.split(codes)[0].split())
    return "".join(word if isinstance(word, str) else _decode_character(word) for word in words)


def _decode_character(code: re.Match[str]) -> str:
    value = int(code["decimal"] or code["hexadecimal"] or code["entity"], 10 if code["decimal"] else 16)
    return chr(value) if value <= sys.maxunicode and not 0xD800 <= value < 0xE000 else code[0]


def _list_written(source: str, parts: Sequence[Span]) -> Iterator[str]:
    return (source[part.start : part.end] for part in parts if part.start < part.end)


def _make_value(parts: Sequence[Span], text: str) -> DefinedValue:
    filled = [part for part in parts if part.start < part.end]
    return DefinedValue(text, filled[0] if len(filled) == 1 else None)


@lru_cache(maxsize=2)
def find_references(source: str) -> dict[str, int]:
    """The names of all targets that ``source`` refers to, with the place of the first reference; comments count too."""
    text = _LITERAL.sub(lambda literal: " " * len(literal[0]), source)
    found: dict[str, int] = {}
    for end in _REFERENCE_END.finditer(text):
        name = _find_referred_name(text, end)
        found.setdefault(normalize_name(decode(name)), end.start())
    return found


def _find_referred_name(text: str, end: re.Match[str]) -> str:
    """The name in the reference that has this end; nothing where the link has no name or its address with it."""
    if end[0] == "_":
        word = _WORD_AT_END.search(text, max(0, end.start() - _MAX_WORD_CHARACTERS), end.start())
        return word[0] if word else ""
    inside = text[text.rfind("`", 0, end.start()) + 1 : end.start()]
    if inside.endswith(">"):
        return inside[inside.rfind("<") + 1 : -2] if inside.endswith("_>") else ""
    return inside if end[0] == "`_" else ""


def normalize_name(name: str) -> str:
    """A name as docutils compares names."""
    return _fold_spaces(name.lower())


def _fold_spaces(name: str) -> str:
    """A name, its white space folded: that of a substitution, whose letter case may count."""
    return " ".join(name.split())
