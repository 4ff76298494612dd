"""The territories that a copy's cells name: by CLDR in its language, and by what the sure rows show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tabl10n.align.parameters import BOUNDS, KEYS
from tabl10n.columns.languages import guess_locales
from tabl10n.territories import CLDR, Naming


def read_territories(cells: Iterable[str], locale: str | None, naming: Naming = CLDR) -> dict[str, frozenset[str]]:
    """For each different cell the CLDR codes that it names; none where it names nothing known.

    ``naming`` gives the project's own names. Without ``locale`` the likely languages of the cells' script are tried;
    the one that knows most of them is taken.
    """
    different = list(dict.fromkeys(cell for cell in cells if cell and len(cell) <= BOUNDS.territory_characters))
    chosen = locale or _find_language(different[: BOUNDS.territory_cells], naming)
    return {cell: _find_codes(cell, chosen, naming) for cell in different}


def _find_language(cells: Sequence[str], naming: Naming) -> str:
    tags = guess_locales(cells)
    return max(tags, key=lambda tag: sum(1 for cell in cells if _find_codes(cell, tag, naming)), default="en")


def _find_codes(cell: str, locale: str, naming: Naming) -> frozenset[str]:
    return frozenset(part.match.code for part in naming.split(cell, locale) if part.match)


def learn_territories(
    known: Mapping[str, frozenset[str]], shown: Iterable[tuple[str, frozenset[str]]]
) -> dict[str, frozenset[str]]:
    """``known`` with the cells corrected that sure rows show to mean another territory.

    ``shown`` gives for each sure row its cell and the codes of its entry's territories. A word that a machine put for
    another (a bird for a country) is so understood, in any language.
    """
    votes: dict[str, Counter[str]] = {}
    rows: Counter[str] = Counter()
    for cell, codes in shown:
        rows[cell] += 1
        votes.setdefault(cell, Counter()).update(codes)
    better = {
        cell: code
        for cell, counted in votes.items()
        if (code := _find_shown(known.get(cell, _NONE), counted, rows[cell]))
    }
    return {**known, **better}


_NONE: frozenset[str] = frozenset()


def _find_shown(read: frozenset[str], counted: Counter[str], rows: int) -> frozenset[str]:
    """The one code that most rows of a cell share, where the rows do not bear out what was ``read`` in it."""
    ranked = counted.most_common(2)
    if rows < KEYS.min_shown or not ranked or ranked[0][1] < KEYS.shown * rows:
        return _NONE
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return _NONE
    doubtful = not read or max(counted[code] for code in read) < (1 - KEYS.shown) * rows
    return frozenset({ranked[0][0]}) if doubtful else _NONE
