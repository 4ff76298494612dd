"""Comments that are meant for this program: what of a page is translated, which findings are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import tabl10n
from commandline import Run
from tabl10n import formats
from tabl10n.catalog.template import extract_messages
from tabl10n.columns import infer_document
from tabl10n.errors import InputError
from tabl10n.formats.remarks import restrict

TABLE = "| id | text |\n|---|---|\n| alpha | Reads all of it |\n"
BEGIN, END = "<!-- tabl10n:begin -->", "<!-- tabl10n:end -->"
MARKED = f"# Ours not\n\n{BEGIN}\n\nWords of ours\n\n{TABLE}\n{END}\n\nOther words\n\n{TABLE}"
MARKED_MDX = MARKED.replace("<!-- ", "{/* ").replace(" -->", " */}")
MARKED_HTML = (
    "<h1>Ours not</h1>\n<!--tabl10n:begin-->\n<p>Words of ours</p>\n<!-- tabl10n:end -->\n<p>Other words</p>\n"
    "<table><tr><th>id</th></tr><tr><td>alpha</td></tr></table>\n"
)
MARKED_RST = "Ours not\n========\n\n.. tabl10n:begin\n\nWords of ours\n\n.. tabl10n:end\n\nOther words\n"


def messages(text: str, name: str) -> list[str]:
    document = infer_document(formats.parse(text, name), locale="en")
    return [message.msgid for message in extract_messages(document, name)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (MARKED, "page.md", ["Words of ours", "id", "text", "Reads all of it"]),
        (MARKED_MDX, "page.mdx", ["Words of ours", "id", "text", "Reads all of it"]),
        (MARKED_HTML, "page.html", ["Words of ours"]),
        (MARKED_RST, "page.rst", ["Words of ours"]),
        (f"```\n<!-- tabl10n:begin -->\n```\n\n{TABLE}", "page.md", ["id", "text", "Reads all of it"]),
    ],
)  # fmt: skip
def test_what_is_between_the_marks_is_for_translators(text: str, name: str, expected: list[str]) -> None:
    assert messages(text, name) == expected


@pytest.mark.parametrize("mark", ["begin", "end", "begun"])
def test_a_mark_without_partner_is_an_error_in_a_source(mark: str) -> None:
    with pytest.raises(InputError) as raised:
        messages(f"# Title\n\n<!-- tabl10n:{mark} -->\n\n{TABLE}", "page.md")
    assert raised.value.line == 3


def test_a_mark_without_partner_hides_nothing_of_a_copy() -> None:
    document = formats.parse(f"# Title\n\n<!-- tabl10n:end -->\n\n{TABLE}", "page.md")
    assert restrict(document) is document


def test_what_is_outside_stays_as_it_is_in_a_build() -> None:
    page = tabl10n.parse(MARKED, locale="en")
    catalog = tabl10n.extract(page)
    catalog = tabl10n.Catalog(
        catalog.header, tuple(tabl10n.Message(one.msgid, one.msgctxt, f"{one.msgid}!") for one in catalog.messages)
    )
    inside, _, outside = MARKED.partition("\n<!-- tabl10n:end")
    before, _, ours = inside.partition("begin -->")
    for word in ("Words of ours", "Reads all of it", "| text ", "| id "):
        ours = ours.replace(word, f"{word.rstrip()}!{' ' * word.endswith(' ')}")
    assert page.localize(catalog, "de").text.replace(" ", "").replace("-", "") == (
        f"{before}begin -->{ours}\n<!-- tabl10n:end{outside}".replace(" ", "").replace("-", "")
    )


def test_a_setting_leaves_all_but_tables_to_another_tool(run: Run, boats: Path) -> None:
    (boats / "pyproject.toml").write_text('[tool.tabl10n]\nregion = "tables"\n', encoding="utf-8")
    run("extract")
    template = (boats / "locales/boats.pot").read_text(encoding="utf-8")
    assert 'msgctxt "header"' in template
    assert 'msgctxt "title"' not in template
    (boats / "pyproject.toml").write_text('[tool.tabl10n]\nregion = "rows"\n', encoding="utf-8")
    assert "choose one of page, tables" in run("extract").err


ROWS = "".join(f"| key_{name} | see the page of {name} here | 1.{len(name)} |\n" for name in ("oak", "birch", "willow"))
SOURCE = f"# Trees\n\n| id | remark | ver |\n|---|---|---|\n{ROWS}"
COPY = SOURCE.replace("Trees", "Bäume").replace("see the page of", "siehe die Seite von").replace("here", "hier")
DAMAGED = COPY.replace("key_oak", "Key_Oak").replace("key_birch", "Key_Birch")


def findings(copy: str) -> list[tuple[str, str]]:
    pages = tabl10n.parse(copy, locale="de"), tabl10n.parse(SOURCE, "source.md", locale="en")
    report = tabl10n.audit(tabl10n.align(*pages))
    return [(finding.rule, finding.written) for finding in report.findings]


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (DAMAGED, ["Key_Oak", "Key_Birch"]),
        (DAMAGED.replace("| id", "<!-- tabl10n:ignore key-recased -->\n| id"), []),
        (DAMAGED.replace("| id", "<!-- tabl10n:ignore key, link-* -->\n| id"), []),
        (DAMAGED.replace("| id", "<!-- tabl10n:ignore -->\n| id"), []),
        (DAMAGED.replace("| id", "<!-- tabl10n:ignore value-altered -->\n| id"), ["Key_Oak", "Key_Birch"]),
        (DAMAGED.replace("oak hier", "oak hier <!-- tabl10n:ignore key-recased -->"), ["Key_Birch"]),
        (f"{DAMAGED}\n<!-- tabl10n:ignore key-recased -->\n\nMehr Worte.\n", ["Key_Oak", "Key_Birch"]),
    ],
)
def test_findings_are_left_out_of_the_table_or_line_that_says_so(copy: str, expected: list[str]) -> None:
    assert [written for rule, written in findings(copy) if rule == "key-recased"] == expected


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (f"<div>One</div>\n\n{TABLE}\n<div>Two</div>\n", [1, 7]),
        (f"<div>One</div>\n\n{BEGIN}\n\n<div>Two</div>\n\n{TABLE}\n{END}\n\n<div>Three</div>\n", [5]),
    ],
)
def test_words_of_no_message_are_counted_in_the_translated_part_alone(page: str, lines: list[int]) -> None:
    assert [one.line for one in formats.find_untranslatable(formats.parse(page, "page.md"))] == lines
