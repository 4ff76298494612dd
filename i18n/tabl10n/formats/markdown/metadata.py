"""What is above a Markdown page about it, as YAML or TOML: those of its fields that readers see."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tabl10n.document import Block
from tabl10n.formats.lines import Line
from tabl10n.nodes import Span, Text
from tabl10n.text.patterns import compile_lazily

SHOWN_FIELDS = ("title", "description", "sidebar_label", "summary")
"""The fields whose words static site generators show."""
_NAMES = "|".join(SHOWN_FIELDS)
# A field on one line: a scalar in quotes, or a plain one, which begins with none of YAML's indicators.
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
_YAML = compile_lazily(rf"(?:{_NAMES}):[ \t]+({_QUOTED}|[^\s\"'\[\]{{}}>|*&!%#`@,?:\-][^\n]*?)[ \t]*(?:[ \t]#.*)?")
_TOML = compile_lazily(rf"(?:{_NAMES})[ \t]*=[ \t]*(\"(?:[^\"\\]|\\.)*\"|'[^']*')[ \t]*(?:#.*)?")
_NO_PLAIN = compile_lazily(
    r":(?:[ \t]|$)|[ \t]#|^[\s\"'\[\]{}>|*&!%#`@,?:\-]|\s$|^(?i:true|false|yes|no|on|off|null|~)?$|^[\d.+]"
)
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


def find_end(source: str, lines: Sequence[Line]) -> int:
    """The index of the first line after what is above the page, 0 where there is nothing."""
    if not lines:
        return 0
    ends = _FENCES.get(_text(source, lines[0]).removeprefix("\ufeff").rstrip(), ())
    return next((i for i, line in enumerate(lines[1:], 1) if _text(source, line).rstrip() in ends), -1) + 1


def read_metadata(source: str, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the fields that readers see; a value of several lines is none."""
    end = find_end(source, lines)
    pattern = _TOML if source.removeprefix("\ufeff").startswith("+++") else _YAML
    for index in range(1, end - 1):
        line = lines[index]
        match = pattern.fullmatch(source, line.start, line.end)
        following = lines[index + 1]
        if match is None or (pattern is _YAML and source[following.start : following.start + 1] in (" ", "\t")):
            continue
        text = _decode(match[1])
        if text is not None:
            span = Span(*match.span(1))
            yield Block("metadata", text, index + 1, span, content=(Text(text),))


def encode(written: str, text: str) -> str:
    """The scalar that says ``text``, in the quotes that the source's own, ``written``, has."""
    line = " ".join(text.split())
    if written.startswith("'") and "'" not in line:
        return f"'{line}'"
    is_plain = not written.startswith(("'", '"'))
    return line if is_plain and not _NO_PLAIN.search(line) else json.dumps(line, ensure_ascii=False)


def _decode(written: str) -> str | None:
    """What a scalar says; None where it has escapes that are not JSON's."""
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    if not written.startswith('"'):
        return None if _NO_PLAIN.search(written) else written
    try:
        text = str(json.loads(written))
    except ValueError:
        return None
    return text if text.isprintable() else None


def _text(source: str, line: Line) -> str:
    return source[line.start : line.end]
