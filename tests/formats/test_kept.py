"""Expressions for other programs: what the source has in the same letters stays, what it has not is text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.build.localize import localize
from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.template import extract_messages
from tabl10n.columns import infer_document
from tabl10n.formats import get, parse
from tabl10n.formats.changes import apply

EXPRESSIONS = (
    r"$\alpha$",
    r"$$a_b + c$$",
    r"$\{x\}$",
    '{{< param "x" >}}',
    "{{% note %}}",
    "{{ site.name }}",
    "{% link a.md %}",
    "{{ $t('x.y') }}",
    "${HOME}",
    "$HOME",
    "{props.value}",
    "[[Page name]]",
)


def built(text: str, added: str = "") -> str:
    """A page with ``text`` in a cell, in one with markup and in a paragraph, its words translated and more added."""
    page = f"{text}\n\n| id | text |\n|---|---|\n| a | {text} |\n| b | {text} **big** |\n"
    document = infer_document(parse(page, "page.md"))
    translated = (
        replace(one, msgstr=one.msgid.replace("All", "Alle * ").replace("words", "Wörter") + added)
        for one in extract_messages(document, "page.md")
    )
    edits = localize(document, Catalog(Message(""), tuple(translated)), "de").edits
    return apply(page, get("markdown").encode(document, edits).require_all().collect_text_edits())


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_of_the_source_stays(expression: str) -> None:
    assert built(f"All {expression} words").count(f" {expression} Wörter") == 3


@pytest.mark.parametrize(
    "expression", ["{{< evil >}}", "{{ x }}", "{% x %}", "{{ a_b_c*d*e }}", "$a$", "[[<b>x</b>]]", "{<b>x</b>}"]
)
def test_one_that_the_source_has_not_is_text(expression: str) -> None:
    assert expression not in built("All words", f" {expression}")
    assert expression not in built("words", f" {expression}")


LINK = 'All [words]({{< ref "a.md" >}}) and words'


def test_a_link_to_an_expression_of_the_source_stays_a_link() -> None:
    assert built(LINK).count('[Wörter]({{< ref "a.md" >}}) and Wörter') == 3


def test_a_link_to_an_expression_that_the_source_shows_as_text_is_text() -> None:
    assert "[x](" not in built('All {{< ref "a.md" >}} words', ' [x]({{< ref "a.md" >}})')


@given(st.text(st.sampled_from(list("ab {}$[]<>*_`\\|")), max_size=20), st.sampled_from(EXPRESSIONS))
def test_what_is_added_adds_no_cell_and_no_block(added: str, expression: str) -> None:
    done = parse(built(f"All {expression} words", f" {added} {expression}"), "page.md")
    assert [len(row.cells) for table in done.tables for row in table.rows] == [2, 2]
    assert len(done.prose) == 1
