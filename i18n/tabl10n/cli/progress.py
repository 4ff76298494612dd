"""A bar on the terminal for work that takes longer than a second."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from time import monotonic
from typing import TypeVar

import click

# Work that is done sooner needs no bar, and a bar that flashes by is noise.
_SECONDS_BEFORE_BAR = 1.0
_BAR_WIDTH = 36  # of the bar, in columns
_TEXT_WIDTH = 24  # columns for what is beside bar and label: a longer line would be repeated instead of redrawn

T = TypeVar("T")


def with_progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """``items`` as they come, ``total`` in all; after a second with a bar on stderr, if that is a terminal."""
    start, bar = monotonic(), None
    with ExitStack() as stack:
        for done, item in enumerate(items, 1):
            if bar is not None:
                bar.update(1)
            elif sys.stderr.isatty() and monotonic() - start > _SECONDS_BEFORE_BAR:
                width = max(1, min(_BAR_WIDTH, shutil.get_terminal_size().columns - len(label) - _TEXT_WIDTH))
                bar = stack.enter_context(click.progressbar(length=total, label=label, width=width, file=sys.stderr))
                bar.update(done)
            yield item
