"""A page with lists, quotations, notes and code in the formats that show it, and in those that hold tables alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from contents import SUFFIXES, TEXTS
from tabl10n import formats
from tabl10n.document import Block, Container, ContainerKind, Document, Verbatim
from tabl10n.errors import InputError
from tabl10n.formats import left_out
from tabl10n.formats.rendering import Rendering
from tabl10n.formats.rst.escape import UNWRITABLE
from tabl10n.nodes import Span, Text, plain

PAGE = """\
# Boats

All boats:

| id  | name   |
|-----|--------|
| a1  | `Anna` |
| b2  | Berta  |

- one
- two
  - deep *words*

    more of it

3. three
4. four

- [x] done
- [ ] open

> of others
>
> - in it

!!! warning "Tide"
    Mind it.

    - below

:::tip[Wind]
Use it.
:::

=== "Linux"

    Sail.

Ebb
:   It goes.

```python
a < b
```

    x  y

***

The end.
"""
WORDS = (
    "Boats|All boats:|id|name|a1|Anna|b2|Berta|one|two|deep|words|more of it|three|four|done|open|of others|in it|Tide|"
    "Mind it.|below|Wind|Use it.|Linux|Sail.|Ebb|It goes.|a < b|x  y|The end."
).split("|")


def convert(page: str, target: str, name: str = "boats.md") -> str:
    return formats.convert(formats.parse(page, name), target)


def show(page: str, target: str) -> str:
    """What a reader of ``page`` in that format sees, markup and all but escapes."""
    if target == "html":
        return page.replace("&lt;", "<")
    return page.replace("\\", "")


@pytest.mark.parametrize("target", ["html", "rst"])
def test_all_words_of_a_page_are_in_the_built_one_in_order(target: str) -> None:
    shown, at = show(convert(PAGE, target), target), 0
    for words in WORDS:
        at = shown.index(words, at) + len(words)


def test_a_page_in_html() -> None:
    built = convert(PAGE, "html")
    for part in (
        "<ul>\n<li>one</li>\n<li>two\n<ul>\n<li>deep <em>words</em>\n<p>more of it</p>\n</li>\n</ul>\n</li>\n</ul>",
        '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>',
        '<li><input type="checkbox" disabled checked> done</li>\n<li><input type="checkbox" disabled> open</li>',
        "<blockquote>\n<p>of others</p>\n<ul>\n<li>in it</li>\n</ul>\n</blockquote>",
        '<div class="admonition warning" role="note">\n<p class="admonition-title">Tide</p>\n<p>Mind it.</p>\n<ul>',
        '<div class="admonition tip" role="note">\n<p class="admonition-title">Wind</p>\n<p>Use it.</p>\n</div>',
        "<details open>\n<summary>Linux</summary>\n<p>Sail.</p>\n</details>",
        "<dl>\n<dt>Ebb</dt>\n<dd>It goes.</dd>\n</dl>",
        '<pre><code class="language-python">a &lt; b\n</code></pre>',
        "<pre><code>x  y\n</code></pre>\n<hr>",
    ):
        assert part in built


def test_a_page_in_restructuredtext() -> None:
    built = convert(PAGE, "rst")
    for part in (
        "- one\n\n- two\n\n  - deep *words*\n\n    more of it\n",
        "..\n\n3. three\n4. four\n",
        "- [x] done\n- [ ] open\n",
        "..\n\n   of others\n\n   - in it\n",
        ".. admonition:: Tide\n   :class: warning\n\n   Mind it.\n\n   - below\n",
        "Ebb\n   It goes.\n",
        ".. code-block:: python\n\n   a < b\n",
        "::\n\n   x  y\n\n----\n",
    ):
        assert part in built


RST = """\
Boats
=====

Code follows::

    a < b

- one

  1) deep
  2) deeper

.. warning:: Mind it.

   - below

.. topic:: Wind

   Use it.

Ebb
  It goes.

    Is it a quotation?

-----

  Of others.
