"""JSON read with the place of every value: what the standard library's reader does not keep."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from tabl10n.errors import InputError
from tabl10n.model import Span

_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"[^\s,\]}]+")


class Value(NamedTuple):
    """A value and where it stands; a string's place is between its quotation marks."""

    said: object
    span: Span

    @property
    def fields(self) -> dict[str, Value]:
        """The fields of an object, none of anything else."""
        return self.said if isinstance(self.said, dict) else {}

    @property
    def items(self) -> list[Value]:
        """The items of an array, none of anything else."""
        return self.said if isinstance(self.said, list) else []

    @property
    def text(self) -> str:
        """The string, empty for anything else."""
        return self.said if isinstance(self.said, str) else ""


def parse(text: str, name: str) -> Value:
    """The value that ``text`` holds. Raises InputError where it is not JSON, or nested too deep."""
    try:
        json.loads(text.removeprefix("\ufeff"))
        return _value(text, _after_space(text, text.startswith("\ufeff")))[0]
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg})", path=name, line=error.lineno, next_step="mend the file") from error
    except RecursionError as error:
        raise InputError("nested too deep", path=name, next_step="name a file that tabl10n built") from error


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int) -> tuple[Value, int]:
    """The value that begins at ``at``, and where it ends; ``text`` is valid JSON."""
    if text[at] == '"':
        said, end = scanstring(text, at + 1, True)
        return Value(said, Span(at + 1, end - 1)), end
    if text[at] == "{":
        return _object(text, at)
    if text[at] == "[":
        return _array(text, at)
    match = _SCALAR.match(text, at)
    end = match.end() if match else at
    return Value(json.loads(text[at:end]), Span(at, end)), end


def _object(text: str, start: int) -> tuple[Value, int]:
    fields: dict[str, Value] = {}
    at = _after_space(text, start + 1)
    while text[at] != "}":
        key, at = scanstring(text, at + 1, True)
        fields[key], at = _value(text, _after_space(text, _after_space(text, at) + 1))
        at = _after_space(text, at)
        at = _after_space(text, at + 1) if text[at] == "," else at
    return Value(fields, Span(start, at + 1)), at + 1


def _array(text: str, start: int) -> tuple[Value, int]:
    items: list[Value] = []
    at = _after_space(text, start + 1)
    while text[at] != "]":
        item, at = _value(text, at)
        items.append(item)
        at = _after_space(text, at)
        at = _after_space(text, at + 1) if text[at] == "," else at
    return Value(items, Span(start, at + 1)), at + 1
