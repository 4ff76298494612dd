"""What is found of the inline elements of a translation: a line for each kind of damage, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.formats import Format
from tabl10n.formats.html import HTML
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.formats.rst import RST
from tabl10n.inlines.comparison import compare
from tabl10n.inlines.elements import extract_words
from tabl10n.inlines.model import DifferenceKind as Kind

_COUNTED = "Writes to `stdout` with %s and {count} items[^1]"


def kinds(format_: Format, source: str, written: str) -> list[Kind]:
    return [found.kind for found in compare(format_.read_inline(source), format_.read_inline(written))]


@pytest.mark.parametrize(
    ("source", "written", "expected"),
    [
        # Marks that are left over.
        ("See [it](https://a.example/x).", "Siehe [es] (https://a.example/x).", Kind.MARKUP_LEFT),
        ("See [it](https://a.example/x).", "看[它]（https://a.example/x）。", Kind.MARKUP_LEFT),
        ("See [it](https://a.example/x).", "Siehe [es](https://a.example/ x).", Kind.MARKUP_LEFT),
        ("**Never** more", "** Nie ** mehr", Kind.MARKUP_LEFT),
        ("**Never** more", "＊＊Nie＊＊ mehr", Kind.MARKUP_LEFT),
        ("Run `make`.", "`make starten.", Kind.MARKUP_LEFT),
        ("Run `make`.", "｀make｀ starten.", Kind.MARKUP_LEFT),
        (_COUNTED, "Schreibt `stdout` mit %s, {count}[^ 1]", Kind.MARKUP_LEFT),
        (_COUNTED, "Schreibt `stdout` mit %s, ｛count｝[^1]", Kind.MARKUP_LEFT),
        ("Press <kbd>Ctrl</kbd>", "Drücke < kbd>Strg</kbd>", Kind.MARKUP_LEFT),
        # Links and images.
        ("See [it](https://a.example/x).", "Siehe es.", Kind.LINK_MISSING),
        ("See [it](https://a.example/x).", "Siehe \\[es\\].", Kind.LINK_MISSING),
        ("See [it](https://a.example/x).", "Da![es](https://a.example/x)", Kind.LINK_MISSING),
        ("See [it](x.md).", "Siehe [es](ix.md).", Kind.LINK_ALTERED),
        ("See [it](models_npu.md).", "Siehe [es](models_cpu.md).", Kind.LINK_ALTERED),
        (
            "See [it](https://a.example/install/guide.html).",
            "[es](https://a.example/instal/guide.html)",
            Kind.LINK_MISSPELT,
        ),
        ("See [it](https://a.example/x).", "Siehe [es](https://a.example/sehr/anders).", Kind.LINK_MOVED),
        ("See [it](https://a.example/x#y).", "Siehe [es](https://a.example/x).", Kind.LINK_FRAGMENT),
        ("See [it](https://a.example/x).", "Siehe [es](https://evil.example/x).", Kind.LINK_RETARGETED),
        ("See it.", "Siehe [es](https://evil.example/x).", Kind.LINK_RETARGETED),
        ("See [it](https://a.example/x).", "Siehe [es](javascript:run).", Kind.LINK_UNSAFE),
        ("See https://a.example now", "Siehe https：//a.example", Kind.ADDRESS_BROKEN),
        ("Look: ![icon](i.png)", "Siehe", Kind.IMAGE_MISSING),
        # Footnotes, tags, formulas, placeholders.
        (_COUNTED, "Schreibt `stdout` mit %s, {count}", Kind.FOOTNOTE_MISSING),
        ("[^1]: The note.", "Die Anmerkung.", Kind.FOOTNOTE_MISSING),
        ("Press <kbd>Ctrl</kbd> to stop", "Drücke <kbd>Strg", Kind.TAG_UNPAIRED),
        ("Press <kbd>Ctrl</kbd> to stop", "Drücke Strg", Kind.TAG_MISSING),
        ("Costs $x_1$ each", "Kostet $x 1$ je", Kind.MATH_ALTERED),
        (_COUNTED, "Schreibt `stdout` mit % s, {count}[^1]", Kind.PLACEHOLDER_BROKEN),
        (_COUNTED, "Schreibt `stdout` mit %s, { count }[^1]", Kind.PLACEHOLDER_BROKEN),
        (_COUNTED, "Schreibt `stdout` mit %s, {Anzahl}[^1]", Kind.PLACEHOLDER_MISSING),
        ("In ${HOME} now", "In ${HEIM} jetzt", Kind.PLACEHOLDER_MISSING),
        ("Of {{ site.name }} now", "Von {{ seite.name }}", Kind.PLACEHOLDER_MISSING),
        # Code, options, numbers.
        ("Call `load_shops()` now", "`load_ shops()` rufen", Kind.CODE_TYPOGRAPHY),
        ("Call `load_shops()` now", "`Load_Shops()` rufen", Kind.CODE_TYPOGRAPHY),
        ("Call `load_shops()` now", "`load_shops（）` rufen", Kind.CODE_TYPOGRAPHY),
        ("Call `load_shops()` now", "`load_shop()` rufen", Kind.CODE_MISSPELT),
        ("Is `List<Boat>` now", "Ist `List<Boot>` jetzt", Kind.CODE_MISSPELT),
        ("Write `x <sub>` now", "Jetzt `x <sup>`", Kind.CODE_RENAMED),
        ("Call `load_shops()` now", "Jetzt rufen", Kind.CODE_MISSING),
        ("Is `never` so", "Ist `nie` so", Kind.CODE_TRANSLATED),
        ("Call `load_shops(name)` now", "`lade_läden(titel)` rufen", Kind.CODE_RENAMED),
        ("Use --full now", "Mit —full", Kind.OPTION_MISSING),
        ("Since 4.0 so", "Seit 4. 0 so", Kind.NUMBER_SPACED),
        ("All 1,500 boats", "Alle 1.800 Boote", Kind.NUMBER_ALTERED),
    ],
)
def test_damage_to_markdown_is_found(source: str, written: str, expected: Kind) -> None:
    assert kinds(MARKDOWN, source, written) == [expected]


@pytest.mark.parametrize(
    ("source", "written", "expected"),
    [
        ("See :ref:`label` x", "Siehe : ref:`label` x", Kind.MARKUP_LEFT),
        ("See :ref:`label` x", "参见：ref：`label` x", Kind.MARKUP_LEFT),
        ("See :ref:`label` x", "参见:ref:`label`。和", Kind.MARKUP_LEFT),
        ("Strong **words** x", "强**字**和", Kind.MARKUP_LEFT),
        ("A ``code`` x", "Ein `` code`` x", Kind.MARKUP_LEFT),
        ("A ``code`` and ``more`` x", "Ein ``code und ``more`` x", Kind.MARKUP_LEFT),
        ("See `it <https://a.example>`_ x", "参见`它 <https://a.example>`_。", Kind.MARKUP_LEFT),
        ("See `it <https://a.example>`_ x", "Siehe `es <https://a.example>` _ x", Kind.MARKUP_LEFT),
        ("Parsing, see [#f]_", "Liest, siehe [#f] _", Kind.MARKUP_LEFT),
        ("Reading |sub| x", "Liest | sub | x", Kind.MARKUP_LEFT),
        ("Parsing, see [#f]_", "Liest", Kind.FOOTNOTE_MISSING),
        ("See :ref:`label` x", "Siehe :ref:`etikett` x", Kind.ROLE_ALTERED),
        ("See :ref:`label` x", "Siehe dort", Kind.ROLE_MISSING),
        ("See :mod:`a.b` x", "Siehe :mod:`c.b` x", Kind.ROLE_PATH),
        ("See :mod:`os` x", "Siehe das Modul os", Kind.ROLE_UNLINKED),
        ("Press :kbd:`Ctrl` x", "Drücke Strg", Kind.ROLE_OF_TEXT),
        ("See `the target`_ x", "Siehe dort", Kind.REFERENCE_MISSING),
        ("So :math:`a_b` is", "So ist :math:`a b`", Kind.MATH_ALTERED),
    ],
)
def test_damage_to_restructuredtext_is_found(source: str, written: str, expected: Kind) -> None:
    assert kinds(RST, source, written) == [expected]


@pytest.mark.parametrize(
    ("format_", "source", "written"),
    [
        (MARKDOWN, "See [it](https://a.example/en/x).", "Siehe [es](https://a.example/de/x)."),
        (MARKDOWN, "See [it](https://a.example/x).", "Siehe [es](https://de.a.example/x/)."),
        (MARKDOWN, "See [it](https://en.wikipedia.org/wiki/Owl).", "Siehe [es](https://de.wikipedia.org/wiki/Eulen)."),
        (MARKDOWN, "See [it](guide.md).", "Siehe [es](guide.de.md)."),
        (MARKDOWN, "See [it](#the-part).", "Siehe [es](#der-teil)."),
        (MARKDOWN, "Is `never` so, `never`", "Ist so: `never`"),
        (MARKDOWN, "Call `load_shops()` now", "load_shops() rufen"),
        (MARKDOWN, "Call `load_shops()` now", "“load_shops()” rufen"),
        (MARKDOWN, "An *owl* is **big**", "Eine Eule ist groß"),
        (MARKDOWN, "All 1,500 boats", "Alle 1.500 Boote"),
        (MARKDOWN, "All 1500 boats", "全部１５００艘"),
        (MARKDOWN, "The 3 boats in 2024", "Die drei Boote von 2024"),
        (MARKDOWN, "With {count} boats", "{count}艘"),
        (MARKDOWN, "With %s boats", "%s艘，%s"),
        (MARKDOWN, "Give <path> to it", "Gib <Pfad> an"),
        (MARKDOWN, "A <b>big</b> owl", "Eine große Eule"),
        (MARKDOWN, "It is [optional] (so)", "Es ist [frei] (so)"),
        (MARKDOWN, "See [it](models_npu_en.md).", "Siehe [es](models_npu.md)."),
        (MARKDOWN, "See [it](models_en.md#list).", "Siehe [es](models.de.md#liste)."),
        (MARKDOWN, 'Write `<slot name="a"/>` now', 'Jetzt `<slot name="a" />` schreiben'),
        (MARKDOWN, "Use `boats save <file name>` now", "Jetzt `boats save <Name der Datei>`"),
        (MARKDOWN, "Use `boats save <name>` now", "使用 `boats save <文件名>`"),
        (MARKDOWN, "[[Boats|all boats]] in [[Harbours|ports]]", "[[Boote|alle Boote]] in [[Häfen]]"),
        (RST, ":to_page:`de:[Deutsch]`", ":to_page:`en:[English]`"),
        (RST, "See :ref:`the words <label>` x", "Siehe :ref:`die Wörter <label>` x"),
        (RST, "See :term:`owl` x", "Siehe :term:`Eule <owl>` x"),
        (RST, "Click :guilabel:`Menu` x", "Klick :guilabel:`Menü` x"),
        (RST, "See :func:`~os.walk` x", "Siehe :func:`os.walk()` x"),
        (RST, "See `all options`_ x", "Siehe `alle Schalter <all options_>`_ x"),
        (RST, "See Options_ x", "Siehe `Schalter <Options_>`__ x"),
        (RST, "``'a'`` or ``'b'``", "``'b'`` oder ``a``"),
        (HTML, 'See <a href="https://a.example">it</a>', '<a href="https://a.example">Es</a>'),
    ],
)
def test_what_people_do_on_purpose_is_no_damage(format_: Format, source: str, written: str) -> None:
    assert kinds(format_, source, written) == []


def test_a_difference_names_the_token_of_both() -> None:
    [found] = compare(MARKDOWN.read_inline("With {count} boats"), MARKDOWN.read_inline("Mit { count } Booten"))
    assert (found.source, found.written) == ("{count}", "{ count }")


def test_words_are_what_no_element_is() -> None:
    text = "Call `code` of [it](https://a.example) at https://b.example with {x} now"
    assert extract_words(MARKDOWN.read_inline(text)).split() == ["Call", "of", "it", "at", "with", "now"]


_TEXTS = st.text(st.sampled_from(list("ab1 `*_[](){}<>$%|:.^/#\\-\u4e00\uff08\uff5b")), max_size=40)


@pytest.mark.parametrize("format_", [MARKDOWN, RST, HTML], ids=lambda format_: format_.name)
@given(text=_TEXTS)
def test_a_text_has_nothing_that_it_has_not_itself(format_: Format, text: str) -> None:
    assert kinds(format_, text, text) == []


@pytest.mark.parametrize("format_", [MARKDOWN, RST, HTML], ids=lambda format_: format_.name)
@given(source=_TEXTS, written=_TEXTS)
def test_any_two_texts_can_be_compared(format_: Format, source: str, written: str) -> None:
    for found in compare(format_.read_inline(source), format_.read_inline(written)):
        assert found.message
