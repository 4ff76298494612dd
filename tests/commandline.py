"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

TABLE = """\
# Boats

All boats that we know:

| country | id      | name                              | ver |
|---------|---------|-----------------------------------|-----|
| Norway  | knarr   | [Knarr](https://knarr.example)    | 1   |
| Japan   | kobaya  | [Kobaya](https://kobaya.example)  | \\*  |
| Norway  | faering | [Færing](https://faering.example) | 2.1 |
"""


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]
