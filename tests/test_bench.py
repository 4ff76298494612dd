"""The tables and catalogs that the benchmarks are run on, and the proof that a program did its work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paths import ROOT, SOURCE
from tabl10n.columns import infer_document
from tabl10n.document import Cell, Role
from tabl10n.formats import load

BENCH = ROOT / "tools/bench"


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    sys.path.insert(0, str(BENCH))
    yield
    sys.path.remove(str(BENCH))


def made(rows: int, path: Path) -> bytes:
    subprocess.run([sys.executable, BENCH / "tables.py", str(rows), path], check=True)
    return path.read_bytes()


def test_each_row_has_a_key_a_name_and_addresses_of_its_own(tmp_path: Path) -> None:
    made(300, tmp_path / "big.md")
    document = infer_document(load(tmp_path / "big.md"), locale="en")
    (table,), rows = document.tables, document.tables[0].rows
    assert document.notices == ()
    assert len(rows) == 300
    for role in (Role.KEY, Role.NAME):
        assert len({row.cells[table.column_of(role) or 0].text for row in rows}) == 300
    for column, part in ((1, "image"), (1, "link"), (3, "link"), (4, "link")):
        assert len({getattr(row.cells[column], part) for row in rows}) == 300


def test_cells_have_the_shapes_of_the_source_table(tmp_path: Path) -> None:
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


def run(directory: Path, command: str) -> None:
    """Compare a shell command with itself, which must make a page that says "Japon"."""
    from measure import Case, Contestant, compare

    page = directory / "built" / "fr.md"
    page.parent.mkdir(exist_ok=True)
    contestant = Contestant("peer", [("sh", "-c", command)], directory, page.parent, {page: {"Japon"}})
    (result,) = compare(Case("one page", [contestant]), runs=2)
    assert (result.name, result.ratio) == ("peer", 1)


def test_a_program_that_does_its_work_is_measured(tmp_path: Path) -> None:
    run(tmp_path, "echo '| Japon | bitflyer |' > built/fr.md")


def test_a_program_that_does_nothing_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "fr.md").write_text("Japon, built by the run before")
    with pytest.raises(SystemExit, match=r"peer made no fr\.md"):
        run(tmp_path, "true")


def test_a_program_that_does_not_translate_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"peer made a fr\.md without Japon"):
        run(tmp_path, "echo '| Japan | bitflyer |' > built/fr.md")


def test_words_are_found_as_each_format_writes_them(tmp_path: Path) -> None:
    from measure import lacking

    (tmp_path / "page").write_text("| გაერთ\\.სამ\\. |\n<td>Antigua &amp; Barbuda</td>\n", encoding="utf-8")
    assert lacking(tmp_path / "page", ["გაერთ.სამ.", "Antigua & Barbuda", "Japan"]) == {"Japan"}


def test_a_peer_gets_the_translations_that_we_have(tmp_path: Path) -> None:
    from projects import plain, translate, translations

    ours, template, theirs = (tmp_path / name for name in ("ours.po", "peer.pot", "peers/fr.po"))
    ours.write_text('msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgctxt "territory"\nmsgid "Japan"\nmsgstr "Japon"\n')
    template.write_text('msgid "id"\nmsgstr ""\n\n#: 7\nmsgid "Japan"\nmsgstr ""\n')
    translate(template, translations(ours), theirs)
    assert theirs.read_text() == 'msgid "id"\nmsgstr ""\n\n#: 7\nmsgid "Japan"\nmsgstr "Japon"\n'
    assert plain(translations(ours)) == {"Japon"}


def test_the_messages_that_mdpo_finds(tmp_path: Path) -> None:
    from peers import write_mdpo_template

    table, template = tmp_path / "table.md", tmp_path / "mdpo.pot"
    table.write_text('# "Boats"\n\n| id | ver |\n|----|:---:|\n| sail   | [\\*](/b) |\n| sail   |    |\n')
    write_mdpo_template(table, template)
    _, *messages = (line for line in template.read_text().splitlines() if line.startswith("msgid"))
    assert messages == ['msgid "\\"Boats\\""', 'msgid "id"', 'msgid "ver"', 'msgid "sail"', r'msgid "[\\*](/b)"']


def test_each_comparison_has_its_place_on_the_page() -> None:
    from comparisons import COMPARISONS

    page = (BENCH / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMPARISONS if f"\n<!-- {name} -->\n" in page and f"<!-- /{name} -->" in page] == [
        *COMPARISONS
    ]
