"""Values that are copied as they are, in any column of role verbatim."""

from __future__ import annotations

import pytest

from copies import audited, but_untranslated, read
from tabl10n.audit import fix
from tabl10n.findings import Finding

SOURCE = """\
| option | type | default | unit | since | description |
|---|---|---|---|---|---|
| alpha_size | string | true | USD | 3.1 | The first of all. |
| beta_size | integer | 1,234.5 | EUR | 3.2 | The second one. |
| gamma_size | string | 256 MB | CHF | 3.10 | Number three. |
| delta_size | string | 10s | USD | 3.1 | A fourth thing. |
| epsilon_size | boolean | auto | EUR | 3.2 | The last but one. |
| zeta_size | integer | none | PLN | 3.10 | The last. |
"""


def altered(copy: str, source: str = SOURCE, editions: tuple[str, ...] = (), locale: str = "de") -> list[Finding]:
    """What is said of values; the rest of these copies is sound."""
    found = [
        finding
        for finding in but_untranslated(audited(copy, source, editions, locale, {}).findings)
        if finding.rule not in ("column-missing", "column-moved")
    ]
    assert {finding.rule for finding in found} <= {"value-altered"}
    return found


def said(findings: list[Finding]) -> list[tuple[str, str, str, bool]]:
    return [(f.severity.value, f.written, f.expected, f.safe) for f in findings]


def test_a_sound_copy_is_sound() -> None:
    assert altered(SOURCE) == []
    assert altered(SOURCE.replace("256 MB", "256  MB")) == []


def damage_of(value: str, written: str) -> tuple[str, Finding]:
    damaged = SOURCE.replace(value, written)
    (finding,) = altered(damaged)
    assert (finding.rule, finding.severity, finding.role) == ("value-altered", "error", "verbatim")
    assert (finding.written, finding.expected) == (written.split(" |")[0], value.split(" |")[0])
    return damaged, finding


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("PLN", "pln"),
        ("PLN", "ＰＬＮ"),
        ("true", "True"),
        ("3.10 | Number", "3,10 | Number"),
        ("3.10 | Number", "Version 3.10 | Number"),
        ("3.10 | Number", "3.10 шт. | Number"),
    ],
)
def test_a_value_is_put_back_over_a_value_of_its_kind(value: str, written: str) -> None:
    damaged, finding = damage_of(value, written)
    text, fixed = fix.fix(read(damaged), audited(damaged, SOURCE, (), words={}))
    assert (text, fixed) == (SOURCE, (finding,))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("PLN", "złoty"),
        ("PLN", "兹罗提"),
        ("PLN", ""),  # what was emptied on purpose is not told from what was lost
        ("true", "wahr"),
        ("256 MB", "256 МБ"),
        ("10s", "10秒"),
        ("10s", "10 Sekunden"),
    ],
)
def test_words_instead_of_a_value_are_found_and_left_alone(value: str, written: str) -> None:
    damaged, _ = damage_of(value, written)
    assert fix.fix(read(damaged), audited(damaged, SOURCE, (), words={})) == (damaged, ())


@pytest.mark.parametrize(
    ("value", "written"), [("PLN", "CHF"), ("10s", "20s"), ("256 MB", "512 MB"), ("3.10 | Number", "3.11 | Number")]
)
def test_another_well_formed_value_may_be_of_another_day(value: str, written: str) -> None:
    found = altered(SOURCE.replace(value, written))
    assert said(found) == [("warning", written.split(" |")[0], value.split(" |")[0], False)]


@pytest.mark.parametrize(("value", "written"), [("1,234.5", "1.234,5"), ("256 MB", "256MB"), ("10s", "10 s")])
def test_a_value_written_as_the_language_does_is_a_hint(value: str, written: str) -> None:
    assert said(altered(SOURCE.replace(value, written))) == [("hint", written, value, False)]


@pytest.mark.parametrize(
    ("value", "written"),
    [("3.19.0 (latest)", "3.19.0 (neueste)"), ("80 or 443", "80 oder 443"), ("string, repeatable", "string、可重复")],
)
def test_words_beside_a_value_that_was_kept_are_hints(value: str, written: str) -> None:
    source = SOURCE.replace("10s", value)
    assert said(altered(source.replace(value, written), source)) == [("hint", written, value, False)]


def test_words_that_a_copy_translates_throughout_are_hints() -> None:
    assert {(f.severity, f.safe) for f in altered(SOURCE.replace("string", "Text"))} == {("hint", False)}
    both = altered(SOURCE.replace("auto", "automatisch").replace("none", "keine"))
    assert [f.severity for f in both] == ["hint", "hint"]


