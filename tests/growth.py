"""How fast the time that something takes grows with its input: by ratios, as no machine is equally fast twice."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from time import process_time

from tabl10n.errors import InputError

# A time that grows with the length, or a logarithm faster, is four to five times as long for four times the length;
# one that grows with its square, sixteen times.
LENGTH, TIMES, MOST = 5_000, 4, 9
ATTEMPTS = 4  # on a busy machine a measure may be wrong; that of a quadratic time always is


def grows_too_fast(work: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether ``work`` takes much more than four times as long for what ``make`` makes of four times the length."""
    small, large = make(LENGTH), make(TIMES * LENGTH)
    _time(work, small)  # what is done once is done before
    return all(_time(work, large) > MOST * _time(work, small) for _ in range(ATTEMPTS))


def _time(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # a collection takes as long as all that other tests have left behind is large
    try:
        start = process_time()
        with suppress(InputError):
            work(text)
        return process_time() - start
    finally:
        gc.enable()


def repeated(part: str) -> Callable[[int], str]:
    return lambda length: part * (length // len(part))
