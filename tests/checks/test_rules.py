"""Every rule on catalogs: its own examples, what it must find, and what it must not cry about."""

from __future__ import annotations

from pathlib import Path

import pytest

from paths import ROOT
from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.catalog.pofile import parse, read
from tabl10n.checks import RULES, check
from tabl10n.checks.rules.inlines import INLINES
from tabl10n.checks.rules.names import NAMES
from tabl10n.columns import infer_document
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.formats import Format, find_by_text
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.formats.rst import RST

HEADER = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
SHIPPED = sorted((ROOT / "locales").glob("*/LC_MESSAGES/exchanges.po"))


def found(entries: str, locale: str = "de", format_: Format = MARKDOWN, page: str = "") -> list[Finding]:
    if page:
        format_ = find_by_text(page, "page")
    document = infer_document(format_.parse(page, "page")) if page else None
    text = entries if entries.startswith('msgid ""') else HEADER.replace("de", locale, 1) + entries
    return list(check(parse(text + "\n", "x.po"), "x.po", locale, source_format=format_, page=document).findings)


def said(msgctxt: str, msgid: str, msgstr: str, locale: str = "de", note: str = "key shop") -> list[tuple[str, str]]:
    """What is found in one entry: rules and severities. Strings are given as they are in the file."""
    entry = f'#. {note}\nmsgctxt "{msgctxt}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"'
    return [(finding.rule, finding.severity.value) for finding in found(entry, locale)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_failing_example_is_found_and_the_passing_one_is_not(rule: Rule) -> None:
    assert [finding.rule for finding in found(rule.failing, page=rule.source)] == [rule.name]
    assert found(rule.passing, page=rule.source) == []


def test_a_name_of_two_rules_names_one_fact_in_copies_and_in_catalogs() -> None:
    shared = {rule.name for rule in RULES} & {rule.name for rule in AUDIT_RULES}
    assert shared <= {rule.name for rule in (*INLINES.rules, *NAMES.rules)}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parts[-3])
def test_nothing_is_wrong_with_what_is_shipped(path: Path) -> None:
    assert check(read(path), path.name, path.parts[-3]).findings == ()


ERROR, WARNING, HINT = "error", "warning", "hint"


