"""JSON: the contract, its spans, and what is not of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import editing
from contents import SUFFIXES
from editing import change
from tabl10n import formats
from tabl10n.build.localize import localize
from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.template import extract_messages
from tabl10n.columns import infer_document
from tabl10n.document import Role
from tabl10n.errors import InputError
from tabl10n.formats.json.values import JsonValue, parse
from tabl10n.formats.rendering import Rendering

TABLE = """\
{
  "version": 1,
  "content": [
    {"kind": "heading", "level": 2, "text": "T"},
    {"kind": "table", "columns": [
      {"text": "id", "role": "key"},
      {"text": "name", "align": "right"}
    ], "rows": [
      {"id": {"text": "a"}, "name": {"text": "\\u00c5", "link": "https://a.example"}},
      {"id": {"text": "b"}}
    ]}
  ]
}
"""


def test_reading() -> None:
    document = formats.parse(TABLE, "x.json")
    (table,) = document.tables
    assert [(c.header.text, c.align) for c in table.columns] == [("id", ""), ("name", "right")]
    assert [column.known_role for column in table.columns] == [Role.KEY, None]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "Å"], ["b"]]
    name = table.rows[0].cells[1]
    assert (name.link, name.line, name.column) == ("https://a.example", 9, 37)
    assert document.prose[0].kind == "title"
    assert editing.dump(document) == TABLE


def test_a_change_touches_one_string() -> None:
    document = formats.parse(TABLE, "x.json")
    (table,) = document.tables
    cell = change(table.rows[0].cells[1], text='"</script>')
    row = replace(table.rows[0], cells=(table.rows[0].cells[0], cell))
    document = replace(document, tables=(replace(table, rows=(row, table.rows[1])),))
    assert editing.patch(document) == TABLE.replace("\\u00c5", '\\"<\\/script>')


def test_a_change_of_a_heading_touches_its_text() -> None:
    document = formats.parse(TABLE, "x.json")
    (heading,) = document.prose
    changed = replace(document, prose=(replace(heading, text='A "T"'),))
    assert editing.patch(changed) == TABLE.replace('"T"', '"A \\"T\\""')


WRONG = {
    "no JSON": ('{\n  "version": 1,\n  "content": no\n}', 3, "not JSON"),
    "another version": ('{"version": 2, "content": []}', None, "JSON of another kind than tabl10n's, version 1"),
    "a list of objects": ('[{"id": "x", "country": "Norway"}]', None, "JSON of another kind than tabl10n's, version 1"),
    "another kind": ('{"version": 1, "content": [\n{"kind": "list"}]}', 2, "neither heading, paragraph nor table"),
    "other fields": (TABLE.replace('{"id": {"text": "b"}}', '{"x": {"text": "b"}}'), 10, "a row whose fields"),
    "no such alignment": (TABLE.replace('"right"', '"top"'), 7, "no such role or alignment: 'top'"),
    "a role, and no such alignment": (
        TABLE.replace('"role": "key"', '"role": "key", "align": "top"'),
        6,
        "no such role or alignment: 'top'",
    ),
    "no such role": (TABLE.replace('"key"', '"lock"'), 6, "no such role or alignment: 'lock'"),
    "half a character": (TABLE.replace("\\u00c5", "\\ud800"), 9, "not JSON (half of a surrogate pair)"),
    "too deep": ("[" * 100_000 + "]" * 100_000, None, "nested too deep"),
}


@pytest.mark.parametrize(("text", "line", "fact"), WRONG.values(), ids=WRONG)
def test_what_is_not_of_the_contract(text: str, line: int | None, fact: str) -> None:
    with pytest.raises(InputError) as error:
        formats.parse(text, "x.json")
    assert fact in error.value.fact
    assert error.value.line == line


def test_the_fields_of_rows_are_renamed_with_their_columns() -> None:
    text = editing.convert(formats.parse("# a\n\n| b | c |\n|---|:-:|\n| [1](https://d) | *2* 3 |\n", "x.md"), "json")
    document = formats.parse(text.replace('"version": 1,', '"version": 1,\n  "language": "en",'), "x.json")
    (table,) = document.tables
    columns = tuple(replace(c, header=change(c.header, text=c.header.text.upper())) for c in table.columns)
    changed = replace(document, tables=(replace(table, columns=columns),))
    for written in (editing.dump(changed), editing.dump(changed, Rendering("en"))):
        expected = document.source.replace('"b"', '"B"').replace('"c"', '"C"')
        assert json.loads(written) == json.loads(expected)
    assert json.loads(editing.dump(changed, Rendering("de")))["language"] == "de"


@pytest.mark.parametrize("header", ["![b](b.png) c", "**a** ![b](b.png) c", "![b](b.png)", "`a`"])
def test_a_header_keeps_its_markup(header: str) -> None:
    document = formats.parse(f"| {header} | d |\n|---|---|\n| 1 | 2 |\n", "x.md")
    built = formats.parse(editing.convert(document, "json"), "x.json")
    assert editing.convert(built, "markdown").splitlines()[0].split("|")[1].strip() == header


def test_a_space_that_is_escaped_stays() -> None:
    text = editing.convert(formats.parse("| a |\n|---|\n| ![b](c) d |\n", "x.md"), "json").replace('" d"', '"\\u0020d"')
    document = formats.parse(text, "x.json")
    (table,) = document.tables
    changed = change(table.rows[0].cells[0], text="e")
    written = editing.dump(
        replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=(changed,)),)),))
    )
    assert editing.convert(formats.parse(written, "x.json"), "markdown").splitlines()[2] == "| ![b](c) e |"


VALUES = st.recursive(
    st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
)


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_spans_and_values_of_any_json(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = parse(text, "x.json")
    assert plain(found) == value
    for part in every(found):
        quoted = f'"{text[slice(*part.span)]}"' if isinstance(part.content, str) else text[slice(*part.span)]
        assert json.loads(quoted) == plain(part)


def plain(value: JsonValue) -> object:
    if isinstance(value.content, dict):
        return {key: plain(inner) for key, inner in value.fields.items()}
    return [plain(inner) for inner in value.items] if isinstance(value.content, list) else value.content


def every(value: JsonValue) -> list[JsonValue]:
    inside = [*value.fields.values(), *value.items]
    return [value, *(part for inner in inside for part in every(inner))]


def test_a_changed_heading_is_kept_where_a_column_is_called_otherwise() -> None:
    document = formats.parse(TABLE, "x.json")
    (table,) = document.tables
    columns = (replace(table.columns[0], header=change(table.columns[0].header, text="ID")), table.columns[1])
    document = replace(
        document, tables=(replace(table, columns=columns),), prose=(replace(document.prose[0], text="Titel"),)
    )
    again = formats.parse(editing.dump(document), "x.json")
    assert [part.text for part in again.prose] == ["Titel"]
    assert [column.header.text for column in again.tables[0].columns] == ["ID", "name"]


RICH = """{"version": 1, "content": [
  {"kind": "heading", "level": 1, "text": "T U", "inline": ["T ", {"strong": ["U"]}]},
  {"kind": "table", "columns": [{"text": "Country"}, {"text": "a b", "inline": ["a ", {"emphasis": ["b"]}]}], "rows": [
    {"Country": {"text": "Norway Sweden", "inline": ["Norway", {"break": true}, "Sweden"]},
     "a b": {"text": "see it", "inline": ["see ", {"link": "https://a.example", "content": ["it"]}]}},
    {"Country": {"text": "Italy"}, "a b": {"text": "c"}}
  ]}
]}
"""


def translated(words: dict[str, str]) -> str:
    document = infer_document(formats.parse(RICH, "x.json"), {}, "en")
    found = [one for one in extract_messages(document, "x") if one.msgid in words]
    assert len(found) == len(words)
    catalog = Catalog(Message(""), tuple(replace(one, msgstr=words[one.msgid]) for one in found))
    return editing.dump(localize(document, catalog, "de").document)


def test_what_has_markup_is_translated_with_it() -> None:
    text = translated(
        {
            '["T ", {"strong": ["U"]}]': '["Der ", {"strong": ["Titel"]}]',
            '["a ", {"emphasis": ["b"]}]': '["ein ", {"emphasis": ["B"]}]',
            '["Norway", {"break": true}, "Sweden"]': '["Norwegen", {"break": true}, "Schweden"]',
            '["see ", {"link": "https://a.example", "content": ["it"]}]': (
                '["siehe ", {"link": "https://a.example", "content": ["dort"]}]'
            ),
        }
    )
    assert editing.convert(formats.parse(text, "x.json"), "markdown").split("\n") == [
        "# Der **Titel**",
        "",
        "| Country              | ein *B*                         |",
        "|----------------------|---------------------------------|",
        "| Norwegen<br>Schweden | siehe [dort](https://a.example) |",
        "| Italy                | c                               |",
        "",
    ]
    assert '"text": "siehe dort"' in text


@pytest.mark.parametrize(
    "written",
    [
        '["see ", {"link": "https://evil.example", "content": ["it"]}]',
        '["see ", {"image": "x.png"}]',
        '[{"strong": ["it"]}]',
        '["see',
        "siehe dort",
        "[]",
        '"it"',
        '[{"a": 1}]',
        "[[" * 9999,
    ],
)
def test_a_translation_with_other_markup_is_text(written: str) -> None:
    text = translated({'["see ", {"link": "https://a.example", "content": ["it"]}]': written})
    assert formats.parse(text, "x.json").tables[0].rows[0].cells[1].text == written


@pytest.mark.parametrize("level", ["0", "-1", "7", "true", "1.5", '"2"', "null"])
def test_a_level_that_no_heading_has_is_refused(level: str) -> None:
    with pytest.raises(InputError, match=r"a heading of level .*, which is none from 1 to 6"):
        formats.parse(RICH.replace('"level": 1', f'"level": {level}'), "x.json")


@pytest.mark.parametrize("target", ["markdown", "html", "rst"])
@pytest.mark.parametrize(
    "inline",
    [
        '["a ", {"strong": ["b\\u0000"]}]',
        '["a ", {"code": "b\\u001b"}]',
        '["a ", {"link": "https://a.example/\\u0007", "content": ["b"]}]',
        '["a ", {"image": "b.png", "alt": "b\\u0085"}]',
    ],
)
def test_a_control_character_in_markup_goes_into_no_page(inline: str, target: str) -> None:
    cell = RICH.replace('["see ", {"link": "https://a.example", "content": ["it"]}]', inline)
    heading = RICH.replace('["T ", {"strong": ["U"]}]', inline)
    for text in (cell, heading):
        with pytest.raises(InputError, match=r"control character|cannot be in|markup that reStructuredText"):
            editing.convert(formats.parse(text, "x.json"), target)


@pytest.mark.parametrize("target", ["markdown", "html", "csv"])
def test_a_row_without_a_cell_stays_a_row(target: str) -> None:
    text = TABLE.replace('{"id": {"text": "b"}}', "{}")
    again = formats.parse(editing.convert(formats.parse(text, "x.json"), target), f"x{SUFFIXES[target]}")
    assert [[cell.text for cell in row.cells] for row in again.tables[0].rows] == [["a", "Å"], [""]]
