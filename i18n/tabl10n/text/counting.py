"""Numbers of things, as every command says them."""

from __future__ import annotations


def format_count(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def floor_percent(part: int, whole: int) -> int:
    """How many of a hundred are in ``part``, rounded down, so that 100 says all; 100 of nothing."""
    return 100 * part // whole if whole else 100
