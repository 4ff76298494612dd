"""JSON read with the span of every value, which the standard library's reader does not keep."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from tabl10n.errors import InputError
from tabl10n.nodes import Span

# In valid JSON: a string, a scalar or the mark that begins a container, each with its key where it has one, or the mark
# that ends a container. What is between tokens is skipped.
_STRING = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_TOKEN = re.compile(rf'(?:{_STRING}[ \t\r\n]*+:[ \t\r\n]*+)?+(?:{_STRING}|([\[{{])|([^ \t\r\n,:"\[\]{{}}]++))|[\]}}]')
# Half of a pair is no character, so no file can hold it.
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class JsonValue(NamedTuple):
    """A value and its span; that of a string is between its quotation marks."""

    content: object
    span: Span

    @property
    def fields(self) -> dict[str, JsonValue]:
        """The fields of an object, none of anything else."""
        return self.content if isinstance(self.content, dict) else {}

    @property
    def items(self) -> list[JsonValue]:
        """The items of an array, none of anything else."""
        return self.content if isinstance(self.content, list) else []

    @property
    def text(self) -> str:
        """The string, empty for anything else."""
        return self.content if isinstance(self.content, str) else ""

    def get_string(self, name: str) -> str:
        """The string in the field ``name``, empty where there is none."""
        field = self.fields.get(name)
        return field.text if field else ""


def parse(text: str, name: str) -> JsonValue:
    """The value that ``text`` holds. Raises InputError where it is not JSON, or nested too deep."""
    try:
        json.loads(text.removeprefix("\ufeff"))
        return _read(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"not JSON ({error.msg})", path=name, line=error.lineno, next_step="correct the file"
        ) from error
    except ValueError as error:  # Python makes no number of thousands of digits
        raise InputError("a number that is too long", path=name, next_step="correct the file") from error
    except RecursionError as error:
        raise InputError("nested too deep", path=name, next_step="name a file that tabl10n built") from error


def _read(text: str) -> JsonValue:
    """The value that ``text``, which is valid JSON, holds."""
    root: list[JsonValue] = []
    held: dict[str, JsonValue] | list[JsonValue] = root
    around: list[tuple[dict[str, JsonValue] | list[JsonValue], str, int]] = []
    for token in _TOKEN.finditer(text, text.startswith("\ufeff")):
        key, string, opening, scalar = token.groups()
        if string is not None:
            value = JsonValue(_decode_string(token), Span(*token.span(2)))
        elif opening:
            around.append((held, key, token.start(3)))
            held = {} if opening == "{" else []
            continue
        elif scalar:
            value = JsonValue(json.loads(scalar), Span(*token.span(4)))
        else:
            inside = held
            held, key, start = around.pop()
            value = JsonValue(inside, Span(start, token.end()))
        if isinstance(held, list):
            held.append(value)
        else:
            held[_decode_match(key)] = value
    return root[0]


def _decode_string(token: re.Match[str]) -> str:
    decoded = _decode_match(token[2])
    if "\\" in token[2] and _SURROGATE.search(decoded):
        raise json.JSONDecodeError("half of a surrogate pair", token.string, token.start(2))
    return decoded


def _decode_match(written: str) -> str:
    return json.loads(f'"{written}"') if "\\" in written else written