"""


def test_a_page_of_restructuredtext_in_markdown() -> None:
    built = convert(RST, "markdown", "boats.rst")
    for part in (
        "Code follows:\n\n```\na < b\n```\n",
        "- one\n\n  1. deep\n  2. deeper\n",
        "> [!WARNING]\n> Mind it.\n>\n> - below\n",
        "> [!NOTE]\n> **Wind**\n>\n> Use it.\n",
        "Ebb\n: It goes.\n",
        "***\n\n> Of others.\n",
    ):
        assert part in built


@pytest.mark.parametrize("name", ["boats.md", "boats.rst"])
@pytest.mark.parametrize("target", ["html", "rst", "markdown"])
def test_a_page_reads_back_with_its_blocks_in_what_they_were(name: str, target: str) -> None:
    document = formats.parse({"boats.md": PAGE, "boats.rst": RST}[name], name)
    again = formats.parse(formats.convert(document, target), f"boats{SUFFIXES[target]}")
    kinds = {"list", "item", "quotation", "definition"} | ({"note"} if target == "html" else set())
    assert list(outline(again, kinds)) == list(outline(document, kinds))


def outline(document: Document, kinds: set[str]) -> Iterator[tuple[Any, ...]]:
    """The words of each block, and what it is in."""
    for part in document.parts():
        if isinstance(part, (Block, Verbatim)) and getattr(part, "kind", "") != "rule":
            words = (
                part.text if isinstance(part, Verbatim) else plain(part.nodes).removeprefix("[x] ").removeprefix("[ ] ")
            )
            yield words, [(one.kind, one.number) for one in part.containers if one.kind in kinds]


# What no other format can show, and tables alone.

LEFT_OUT = {
    "markdown": (
        "boats.md", "a\n\nimport A from 'a'\n\n{{< b >}}\n{% c %}\n\n<div>\nd\n</div>\n",
        "1 import, 2 template tags, 1 HTML block", 3,
    ),
    "a formula": ("boats.md", "$$\na\n$$\n\n- a\n  {{< b >}}\n", "1 formula, 1 template tag", 1),
    "nothing": ("boats.md", "---\na: b\n---\n\n<!-- a\nb -->\n[b]: https://b.example\n\n> a\n>\n> - b\n\n- \n", "", 0),
    "restructuredtext": (
        "boats.rst", "a\n\n.. toctree::\n   :a: b\n\n   c\n\n:d: e\n\n| f\n",
        "1 directive, 1 field, 1 line of verse", 3,
    ),
    "nothing in restructuredtext": ("boats.rst", ".. a comment\n   b\n\n.. note::\n   :class: c\n\n   d\n", "", 0),
    "html": ("boats.html", "<p>a</p>b<img src=c>", "1 text outside paragraphs, 1 image", 1),
}  # fmt: skip


@pytest.mark.parametrize(("name", "page", "expected", "line"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_no_other_format_can_show_is_left_out_and_said(name: str, page: str, expected: str, line: int) -> None:
    document = formats.parse(page, name)
    targets = [target for target in ("html", "rst", "markdown") if target != document.format]
    for converted in formats.convert_each(document, targets):
        assert converted.error is None
        assert describe(converted) == expected
        assert not expected or converted.left_out[0].line == line


def describe(converted: formats.Converted) -> str:
    return left_out.describe(converted.left_out)


@pytest.mark.parametrize("target", ["csv", "json"])
def test_formats_of_data_have_the_table_and_say_what_they_have_not(target: str) -> None:
    [converted] = formats.convert_each(formats.parse(PAGE, "boats.md"), [target])
    assert describe(converted) == ("9 list items, 1 quotation, 2 notes, 1 tab, 1 term, 1 definition, 2 code blocks")
    assert "Anna" in converted.text
    assert "deep" not in converted.text
    assert converted.left_out[0][:2] == (10, "list item")


def test_code_and_words_that_stand_out_are_text_in_csv() -> None:
    built = convert("| a |\n|---|\n| see `b` and **c** |\n| **[`d`](https://d.example)** |\n", "csv")
    assert built == "a,a link\nsee b and c,\nd,https://d.example\n"


@pytest.mark.parametrize("words", ["--", "* *", "__", "- -"])
def test_words_of_an_item_that_would_make_a_rule_with_its_mark_are_words(words: str) -> None:
    built = convert(f"<ul><li>{words}</ul>", "markdown", "boats.html")
    document = formats.parse("- one\n", "boats.md")
    edit = formats.get("markdown").translate(document, document.prose[0], words)
    for text in (built, formats.patch(document, [edit])):
        [item] = formats.parse(text, "boats.md").prose
        assert (item.kind, plain(item.nodes)) == ("item", words)


def test_a_format_that_cannot_hold_something_stops_no_other() -> None:
    document = formats.parse("| a |\n|---|\n| [b](c) [d](e) |\n", "boats.md")
    html, csv, rst = formats.convert_each(document, ["html", "csv", "rst"])
    assert (html.error, rst.error) == (None, None)
    assert isinstance(csv.error, InputError)
    assert csv.error.line == 3


# Made-up pages, whose words look like markup, in the eyes of other parsers.


_WORDS = TEXTS.filter(lambda text: text.strip() and not UNWRITABLE.search(text))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A page of paragraphs and code in lists and quotations."""
    starts = iter(range(10**6))
    prose: list[Block] = []
    code: list[Verbatim] = []

    def fill(containers: tuple[Container, ...], depth: int) -> None:
        for _ in range(draw(st.integers(1, 3))):
            shape = draw(
                st.sampled_from(["text", "text", "code", "list", "list", "quotation"][: 3 if depth > 2 else 6])
            )
            at = next(starts) * 2
            span = Span(at, at + 1)
            if shape == "text":
                words = Text(draw(_WORDS))
                prose.append(Block("paragraph", "", 1, span, 0, (words,), containers))
            elif shape == "code":
                lines = draw(st.lists(_WORDS.map(str.strip), min_size=1, max_size=3))
                code.append(Verbatim("code", "\n".join(lines), 1, span, "", containers))
            elif shape == "quotation":
                fill((*containers, Container("quotation", at)), depth + 1)
            else:
                number = draw(st.none() | st.integers(1, 12))
                found = Container("list", at, "", number)
                for _ in range(draw(st.integers(1, 3))):
                    fill((*containers, found, Container("item", next(starts) * 2)), depth + 1)

    fill((), 0)
    return Document("made.test", "made", "", (), tuple(prose), verbatim=tuple(code))


