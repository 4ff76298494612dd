"""Inputs that cannot be used, among others that can: each stops only what would be made of it, and is reported last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tabl10n.cli.writing import tell
from tabl10n.errors import InputError

T = TypeVar("T")
R = TypeVar("R")


class Failures:
    """The errors of a command that goes on without what cannot be used."""

    def __init__(self) -> None:
        self._errors: dict[str, InputError] = {}

    def __bool__(self) -> bool:
        return bool(self._errors)

    def add(self, error: InputError) -> None:
        """Keep the error; one that was added before is reported once."""
        self._errors.setdefault(str(error), error)

    @property
    def errors(self) -> tuple[InputError, ...]:
        """The errors, each once."""
        return tuple(self._errors.values())

    def make_each(self, make: Callable[[T], R], items: Iterable[T]) -> Iterator[R | None]:
        """What ``make`` makes of each of ``items``, in order; None, and an error more, where it raises InputError."""
        for item in items:
            try:
                result = make(item)
            except InputError as error:
                self.add(error)
                yield None
            else:
                yield result

    def conclude(self, status: int = 0) -> int:
        """Print each error on stderr; the exit status: 2, or ``status`` where there is none."""
        for message in self._errors:
            tell(f"tabl10n: {message}")
        return 2 if self._errors else status
