"""Numbers of things, as every command says them."""

from __future__ import annotations


def format_count(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
