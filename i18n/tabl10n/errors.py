"""The one kind of error that a user can cause: input that cannot be used."""

from __future__ import annotations

from pathlib import Path

_MAX_FACT_CHARACTERS = 400  # characters of a fact that are shown: it may quote a cell, and a cell may hold a megabyte


def shown(path: Path) -> Path:
    """``path`` as people want to read it in a message: from the working directory, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


class InputError(Exception):
    """Input that cannot be used: the fact, where it is, and what to do next.

    The command line prints it as one line, without the middle of a very long fact, and exits with 2; by then nothing
    has been written of what the input is needed for.
    """

    def __init__(
        self, fact: str, *, path: str | Path | None = None, line: int | None = None, next_step: str = ""
    ) -> None:
        super().__init__(fact)
        self.fact = fact
        self.path = None if path is None else str(shown(Path(path)))
        self.line = line
        self.next_step = next_step

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        fact = self.fact
        if len(fact) > _MAX_FACT_CHARACTERS:
            fact = f"{fact[: _MAX_FACT_CHARACTERS // 2]} … {fact[-_MAX_FACT_CHARACTERS // 2 :]}"
        message = f"{where}: {fact}" if where else fact
        return f"{message}; {self.next_step}" if self.next_step else message
