"""A bar on the terminal for work that takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from time import monotonic
from typing import TypeVar

import click

# Work that is done sooner needs no bar, and a bar that flashes by is noise.
_PATIENCE = 1.0

T = TypeVar("T")


def with_progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """``items`` as they come, ``total`` in all; after a second with a bar on stderr, if that is a terminal."""
    start, bar = monotonic(), None
    with ExitStack() as stack:
        for done, item in enumerate(items, 1):
            if bar is not None:
                bar.update(1)
            elif sys.stderr.isatty() and monotonic() - start > _PATIENCE:
                bar = stack.enter_context(click.progressbar(length=total, label=label, file=sys.stderr))
                bar.update(done)
            yield item