Outline = list[tuple[tuple[ContainerKind, ...], str]]


def expected_outline(document: Document) -> tuple[Outline, Counter[str]]:
    found: Outline = []
    containers: set[Container] = set()
    for part in document.parts():
        assert isinstance(part, (Block, Verbatim))
        containers.update(part.containers)
        words = part.text if isinstance(part, Verbatim) else plain(part.nodes)
        found.append((tuple(one.kind for one in part.containers), squeeze(words)))
    return found, Counter(one.kind for one in containers)


def squeeze(text: str) -> str:
    return " ".join(text.split())


_HTML: dict[str, ContainerKind] = {"ul": "list", "ol": "list", "li": "item", "blockquote": "quotation"}


class _HtmlOutline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.path: list[ContainerKind] = []
        self.found: Outline = []
        self.count: Counter[str] = Counter()
        self.words: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.flush()
        if tag in _HTML:
            self.path.append(_HTML[tag])
            self.count[_HTML[tag]] += 1
        if tag in ("li", "p", "pre"):
            self.words = ""

    def handle_endtag(self, tag: str) -> None:
        self.flush()
        if tag in _HTML:
            assert self.path.pop() == _HTML[tag]

    def handle_data(self, data: str) -> None:
        self.words = (self.words or "") + data

    def flush(self) -> None:
        if self.words is not None and self.words.strip():
            self.found.append((tuple(self.path), squeeze(self.words)))
            self.words = None


@settings(max_examples=80)
@given(documents())
def test_html_has_the_same_structure_to_another_parser(document: Document) -> None:
    parser = _HtmlOutline()
    parser.feed(formats.get("html").render(document, Rendering()))
    assert (parser.found, parser.count) == expected_outline(document)


_RST: dict[str, ContainerKind] = {
    "bullet_list": "list",
    "enumerated_list": "list",
    "list_item": "item",
    "block_quote": "quotation",
}


def read_rst(node: nodes.Node, path: tuple[ContainerKind, ...], found: Outline, count: Counter[str]) -> None:
    for child in node.children:
        name = child.tagname
        if name in ("paragraph", "literal_block"):
            found.append((path, squeeze(child.astext())))
        elif name in _RST:
            count[_RST[name]] += 1
            read_rst(child, (*path, _RST[name]), found, count)
        else:
            assert name in ("document", "comment", "system_message"), child.pformat()


@settings(max_examples=80)
@given(documents())
def test_restructuredtext_has_the_same_structure_to_docutils(document: Document) -> None:
    text = formats.get("rst").render(document, Rendering())
    overrides = {"report_level": 2, "halt_level": 2, "_disable_config": True, "doctitle_xform": False}
    found: Outline = []
    count: Counter[str] = Counter()
    read_rst(publish_doctree(text, settings_overrides=overrides), (), found, count)
    assert (found, count) == expected_outline(document), text


_MARKDOWN: dict[str, ContainerKind] = {
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quotation",
}


@settings(max_examples=80)
@given(documents())
def test_markdown_has_the_same_structure_to_markdown_it(document: Document) -> None:
    text = formats.get("markdown").render(document, Rendering())
    path: list[ContainerKind] = []
    found: Outline = []
    count: Counter[str] = Counter()
    for token in MarkdownIt("commonmark").parse(text):
        kind = _MARKDOWN.get(token.type.removesuffix("_open").removesuffix("_close"))
        if kind and token.nesting > 0:
            path.append(kind)
            count[kind] += 1
        elif kind:
            path.pop()
        elif token.type == "inline":
            words = "".join(
                "\n" if c.type == "softbreak" else c.content for c in token.children or [] if c.type != "html_inline"
            )
            found.append((tuple(path), squeeze(words)))
        elif token.type == "fence":
            found.append((tuple(path), squeeze(token.content)))
        else:
            assert token.type in ("paragraph_open", "paragraph_close", "html_block"), token
    assert (found, count) == expected_outline(document), text
