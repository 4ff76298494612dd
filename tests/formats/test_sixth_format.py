"""A sixth format, which nothing but these tests knows: what other code knows of a format, it asks its object.

It is a little of AsciiDoc: ``= heading``, paragraphs, and tables of one line a row between two ``|===``. A cell is one
text, ``link:address[text]`` or ``image:address[alternative text]``; code is between plus signs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

import pytest

from commandline import Run
from tabl10n import formats
from tabl10n.document import Block, Cell, Column, Document, Edit, Layout, Row, Table
from tabl10n.errors import InputError
from tabl10n.formats.changes import (
    Encoded,
    TextEdit,
    apply,
    encode_block,
    encode_each,
    encode_parts,
    make_cell_error,
    require_writable,
    require_writable_block,
)
from tabl10n.formats.format import CodeSpan, Format, UnreadTable
from tabl10n.formats.prose import assign_kinds
from tabl10n.formats.ragged import find_ragged_rows
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Image, Inline, Link, Node, Span, Styled, Text

_FENCE = "|==="
_CELL = re.compile(r"(?<!\\)\|\s*((?:\\.|[^|\\\n])*?)\s*(?=(?<!\\)\||$)", re.MULTILINE)
_MACRO = re.compile(r"(link|image):([^\s\[\]]+)\[([^\]]*)\]")
_CODE = re.compile(r"\+([^+\n]+)\+")


class Minidoc(Format):
    name = "minidoc"
    title = "Minidoc"
    suffixes = (".mini",)
    source_suffixes = suffixes
    is_authored = True

    def parse(self, text: str, name: str) -> Document:
        tables: list[Table] = []
        prose: list[Block] = []
        rows: list[Row] | None = None
        opened = at = 0
        for number, line in enumerate(text.splitlines(keepends=True), 1):
            span = Span(at, at + len(line.rstrip("\n")))
            said = text[slice(*span)]
            at += len(line)
            if said == _FENCE and rows is not None:
                header, *others = rows
                columns = tuple(Column(cell) for cell in header.cells)
                tables.append(Table(header.line, columns, tuple(others), Span(opened, span.end)))
                rows = None
            elif said == _FENCE:
                rows, opened = [], span.start
            elif rows is not None:
                rows += [Row(number, tuple(_cells(text, span, number)), span)] if said else []
            elif said.startswith("= "):
                inside = Span(span.start + 2, span.end)
                prose.append(Block("heading", said[2:], number, inside, 1, (Text(said[2:], inside),)))
            elif said and not said.startswith("|"):
                prose.append(Block("paragraph", said, number, span, content=(Text(said, span),)))
        notices = tuple(notice for table in tables for notice in find_ragged_rows(table))
        first = min((table.line for table in tables), default=inf)
        return Document(name, self.name, text, tuple(tables), assign_kinds(prose, first), notices)

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        return encode_each(document, edits, partial(_text_edits, document))

    def render(self, document: Document, options: Rendering) -> str:
        return "\n\n".join("\n".join(_lines(block)) for block in document.blocks()) + "\n"

    def append_paragraph(self, text: str, inline: Inline) -> str:
        return f"{text}\n{_source(inline)}\n"

    def may_hold_table(self, data: bytes) -> bool:
        return b"|===" in data

    def find_unread_table(self, source: str) -> UnreadTable | None:
        lines = source.split("\n")
        rows = (line for line, text in enumerate(lines, 1) if text.startswith("|"))
        return next(
            (UnreadTable(line, "begins with a bar outside a table", "put |=== around it") for line in rows), None
        )

    def find_code(self, source: str) -> Iterator[CodeSpan]:
        return (CodeSpan(found[1], Span(*found.span())) for found in _CODE.finditer(source))

    def is_code(self, source: str) -> bool:
        return _CODE.fullmatch(source) is not None

    def remove_markup(self, source: str) -> str:
        return _MACRO.sub(" ", source)


def _text_edits(document: Document, part: Block | Cell, edit: Edit) -> Iterable[TextEdit]:
    if isinstance(part, Block):
        require_writable_block(document, part.edited(edit))
        return encode_block(document, part, edit, str)
    new = part.edited(edit)
    require_writable(document, new)
    if "\n" in new.text:
        raise make_cell_error(document, new, "a line break", "keep to one line")
    return encode_parts(document, part, new, _escaped)


def _escaped(text: str) -> str:
    return re.sub(r"[\\|]", r"\\\g<0>", text)


def _cells(text: str, line: Span, number: int) -> Iterator[Cell]:
    for found in _CELL.finditer(text, *line):
        span, column = Span(*found.span(1)), found.start(1) - line.start + 1
        macro = _MACRO.fullmatch(text, *span)
        if macro is None:
            said = re.sub(r"\\(.)", r"\1", found[1])
            yield Cell((Text(said, span),), number, column, span)
            continue
        url, inside = Span(*macro.span(2)), Span(*macro.span(3))
        node = (
            Link(macro[2], (Text(macro[3], inside),), url_span=url)
            if macro[1] == "link"
            else Image(macro[2], macro[3], url_span=url, alt_span=inside)
        )
        yield Cell((node,), number, column, span)


def _lines(block: Block | Table) -> Iterator[str]:
    if isinstance(block, Block):
        yield "= " * bool(block.level) + _source(block.nodes)
        return
    rows = [[column.header for column in block.columns], *(row.cells for row in block.rows)]
    yield _FENCE
    yield from map(_row, rows)
    yield _FENCE


def _row(row: Sequence[Cell]) -> str:
    return " ".join(f"|{_source(cell.nodes)}" for cell in row)


def _source(inline: Inline) -> str:
    return "".join(map(_node, inline))


def _node(node: Node) -> str:
    match node:
        case Text(text):
            return _escaped(text)
        case Link(url, content):
            return f"link:{url}[{_source(content)}]"
        case Image(url, alt):
            return f"image:{url}[{alt}]"
        case Styled(_, content):
            return f"_{_source(content)}_"
    raise InputError(f"{node} is not of this format", next_step="take it out")


SOURCE = """\
= Boats