@pytest.mark.parametrize(
    ("msgctxt", "msgid", "msgstr", "expected"),
    [
        ("name", "Shop", "La\\nden", [("table-breaking", ERROR)]),
        ("name", "Shop", "La\\rden", [("table-breaking", ERROR)]),
        ("name", "Shop", "La\u2028den", [("table-breaking", ERROR)]),
        ("name", "Shop", "La\\tden", [("table-breaking", ERROR)]),
        ("name", "A\\tB", "Ah\\tBeh", []),
        ("name", "Shop", "Laden\\\\", []),
        ("header", "shop", "La|den", []),
        ("paragraph", "All shops are here.", "Alle Läden\\n\\n| sind hier.", [("table-breaking", ERROR)]),
        ("name", "A|B", "Ah|Beh", []),
        ("paragraph", "Type a pipe here.", "Hier ein | tippen.", []),
        ("text", "[a](https://a.example)", "[ah](javascript:alert(1))", [("link-retargeted", ERROR)]),
        ("name", "Shop", "[Laden](https://evil.example)", [("link-retargeted", WARNING)]),
        ("name", "Shop", "www.evil.example", [("link-retargeted", WARNING)]),
        ("name", "Shop", "//evil.example/x", [("link-retargeted", WARNING)]),
        ("paragraph", "See https://a.example now.", "Siehe https://a.example.", []),
        ("paragraph", "See https://a.example now.", "看https://a.example。现在", []),
        ("paragraph", "See https://a.example now.", "看《https://a.example》现在", []),
        (
            "paragraph",
            "See https://a.example now.",
            "看https://a.example。evil.example/x",
            [("link-retargeted", WARNING)],
        ),
        ("paragraph", "See “https://a.example” now.", "Siehe „https://a.example“ …", []),
        ("paragraph", "See https://a.example?", "Δες https://a.example\u037e", []),
        ("paragraph", "See https://a.example, now.", "انظر https://a.example، الآن", []),
        ("paragraph", "See https://a.example.", "https://a.example। देखें", []),
        ("paragraph", "Write to us.", "Schreiben Sie an hilfe@evil.example.", [("link-retargeted", WARNING)]),
        ("paragraph", "Write to <us@a.example>.", "Schreiben Sie an <us@a.example>.", []),
        ("paragraph", "Call us.", "Rufen Sie <tel:123> an.", [("link-retargeted", ERROR)]),
        ("paragraph", "See https://a.example now.", "Siehe dort.", [("link-missing", ERROR)]),
        ("paragraph", "See <https://a.example>.", "Siehe <https://a.example>!", []),
        ("paragraph", "See [a](https://a.example).", "Achtung![a](https://a.example)", [("link-missing", ERROR)]),
        ("paragraph", "See [a](https://a.example).", "Achtung! [a](https://a.example)", []),
        ("text", "![a](https://a.example)", "![ah](https://a.example)", []),
        ("name", "Shop", "<script>alert(1)</script>", [("html-live", ERROR)]),
        ("name", "Shop", "Laden<IMG SRC=x", [("html-live", ERROR)]),
        ("name", "Shop", "WWW.EVIL.EXAMPLE", [("link-retargeted", WARNING)]),
        ("name", "Shop", "JavaScript:alert(1)", [("link-retargeted", ERROR)]),
        ("name", "Shop", "Laden<img src=x", [("html-live", ERROR)]),
        ("name", "Shop", "<!-- Laden", [("html-live", ERROR)]),
        ("paragraph", "A <b>bold</b> word.", "Ein <b>fettes</b> Wort.", []),
        ("name", "Shop", "1 < 2", []),
        ("name", "Shop", "<a:b onclick=alert(1)>", [("html-live", ERROR)]),
        ("name", "Shop", "<a@b onclick=alert(1)>", [("html-live", ERROR)]),
        ("paragraph", 'A <abbr title=\\"big\\">B</abbr>.', 'Ein <abbr title=\\"groß\\">B</abbr>.', []),
        (
            "paragraph",
            'A <abbr title=\\"big\\">B</abbr>.',
            'Ein <abbr title=\\"\\"onclick=x>B</abbr>.',
            [("html-live", ERROR), ("markup-lost", ERROR)],
        ),
        ("name", "Shop", "La\u202eden", [("invisible-character", ERROR)]),
        ("name", "Shop", "La\u200dden", [("invisible-character", ERROR)]),
        ("name", "Shop", "Laden\u3164", [("invisible-character", ERROR)]),
        ("name", "Shop", "L\ufffdden", [("encoding-broken", ERROR)]),
        ("name", "Shop", "L\u00c3\u00a4den", [("encoding-broken", ERROR)]),
        ("name", "Shop", "\u00e5\u2022\u2020\u00e5\u00ba\u2014", [("encoding-broken", ERROR)]),
        ("name", "Shop", "VOC\u00ca \u2013 \u00abL\u00e4den\u00bb", []),
        ("name", "Shop", "L&#39;\u00e9change", [("text-escaped", WARNING)]),
        ("header", "shop", "A &lt; B", [("text-escaped", WARNING)]),
        ("paragraph", "A & B are here.", "A &amp; B sind hier.", []),
        ("name", "R&D", "F&E; R&D;", []),
        ("name", "Bitcoin", "B\u0456tcoin", [("letters-mixed", WARNING)]),
        ("name", "Bitcoin", "\u0392itcoin", [("letters-mixed", WARNING)]),
        ("name", "Coca", "\u0421\u043e\u0441\u0430", [("letters-mixed", WARNING)]),
        ("name", "Coca", "\u041a\u043e\u043a\u0430", []),
        ("text", "10 microseconds", "10 \u00b5s", []),
        ("text", "10 kiloohms", "10 k\u03a9", []),
        ("name", "Shop", "API\u6587\u6863", []),
        ("paragraph", "Use shop2 for tests, please.", "Nutzen Sie Laden2.", [("identifier-altered", ERROR)]),
        ("paragraph", "Ask the kiosk first, please.", "Fragen Sie zuerst.", [("identifier-altered", WARNING)]),
        ("paragraph", "Use shop2 for tests, please.", "A shop2-ről szól, a shop2-vel.", []),
        ("paragraph", "Use shop2 for tests, please.", "Nutzen Sie shop22.", [("identifier-altered", ERROR)]),
        ("paragraph", "Ask the kiosk first, please.", "Erst k\u0131osk.", [("identifier-altered", WARNING)]),
        ("paragraph", "Ask the kiosk first, please.", "Erst kiosk\u95ee\u4e00\u95ee", []),
        ("paragraph", "Run `make it` first.", "Zuerst `make it` starten.", []),
        ("name", "Shop", " Laden", [("space-altered", WARNING)]),
        ("name", "Shop", "Laden\u3000", [("space-altered", WARNING)]),
        ("name", "Shop", "Shop", []),
        ("header", "logo", "logo", []),
        ("title", "All Shops By Country", "All Shops By Country", [("source-repeated", WARNING)]),
        ("title", "All Shops By Country", "All shops by country", [("source-repeated", WARNING)]),
        ("text", "Credit card, bank transfer", "Credit card, bank transfer", [("source-repeated", WARNING)]),
        ("text", "BTC, ETH, USDT", "BTC, ETH, USDT", []),
        ("text", "Visa, Mastercard, PayPal", "Visa, Mastercard, PayPal", []),
        ("text", "REST / FIX 4.4 / WebSocket", "REST / FIX 4.4 / WebSocket", []),
        ("paragraph", '=== \\"Linux and all others\\"', '=== \\"Linux and all others\\"', []),
        ("paragraph", "import Tabs from '@theme/Tabs'", "import Tabs from '@theme/Tabs'", []),
        ("paragraph", "[A](https://a.example/some/page) `b c d`", "[A](https://a.example/some/page) `b c d`", []),
    ],
)
def test_what_is_found_in_a_message(msgctxt: str, msgid: str, msgstr: str, expected: list[tuple[str, str]]) -> None:
    keys = '#. key shop2\n#. key kiosk\nmsgctxt "name"\nmsgid "other"\nmsgstr ""\n\n'
    entry = f'#. key shop\nmsgctxt "{msgctxt}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"'
    assert [(finding.rule, finding.severity.value) for finding in found(keys + entry)] == expected


