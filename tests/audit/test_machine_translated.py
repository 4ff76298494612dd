"""What the audit finds in the machine-translated Chinese copy: exact figures, seen by eye."""

from __future__ import annotations

from collections import Counter
from functools import cache

from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n.align import Registry, align
from tabl10n.audit import audit
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.findings import Finding, Report, Severity
from tabl10n.formats import load

LOCALE = "zh_Hans"
# What a catalog of the locale calls the columns.
WORDS = {("header", "ver"): "版本", ("header", "name"): "名称", ("header", "country / region"): "国家/地区"}

# The damaged rows whose key a person can tell: 117 rows of known keys; two more are of keys that no edition lists.
DAMAGED_KEYS = 117
UNKNOWN_KEYS = {"体重", "Topq"}
OUTSIDE = ("text-untranslated", "link-added")


@cache
def report() -> Report:
    source = infer_document(load(SOURCE), locale="en")
    editions = [infer_document(load(path), locale="en") for path in (GRID_2020, PIPES_2018, BY_KEY_2018)]
    registry = Registry.from_documents(source, editions)
    copy: Document = infer_document(load(CHINESE_COPY), locale=LOCALE)
    return audit(copy, align(copy, registry, LOCALE), registry, source, LOCALE, WORDS)


def found(*rules: str) -> list[Finding]:
    return [finding for finding in report().findings if finding.rule in rules]


def test_all_rows_are_looked_at() -> None:
    assert (report().rows, report().aligned, report().locale) == (166, 164, LOCALE)


def test_every_damaged_key_has_one_finding_and_no_sound_key_has_any() -> None:
    findings = [finding for finding in report().findings if finding.role is Role.KEY]
    assert len({finding.row for finding in findings}) == len(findings) == DAMAGED_KEYS + len(UNKNOWN_KEYS)
    assert {finding.written for finding in found("key-unknown")} == UNKNOWN_KEYS


def test_damaged_keys_are_told_apart_by_kind() -> None:
    kinds = Counter(finding.rule for finding in report().findings if finding.rule.startswith("key-"))
    assert kinds["key-collides"] == 5
    assert kinds["key-recased"] == 15
    assert kinds["key-truncated"] == 13
    assert kinds["key-misspelt"] == 1


def test_colliding_keys_are_told_apart() -> None:
    said = {(finding.written, finding.expected) for finding in found("key-collides")}
    assert said == {
        ("比特币", "bitfinex"),
        ("比特币", "bitmex"),
        ("比特币", "surbitcoin"),
        ("酷币", "coolcoin"),
        ("酷币", "kucoin"),
    }


def test_a_wrong_territory_is_an_error_and_says_the_right_one() -> None:
    said = Counter((finding.written, finding.expected) for finding in found("territory-wrong"))
    assert said == {("我们", "美国"): 24, ("我", "欧盟"): 6, ("火鸡", "土耳其"): 1}
    assert {finding.severity for finding in found("territory-wrong")} == {Severity.ERROR}


def test_variant_names_of_territories_are_hints() -> None:
    said = Counter((finding.written, finding.severity) for finding in found("territory-variant"))
    assert said == {("俄国", "hint"): 7, ("南韩", "hint"): 6, ("捷克共和国", "hint"): 1}


def test_a_counting_word_behind_a_version_is_an_error_and_another_version_is_none() -> None:
    errors = [finding for finding in found("value-altered") if finding.severity is Severity.ERROR]
    assert len(errors) == 62
    assert {(finding.written, finding.expected) for finding in errors} == {("1个", "1")}
    assert {finding.written for finding in found("value-altered")} - {"1个"} == {"*", "2", "3"}


def test_the_header_that_was_taken_for_another_word_is_named() -> None:
    (finding,) = found("header-altered")
    assert (finding.written, finding.expected, finding.line, finding.row) == ("看", "版本", 7, 0)


def test_translated_names_are_found_and_never_fixed_as_sure() -> None:
    written = {finding.written for finding in found("name-translated")}
    assert {"例如，", "签约", "因为", "议员", "位-Z", "总理Coinbase"} <= written
    assert len({finding.key for finding in found("name-translated")}) == 24
    assert not any(finding.safe for finding in found("name-translated"))


def test_the_untranslated_title_and_the_added_link_are_found_outside_the_table() -> None:
    said = [(finding.rule, finding.line, finding.column, finding.written) for finding in found(*OUTSIDE)]
    assert said == [
        ("text-untranslated", 1, 3, "exchange-markets-by-country"),
        ("link-added", 177, 3, "https://guhhhhaa.gitbook.io/ccxt/contributing"),
    ]


def test_no_link_of_the_copy_is_an_error() -> None:
    assert all(finding.severity is not Severity.ERROR for finding in found("link-retargeted", "link-altered"))


def test_line_and_column_lead_to_what_is_written() -> None:
    lines = CHINESE_COPY.read_text(encoding="utf-8").splitlines()
    for finding in found("key-translated", "territory-wrong", "name-translated", "link-altered", "header-altered"):
        assert lines[finding.line - 1][finding.column - 1 :].startswith(finding.written)
