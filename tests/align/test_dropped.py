"""Keys that a source has dropped, on the project's own editions: each is aligned with each other one alone."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from align.making import seed
from paths import BY_KEY_2018, GRID_2020, PIPES_2018, SOURCE
from tabl10n.align import AlignedRow, Registry, align

EDITIONS = (SOURCE, GRID_2020, PIPES_2018, BY_KEY_2018)
PAIRS = list(permutations(EDITIONS, 2))
SURE = 0.95
# How many rows of the twelve pairs have a key that the other edition does not list, and how many of these are surely
# given one that it lists: entries that were renamed, whose logo or link is the same. At most 5 % may be.
DROPPED, GIVEN = 645, 22


@cache
def registry(path: Path) -> Registry:
    return Registry.from_documents(seed(path))


@cache
def dropped(copy: Path, source: Path) -> tuple[AlignedRow, ...]:
    """The rows of an edition whose key the other one does not list."""
    known, rows = registry(source).entries, align(seed(copy), registry(source), "en").rows
    return tuple(row for row in rows if row.written and row.written not in known)


def given(row: AlignedRow) -> bool:
    return row.key is not None and row.confidence >= SURE


@pytest.mark.parametrize(("copy", "source"), PAIRS, ids=lambda path: path.stem)
def test_a_dropped_key_is_given_another_only_where_logo_or_link_agree(copy: Path, source: Path) -> None:
    for row in filter(given, dropped(copy, source)):
        evidence = row.candidates[0].evidence
        agreeing = [kind for kind in ("image", "link") if str(evidence.get(kind)).startswith("same")]
        assert agreeing, (row.written, row.key, evidence)


@pytest.mark.slow
def test_few_dropped_keys_are_surely_given_another() -> None:
    rows = [row for pair in PAIRS for row in dropped(*pair)]
    assert (len(rows), sum(map(given, rows))) == (DROPPED, GIVEN)