@pytest.mark.parametrize(
    ("msgid", "code", "msgstr", "locale", "expected"),
    [
        ("Turkey", "TR", "\u706b\u9e21", "zh_Hans", [("territory-unfamiliar", HINT)]),
        ("US", "US", "\u6211\u4eec", "zh_Hans", [("territory-unfamiliar", HINT)]),
        ("Austria", "AT", "\u6fb3\u5927\u5229\u4e9a", "zh_Hans", [("territory-confused", ERROR)]),
        ("Niger", "NE", "Nigeria", "de", [("territory-confused", ERROR)]),
        ("US", "US", "USA", "de", []),
        ("Czech Republic", "CZ", "Tschechien", "de", []),
        ("Germany", "DE", "Germany", "de", [("source-repeated", WARNING)]),
        ("Panama", "PA", "Panama", "de", []),
    ],
)
def test_what_is_found_in_a_territory(
    msgid: str, code: str, msgstr: str, locale: str, expected: list[tuple[str, str]]
) -> None:
    assert said("territory", msgid, msgstr, locale, f"CLDR {code}") == expected


@pytest.mark.parametrize(
    ("locale", "msgstr", "expected"),
    [
        ("fa", "می\u200cخواهم", []),
        ("fa", "PDF\u200cها", []),  # a Latin word with a Persian ending
        ("fa", "ب\u200dB\u200citcoin", ["invisible-character"]),
        ("fa", "متن B\u200citcoin", ["invisible-character"]),
        ("ar", "متجر (US)\u200e", []),
        ("ar", "Shop (US)\u200f", []),
        ("ar", "\u202eمتجر", ["invisible-character"]),
        ("he", "\u2066A & B\u2069", []),
        ("de", "Laden\u200f", ["invisible-character"]),
        ("dv", "\u078a\u07a8\u0780\u07a7\u0783\u200f", []),
        ("km", "ហាង\u200bលក់", []),
        ("th", "ร้าน\u200bค้า", []),
        ("th", "Sh\u200bop", ["invisible-character"]),
        ("hi", "क्\u200dष", []),
        ("mn", "\u1833\u1821\u180e\u1821", []),
        ("de", "Herz \u2764\ufe0f\u200d\U0001f525, 1\ufe0f\u20e3", []),
        ("de", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
        ("de", "Laden\U000e0067\U000e0062", ["invisible-character"]),
        ("de", "Laden\ufe00\U000e0101", ["invisible-character"]),
        ("ja", "葛\U000e0100飾区", []),
    ],
)
def test_what_is_spelling_is_not_hidden(locale: str, msgstr: str, expected: list[str]) -> None:
    assert [rule for rule, _ in said("name", "Shop", msgstr, locale)] == expected


def test_a_name_may_look_like_the_sources_in_the_languages_own_script() -> None:
    assert said("name", "Coca", "\u0421\u043e\u0441\u0430", "ru") == []


def test_the_same_words_are_right_in_the_same_language() -> None:
    assert said("paragraph", "All the shops are here.", "All the shops are here.", "en_GB") == []


@pytest.mark.parametrize(
    ("place", "language", "sound"),
    [
        ("nb", "no", True),
        ("es_419", "es_MX", True),
        ("he", "iw", True),
        ("sr_Latn", "sr@latin", True),
        ("pt_BR", "pt", True),
        ("sr", "sr@latin", False),
        ("pt_BR", "pt_PT", False),
        ("zh_Hans", "zh_TW", False),
    ],
)
def test_a_language_may_be_spelt_in_many_ways(place: str, language: str, sound: bool) -> None:
    rules = [finding.rule for finding in found(HEADER.replace("de", language, 1), place)]
    assert rules == ([] if sound else ["language-mismatched"])


def test_two_names_of_one_territory_or_row_may_be_one_in_another_language() -> None:
    assert (
        found(
            '#. CLDR US\nmsgctxt "territory"\nmsgid "US"\nmsgstr "USA"\n\n'
            '#. CLDR US\nmsgctxt "territory"\nmsgid "United States"\nmsgstr "USA"\n\n'
            '#. key a\n#. key b\nmsgctxt "name"\nmsgid "Fin"\nmsgstr "Flosse"\n\n'
            '#. key b\nmsgctxt "name"\nmsgid "Fin Two"\nmsgstr "Flosse"'
        )
        == []
    )


@pytest.mark.parametrize("same", ["F\u00e4hre", "Fa\u0308hre", "f\u00e4hre", "F\u00e4h\u00adre", "\uff26\u00e4hre"])
def test_two_names_that_look_the_same_are_shared(same: str) -> None:
    first = '#. key a\nmsgctxt "name"\nmsgid "A"\nmsgstr "F\u00e4hre"\n\n'
    rules = [finding.rule for finding in found(f'{first}#. key b\nmsgctxt "name"\nmsgid "B"\nmsgstr "{same}"')]
    assert "translation-shared" in rules


def test_what_readers_do_not_see_is_not_looked_at() -> None:
    assert found('#, fuzzy\nmsgctxt "name"\nmsgid "a"\nmsgstr "b|c"\n\n#~ msgid "d"\n#~ msgstr "e|f"') == []


def test_a_finding_says_where_and_whose() -> None:
    (one,) = found('#. key shop\nmsgctxt "name"\nmsgid "Shop"\nmsgstr "Laden "')
    assert (one.line, one.role, one.key, one.written, one.expected) == (6, "name", "shop", "Laden ", "Laden")
    assert one.severity is Severity.WARNING


def test_what_is_spelling_stays_in_the_text_without_the_hidden() -> None:
    (finding,) = found('msgctxt "name"\nmsgid "Shop"\nmsgstr "\u0915\u094d\u200d\u0937\u200b"', "hi")
    assert (finding.rule, finding.expected) == ("invisible-character", "\u0915\u094d\u200d\u0937")


@pytest.mark.parametrize(
    ("language", "found_there"), [("Deutsch", ["language-mismatched"]), ("de-AT", []), ("DE", []), ("", [])]
)
def test_a_header_that_names_another_language_is_found(language: str, found_there: list[str]) -> None:
    header = f'msgid ""\nmsgstr "Language: {language}\\nContent-Type: text/plain; charset=UTF-8\\n"'
    assert [finding.rule for finding in found(header)] == found_there


@pytest.mark.parametrize(("note", "severity"), [("key port", HINT), ("key mode", WARNING)])
def test_a_key_that_is_a_word_is_one_in_the_text_of_its_entry(note: str, severity: str) -> None:
    entry = 'msgctxt "text"\nmsgid "The port to listen on"\nmsgstr "Woran zu lauschen ist"\n\n#. key port\n'
    entry = f'#. {note}\n{entry}msgctxt "name"\nmsgid "x"\nmsgstr ""'
    assert [(f.rule, f.severity.value) for f in found(entry)] == [("identifier-altered", severity)]


@pytest.mark.parametrize(
    "msgstr", ["看:doc:`index`吧", r"看\ :doc:`index`\ 吧", "看**词**:doc:`index`吧", r"x\ :doc:`index`\ s"]
)
def test_markup_that_is_built_with_escaped_spaces_is_not_lost(msgstr: str) -> None:
    entry = f'msgctxt "paragraph"\nmsgid "See **a** :doc:`index`"\nmsgstr "{msgstr}"'.replace("\\", "\\\\")
    lost = [finding.message for finding in found(entry, format_=RST) if finding.rule == "markup-lost"]
    assert not any("touches" in message or "shown as text" in message for message in lost)


def test_findings_stand_in_the_order_of_the_file() -> None:
    entries = 'msgctxt "name"\nmsgid "A"\nmsgstr " Ah"\n\nmsgctxt "name"\nmsgid "B"\nmsgstr "Be\\tb"'
    said_there = [(finding.rule, finding.line) for finding in found(entries)]
    assert said_there == [("space-altered", 5), ("table-breaking", 9)]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "expected"),
    [
        ("See Options_ for all.", "Siehe `Optionen <Options_>`__.", []),
        ("See `All options`_ too.", "Siehe `alle Optionen <All options_>`__.", []),
        ("See Options_ for all.", "Siehe `Optionen <img_>`__.", [("html-live", ERROR)]),
        ("See Options_ for all.", "Siehe `Optionen <img src=Options_>`__.", [("html-live", ERROR)]),
    ],
)
def test_a_reference_of_restructuredtext_may_have_other_words(
    msgid: str, msgstr: str, expected: list[tuple[str, str]]
) -> None:
    entry = f'msgctxt "paragraph"\nmsgid "{msgid}"\nmsgstr "{msgstr}"'
    assert [(finding.rule, finding.severity.value) for finding in found(entry, format_=RST)] == expected


