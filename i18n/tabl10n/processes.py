"""Doing the same to many items in several processes, none of which outlives the one that started it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# How many times each process gets new work: few enough that items that follow each other stay together.
_ROUNDS_PER_PROCESS = 4


def count_free_processors() -> int:
    """How many processors nobody uses, as far as the system says; 1 at least.

    Where all were busy, four processes took 6.3 s for what one did in 4.4.
    """
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    return max(1, (os.cpu_count() or 1) - round(busy))


def spread(
    do: Callable[[T], R], items: Sequence[T], workers: int, *, rounds: int = _ROUNDS_PER_PROCESS
) -> Generator[R, None, None]:
    """What ``do`` makes of each of ``items``, in order, in so many processes; each has a ``do`` of its own.

    ``rounds`` is how many times each process gets new work: the more, the sooner results come, and the better long
    items are shared out. Raises what ``do`` raises. Where the caller is interrupted, what was begun is finished, and
    nothing more is.
    """
    from concurrent.futures import ProcessPoolExecutor  # 20 ms that most builds do without

    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(do,))
    try:
        with _postpone_interrupt():
            results = pool.map(_process_item, items, chunksize=max(1, len(items) // (workers * rounds)))
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _postpone_interrupt() -> Generator[None, None, None]:
    """Let Ctrl-C wait until the block has ended, where it may be in the way at all: in the main thread.

    A pool that is interrupted while it starts its thread cannot be shut down: it waits for the thread, and raises
    RuntimeError in place of KeyboardInterrupt. The processes that it starts meanwhile do not stop for Ctrl-C either,
    which they would until `_begin` has run. To block the signal is not enough: another thread may take it.
    """
    import signal
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)
    if came:
        signal.raise_signal(signal.SIGINT)


_do: Callable[[Any], Any]
"""Each further process's own; see `_begin`."""


def _begin(do: Callable[[Any], Any]) -> None:
    """Keep ``do`` for the life of this process, and with it what it has read.

    Ctrl-C is for the process that started this one: it says what becomes of the work.
    """
    import signal
    from threading import Thread

    global _do
    _do = do
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: killed, that one can end nobody."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _process_item(item: Any) -> Any:
    return _do(item)