def test_a_word_that_a_copy_leaves_alone_elsewhere_was_damaged() -> None:
    assert said(altered(SOURCE.replace("string", "Text", 1))) == [("warning", "Text", "string", False)]
    assert said(altered(SOURCE.replace("boolean", "logisch"))) == [("warning", "logisch", "boolean", False)]


def test_the_one_word_for_no_value_may_be_translated() -> None:
    assert said(altered(SOURCE.replace("none", "keine"))) == [("hint", "keine", "none", False)]
    assert said(altered(SOURCE.replace("auto", "automatisch"))) == [("warning", "automatisch", "auto", False)]


_SPEEDS = "| boat | load | speed |\n|---|---|---|\n| cog-1 | 30_t | 2-3x |\n| cog-2 | {load} | {speed} |\n"


@pytest.mark.parametrize(
    ("load", "speed", "count"),
    [("4-ton", "2x", 0), ("4 Tonnen", "2倍", 0), ("4-टन", "२ गुना", 0), ("5 Tonnen", "2x", 1), ("4-ton", "3 mal", 1)],
)
def test_a_number_with_a_word_is_found_in_the_language_with_the_same_number(load: str, speed: str, count: int) -> None:
    source = _SPEEDS.format(load="4-ton", speed="2x")
    assert len(altered(_SPEEDS.format(load=load, speed=speed), source)) == count


def test_capitals_of_many_lengths_are_words() -> None:
    placeholders = SOURCE.replace("USD", "FILE").replace("EUR", "PATTERN").replace("CHF", "NUM").replace("PLN", "WHEN")
    german = placeholders.replace("FILE", "DATEI").replace("PATTERN", "MUSTER").replace("WHEN", "WANN")
    assert {(f.severity, f.safe) for f in altered(german, placeholders)} == {("hint", False)}


def test_what_an_edition_says_is_right() -> None:
    assert altered(SOURCE.replace("PLN", "SEK"), editions=(SOURCE.replace("PLN", "SEK"),)) == []


def test_an_invisible_character_is_named_once() -> None:
    report = audited(SOURCE.replace("PLN", "PL\u200bN"), SOURCE, (), words={})
    [finding] = but_untranslated(report.findings)
    assert (finding.rule, finding.expected, finding.safe) == ("hidden-character", "PLN", True)


def test_columns_in_another_order_are_found_by_their_values() -> None:
    def turned(text: str) -> str:
        rows = [line.strip("|").split("|") for line in text.splitlines()]
        return "".join("|" + "|".join([row[3], *row[:3], *row[4:]]) + "|\n" for row in rows)

    assert altered(turned(SOURCE)) == []
    assert said(altered(turned(SOURCE.replace("PLN", "Zloty")))) == [("error", "Zloty", "PLN", False)]


def test_a_column_that_the_source_lacks_is_none_of_its_columns() -> None:
    def replaced(text: str, values: str) -> str:
        rows = [line.strip("|").split("|") for line in text.splitlines()]
        said = ["Rang", "---", *values.split()]
        return "".join("|" + "|".join([*row[:3], one, *row[4:]]) + "|\n" for row, one in zip(rows, said, strict=True))

    foreign = replaced(SOURCE, "eins zwei drei vier fünf sechs")
    assert {(f.severity, f.safe) for f in altered(foreign)} == {("warning", False)}
    narrower = "".join("|".join(line.split("|")[:5]) + "|\n" for line in foreign.splitlines())
    assert altered(narrower) == []


def test_an_address_that_is_its_own_link_is_left_to_the_rules_about_links() -> None:
    source = SOURCE.replace("USD", "<https://one.example/usd>").replace("EUR", "<https://two.example/eur>")
    report = audited(source.replace("/usd>", "/dollar>"), source, (), words={})
    assert "value-altered" not in report.counts()


def test_a_copy_in_the_language_of_the_source_is_another_edition() -> None:
    found = altered(SOURCE.replace("PLN", "złoty"), locale="en")
    assert said(found) == [("warning", "złoty", "PLN", False)]


