"""The answer of an alignment: which key each row of a copy is, how certain that is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tabl10n.columns.model import Columns
from tabl10n.document import Document, Row


class Variant(NamedTuple):
    """What one row of one edition has for a key, or several rows that differ in their territory only.

    Links and images are as written (compare them with ``text.addresses``); ``version`` is the cell's text or what its
    badge says. A part that the edition does not have is ``""`` (or empty).
    """

    edition: str
    name: str = ""
    link: str = ""
    doc_link: str = ""
    image: str = ""
    version: str = ""
    territories: frozenset[str] = frozenset()  # CLDR codes; a name that has none is as it is written
    names_of_territories: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()  # of the columns of role text
    values: tuple[tuple[str, str], ...] = ()  # of the columns of role verbatim, each with the header's words
    table: int = 0  # the table's number in its document, from 1; 0 for what is not of a table


class Entry(NamedTuple):
    """A key and all that the source table (its variants come first) and its editions have for it."""

    key: str
    variants: tuple[Variant, ...]
    current: bool  # the source table itself lists it
    order: int  # its first row in the source table, or, where that lacks it, in the newest edition that has it
    successor: str = ""  # what the source table calls it now, where a logo, a link or a referral code shows it


class Listing(NamedTuple):
    """One table of the source or of an edition: for each of its rows, in order, the key (``""`` without one) and the
    CLDR codes of its territories. ``table`` counts from 1 in its document, ``document`` from 0 among those of the
    registry; ``width`` is the number of its columns.
    """

    edition: str
    table: int
    keys: tuple[str, ...]
    territories: tuple[frozenset[str], ...]
    width: int = 0
    document: int = 0


class Candidate(NamedTuple):
    """A key that a row may be.

    ``evidence`` has, for each feature that tells something, a level (``same host``, one of ``features.Level``) or a
    likeness 0-1; the weightiest feature first.
    """

    key: str
    confidence: float
    evidence: Mapping[str, str | float]


class AlignedRow(NamedTuple):
    """One data row of the copy, ``copy_row``. ``table`` and ``row`` count from 1 as in the output contract.

    ``key`` is None where no known key fits well enough; then ``suggested`` may name a new one (from the link's host).
    ``successor`` is what the source table calls a key now that it no longer lists: the entry's own successor, or one
    that a link, an image or a code of this copy shows. ``notes`` are for people, one fact each: the key left
    the source table, what it is called now, what speaks against it.
    ``candidates`` are in order, the best first and the chosen one among them.
    ``source_table`` and ``source_row`` say which row of the source it is, both from 1, None where none is; how likely
    that is, ``source_confidence`` says. It is ``recognised`` where something of its own says so, and only placed where
    nothing but its order does: what follows from its position alone must not be fixed.
    """

    table: int
    row: int
    line: int
    copy_row: Row
    written: str
    key: str | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    suggested: str = ""
    successor: str = ""
    notes: tuple[str, ...] = ()
    source_table: int | None = None
    source_row: int | None = None
    source_confidence: float = 0.0
    recognised: bool = False


class TableMatch(NamedTuple):
    """The table of the source, from 1, that a table of the copy is, None where none is likely it; ``has_keys`` is
    whether its rows are compared with known keys.
    """

    source_table: int | None
    confidence: float
    has_keys: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """A copy aligned with a registry: a row for every data row of every table, in order, and each table's columns."""

    document: Document
    rows: tuple[AlignedRow, ...]
    columns: tuple[Columns, ...]
    edition: str = ""  # the edition that the copy was most likely made from
    missing: tuple[str, ...] = ()  # keys of that edition that no row of the copy is
    tables: tuple[TableMatch, ...] = ()  # for each table of the copy