PAGE = """\
# Modules

Read the guide first.

| id | description |
|---|---|
| alpha | Costs $x_1$ each |
| beta | Ends **all** of it |
| gamma | `Some words` |
"""


@pytest.mark.parametrize(
    ("msgctxt", "msgid", "msgstr", "expected"),
    [
        ("text", "Costs $x_1$ each", "Kostet $x_1$ je Stück", []),
        ("text", "Costs $x_1$ each", "Kostet *je* $x_1$", [("markup-added", WARNING)]),
        ("text", "Costs $x_1$ each", "Kostet `je` $x_1$", [("markup-added", WARNING)]),
        ("text", "Ends **all** of it", "**Alles** endet, **ja**", []),
        ("text", "Ends **all** of it", "Alles *endet*", [("markup-added", WARNING)]),
        ("text", "Some words", "Ein ` Wort", [("markup-lost", ERROR), ("translation-refused", ERROR)]),
        ("introduction", "Read the guide first.", "- Lies zuerst!", []),
        ("introduction", "Read the guide first.", "Lies **zuerst**!", [("markup-added", WARNING)]),
    ],
)
def test_what_build_would_refuse_or_write_as_text(
    msgctxt: str, msgid: str, msgstr: str, expected: list[tuple[str, str]]
) -> None:
    entry = f'msgctxt "{msgctxt}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"'
    assert [(finding.rule, finding.severity.value) for finding in found(entry, page=PAGE)] == expected


