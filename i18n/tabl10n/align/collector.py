"""Pause Python's cyclic garbage collector while very many small objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector for the block, unless it is off already.

    Tables of 100,000 rows make millions of small values, none of them in a cycle: looking through them again and again
    took a third of the time of an alignment.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