def test_dates_in_the_languages_way_are_hints_and_another_date_is_not() -> None:
    source = "| probe | launched | aim |\n|---|---|---|\n" + "".join(
        f"| p_{year} | {year}-09-05 | The aim of {year}. |\n" for year in range(1977, 1982)
    )
    german = source.replace("-09-05", "").replace(" | The", ", 5. September | The")
    assert said(altered(german, source))[0] == ("hint", "1977, 5. September", "1977-09-05", False)
    since = source.replace("launched", "since")
    assert {f.severity.value for f in altered(german.replace("launched", "since"), since)} == {"hint"}
    wrong = german.replace("1980, 5. September", "1980, 6. September")
    assert said([f for f in altered(wrong, source) if f.severity != "hint"]) == [
        ("warning", "1980, 6. September", "1980-09-05", False)
    ]


CODED = """\
| option | default | description |
|---|---|---|
| alpha_size | `production` | The first of all. |
| beta_size | `sqlite` | The second one. |
| gamma_size | `root` | Number three. |
| delta_size | `warning` | A fourth thing. |
| epsilon_size | auto | The last but one. |
| zeta_size | none | The last. |
"""


def test_what_the_source_marks_as_code_is_code_and_the_rest_is_words() -> None:
    german = CODED.replace("production", "Produktion").replace("root", "Wurzel").replace("auto", "automatisch")
    assert said(altered(german, CODED)) == [
        ("error", "Produktion", "production", False),
        ("error", "Wurzel", "root", False),
        ("hint", "automatisch", "auto", False),
    ]
    unmarked = CODED.replace("`", "")
    assert {f.severity.value for f in altered(unmarked.replace("production", "Produktion"), unmarked)} == {"warning"}


def test_a_copy_without_the_column_of_versions_has_none_in_its_descriptions() -> None:
    source = "| member | since | what it does |\n|---|---|---|\n" + "".join(
        f"| v_{name}() | {at}.{at} | It does {name}. |\n" for at, name in enumerate(("add", "cut", "find", "pop"), 1)
    )
    lines = (line.split("|") for line in source.splitlines())
    assert altered("".join(f"|{key}|{words}|\n" for _, key, _, words, _ in lines), source) == []


def test_a_column_in_which_no_value_agrees_is_of_another_day() -> None:
    later = SOURCE.replace("| 3.1 ", "| 4.1 ").replace("| 3.2 ", "| 4.2 ").replace("| 3.10 ", "| 4.10 ")
    assert altered(later) == []
    assert len(altered(later.replace("4.2", "3.2"))) == 4


def test_what_is_left_of_a_number_in_parts_is_not_what_belongs_there() -> None:
    source = "| vitamin | number | lack |\n|---|---|---|\n" + "".join(
        f"| b{at} | {at}9-43-{at} | Sickness {at}. |\n" for at in range(1, 6)
    )
    damaged = source.replace("29-43-2", "29至43-2")
    assert said(altered(damaged, source, locale="zh_Hans")) == [("error", "29至43-2", "29-43-2", False)]


def test_a_word_for_the_sign_of_a_currency_is_a_hint_where_the_copy_has_it_throughout() -> None:
    source = "| shop | price | note |\n|---|---|---|\n" + "".join(
        f"| shop_{at} | €{at}.50 | It sells {at}. |\n" for at in range(1, 6)
    )
    german = source.replace("€", "").replace(".50", ",50 Euro")
    assert {(f.severity.value, f.safe) for f in altered(german, source)} == {("hint", False)}
    wrong = german.replace("3,50 Euro", "3,80 Euro")
    assert [f.written for f in altered(wrong, source) if f.severity != "hint"] == ["3,80 Euro"]
    assert said(altered(source.replace("€3.50", "3,50 Euro"), source)) == [("error", "3,50 Euro", "€3.50", False)]


def test_another_dash_is_a_hint_and_a_word_among_dashes_is_damage() -> None:
    source = "| place | zone | note |\n|---|---|---|\n" + "".join(
        f"| place_{at} | {zone} | It sells {at}. |\n" for at, zone in enumerate(("-", "-", "UTC+2", "-", "UTC+3"))
    )
    assert said(altered(source.replace("| - |", "| — |", 1), source)) == [("hint", "—", "-", False)]
    assert said(altered(source.replace("UTC+2", "Ortszeit"), source)) == [("error", "Ortszeit", "UTC+2", False)]


