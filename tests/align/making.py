"""Registries and copies in one line each."""

from __future__ import annotations

from functools import cache

from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n import formats
from tabl10n.align import AlignedRow, Alignment, Registry, align
from tabl10n.columns import infer_document
from tabl10n.document import Document


def table(header: str, *rows: str, name: str = "table.md") -> Document:
    """A Markdown table, its cells separated by spaces and bars: ``table("id | name", "a | A")``."""
    columns = header.count("|") + 1
    lines = [header, " | ".join(["---"] * columns), *rows]
    return infer_document(formats.parse("\n".join(f"| {line} |" for line in lines) + "\n", name))


def key_of(written: str, registry: Registry, header: str = "id") -> AlignedRow:
    """The one row of a copy that says ``written``."""
    return align(table(header, written), registry).rows[0]


@cache
def seed(path: object) -> Document:
    return infer_document(formats.load(str(path)))


@cache
def seeds() -> Registry:
    return Registry.from_documents(seed(SOURCE), [seed(GRID_2020), seed(BY_KEY_2018), seed(PIPES_2018)])


@cache
def chinese() -> Alignment:
    return align(seed(CHINESE_COPY), seeds(), "zh_Hans")


def keys(alignment: Alignment) -> list[str | None]:
    return [row.key for row in alignment.rows]
