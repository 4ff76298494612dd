"""Blocks of a Markdown page beside headings, paragraphs and tables: their words are messages, their marks are not."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tabl10n import formats
from tabl10n.catalog.template import extract_messages
from tabl10n.columns import infer_document
from tabl10n.document import Document

TABLE = "| id | name |\n|----|------|\n| a1 | Anna |\n| b2 | Berta |\n"

# A page, and its blocks: what each is, and its words.
BLOCKS = {
    "items of lists": (
        "- one boat\n- two\n  boats\n\n  and more\n  1. deep  \n     down\n* [x] done\n",
        ["item one boat", "item two boats", "item and more", "item deep  \ndown", "item done"],
    ),
    "quotations": ("> Words\n> of others\n>\n> - and items\n", ["quotation Words of others", "item and items"]),
    "an alert": ("> [!NOTE]\n> Mind the tide.\n", ["note Mind the tide."]),
    "an alert with a title": ("> [!tip]- The tide\n> Mind it.\n", ["label The tide", "note Mind it."]),
    "a second paragraph of an alert": ("> [!NOTE]\n> One.\n>\n> Two.\n", ["note One.", "note Two."]),
    "an alert without words": ("> [!NOTE]\n", []),
    "a heading in a quotation": ("> ### Tide\n> Mind it.\n", ["quotation Tide", "quotation Mind it."]),
    "an admonition": (
        '!!! note "The tide"\n    Mind it,\n    always.\n\n    - ebb\n\nAfter it.\n',
        ["label The tide", "note Mind it, always.", "item ebb", "paragraph After it."],
    ),
    "an admonition below words": ("Words\n!!! note\n    Mind it.\n", ["paragraph Words", "note Mind it."]),
    "an admonition without a body": ("!!! note\nWords\n", ["paragraph Words"]),
    "an admonition to unfold": ('???+ tip "Tide"\n    Mind it.\n', ["label Tide", "note Mind it."]),
    "tabs": (
        '=== "At sea"\n\n    Row.\n\n=== "In port"\n\n    Moor.\n',
        ["label At sea", "paragraph Row.", "label In port", "paragraph Moor."],
    ),
    "a directive of Docusaurus": (":::tip[The *tide*]\n\nMind it.\n:::\n", ["label The *tide*", "paragraph Mind it."]),
    "a directive of VitePress": (
        "::: details The tide {open}\nMind it.\n:::\n",
        ["label The tide", "paragraph Mind it."],
    ),
    "a directive of MyST": (
        ":::{tip} The tide\n:class: wide\nMind it.\n:::\n",
        ["label The tide", "paragraph Mind it."],
    ),
    "fences of MyST": (
        "```{note}\n:class: a\n\nMind *it*.\n\n- ebb\n```\nWords.\n\n````{admonition} The tide\n---\na: b\n---\nMind.\n"
        "```{tip} Flood\n```\n````\n\n~~~{dropdown} More\nOf it.\n~~~\n\n```{versionadded} 1.2\nNew.\n```\n",
        [
            *("note Mind *it*.", "item ebb", "paragraph Words.", "label The tide", "note Mind.", "label Flood"),
            *("label More", "paragraph Of it.", "note New."),
        ],
    ),
    "other fences": ("```{code} sh\nrow\n```\n\n```{note}\nno end\n", []),
    "a directive with a path": (":::{figure} boats/one.png\n:::\n", []),
    "a directive with attributes": (':::image source="a.png" alt-text="A boat":::\n\n::: zone pivot="x"\n', []),
    "a block of PyMdown": ("/// note | The tide\nMind it.\n///\n", ["label The tide", "paragraph Mind it."]),
    "a caption": ("/// caption\nBoats of *today*\n///\n", ["caption Boats of *today*"]),
    "a directive below a table": (f":::note\n{TABLE}:::\n", []),
    "definitions": (
        "Ebb\nLow tide\n:   Water goes,\n    slowly.\n\n    And more.\n: Or it is gone.\n\nFlood\n\n: Water comes.\n",
        [
            *("term Ebb", "term Low tide", "definition Water goes, slowly.", "definition And more."),
            *("definition Or it is gone.", "term Flood", "definition Water comes."),
        ],
    ),
    "no definition": ("# Ebb\n\n: words\n", ["title Ebb", "paragraph : words"]),
    "footnotes": (
        "Ebb[^1].\n\n[^1]: Water\n    goes.\n\n    Slowly.\n[^b]: `flood`\n",
        ["paragraph Ebb[^1].", "footnote Water goes.", "footnote Slowly.", "footnote `flood`"],
    ),
    "words in blocks of HTML": (
        "Words.\n\n<details>\n<summary>All <b>boats</b></summary>\n<p align=x>Row &amp;\n  row</p>\n</details>\n\n"
        "<figure><img src=a>\n<figcaption>A boat</figcaption></figure>\n\n<!-- <p>no</p> -->\n\n<div>\n</div>\n",
        ["paragraph Words.", "label All <b>boats</b>", "paragraph Row &amp; row", "caption A boat"],
    ),
    "a table of HTML": (
        "<table>\n<tr><th>id</th><th>Of what</th></tr>\n<tr><td>ebb</td><td>Low <i>tide</i></td></tr>\n"
        "<tr><td><code>no words</code></td><td></td></tr>\n</table>\n",
        ["paragraph Of what", "paragraph Low <i>tide</i>"],
    ),
    "abbreviations": (
        "Words of HTML.\n\n*[HTML]: Hyper *Text*\n*[A B]: Boats\n\n*[x] is no one\n",
        ["paragraph Words of HTML.", "label Hyper *Text*", "label Boats", "paragraph *[x] is no one"],
    ),
    "metadata": (
        "---\ntitle: Boats: all\ntags: [a]\ndescription: \"All \\\"boats\\\"\"\nsidebar_label: 'It''s boats' # short\n"
        "layout: wide\nsummary: >\n  folded\n---\n",
        ['metadata All "boats"', "metadata It's boats"],
    ),
    "plain metadata": ("---\ntitle: Boats, all of them\nsummary: true\n---\n", ["metadata Boats, all of them"]),
    "metadata on several lines": ("---\ntitle: Boats\n  of today\n---\n", []),
    "metadata in TOML": ('+++\ntitle = "Boats"\ndraft = true\n+++\n\nWords.\n', ["metadata Boats", "paragraph Words."]),
    "tags of templates": (
        "{% if tide %}\nMind it.\n{% endif %} {% x %}\n\n"
        "{{< note >}}\nMind\n{{< /note >}}\n{{% a\n b %}}\nWords {{< x >}}\n",
        ["paragraph Mind it.", "paragraph Mind", "paragraph Words {{< x >}}"],
    ),
    "tags with code": (
        "{{< highlight sh >}}\nrow\n\n- slow\n{{< /highlight >}}\nWords.\n\n{% raw %}\n{{ x }}\n{%- endraw %}\n"
        "\n{{< highlight sh >}}\nWords\n",
        ["paragraph Words.", "paragraph Words"],
    ),
    "lines for programs": (
        '# Tide {#tide}\n\nMind it.\n{: .wide }\n\n{ .x }\n\n[TOC]\n\n--8<-- "tide.md"\n\n(tide)=\n\n{/* not\nyet */}\n'
        "\n$$\nx = y\n\nz\n$$\n",
        ["title Tide", "paragraph Mind it."],
    ),
    "modules": (
        "import A from 'a';\nimport {\n  B,\n} from 'b';\n\nexport const c = [\n\n  'd',\n];\n"
        "\nimport words of ours.\n",
        ["paragraph import words of ours."],
    ),
}


MARKS = "\"'\\"


def read(text: str) -> Document:
    return formats.parse(text, "boats.md")


def blocks(document: Document) -> list[str]:
    return [f"{block.kind} {block.text}".replace("introduction ", "paragraph ") for block in document.prose]


@pytest.mark.parametrize(("page", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(page: str, expected: list[str]) -> None:
    assert blocks(read(page)) == expected
    windows = read(page.replace("\n", "\r\n"))
    assert blocks(windows) == expected


@pytest.mark.parametrize("page", [page for page, _ in BLOCKS.values()], ids=BLOCKS)
def test_the_words_of_a_block_are_where_it_says(page: str) -> None:
    document = read(page)
    for block in document.prose:
        written = document.source[slice(*block.span)].replace("''", "'")
        assert written.split()[0].strip(MARKS) == block.text.split()[0].strip(MARKS)
        assert written.split()[-1].strip(MARKS) == block.text.split()[-1].strip(MARKS)


def translate(page: str, *words: str) -> str:
    """The page with ``words`` in the place of those of its blocks, in order."""
    document = read(page)
    format_ = formats.get(document.format)
    pairs = zip(document.prose, words, strict=True)
    return formats.patch(document, [format_.translate(document, block, text) for block, text in pairs])


TRANSLATED = {
    "an item keeps its marks": ("- [ ] two\n  boats\n", ["zwei Boote"], "- [ ] zwei Boote\n"),
    "an item becomes no task": ("- two\n", ["[x] zwei"], "- \\[x] zwei\n"),
    "an item becomes no list": ("- two\n", ["- zwei"], "- \\- zwei\n"),
    "a break in an item": ("1. deep  \n   down\n", ["ganz  \nunten"], "1. ganz  \n   unten\n"),
    "a break in a quotation": ("> - deep  \n>   down\n", ["ganz  \nunten"], "> - ganz  \n>   unten\n"),
    "lines of a quotation": ("> Words\n> of others\n", ["Worte\nanderer"], "> Worte anderer\n"),
    "a quotation becomes no alert": ("> Words\n", ["[!NOTE] Worte"], "> \\[!NOTE] Worte\n"),
    "an admonition": (
        '!!! note "Tide"\n    Mind\n    it.\n\n    - ebb\n',
        ['Die "Flut"', "Beachten!", "Ebbe"],
        '!!! note "Die "Flut""\n    Beachten!\n\n    - Ebbe\n',
    ),
    "a label has one line": ('=== "At sea"\n', ["Auf\nSee"], '=== "Auf See"\n'),
    "an abbreviation": ("*[X]: Boats\n", ["Alle\n*Boote*"], "*[X]: Alle \\*Boote\\*\n"),
    "words in HTML": (
        "<details>\n<summary>All <b>boats</b></summary>\n\nWords.\n\n</details>\n",
        ["Alle\n\n<i>*Boote*</i> {{< x >}}", "Worte."],
        "<details>\n<summary>Alle &lt;i&gt;*Boote*&lt;/i&gt; &#123;{&lt; x &gt;}}</summary>\n\nWorte.\n\n</details>\n",
    ),
    "tags in HTML": ("<p>All <b>boats</b></p>\n", ["<b>Boote</b> alle"], "<p><b>Boote</b> alle</p>\n"),
    "a fence of MyST": (
        "```{tip} Tide\nMind it.\n```\n",
        ["Die Flut", "``` Beachten"],
        "```{tip} Die Flut\n\\``` Beachten\n```\n",
    ),
    "a label in brackets": (":::tip[The tide]{.x}\n", ["Die [Flut] ]"], ":::tip[Die \\[Flut\\] \\]]{.x}\n"),
    "a label before attributes": ("::: tip Tide {open}\n", ["Flut {.y}"], "::: tip Flut .y {open}\n"),
    "a term has one line": ("Ebb\n: goes\n", ["Ebbe\n: x", "geht"], "Ebbe : x\n: geht\n"),
    "a footnote": ("[^1]: goes\n", ["# geht"], "[^1]: \\# geht\n"),
    "a heading keeps its attributes": ("## Tide {#tide}\n", ["Flut {#x}"], "## Flut {#x} {#tide}\n"),
    "metadata in quotes": (
        '---\ntitle: "Boats"\n---\n',
        ['Die "Boote": \\'],
        '---\ntitle: "Die \\"Boote\\": \\\\"\n---\n',
    ),
    "plain metadata": ("---\ntitle: Boats # x\n---\n", ["Alle Boote"], "---\ntitle: Alle Boote # x\n---\n"),
    "metadata that needs quotes": ("---\ntitle: Boats\n---\n", ["Boote: alle"], '---\ntitle: "Boote: alle"\n---\n'),
    "metadata that is a word of YAML": ("---\ntitle: Boats\n---\n", ["no"], '---\ntitle: "no"\n---\n'),
    "metadata in single quotes": ("---\ntitle: 'Boats'\n---\n", ["L'ebbe"], '---\ntitle: "L\'ebbe"\n---\n'),
    "metadata in TOML": ('+++\ntitle = "Boats"\n+++\n', ["Boote"], '+++\ntitle = "Boote"\n+++\n'),
}


@pytest.mark.parametrize(("page", "words", "expected"), TRANSLATED.values(), ids=TRANSLATED)
def test_a_translated_block_has_the_marks_of_its_source(page: str, words: list[str], expected: str) -> None:
    assert translate(page, *words) == expected


PAGE = f"""\
---
title: Boats
description: "All 'boats'"
---

