"""The tables that the benchmarks are run on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from paths import ROOT, SOURCE
from tabl10n.formats import load
from tabl10n.model import Cell, Role
from tabl10n.roles import with_roles


def made(rows: int, path: Path) -> bytes:
    subprocess.run([sys.executable, ROOT / "tools/bench/tables.py", str(rows), path], check=True)
    return path.read_bytes()


def test_rows_of_their_own(tmp_path: Path) -> None:
    made(300, tmp_path / "big.md")
    document = with_roles(load(tmp_path / "big.md"), locale="en")
    (table,), rows = document.tables, document.tables[0].rows
    assert document.notices == ()
    assert len(rows) == 300
    for role in (Role.KEY, Role.NAME):
        assert len({row.cells[table.column_of(role) or 0].text for row in rows}) == 300
    for column, part in ((1, "image"), (1, "link"), (3, "link"), (4, "link")):
        assert len({getattr(row.cells[column], part) for row in rows}) == 300


def test_the_shapes_of_the_source_table(tmp_path: Path) -> None:
    def shape(cell: Cell) -> tuple[bool, ...]:
        return (bool(cell.text), bool(cell.link), bool(cell.image), bool(cell.alt))

    made(128, tmp_path / "same.md")
    (source,), (same,) = load(SOURCE).tables, load(tmp_path / "same.md").tables
    assert [column.align for column in same.columns] == [column.align for column in source.columns]
    assert [column.header.text for column in same.columns] == [column.header.text for column in source.columns]
    assert [list(map(shape, row.cells)) for row in same.rows] == [list(map(shape, row.cells)) for row in source.rows]
    assert [row.cells[0].text for row in same.rows] == [row.cells[0].text for row in source.rows]


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    assert made(200, tmp_path / "one.md") == made(200, tmp_path / "two.md")
