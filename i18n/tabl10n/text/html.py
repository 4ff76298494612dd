"""What HTML says of its elements, whoever reads or writes it."""

from __future__ import annotations

VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without content, which no end tag closes (HTML Living Standard, 13.1.2)."""
