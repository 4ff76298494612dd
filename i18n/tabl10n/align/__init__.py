"""Align a translated copy with the keys that are known: which key each row is, how certain that is, and why."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tabl10n.align.alignment import align
    from tabl10n.align.meaning import Glosses
    from tabl10n.align.model import AlignedRow, Alignment, Candidate, Entry, Listing, Variant
    from tabl10n.align.registry import Registry

__all__ = [
    "AlignedRow",
    "Alignment",
    "Candidate",
    "Entry",
    "Glosses",
    "Listing",
    "Registry",
    "Variant",
    "align",
]


def __getattr__(name: str) -> Any:
    where = {"align": "alignment", "Glosses": "meaning", "Registry": "registry"}.get(name, "model")
    return getattr(import_module(f"tabl10n.align.{where}"), name)
