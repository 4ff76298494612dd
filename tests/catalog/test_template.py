"""The template: every string that a translator needs, once, and no noise."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from editing import change
from tabl10n import formats
from tabl10n.catalog.entity import read_code
from tabl10n.catalog.model import Message
from tabl10n.catalog.pofile import parse, render
from tabl10n.catalog.template import extract_messages, make_template, render_template
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.errors import InputError

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
SOURCE = "locales/en/exchanges-by-country.md"


def document(text: str, **roles: Role) -> Document:
    return infer_document(formats.parse(text, "x.md"), roles, "en")


def small() -> Document:
    return document((GOLDEN / "small.md").read_text(encoding="utf-8"), about=Role.TEXT)


@pytest.fixture(scope="module")
def source() -> Document:
    return infer_document(formats.load(ROOT / SOURCE), None, "en")


@pytest.fixture(scope="module")
def by_context(source: Document) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    for message in extract_messages(source, SOURCE):
        found.setdefault(str(message.msgctxt), []).append(message)
    return found


def test_golden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert render_template(small(), "docs/small.md", "shops") == (GOLDEN / "small.pot").read_text(encoding="utf-8")


def test_the_exchanges_have_the_counted_messages(by_context: dict[str, list[Message]]) -> None:
    assert {context: len(found) for context, found in by_context.items()} == {
        "title": 1,
        "introduction": 1,
        "header": 5,
        "territory": 42,
        "name": 97,
    }


def test_contexts_come_in_order(by_context: dict[str, list[Message]]) -> None:
    assert list(by_context) == ["title", "introduction", "header", "territory", "name"]
    assert [m.msgid for m in by_context["header"]] == ["country / region", "logo", "id", "name", "ver"]
    assert [m.msgid for m in by_context["territory"]][:4] == ["Argentina", "Australia", "Austria", "Bahamas"]


def test_names_and_territories_are_those_of_the_table(source: Document, by_context: dict[str, list[Message]]) -> None:
    table = source.tables[0]
    for role in (Role.NAME, Role.TERRITORY):
        at = table.column_of(role)
        assert at is not None
        assert [m.msgid for m in by_context[role]] == list(dict.fromkeys(row.cells[at].text for row in table.rows))


def test_nothing_is_sent_that_is_not_for_translators(source: Document) -> None:
    untouchable = {
        part
        for row in source.tables[0].rows
        for column, cell in zip(source.tables[0].columns, row.cells, strict=True)
        for part in (cell.link, cell.image, cell.alt, cell.text if column.role in (Role.KEY, Role.VERBATIM) else "")
    }
    names = {m.msgid for m in extract_messages(source, SOURCE) if m.msgctxt == "name"}
    sent = {m.msgid for m in extract_messages(source, SOURCE)}
    assert sent & untouchable <= names  # "coincheck" is a key and a display name
    assert not [msgid for msgid in sent if "://" in msgid or "![" in msgid]


def test_no_message_comes_twice(source: Document) -> None:
    counted = Counter(message.identity for message in extract_messages(source, SOURCE))
    assert set(counted.values()) == {1}


def test_references_are_the_true_lines_of_every_occurrence(source: Document) -> None:
    lines = (ROOT / SOURCE).read_text(encoding="utf-8").split("\n")
    for message in extract_messages(source, SOURCE):
        numbers = [int(reference.removeprefix(f"{SOURCE}:")) for reference in message.references]
        assert all(message.msgid in lines[number - 1] for number in numbers)
        if message.msgctxt == "territory":
            written = [n for n, line in enumerate(lines, 1) if line.startswith(f"| {message.msgid} ")]
            assert numbers == written


def test_every_territory_of_the_exchanges_has_its_code(by_context: dict[str, list[Message]]) -> None:
    codes = [read_code(message) for message in by_context["territory"]]
    assert [code for code in codes if len(code) != 2] == []
    assert len(set(codes)) == 42


def test_keys_that_share_a_name_are_all_named() -> None:
    text = "| id | name |\n|---|---|\n| a1 | [Same](https://a.org) |\n| b2 | Same |\n| a1 | [Same](https://a.org) |\n"
    found = [m for m in extract_messages(document(text, id=Role.KEY, name=Role.NAME), "x.md") if m.msgctxt == "name"]
    assert found[0].extracted == ("key a1, https://a.org", "key b2", "optional: empty keeps the name", "column: name")
    assert found[0].references == ("x.md:3", "x.md:4", "x.md:5")


def test_several_territories_in_one_cell_are_several_messages() -> None:
    loaded = infer_document(formats.load(ROOT / "locales/en/editions/by-key-2018.rst"), None, "en")
    found = [m for m in extract_messages(loaded, "x") if m.msgctxt == "territory"]
    assert not [m.msgid for m in found if "," in m.msgid]
    assert {"CN", "HK", "VC"} <= set(map(read_code, found))
    assert "not known to CLDR" not in {comment for m in found for comment in m.extracted}


@pytest.mark.parametrize("header", ["…", "", "#", "1."])
def test_a_header_without_a_letter_is_no_message(header: str) -> None:
    text = f"| id | {header} |\n|---|---|\n| a1 | 1 |\n"
    assert [m.msgid for m in extract_messages(document(text), "x.md")] == ["id"]


@pytest.mark.parametrize(
    "paragraph",
    ["[](https://example.org)", "![a](a.png)", "[![a](a.png)](b)", "<https://example.org>", "<br>", "…"],
)
def test_a_paragraph_without_words_is_no_message(paragraph: str) -> None:
    assert [m.msgid for m in extract_messages(document(f"{paragraph}\n\n| id |\n|---|\n| a1 |\n"), "x.md")] == ["id"]


@pytest.mark.parametrize("row", ["| a1 |", "| a1 | Alpha | 1 | 2 |"])
def test_a_row_too_short_or_too_long_is_read_as_far_as_it_goes(row: str) -> None:
    found = extract_messages(document(f"| id | name |\n|---|---|\n{row}\n| b2 | Beta |\n", name=Role.NAME), "x.md")
    assert [m.msgid for m in found if m.msgctxt == "name"][-1] == "Beta"


def test_a_line_break_in_a_link_cannot_end_the_comment() -> None:
    given = small()
    table = given.tables[0]
    row = table.rows[0]
    name = change(row.cells[3], link='x\nmsgid "evil"\nmsgstr "evil"')
    evil = replace(row, cells=(*row.cells[:3], name, *row.cells[4:]))
    text = render_template(replace(given, tables=(replace(table, rows=(evil,)),)), "x.md", "x")
    assert '#. key alpha, x msgid "evil" msgstr "evil"\n' in text
    assert "evil" not in [message.msgid for message in parse(text, "x.pot").messages]


def test_a_second_run_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    first = render_template(small(), "x.md", "shops")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert render_template(small(), "x.md", "shops", existing=first) == first
    windows = first.replace("\n", "\r\n")
    assert render_template(small(), "x.md", "shops", existing=windows) == windows


def test_a_change_renews_the_date_and_keeps_the_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    first = render_template(small(), "x.md", "shops")
    edited = "# a note\n" + first.replace("Bugs-To: ", "Bugs-To: help@example.org")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    second = parse(render_template(small(), "moved.md", "shops", existing=edited), "x.pot")
    assert second.fields["Report-Msgid-Bugs-To"] == "help@example.org"
    assert second.fields["POT-Creation-Date"] == "2033-05-18 03:33+0000"
    assert second.header.comments == ("a note",)
    assert second.messages[0].references == ("moved.md:1",)


def test_the_template_is_what_its_text_says(source: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    for document in (source, small()):
        assert parse(render_template(document, "a b.md", "shops"), "x.pot") == make_template(
            document, "a b.md", "shops"
        )


def test_a_broken_template_is_not_overwritten() -> None:
    with pytest.raises(InputError, match=r"old\.pot:1: "):
        render_template(small(), "x.md", "shops", existing='msgid "', name="old.pot")


@pytest.mark.parametrize("epoch", ["soon", "-1", "1.5", "٣"])
def test_a_source_date_that_is_no_number_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        render_template(small(), "x.md", "shops")


def test_the_shipped_template_is_up_to_date(source: Document) -> None:
    text = (ROOT / "locales/exchanges.pot").read_text(encoding="utf-8")
    assert render_template(source, SOURCE, "exchanges", existing=text) == text
    assert render(parse(text, "exchanges.pot")) == text
