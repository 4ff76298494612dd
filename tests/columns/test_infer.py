"""Roles from settings, headers and content, on tables of other kinds than the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import editing
from contents import FORMATS
from tabl10n.align import align
from tabl10n.align.registry import Registry
from tabl10n.audit import audit
from tabl10n.build.localize import localize
from tabl10n.build.sorting import find_orders
from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.template import make_template
from tabl10n.columns import infer_columns, infer_document
from tabl10n.columns.assignment import profile_source
from tabl10n.document import Document, NotInferredError, Role
from tabl10n.formats import parse
from tabl10n.formats.rendering import Rendering
from tabl10n.report import inspection


def roles_of(text: str, settings: dict[str, Role] | None = None, locale: str | None = None) -> str:
    """The roles of the one table, by their first letters."""
    [table] = infer_document(parse(text, "t.md"), settings, locale).tables
    return " ".join(str(column.role) for column in table.columns)


@pytest.mark.parametrize(
    ("header", "rows", "roles"),
    [
        (
            "Option | Description | Default",
            ["--push | Push the image | False", "--all | Take them all | True"],
            "key text verbatim",
        ),
        ("Name | Description", ["[Pen::Draw](#draw) | Draws a line.", "[Pen::Lift](#lift) | Lifts it."], "key text"),
        (
            "Name | Docker Image | Source",
            ["Nmap | acme/nmap | https://n.example", "Dirb | acme/dirb | https://d.example"],
            "name key verbatim",
        ),
        ("Code | Country", ["AR | Argentina", "TR | Turkey", "GB | United Kingdom"], "key territory"),
        ("Code | Land", ["AR | Argentinien", "TR | Türkei", "GB | Vereinigtes Königreich"], "key territory"),
        ("コード | 国", ["AR | アルゼンチン", "TR | トルコ", "GB | イギリス"], "key territory"),
        ("| | ", ["AR | Аргентина | 2", "TR | Турция | 1.1", "GB | Великобритания | *"], "key territory verbatim"),
        ("Value | Meaning", ["LAYOUT_RTL | Right to left.", "LAYOUT_BTT | Bottom to top."], "key text"),
        ("Conversion | Output", ["%d | 42", "%x | ff", "%o | 52", "%c | *"], "key verbatim"),
        (
            "Region | Location | Endpoint",
            ["eu-north-1 | Stockholm | en1.net.example", "ap-east-2 | Seoul | ae2.net.example"],
            "key text verbatim",
        ),
        ("Country | Currency", ["AR | ARS", "TR | TRY", "GB | GBP", "840 | USD"], "territory key"),
        ("Größe | Anteil", ["Höhe | 16%", "Länge | 8%", "Größe | 5%"], "text verbatim"),
        ("Sign | Typed", [r"α | \\alpha", r"∅ | \\empty", r"ℝ | \\mathbb{R}"], "text key"),
        ("id | countries", ["a | Japan, Hong Kong", "b | US"], "key territory"),
        (
            "Feature | Function | Since",
            ["Undo | Takes the last change back | 1.0", "Redo | Makes it again | 1.2"],
            "text text verbatim",
        ),
    ],
)
def test_roles_are_inferred(header: str, rows: list[str], roles: str) -> None:
    columns = header.count("|") + 1
    lines = [header, *["|".join(["---"] * columns)], *rows]
    assert roles_of("".join(f"| {line} |\n" for line in lines)) == roles


@pytest.mark.parametrize(
    ("header", "rows", "role"),
    [
        ("Phrase", ["100 | Continue", "200 | OK", "404 | Not Found", "410 | Gone"], "text"),
        ("Block", ["U+0000 | Basic Latin", "U+0370 | Greek", "U+0400 | Cyrillic"], "text"),
        ("Unit", ["m | metre", "s | second", "kg | kilogram"], "text"),
        ("Access", ["size_a | read-only", "size_b | read-write", "size_c | don't care"], "text"),
        ("短语", ["E-1 | 继续", "E-2 | 确定", "E-3 | 未找到"], "text"),
        ("Alpha-3", ["AL | ALB", "AT | AUT", "BE | BEL"], "verbatim"),
        ("Command", ["Ctrl+N | file.new", "Ctrl+C | edit.copy", "F11 | view.fullScreen"], "verbatim"),
        ("Licence", ["bash | GPL-3.0", "curl | MIT", "vim | BSD-3-Clause"], "verbatim"),
        ("Reference", ["E-1 | RFC 9110", "E-2 | RFC 9111", "E-3 | RFC 2324"], "verbatim"),
        ("Base", ["E-1 | OSError", "E-2 | KeyError", "E-3 | Exception"], "verbatim"),
        ("Zone", ["a | -", "b | EET", "c | -", "d | UTC+1", "e | -"], "verbatim"),
        ("Zone", ["a | —", "b | —", "c | EET", "d | —", "e | —"], "verbatim"),
        ("Hint", ["a | -", "b | Where the sun rises", "c | -", "d | -", "e | At night"], "text"),
        ("Zone", ["a | –", "b | –", "c | –"], "verbatim"),
        ("Title", ["E-1 | Continue", "E-2 | Gone", "E-3 | Found"], "name"),
        ("Maker", ["redboats | Red Boats", "knarr | Knarr Ltd.", "dory2 | Dory"], "name"),
        (
            "Airport",
            ["A-1 | [North Field](https://www.northfield.example/)", "A-2 | [Southgate](http://southgate.example)"],
            "name",
        ),
        ("Mirror", ["A-1 | [North](http://[x)", "A-2 | [South](http://[y)"], "text"),
    ],
)
def test_words_are_offered_to_translators_and_codes_are_not(header: str, rows: list[str], role: str) -> None:
    """A name is the key in another spelling, or that of the site it links to; all other words are text."""
    lines = [f"ID | {header}", "---|---", *rows]
    assert roles_of("".join(f"| {line} |\n" for line in lines)) == f"key {role}"


def test_a_second_column_of_words_is_offered_too() -> None:
    rows = "| AMS | Schiphol | Amsterdam |\n| CDG | Roissy | Paris |\n| HND | Haneda | Tokyo |\n"
    assert roles_of("| Code | Name | City |\n|---|---|---|\n" + rows) == "key name text"
    assert roles_of("| Code | Name | Title |\n|---|---|---|\n" + rows) == "key name text"


def test_a_few_codes_again_and_again_are_not_the_key() -> None:
    rows = "".join(
        f"| {'MIT' if i % 2 else 'GPL-3.0'} | {name} |\n" for i, name in enumerate(["bash", "curl", "vim", "ağ"])
    )
    assert roles_of("| Lisans | Paket |\n|---|---|\n" + rows).endswith("key")


def test_two_words_again_and_again_are_not_the_key() -> None:
    rows = "".join(f"| {name} | {at} bytes | {'no' if at % 3 else 'yes'} |\n" for at, name in enumerate("abcdefgh", 9))
    assert roles_of("| Name | Size | Standard |\n|---|---|---|\n" + rows) == "key text text"


def test_settings_are_taken_as_they_are() -> None:
    table = "| id | name | note |\n|---|---|---|\n| a | A | some words |\n"
    assert roles_of(table) == "key name text"
    assert roles_of(table, {"name": Role.KEY, "note": Role.VERBATIM}) == "name key verbatim"


def test_an_empty_table_takes_roles_from_its_headers() -> None:
    assert roles_of("| country | version | description |\n|---|---|---|\n") == "territory verbatim text"


def test_a_wrong_country_or_two_do_not_hide_a_column_of_countries() -> None:
    names = ["阿根廷", "火鸡", "法国", "日本", "我们", "英国"]
    rows = "".join(f"| k{i} | {name} |\n" for i, name in enumerate(names))
    assert roles_of("| ID | x |\n|---|---|\n" + rows) == "key territory"


PAGE = "| id | country | about |\n|---|---|---|\n| knarr | Norway | A ship. |\n| koba | Japan | A boat. |\n"
BARE = parse(PAGE, "bare.md")
INFERRED = infer_document(BARE, locale="en")
REGISTRY = Registry.from_documents(INFERRED, [])
ALIGNED = align(INFERRED, REGISTRY, "en")
CATALOG = Catalog(Message("", msgstr="Content-Type: text/plain; charset=UTF-8\n"), ())
# What needs to know which column is what, each as a function of a document.
USES: dict[str, Callable[[Document], object]] = {
    "template": lambda document: make_template(document, "bare.md", "pages"),
    "localize": lambda document: localize(document, CATALOG, "de"),
    "registry": lambda document: Registry.from_documents(document, []),
    "registry, an edition": lambda document: Registry.from_documents(INFERRED, [document]),
    "align": lambda document: align(document, REGISTRY, "en"),
    "audit, the copy": lambda document: audit(document, ALIGNED, REGISTRY, INFERRED, "en"),
    "audit, the source": lambda document: audit(INFERRED, ALIGNED, REGISTRY, document, "en"),
    "orders": lambda document: find_orders(document, "key", "en"),
    "inspection": lambda document: inspection.render_text(document, [infer_columns(document.tables[0]).each]),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_document_whose_columns_nobody_inferred_is_refused(use: Callable[[Document], object]) -> None:
    """A forgotten call used to give a template of headers only, and an alignment without keys."""
    use(INFERRED)
    document = parse(PAGE.replace("A boat", "A coat"), "bare.md")  # an edition equal to its source is not read at all
    with pytest.raises(NotInferredError, match=r"call columns\.infer_document"):
        use(document)


def test_a_column_says_whether_it_was_inferred() -> None:
    assert [column.is_inferred for column in BARE.tables[0].columns] == [False] * 3
    assert [column.is_inferred for column in INFERRED.tables[0].columns] == [True] * 3
    with pytest.raises(NotInferredError):
        BARE.tables[0].column_of(Role.KEY)


@pytest.mark.parametrize("target", FORMATS)
def test_conversion_needs_no_roles(target: str) -> None:
    """Nobody has to infer what is only converted: all its columns are words then, in a right-to-left page too."""
    text = editing.convert(BARE, target, Rendering("ar", rtl=True))
    assert "knarr" in text
    assert "bdi" not in text


def test_phrases_are_no_keys_beside_a_column_of_codes_whatever_their_header_is() -> None:
    table = "| Event | Parameters |\n|---|---|\n" + "".join(
        f"| on-{name} | the new {name} |\n" for name in ("volume", "length", "colour", "weight", "height")
    )
    assert roles_of(table).split()[0] == "key"


def test_phrases_under_a_header_of_keys_are_keys_where_no_column_has_codes() -> None:
    table = "| Function | Meaning |\n|---|---|\n| trunc(f, t) | Cuts it. |\n| round(x, n) | Rounds it well. |\n"
    assert roles_of(table) == "key text"


def test_a_column_that_is_mostly_empty_or_repeats_itself_holds_no_keys() -> None:
    sparse = "| Meaning of it | Global |\n|---|---|\n" + "".join(
        f"| Says {at} words in all. | {'row_' + str(at) if at < 2 else ''} |\n" for at in range(8)
    )
    assert "key" not in roles_of(sparse).split()
    repeated = sparse.replace("| row_0 |", "|  |").replace("|  |", "| log(n) |")
    assert "key" not in roles_of(repeated).split()


OPTIONS = "| Option | Feature | Default |\n|---|---|---|\n" + "".join(
    f"| --{option} | {feature} | {default} |\n"
    for option, feature, default in (("dark", "Dark mode", "on"), ("sync", "Two boats", "on"), ("log", "A diary", "on"))
)


def test_two_questions_are_answered_apart() -> None:
    """Unique words tell rows apart and are translated; a default is kept and tells no row from another."""
    each = infer_columns(parse(OPTIONS, "t.md").tables[0]).each
    assert [(column.tells_rows_apart, column.is_kept) for column in each] == [
        (True, True),
        (True, False),
        (False, True),
    ]


def test_every_column_says_why_it_is_what_it_is() -> None:
    each = infer_columns(parse(OPTIONS, "t.md").tables[0], settings={"Default": Role.TEXT}).each
    assert [column.reason for column in each] == ["its header names keys", "its cells are words", "the settings say so"]


def test_roles_that_columns_have_are_kept() -> None:
    [table] = infer_document(parse(OPTIONS, "t.md"), {"Feature": Role.KEY}).tables
    columns = infer_columns(table)
    assert columns.key == 1
    assert [column.role for column in columns.each] == [column.role for column in table.columns]


def test_a_column_is_what_the_one_is_that_it_translates() -> None:
    [source] = parse(
        "| Id | Licence | About |\n|---|---|---|\n| ab1 | MIT | A boat |\n| cd2 | ISC | Two |\n", "t.md"
    ).tables
    known = profile_source(source, infer_columns(source, locale="en"), "en")
    [copy] = parse("| X | Y | Z |\n|---|---|---|\n| Ein Boot | ab1 | MIT |\n| Zwei | cd2 | ISC |\n", "t.md").tables
    columns = infer_columns(copy, known, locale="de")
    assert [column.role for column in columns.each] == [Role.TEXT, Role.KEY, Role.VERBATIM]
    assert columns.each[1].reason == "it translates column 1 of the source"


def test_a_header_that_names_keys_yields_to_codes_before_it_where_its_cells_repeat() -> None:
    """A model has so many parameters; an option has so many values."""
    rows = [("cog-1-mini", "3B"), ("cog-1", "7B"), ("cog-2-mini", "3B"), ("cog-2", "7B"), ("cog-3-mini", "3B")]
    models = "| Model | Parameters |\n|---|---|\n" + "".join(f"| {name} | {size} |\n" for name, size in rows)
    assert roles_of(models) == "key verbatim"
    values = "| Parameter | Value |\n|---|---|\n" + "".join(f"| {size} | {name} |\n" for name, size in rows)
    assert roles_of(values) == "key verbatim"