All boats that we know:

|===
|country |id |name |description

|Norway |knarr |link:https://knarr.example[Knarr] |Carries +cargo_hold+ over the sea.
|Japan |kobaya |link:https://kobaya.example[Kobaya] |Needs +oar_count+ rowers.
|Norway |faering |link:https://faering.example[Færing] |Takes +four_oars+ in all.
|France |lougre |link:https://lougre.example[Lougre] |Sails with +three_masts+ at most.
|===
"""
COPY = """\
= Boote

Alle Boote:

|===
|Land |id |Name |Beschreibung

|Norwegen |Knarr |link:https://knarr.example[Knarr] |Trägt +cargo_hold+ übers Meer.
|Japan |kobaya |link:https://kobaya.example[Kobaya] |Braucht +ruder_zahl+ Ruderer.
|Norwegen |faering |link:https://faering.example/x[Færing] |Nimmt +four_oars+ insgesamt.
|Frankreich |lougre |link:https://lougre.example[Lougre] |Segelt mit +three_masts+ Masten.
|===
"""
FIXED = COPY.replace("|Knarr |", "|knarr |")


@pytest.fixture(autouse=True)
def _registered() -> Iterator[None]:
    with formats.register_for_context(Minidoc()):
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "locales/en").mkdir(parents=True)
    (tmp_path / "locales/en/boats.mini").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.tabl10n]\nincomplete = "mark"\n', encoding="utf-8")
    (tmp_path / "copy.mini").write_text(COPY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_known_by_its_name_and_its_suffix_once() -> None:
    assert formats.get("minidoc") is formats.find_by_suffix(".MINI") is formats.find_by_built_suffix("mini")
    with pytest.raises(ValueError, match="minidoc"):
        formats.register(Minidoc())
    assert formats.parse(SOURCE, "boats.mini").format == "minidoc"


def test_its_messages_are_extracted(project: Path, run: Run) -> None:
    assert run("extract").status == 0
    template = (project / "locales/boats.pot").read_text(encoding="utf-8")
    assert 'msgid "Carries +cargo_hold+ over the sea."' in template
    assert 'msgctxt "title"\nmsgid "Boats"' in template
    assert 'msgid "Knarr"' in template
    assert "link:" not in template


def test_a_page_without_a_table_is_no_source_beside_one_that_has_one(project: Path, run: Run) -> None:
    (project / "locales/en/words.mini").write_text("Words, and a | bar.\n", encoding="utf-8")
    assert run("extract").status == 0
    assert not (project / "locales/words.pot").exists()


def test_what_was_meant_as_a_table_is_said(project: Path, run: Run) -> None:
    (project / "locales/en/boats.mini").write_text("= Boats\n\n|id |name\n", encoding="utf-8")
    result = run("extract")
    assert result.status == 2
    assert "line 3 begins with a bar outside a table; put |=== around it" in result.err


def test_it_is_built_in_its_own_and_into_the_other_formats_with_the_mark(project: Path, run: Run) -> None:
    run("extract")
    run("init", "de")
    assert run("build", "de").status == 0
    built = (project / "locales/de/boats.mini").read_text(encoding="utf-8")
    assert "|Norwegen |knarr |link:https://knarr.example[Knarr] |Carries" in built
    assert re.search(r"\n_Deutsch .* · Englisch .*_\n$", built)
    assert run("build", "de", "--format", "mini,md,rst,html,csv,json", "--output", "all").status == 0
    pages = {path.suffix: path.read_text(encoding="utf-8") for path in (project / "all/de").iterdir()}
    assert pages.keys() == {".mini", ".md", ".rst", ".html", ".csv", ".json"}
    assert all("Norwegen" in page and "https://knarr.example" in page for page in pages.values())
    (project / "locales/en/boats.mini").unlink()
    (project / "locales/en/boats.md").write_bytes((project / "all/de/boats.md").read_bytes())
    run("build", "de", "--format", "mini", "--output", "back")
    assert "|Norwegen |knarr |link:https://knarr.example[Knarr]" in (project / "back/de/boats.mini").read_text("utf-8")


def audited(run: Run, *options: str) -> str:
    return run("audit", "copy.mini", "--source", "locales/en/boats.mini", "--locale", "de", *options).out


def test_a_copy_is_audited_and_fixed(project: Path, run: Run) -> None:
    findings = json.loads(audited(run, "--format", "json"))["documents"][0]["findings"]
    assert {found["rule"] for found in findings} >= {"key-recased", "link-altered", "code-altered"}
    audited(run, "--fix")
    assert (project / "copy.mini").read_text(encoding="utf-8") == FIXED


def test_sarif_has_its_fixes(project: Path, run: Run) -> None:
    [results] = [log["results"] for log in json.loads(audited(run, "--format", "sarif"))["runs"]]
    fixes = [fix for result in results for fix in result.get("fixes", ())]
    made = [TextEdit(_span(new["deletedRegion"]), new["insertedContent"]["text"]) for new in _replacements(fixes)]
    assert apply(COPY, made) == FIXED


def _replacements(fixes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for fix in fixes:
        for change in fix["artifactChanges"]:
            yield from change["replacements"]


def _span(region: dict[str, int]) -> Span:
    starts = [0, *(found.end() for found in re.finditer("\n", COPY))]
    start, end = (starts[region[f"{name}Line"] - 1] + region[f"{name}Column"] - 1 for name in ("start", "end"))
    return Span(start, end)
