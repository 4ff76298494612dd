"""Lay a translated copy back onto the keys that are known: which key each row is, how sure that is, and why."""

from __future__ import annotations

from tabl10n.align.alignment import align
from tabl10n.align.meaning import Glosses
from tabl10n.align.model import AlignedRow, Alignment, Candidate, Columns, Entry, Listing, Variant
from tabl10n.align.registry import Registry

__all__ = [
    "AlignedRow",
    "Alignment",
    "Candidate",
    "Columns",
    "Entry",
    "Glosses",
    "Listing",
    "Registry",
    "Variant",
    "align",
]
