"""Whatever a copy holds, the audit ends with findings."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copies import audited, read, read_beside
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.audit import audit, example
from tabl10n.audit.fix import fix
from tabl10n.errors import InputError


def test_a_locale_that_does_not_exist_is_refused() -> None:
    source = read(example.make_source(), locale="en")
    registry = Registry.from_documents(source)
    with pytest.raises(InputError, match="no such locale 'xx'"):
        audit(source, align(source, registry), registry, source, "xx")


def test_the_wrong_locale_is_one_finding() -> None:
    report = audited(read(example.copy_of(example.make_row("orchard"))), locale="zh_Hans")
    assert report.counts().get("locale-mismatch") == 1
    assert "territory-wrong" not in report.counts()


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        (example.make_row("orchard", country="\u202eTschechien\u202c"), {"hidden-character"}),
        (example.make_row("orchard", name="Or\u200bchard"), {"hidden-character"}),
        (example.make_row("orchard", link="https://or\u2060chard.example"), {"hidden-character"}),
        (example.make_row("orchard", version="\ufeff1"), {"hidden-character"}),
        (example.make_row("orchard") + " more |", {"table-malformed"}),
        ("| |", {"table-malformed"}),
    ],
    ids=["bidi", "zero width", "word joiner in a link", "byte order mark", "a cell too many", "an empty row"],
)
def test_odd_cells_are_named_by_their_rules(row: str, rules: set[str]) -> None:
    assert set(audited(example.copy_of(row)).counts()) >= rules


def test_a_broken_delimiter_row_is_named_with_its_line() -> None:
    copy = example.copy_of(example.make_row("orchard")).replace("|---|---|---|---|---|", "|---|---|- -|---|---|")
    (finding,) = [finding for finding in audited(copy).findings if finding.rule == "table-malformed"]
    assert copy.splitlines()[finding.line - 1] == "|---|---|- -|---|---|"


@pytest.mark.parametrize(
    "cell",
    [
        "[" * 5000,
        "[" * 2000 + "](x)" * 2000,
        "![" * 1000 + "](y)" * 1000,
        "> " * 3000,
        "*_" * 2000,
        "`" * 4999,
        "<" * 5000,
    ],
    ids=["brackets", "nested links", "nested images", "quotes", "emphasis", "backticks", "angles"],
)
def test_deeply_nested_marks_come_to_an_end(cell: str) -> None:
    copy = example.copy_of(f"| Deutschland | x | lighthouse | {cell} | 1 |")
    document = read(copy)
    assert fix(document, audited(document))[0]


@given(st.text(max_size=200))
def test_any_text_after_the_header_ends_with_findings(text: str) -> None:
    source = read(example.make_source(), locale="en")
    document = read_beside(read(example.HEADER + text), source, "de")
    if document.tables:
        report = audited(document)
        assert report.rows == len(document.tables[0].rows) or len(document.tables) > 1
        fix(document, report)


@pytest.mark.parametrize("words", ["`" * 20_000 + "x" * 20_000, "<code>" * 20_000, "<code " * 20_000, "``x " * 10_001])
def test_marks_of_code_that_are_never_closed_end_soon(words: str) -> None:
    started = process_time()
    for format_name in ("markdown", "rst", "html"):
        list(formats.get(format_name).find_code(words))
    assert process_time() - started < 2
