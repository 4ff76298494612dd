"""Regular expressions that are compiled when they are first used.

A run of a command uses few of the expressions in the modules that it imports; to compile all of them took longer than
to read a page.
"""

from __future__ import annotations

import re
from typing import Any, cast


def compile_lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, but for its type. An error in ``pattern`` is raised where that is first used."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


class _LazyPattern:
    """Has the attributes of a compiled expression, each from the moment when it is first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value
