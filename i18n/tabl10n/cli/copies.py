"""What the commands on a translated copy print of its source."""

from __future__ import annotations

from tabl10n.api import AlignedPage
from tabl10n.cli.writing import tell


def print_keyless(aligned: AlignedPage) -> None:
    """Print on stderr which tables of the source have no key column, where any has none."""
    keyed = aligned.registry.keyed
    numbers = [str(number) for number, has_key in enumerate(keyed, 1) if not has_key]
    if not numbers or not aligned.copy.tables:
        return
    *first, last = numbers
    if not first:
        fact = f"table {last} has no key column: its rows are not aligned"
    elif any(keyed):
        fact = f"tables {', '.join(first)} and {last} have no key column: their rows are not aligned"
    else:
        fact = "no table has a key column: the rows are not aligned"
    tell(f"{aligned.source.name}: {fact}")