def test_what_only_the_punctuation_of_the_language_tells_from_the_source_is_a_hint() -> None:
    table = "| id | default | since |\n|---|---|---|\n" + "".join(
        f"| {name}Mode | {value} | {since} |\n"
        for name, value, since in (
            ("edge", "`top` | `left`", "5.1.0"), ("fill", "`a1` | `b2`", "size: 5.9.0, fill: 5.2.0"),
            ("grid", "`on` | `off`", "5.3.0"), ("line", "-", "5.4.0"), ("mark", "`x1` | `y2`", "5.5.0"),
        )
    ).replace("` | `", "` \\| `")  # fmt: skip
    wide = table.replace("size: 5.9.0, fill: 5.2.0", "size：5.9.0，fill：5.2.0")
    assert {finding.severity for finding in altered(wide, table, locale="zh_Hans")} == {"hint"}
    assert {finding.severity for finding in altered(table.replace(" \\| ", " "), table, locale="zh_Hans")} == {"hint"}
    assert altered(table.replace("| - |", "| |"), table, locale="zh_Hans") == []


def test_labels_and_sentences_among_values_may_be_translated() -> None:
    rows = [("cut", "false"), ("hold", "true"), ("hint", "Select a time"), ("more", "Expand Collapse"), ("wait", "100")]
    rows += [("cap", "`round` or `butt`, see line-cap")]
    words = {
        "Select a time": "选择时间",
        "Expand Collapse": "展开 收起",
        "`round` or `butt`, see line-cap": "`round` 或 `butt`，参见 line-cap",
    }
    source, copy = (
        "| option | default |\n|---|---|\n"
        + "".join(f"| {key}Text | {said.get(value, value)} |\n" for key, value in rows)
        for said in ({}, words)
    )
    assert altered(copy, source, locale="zh_Hans") == []
    without_code = copy.replace("`round` 或 `butt`，参见 line-cap", "圆形或平头，参见 line-cap")
    assert [finding.expected for finding in altered(without_code, source, locale="zh_Hans")] == [
        "round or butt, see line-cap"
    ]


def test_words_among_values_that_lost_their_code_are_found() -> None:
    """The words are the reader's, the code and the numbers among them are not."""
    values = ("`8`", "`12`", "`lineGap`, set in rows", "`16`", "`24`")
    source = "| option | default |\n|---|---|\n" + "".join(
        f"| {name}Gap | {value} |\n" for name, value in zip(("row", "cell", "side", "end", "top"), values, strict=True)
    )
    kept = source.replace(", set in rows", "，按行设置")
    assert altered(kept, source, locale="zh_Hans") == []
    assert [f.severity for f in altered(kept.replace("lineGap", "行距"), source, locale="zh_Hans")] == ["hint"]


def test_a_label_that_a_copy_translates_throughout_is_no_damage_and_a_name_of_a_type_is_found() -> None:
    rows = (("bow", "Built-in", "list"), ("hull", "Built-in", "text"), ("mast", "(empty)", "list"))
    source = "| option | default | type |\n|---|---|---|\n" + "".join(
        f"| {key}_size | {value} | {kind} |\n" for key, value, kind in rows
    )
    copy = source.replace("Built-in", "Вбудовано").replace("(empty)", "(порожньо)")
    assert altered(copy, source, locale="uk") == []
    typed = copy.replace("| list |", "| список |").replace("| text |", "| рядок |")
    assert {(f.severity, f.expected) for f in altered(typed, source, locale="uk")} == {
        ("hint", "list"),
        ("hint", "text"),
    }


def test_spaces_around_brackets_and_bars_are_no_damage_and_others_are_found() -> None:
    values = ("{ atRow?: number, atCell?: number }", "1 -eq 2", "Boat[]", "1,000")
    source = "| option | type |\n|---|---|\n" + "".join(
        f"| {key}Gap | `{value}` |\n" for key, value in zip(("row", "cell", "top", "end"), values, strict=True)
    )
    assert altered(source.replace("{ atRow?: number, ", "{atRow?: number , "), source) == []
    for value, broken in (("-eq", "- eq"), ("Boat[]", "Boat []"), ("atRow", "at Row"), ("1,000", "1, 000")):
        assert len(altered(source.replace(value, broken), source)) == 1, broken


def test_words_that_stand_for_a_value_may_be_translated() -> None:
    source, copy = (
        f"| option | note |\n|---|---|\n| --save | Writes to `{name}` |\n| --load | Reads `{name}` |\n"
        f"| --drop | Removes `--save` |\n| %{{{value}}}t | Time in this form |\n"
        for name, value in (("<file name>", "format"), ("<dosya adı>", "biçim"))
    )
    assert {finding.rule for finding in audited(copy, source, (), "tr", {}).findings} <= {"text-untranslated"}