# Boats {{#boats}}

Words of the boats.
{{: .wide }}

:::tip[Tide]
Mind the tide.
:::

::: details More
Mind the ebb.
:::

!!! note "Ebb"
    Mind it.

    - one

      two

=== "Sea"

    Row there.

> Words
> > of others
> - in a list

> [!tip] A title
> An alert.

- one
  1. [ ] deep

Ebb
Low tide
: goes
  slowly

[^1]: A note.

<details>
<summary>All <b>boats</b></summary>
<p>Row</p>
</details>

```{{tip}} Tide
Mind it.
```

/// caption
A caption.
///

{TABLE}
"""


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("a b\n-#>|:!?=\"'[]{}()^*_`~\\/<&1.+%$x "), min_size=1))
@example("# a")
@example("=")
@example(":::")
@example("!!! a")
@example(": a")
@example("a\n: b")
@example('a"\n')
@example("a  \n> b")
@example("]]{.x}")
@example("{% x %}")
@example("import 'a'")
@example("---")
@example("+++")
@example("a {#b}")
@example("a  \n::: b")
@example(" ")
@example("```")
@example("</p>")
def test_no_translation_changes_what_is_a_block(text: str) -> None:
    document = read(PAGE)
    format_ = formats.get(document.format)
    for block in document.prose:
        again = read(formats.patch(document, [format_.translate(document, block, text)]))
        assert [one.kind for one in again.prose] == [one.kind for one in document.prose], block
        assert len(again.tables) == 1
        others = [one.text for one, old in zip(again.prose, document.prose, strict=True) if old is not block]
        assert others == [one.text for one in document.prose if one is not block], block


def test_words_of_blocks_are_messages_of_their_kind() -> None:
    page = infer_document(read(f'- `code`\n- two boats\n\n!!! note "Tide"\n    Mind it.\n\n{TABLE}'))
    found = [(message.msgctxt, message.msgid) for message in extract_messages(page, "boats.md")]
    assert found[:3] == [("item", "two boats"), ("label", "Tide"), ("note", "Mind it.")]


def test_metadata_is_on_no_page_of_another_format() -> None:
    page = infer_document(read(f"---\ntitle: Hidden\n---\n\n# Boats\n\n{TABLE}"))
    assert "Hidden" not in formats.convert(page, "html")


def test_a_footnote_has_its_label_in_other_formats() -> None:
    page = infer_document(read(f"Boats[^1].\n\n{TABLE}\n[^1]: Of *wood*.\n"))
    assert "<p>[^1]: Of <em>wood</em>.</p>" in formats.convert(page, "html")
