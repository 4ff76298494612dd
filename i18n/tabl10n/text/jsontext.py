"""JSON that people read too, safe to show."""

from __future__ import annotations

import json

from tabl10n.text.visible import COMMAND_ANYWHERE, replace_unsafe

_INDENTED_LEVELS = 4  # of objects and lists: down to the rows and findings of each page
_encode_json = json.JSONEncoder(ensure_ascii=False).encode


def format_json(value: object) -> str:
    """``value`` as JSON for people and programs: indented, letters as they are, hidden characters as JSON escapes.

    What is deep in lists, as a row or a finding, has one line: of thousands, indented lines would be most of the time
    and of the file. It reads back the same; ``json.dumps`` alone would leave bidi and C1 controls raw for a terminal to
    obey.
    """
    text = COMMAND_ANYWHERE.sub(r"\\u0023", _format_levels(value, _INDENTED_LEVELS, ""))
    return replace_unsafe(text, lambda char: char if char == "\n" else json.dumps(char)[1:-1])


def _format_levels(value: object, levels: int, indent: str) -> str:
    """``value`` with a line for each member of the objects and lists of its first ``levels`` levels."""
    if not levels or not value or not isinstance(value, (dict, list)):
        return _encode_json(value)
    inner = indent + "  "
    if isinstance(value, dict):
        members = [f"{_encode_json(key)}: {_format_levels(each, levels - 1, inner)}" for key, each in value.items()]
    else:
        members = [_format_levels(each, levels - 1, inner) for each in value]
    begin, end = "{}" if isinstance(value, dict) else "[]"
    lines = f",\n{inner}".join(members)
    return f"{begin}\n{inner}{lines}\n{indent}{end}"