def test_a_finding_is_on_the_line_of_the_catalog() -> None:
    [finding] = found(RULES_BY_NAME["translation-refused"].failing, page=RULES_BY_NAME["translation-refused"].source)
    assert finding.line == 5
    assert "holds a list" in finding.message


RULES_BY_NAME = {rule.name: rule for rule in RULES}


@pytest.mark.parametrize(
    ("name", "msgstr", "note", "locale", "expected"),
    [
        ("Waves.Exchange", "Olas.Cambio", "key wavesexchange", "es", [("name-translated", WARNING)]),
        ("Lighthouse", "Leuchtturm", "key x1, https://lighthouse.example", "de", [("name-translated", WARNING)]),
        ("Lighthouse", "Leuchtturm", "key x1, https://other.example", "de", []),
        ("Lighthouse", "Lighthouse (Werft)", "key lighthouse", "de", []),
        ("Bithumb", "\ube57\uc378", "key bithumb", "ko", []),
        ("Lighthouse", "\u706f\u5854", "key x1, https://lighthouse.example", "zh_Hans", []),
        ("Lighthouse", "Leuchtturm", "key lighthouse", "de", []),
    ],
)
def test_a_brand_that_became_other_words_is_found(
    name: str, msgstr: str, note: str, locale: str, expected: list[tuple[str, str]]
) -> None:
    entry = f'#. {note}\nmsgctxt "name"\nmsgid "{name}"\nmsgstr "{msgstr}"'
    assert [(finding.rule, finding.severity.value) for finding in found(entry, locale)] == expected
