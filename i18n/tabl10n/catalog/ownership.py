"""Whose catalog a file is: other programs keep theirs at the same paths."""

from __future__ import annotations

from typing import get_args

from tabl10n.catalog.model import Catalog
from tabl10n.document import BlockKind, Role
from tabl10n.errors import InputError

_CONTEXTS = frozenset({*get_args(BlockKind), *Role, "header"})
_NEXT_STEP = 'keep the catalogs of tabl10n apart: set locales = "tables" (or catalogs = "...") in its settings'


def is_of_another_program(catalog: Catalog) -> bool:
    """Whether a catalog has messages, and none of them has a context that this package gives."""
    return bool(catalog.messages) and all(message.msgctxt not in _CONTEXTS for message in catalog.messages)


def require_own(catalog: Catalog, path: str) -> Catalog:
    """Give the catalog back. Raises InputError for one of another program, which would lose its messages."""
    if is_of_another_program(catalog):
        fact = "the catalog is another program's: none of its messages has a context of tabl10n"
        raise InputError(fact, path=path, next_step=_NEXT_STEP)
    return catalog
