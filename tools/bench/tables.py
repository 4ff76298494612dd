"""Large tables for the benchmarks: the source table's rows over and over, each with a key, a name and URLs of its own.

``python tools/bench/tables.py 1000 big.md`` writes one. The same number of rows gives the same bytes everywhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, count, cycle, islice
from pathlib import Path
from typing import NamedTuple

SEED = Path(__file__).parents[2] / "locales" / "en" / "exchanges-by-country.md"

_ROW = re.compile(
    r"\| (?P<territory>[^|]+?) +"
    r"\| \[!\[[^]]*\]\((?P<logo>[^)]+)\)\]\((?P<site>[^)]+)\) +"
    r"\| (?P<key>\S+) +"
    r"\| \[(?P<name>[^]]+)\]\([^)]+\) +"
    r"\| \[!\[(?P<alt>[^]]+)\]\((?P<badge>[^)]+)\)\]\((?P<docs>[^)]+)\) +\|"
)
_FIRST_LABEL = re.compile(r"//[^./]+")  # of a host name


class Exchange(NamedTuple):
    """What one row says. A version's badge is the same in many rows, so it is no one's own."""

    territory: str
    logo: str
    site: str
    key: str
    name: str
    alt: str
    badge: str
    docs: str

    def numbered(self, number: int) -> Exchange:
        """The same exchange with a key, a name and addresses that no other number has."""
        stem, dot, suffix = self.logo.rpartition(".")
        return self._replace(
            logo=f"{stem}-{number}{dot}{suffix}",
            site=_FIRST_LABEL.sub(rf"\g<0>-{number}", self.site),
            key=f"{self.key}-{number}",
            name=f"{self.name} {number}",
            docs=_FIRST_LABEL.sub(rf"\g<0>-{number}", self.docs),
        )

    def markdown(self) -> list[str]:
        """The cells of the row in Markdown."""
        return [
            self.territory,
            f"[![{self.key}]({self.logo})]({self.site})",
            self.key,
            f"[{self.name}]({self.site})",
            f"[![{self.alt}]({self.badge})]({self.docs})",
        ]


def seed() -> list[Exchange]:
    """The rows of the source table."""
    return [Exchange(**match.groupdict()) for match in _ROW.finditer(SEED.read_text(encoding="utf-8"))]


def exchanges(rows: int) -> Iterator[Exchange]:
    """As many rows, made of the source table's in turn."""
    return (exchange.numbered(number) for exchange, number in islice(zip(cycle(seed()), count(1)), rows))


def write_markdown(rows: int, path: Path) -> None:
    """Write a Markdown table of that many rows, padded to equal widths as the source table is.

    The rows are made twice, for their widths and for the file, and never held: on Linux, what a process has used
    before it starts another counts as the other's peak memory.
    """
    prose, header, delimiter = _head()
    widths = _widths(chain([header], (exchange.markdown() for exchange in exchanges(rows))))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(prose + _line(header, widths))
        file.write("|" + "|".join(_dashes(*pair) for pair in zip(delimiter, widths, strict=True)) + "|\n")
        file.writelines(_line(exchange.markdown(), widths) for exchange in exchanges(rows))


def _head() -> tuple[str, list[str], list[str]]:
    """What is above the source table, its header's cells and its delimiter row's."""
    prose, bar, table = SEED.read_text(encoding="utf-8").partition("|")
    header, delimiter = ((bar + table).splitlines())[:2]
    return prose, [cell.strip() for cell in header[1:-1].split("|")], delimiter[1:-1].split("|")


def _widths(lines: Iterable[list[str]]) -> list[int]:
    widths = [0] * 5
    for cells in lines:
        widths = [max(width, len(cell)) for width, cell in zip(widths, cells, strict=True)]
    return widths


def _line(cells: list[str], widths: list[int]) -> str:
    return "| " + " | ".join(map(str.ljust, cells, widths)) + " |\n"


def _dashes(delimiter: str, width: int) -> str:
    mark = ":" if delimiter.startswith(":") else "-"
    return mark + "-" * width + mark


if __name__ == "__main__":
    write_markdown(int(sys.argv[1]), Path(sys.argv[2]))
