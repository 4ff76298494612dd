"""Which format a name, a suffix or a text is of, and what a format has that says nothing of its own."""

from __future__ import annotations

import pytest

from tabl10n import formats
from tabl10n.errors import InputError
from tabl10n.formats.csv import Csv


def name_of(found: formats.Format | None) -> str:
    return found.name if found else ""


@pytest.mark.parametrize(
    ("suffix", "named", "built"),
    [
        (".md", "markdown", "markdown"), (".MD", "markdown", ""), (".markdown", "markdown", ""), (".rst", "rst", "rst"),
        (".htm", "html", ""), (".Html", "html", ""), (".html", "html", "html"), (".txt", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_a_format_has_several_suffixes_and_is_built_with_the_first(suffix: str, named: str, built: str) -> None:
    assert name_of(formats.find_by_suffix(suffix)) == named
    assert name_of(formats.find_by_built_suffix(suffix.removeprefix("."))) == built


GRID = "+---+\n| a |\n+===+\n| b |\n+---+\n"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.md", GRID, "markdown"), ("a.csv", GRID, "csv"), ("a.RST", "# a", "rst"), ("a.txt", GRID, "rst"),
        ("a", GRID, "rst"), ("a.txt", "# a", "markdown"), ("a", "", "markdown"),
    ],
)  # fmt: skip
def test_a_suffix_tells_the_format_else_the_text_does_else_it_is_markdown(name: str, text: str, found: str) -> None:
    assert formats.find_by_text(text, name).name == found


def test_a_format_that_is_none_is_refused_with_those_there_are() -> None:
    names = ", ".join(sorted(format_.name for format_ in formats.list_formats()))
    with pytest.raises(InputError, match=f"no such format: odt; choose one of {names}$"):
        formats.get("odt")


class Other(Csv):
    name = "other"
    suffixes = (".other", ".csv")


def test_a_format_with_the_suffix_of_another_is_refused() -> None:
    with (
        pytest.raises(ValueError, match="other, or one of its suffixes, is registered"),
        formats.register_for_context(Other()),
    ):
        pass
    assert "other" not in [format_.name for format_ in formats.list_formats()]


def test_a_format_is_forgotten_with_its_context_though_that_fails() -> None:
    class Fitting(Other):
        suffixes = (".other",)

    def fail() -> None:
        with formats.register_for_context(Fitting()):
            assert formats.get("other").suffixes == (".other",)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert formats.find_by_suffix(".other") is None


@pytest.mark.parametrize("name", ["csv", "json", "markdown"])
def test_words_in_data_are_written_in_markdown_often(name: str) -> None:
    links = formats.get(name).find_links(r"[a](b.md) ![c](<d.png> 'e') \![f](g.md) [h][i]")
    assert (list(links.targets), list(links.images)) == (["b.md", "d.png", "g.md"], ["d.png"])


@pytest.mark.parametrize("name", ["html", "rst"])
def test_a_message_of_a_format_with_a_syntax_of_its_own_has_no_links_of_markdown(name: str) -> None:
    assert formats.get(name).find_links("[a](b.md) ![c](d.png)") == ((), ())


@pytest.mark.parametrize(
    ("source", "is_code"),
    [("`a`", True), ('<code class="x">a\nb</code>', True), ("`a\nb`", True), ("a `b`", False), ("`a` b", False),
     ("<codex>a</code>", False), ("<code>a", False)],
)  # fmt: skip
def test_a_cell_is_code_where_nothing_is_beside_it(source: str, *, is_code: bool) -> None:
    assert formats.get("csv").is_code(source) is is_code


def test_a_paragraph_without_its_markup_has_the_words_alone() -> None:
    source = "See ![a bird](b.png) [the list](c.md) <br> or https://d.example/e now"
    assert formats.get("csv").remove_markup(source).split() == ["See", "[the", "list", "or", "now"]


def test_a_format_of_data_says_nothing_of_tables_that_cannot_be_read_and_has_no_paragraphs() -> None:
    csv = formats.get("csv")
    assert csv.may_hold_table(b"")
    assert csv.find_unread_table("| a |") is None
    assert list(csv.find_code("`a`")) == []
    assert not csv.is_recognized_in("a,b\n1,2\n")
