"""What the definitions of a reStructuredText file stand for: substitutions and hyperlink targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.model import Span

_SUBSTITUTION = re.compile(r"\.\. +\|(?P<name>(?! )(?:[^|\\]|\\.)+(?<! ))\| +(?P<directive>[\w-]+) ?::[ \t]*")
_TARGET = re.compile(r"\.\. +_(?![ _])(?P<name>`(?:[^`\\]|\\.)+`|(?:[^:`\\]|\\.|:(?!\s|$))+):(?:[ \t]+|$)")
_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):(?:[ \t]+|$)")
_REFERENCE = re.compile(r"(?:`(?P<phrase>[^`]+)`|(?P<word>(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*))_")
_ESCAPE = re.compile(r"\\(?:\s|(.)|$)", re.DOTALL)
_ESCAPE_OR_SPACE = re.compile(r"\\(?:(.)|$)|\s+", re.DOTALL)


class Value(NamedTuple):
    """What a definition says and where; ``span`` is None where that runs over several lines.

    ``refers`` is the name of the target that an address is instead.
    """

    text: str
    span: Span | None
    refers: str = ""


NOTHING = Value("", None)


class Substitution(NamedTuple):
    """``.. |name| image:: …`` with its options, or ``.. |name| replace:: …``; ``end`` is where its first line ends.

    ``alt`` is None where there is no such option, and says nothing where that is empty: what docutils takes for an
    image without an alternative text.
    """

    name: str
    directive: str
    value: Value
    target: Value
    alt: Value | None
    end: int
    indent: int

    @property
    def shown(self) -> str:
        """The image's alternative text: the name where none is given, as docutils has it."""
        return self.name if self.alt is None else self.alt.text


@dataclass
class Names:
    """The substitutions and the targets of one file, by normalized name."""

    substitutions: dict[str, Substitution] = field(default_factory=dict)
    targets: dict[str, Value] = field(default_factory=dict)

    def substitution(self, name: str) -> Substitution | None:
        """The definition of ``|name|``: as written, else whatever its case, as docutils looks it up."""
        spaced = " ".join(name.split())
        return self.substitutions.get(spaced) or self.substitutions.get(spaced.lower())

    def knows(self, name: str) -> bool:
        """Whether a target of that name is defined, one inside the file included."""
        return _normal(name) in self.targets

    def target(self, name: str) -> Value:
        """Where ``name_`` leads; a target may name another one (ten steps at most: they may go in a circle)."""
        value = self.targets.get(_normal(name), NOTHING)
        for _ in range(10):
            if not value.refers:
                return value
            value = self.targets.get(value.refers, NOTHING)
        return NOTHING

    def link(self, value: Value) -> Value:
        """The address that a ``:target:`` option gives, itself or by the name of a target."""
        return self.target(value.refers) if value.refers else value


def decode(source: str) -> str:
    """The text that reStructuredText without other markup stands for: backslashes taken away, escaped spaces too."""
    return _ESCAPE.sub(lambda match: match[1] or "", source) if "\\" in source else source


def decode_address(source: str) -> str:
    """The address that ``source`` stands for; white space means nothing in it unless it is escaped."""
    return _ESCAPE_OR_SPACE.sub(lambda match: " " if (match[1] or "").isspace() else match[1] or "", source)


def add_definition(source: str, lines: Sequence[Line], indent: int, names: Names) -> bool:
    """Note in ``names`` what the explicit markup at ``lines`` defines; false when it defines nothing."""
    start, end = lines[0].start + indent, lines[0].end
    if match := _SUBSTITUTION.match(source, start, end):
        found = _substitution(source, lines, indent, match)
        names.substitutions.setdefault(found.name, found)
        names.substitutions.setdefault(found.name.lower(), found)
        return True
    if match := _TARGET.match(source, start, end):
        parts = [_part(source, match.end(), end), *(_part(source, *line) for line in lines[1:])]
        names.targets.setdefault(_normal(decode(match["name"].strip("`"))), _address(source, parts))
        return True
    return False


def _substitution(source: str, lines: Sequence[Line], indent: int, match: re.Match[str]) -> Substitution:
    parts = [_part(source, match.end(), lines[0].end)]
    options: dict[str, list[Span]] = {}
    current = parts
    for line in lines[1:]:
        option = _OPTION.match(source, *line)
        if option:
            current = options.setdefault(option["name"], [])
            current.append(_part(source, option.end(), line.end))
        else:
            current.append(_part(source, *line))
    directive = match["directive"]
    return Substitution(
        " ".join(match["name"].split()),
        directive,
        _address(source, parts) if directive == "image" else _words(source, parts),
        _address(source, options.get("target", [])),
        _option(source, options["alt"]) if "alt" in options else None,
        lines[0].end,
        indent,
    )


def _part(source: str, start: int, end: int) -> Span:
    text = source[start:end]
    bare = text.strip()
    return Span(start + len(text) - len(text.lstrip()), start + len(text) - len(text.lstrip()) + len(bare))


def _address(source: str, parts: Sequence[Span]) -> Value:
    written = "\n".join(_written(source, parts))
    match = _REFERENCE.fullmatch(written)
    value = _value(parts, decode_address(written))
    return value._replace(refers=_normal(match["phrase"] or match["word"])) if match else value


def _option(source: str, parts: Sequence[Span]) -> Value:
    """The words of an option; nothing has a place too, in an empty one."""
    words = _words(source, parts)
    return words if words.text else Value("", parts[0])


def _words(source: str, parts: Sequence[Span]) -> Value:
    return _value(parts, " ".join(_written(source, parts)))


def _written(source: str, parts: Sequence[Span]) -> Iterator[str]:
    return (source[part.start : part.end] for part in parts if part.start < part.end)


def _value(parts: Sequence[Span], text: str) -> Value:
    filled = [part for part in parts if part.start < part.end]
    return Value(text, filled[0] if len(filled) == 1 else None)


def _normal(name: str) -> str:
    return " ".join(name.lower().split())
