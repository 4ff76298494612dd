"""What each rule says beyond its two examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from copies import PUFFIN, WORDS, audited, read
from tabl10n.align import AlignedRow, Candidate, Registry, align
from tabl10n.audit import audit, example
from tabl10n.audit.fix import fix
from tabl10n.findings import Finding

SOUND = example.copy_of(example.make_row("lighthouse"))


def said(copy: str) -> list[tuple[str, str]]:
    """Rule and severity of every finding, in order."""
    return [(finding.rule, finding.severity) for finding in audited(copy).findings]


def one(copy: str) -> Finding:
    (finding,) = audited(copy).findings
    return finding


# Rows whose key is in doubt.


def with_row(change: dict[str, object], row: str = example.make_row("lighthouse", id="Turm")) -> tuple[Finding, ...]:
    """The findings of a copy of whose first row the alignment says something else."""
    source, copy = read(example.make_source(), locale="en"), read(example.copy_of(row))
    registry = Registry.from_documents(source)
    alignment = align(copy, registry, "de")
    first = alignment.rows[0]._replace(**change)  # type: ignore[arg-type]
    assert isinstance(first, AlignedRow)
    alignment = replace(alignment, rows=(first, *alignment.rows[1:]))
    return audit(copy, alignment, registry, source, "de", WORDS).findings


def test_what_follows_from_a_doubtful_key_is_not_found() -> None:
    (finding,) = with_row({"confidence": 0.94})
    assert (finding.rule, finding.safe, finding.expected) == ("key-unknown", False, "")
    assert [finding.rule for finding in with_row({"confidence": 0.95})] == ["key-translated"]


def test_a_doubtful_row_that_says_its_key_is_fine() -> None:
    assert with_row({"confidence": 0.5}, example.make_row("lighthouse")) == ()


def test_candidates_that_are_worth_naming_are_named() -> None:
    candidates = tuple(Candidate(key, share, {}) for key, share in (("orchard", 0.6), ("bluebird", 0.3), ("x", 0.01)))
    (finding,) = with_row({"key": None, "confidence": 0.0, "candidates": candidates})
    assert finding.message == "it is not sure which key 'Turm' is: perhaps 'orchard' or 'bluebird'"


def test_a_new_key_is_suggested() -> None:
    (finding,) = with_row({"key": None, "confidence": 0.0, "candidates": (), "suggested": "tower"})
    assert finding.message == "no edition knows 'Turm': the link or the name suggests 'tower'"


def test_a_key_that_another_row_has_is_not_called_unknown() -> None:
    twice = example.make_row("orchard") + "\n" + example.make_row("orchard")
    assert said(example.copy_of(twice)) == [("row-doubled", "warning")]


# Rows.


def test_two_rows_out_of_order_are_not_called_repeated() -> None:
    rows = "\n".join([example.make_row("orchard", country="Wiese")] * 2)
    assert "row-doubled" not in dict(said(example.copy_of(rows)))


def test_a_missing_row_is_a_hint_where_the_copy_follows_an_edition_in_between() -> None:
    later = "| Turkey | x | later | [Later](https://later.example) | 2 |\n"
    copy = example.HEADER + "\n".join((example.make_row("lighthouse"), example.make_row("bluebird"))) + "\n"
    copy += PUFFIN.replace("Turkey", "Türkei") + later.replace("Turkey", "Türkei")
    report = audited(copy, example.make_source() + PUFFIN, (example.make_source() + later,))
    assert [(f.rule, f.severity, f.expected) for f in report.findings if f.rule == "row-missing"] == [
        ("row-missing", "hint", "orchard")
    ]


# Images and their alternative texts.


@pytest.mark.parametrize(
    ("image", "severity"),
    [
        ("https://img.example/new/of/lighthouse.png", "hint"),
        ("https://other.example/lighthouse.png", "warning"),
        ("https://img.example/4a7f/orchard.png", "error"),
    ],
)
def test_how_bad_another_image_is(image: str, severity: str) -> None:
    assert said(SOUND.replace("https://img.example/4a7f/lighthouse.png", image)) == [("image-altered", severity)]


def test_a_lost_alternative_text_is_found() -> None:
    assert said(SOUND.replace("![lighthouse]", "![]")) == [("alt-altered", "hint")]


def test_alternative_texts_that_never_were_keys_are_free() -> None:
    source = example.make_source().replace("![", "![logo of ")
    assert audited(SOUND.replace("![", "![Logo von "), source, ()).counts() == {}


def test_what_several_rules_would_fix_is_fixed_once() -> None:
    document = read(SOUND.replace("![lighthouse]", "![Tu\u200brm]"))
    text, done = fix(document, audited(document))
    assert (text, [finding.rule for finding in done]) == (SOUND, ["alt-altered"])


# Invisible characters.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Lighthouse]", "[Light\u200bhouse]"),
        ("![lighthouse]", "![light\u200bhouse]"),
        ("[Lighthouse](https://light", "[Lighthouse](https://\u200blight"),
        ("lighthouse.png)", "light\u200bhouse.png)"),
        ("| 1 |", "| 1\u200b |"),
        ("| Deutschland |", "| Deutsch\u200bland |"),
    ],
)
def test_a_hidden_character_is_one_finding(old: str, new: str) -> None:
    findings = audited(SOUND.replace(old, new)).findings
    assert {finding.rule for finding in findings} == {"hidden-character"}


# Links on sites that host everybody.

HUB = "https://hub.example"
SHARED = "| country | id | name | doc |\n|---|---|---|---|\n" + "".join(
    f"| Norway | {key} | [{key.title()}](https://{key}.example) | [API]({HUB}/{key}/docs) |\n"
    for key in ("alpha", "bravo", "charlie", "delta")
)


@pytest.mark.parametrize(
    ("link", "rule", "severity"),
    [
        (f"{HUB}/bravo/docs", "link-retargeted", "error"),
        (f"{HUB}/alpha/other", "link-altered", "hint"),
        ("https://alpha.hub.example/docs", "link-retargeted", "warning"),
    ],
)
def test_a_site_that_hosts_everybody_belongs_to_nobody(link: str, rule: str, severity: str) -> None:
    copy = SHARED.replace(f"{HUB}/alpha/docs", link).replace("Norway", "Norwegen")
    (finding,) = audited(copy, SHARED, (), words={}).findings
    assert (finding.rule, finding.severity, finding.key) == (rule, severity, "alpha")


def test_a_page_on_a_shared_site_belongs_to_the_entry_that_has_it() -> None:
    copy = SHARED.replace(f"{HUB}/alpha/docs", f"{HUB}/charlie/docs").replace("Norway", "Norwegen")
    (finding,) = audited(copy, SHARED, (), words={}).findings
    assert "that of 'charlie'" in finding.message


# Headers.


@pytest.mark.parametrize(
    ("header", "fits"),
    [("Version", True), ("Versionen", True), ("version", True), ("Sehen", False), ("VERSION!", True), ("…", True)],
)
def test_headers_that_resemble_the_right_one_pass(header: str, *, fits: bool) -> None:
    assert (said(SOUND.replace("| Version |", f"| {header} |")) == []) is fits


def test_without_a_catalog_no_header_is_judged() -> None:
    assert audited(SOUND.replace("| Version |", "| Sehen |"), words={}).counts() == {}


QUESTIONS = "| {} | {} |\n|---|---|\n| What is it good for? | For many things. |\n| Who made it? | We did it. |\n"


@pytest.mark.parametrize(
    ("header", "before", "found"),
    [
        ("Frage", "", []), ("Farbe", "", ["header-altered"]), ("Farbe", "| Zeit |\n|---|\n| heute früh |\n\n", []),
        ("Farbe | Zeit", "", []),
    ],
)  # fmt: skip
def test_headers_of_a_table_without_keys_are_compared_where_there_are_as_many(
    header: str, before: str, found: list[str]
) -> None:
    words = {("header", "Question"): "Frage", ("header", "Answer"): "Antwort"}
    copy = QUESTIONS.format(header, "Antwort").replace("|---|---|", "|---" * (header.count("|") + 2) + "|", 1)
    findings = audited(before + copy, QUESTIONS.format("Question", "Answer"), (), words=words).findings
    assert [finding.rule for finding in findings if finding.rule == "header-altered"] == found


# Names.


@pytest.mark.parametrize(
    ("name", "rule", "severity"),
    [
        ("LIGHTHOUSE", "name-altered", "hint"),
        ("Light-House", "name-altered", "hint"),
        ("Lighthuose", "name-altered", "warning"),
        ("Leuchtturm", "name-translated", "warning"),
        ("灯塔", "name-translated", "warning"),
        ("", "name-translated", "warning"),
    ],
)
def test_how_a_name_differs(name: str, rule: str, severity: str) -> None:
    assert said(SOUND.replace("[Lighthouse]", f"[{name}]")) == [(rule, severity)]


def test_a_name_that_the_catalog_gives_is_right() -> None:
    words = {**WORDS, ("name", "Lighthouse"): "Leuchtturm"}
    assert audited(SOUND.replace("[Lighthouse]", "[Leuchtturm]"), words=words).counts() == {}


@pytest.mark.parametrize(
    ("name", "rules"), [("**Leuchtturm** (alt)", []), ("**Leuchtturm** (neu)", ["name-translated"])]
)
def test_a_name_with_markup_is_what_the_catalog_makes_of_both(name: str, rules: list[str]) -> None:
    source = example.make_source().replace("[Lighthouse](https://lighthouse.example/?ref=K7P2)", "**Lighthouse** (old)")
    copy = SOUND.replace("[Lighthouse](https://lighthouse.example/?ref=K7P2)", name)
    words = {**WORDS, ("name", "**Lighthouse** (old)"): "**Leuchtturm** (alt)"}
    assert [finding.rule for finding in audited(copy, source, (), words=words).findings] == rules


# Versions.


@pytest.mark.parametrize(
    ("version", "severity", "expected", "sure"),
    [
        ("1 Stück", "error", "1", True),
        ("eins", "error", "1", False),
        ("", "error", "1", False),
        ("7 Stück", "error", "7", False),
        ("7", "warning", "1", False),
    ],
)
def test_how_a_version_differs(version: str, severity: str, expected: str, *, sure: bool) -> None:
    finding = one(
        SOUND.replace(
            "(https://lighthouse.example/?ref=K7P2) | 1 |", f"(https://lighthouse.example/?ref=K7P2) | {version} |"
        )
    )
    assert (finding.rule, finding.severity, finding.expected, finding.safe) == (
        "value-altered",
        severity,
        expected,
        sure,
    )


def test_the_value_of_a_badge_is_what_is_written() -> None:
    badge = "![1](https://badges.example/badge/1%20Stück-gray)"
    copy = SOUND.replace("?ref=K7P2) | 1 |", f"?ref=K7P2) | {badge} |")
    finding = one(copy)
    assert (finding.part, finding.written, finding.expected) == ("image", "1 Stück", "1")
    fixed, _ = fix(read(copy), audited(copy))
    assert fixed == copy.replace("1%20Stück-gray", "1-gray")


# Keys.


@pytest.mark.parametrize(("written", "severity"), [("light house", "warning"), ("light-house", "error")])
def test_spaces_in_a_key_are_milder_than_letters(written: str, severity: str) -> None:
    assert said(SOUND.replace("| lighthouse |", f"| {written} |")) == [("key-misspelt", severity)]


# Prose.


@pytest.mark.parametrize(
    ("title", "introduction", "found"),
    [
        ("Shops by country", "Diese Läden sind geöffnet:", 1),
        ("Läden", "These *shops* are open", 1),
        ("SHOPS BY COUNTRY", "These shops are open:", 2),
        ("tabl10n", "Diese Läden sind geöffnet:", 0),
        ("`shops by country`", "![These shops are open](x.png)", 0),
        ("Shops", "These shops", 0),
    ],
)
def test_prose_that_repeats_the_source(title: str, introduction: str, found: int) -> None:
    copy = SOUND.replace("Läden nach Land", title).replace("Diese Läden sind geöffnet:", introduction)
    assert said(copy) == [("text-untranslated", "warning")] * found


@pytest.mark.parametrize(
    ("copy", "line", "fact"),
    [
        ("# Läden\n\nLeer.\n", 1, "no table is left: it was lost, or its marks were"),
        ("# Läden\n\n| Land | ID |\n| Norwegen | a |\n", 3, "this "),
    ],
)
def test_a_copy_without_a_table_is_malformed(copy: str, line: int, fact: str) -> None:
    findings = [finding for finding in audited(copy).findings if finding.rule == "table-malformed"]
    assert [(finding.line, finding.part, finding.message[: len(fact)]) for finding in findings] == [
        (line, "document", fact)
    ]


def test_a_missing_row_names_the_file_that_lists_it() -> None:
    (finding,) = audited(
        example.HEADER + example.make_row("lighthouse") + "\n" + example.make_row("bluebird") + "\n"
    ).findings
    assert finding.message == "no row is 'orchard', which source.md lists"


LATER_NAME = example.make_row("lighthouse", id="lightspot", alt="lightspot", country="Tschechien")


def of_another_edition(others_count: int, row: str = LATER_NAME) -> list[Finding]:
    """What is found in a copy with a key that may be an older one, and so many rows that no edition knows."""
    others = (f"https://{name}.example" for name in ("wombat", "badger", "heron", "curlew")[:others_count])
    rows = (
        example.make_unknown_row(id=link[8:-8], alt=link[8:-8], name=link[8:-8].title(), link=link) for link in others
    )
    return list(audited(example.copy_of("\n".join((row, *rows)))).findings)


def test_what_may_be_true_of_an_edition_that_is_not_known_is_not_fixed() -> None:
    found = of_another_edition(4)
    (whole,) = (finding for finding in found if finding.rule == "copy-outdated")
    assert (whole.severity, whole.message[:40]) == ("warning", "4 of 7 rows are no key that is known: th")
    assert not any(finding.safe for finding in found)
    (key,) = (finding for finding in found if finding.rule.startswith("key-") and finding.rule != "key-unknown")
    assert (key.severity, key.expected) == ("warning", "lighthouse")
    assert key.message.endswith("unless another edition calls it so")


def test_words_instead_of_a_key_may_be_what_an_edition_that_is_not_known_calls_it() -> None:
    for others_count, sure in ((4, False), (3, True)):
        found = of_another_edition(others_count, example.make_row("lighthouse", id="Licht Turm"))
        assert [(f.rule, f.safe) for f in found if f.expected == "lighthouse"] == [("key-translated", sure)]


@pytest.mark.parametrize(("version", "sure"), [("1 Stück", True), ("eins", False)])
def test_a_number_that_is_still_there_is_fixed_whatever_the_edition(version: str, *, sure: bool) -> None:
    found = of_another_edition(4, example.make_row("lighthouse", version=version))
    assert [(f.expected, f.safe) for f in found if f.rule == "value-altered"] == [("1", sure)]


def test_a_row_with_a_well_formed_key_of_its_own_and_another_territory_is_not_fixed() -> None:
    found = [finding for finding in of_another_edition(3) if finding.key == "lighthouse"]
    assert {finding.rule: finding.safe for finding in found} == {
        "key-translated": False,
        "alt-altered": False,
        "territory-wrong": False,
    }


@pytest.mark.parametrize("rows", [0, 3, 30])
def test_a_copy_of_another_table_is_one_finding(rows: int) -> None:
    copy = "| Pflanze | Blüte |\n|---|---|\n" + "".join(f"| Blume {i} | {i * 37} Tage |\n" for i in range(rows))
    (finding,) = audited(copy, words={}).findings
    assert (finding.rule, finding.severity, finding.line) == ("copy-unrelated", "error", 1)
    assert finding.message == "no row of this table is a row of source.md: is that its source?"


def test_keys_are_not_written_into_another_column() -> None:
    source, copy = read(example.make_source(), locale="en"), read(SOUND)
    registry = Registry.from_documents(source)
    alignment = align(copy, registry, "de")
    found = {}
    for index in (2, 4):  # the keys, and the versions taken for them
        columns = tuple(replace(columns, key=index) for columns in alignment.columns)
        report = audit(copy, replace(alignment, columns=columns), registry, source, "de", WORDS)
        found[index] = [finding.safe for finding in report.findings if finding.rule.startswith("key-")]
    assert found == {2: [], 4: []}


METALS = """\
| key | name | group |
|---|---|---|
| Fe_26 | Iron | eight |
| Au_79 | Gold | eleven |
| Pb_82 | Lead | fourteen |
| Sn_50 | Tin | fourteen |
| Zn_30 | Zinc | twelve |
"""
_GERMAN = {"Iron": "Eisen", "Gold": "Dukaten", "Lead": "Blei", "Tin": "Weißblech", "Zinc": "Spiauter"}


@pytest.mark.parametrize(
    ("words", "severities"), [(("Iron",), ["warning"]), (("Iron", "Lead"), ["warning"] * 2), (_GERMAN, ["hint"] * 5)]
)
def test_names_that_a_copy_translates_throughout_were_meant_to_be(words: Iterable[str], severities: list[str]) -> None:
    copy = METALS
    for word in words:
        copy = copy.replace(word, _GERMAN[word])
    found = audited(copy, METALS, (), words={}).findings
    assert [(f.rule, f.severity) for f in found] == [("name-translated", severity) for severity in severities]


def test_names_that_a_copy_translates_throughout_may_look_like_the_source_s() -> None:
    words = ("real brasileño", "franco suizo", "peso chileno", "corona checa", "dinar tunecino", "lira turca")
    names = ("Brazilian real", "Swiss franc", "Chilean peso", "Czech koruna", "Tunisian dinar", "Turkish lira")
    keys = ("BRL", "CHF", "CLP", "CZK", "TND", "TRY")
    table = "| code | name | digits |\n|---|---|---|\n"
    source, copy = (
        table
        + "".join(f"| {key} | {name} | {digits} |\n" for digits, (key, name) in enumerate(zip(keys, said, strict=True)))
        for said in (names, words)
    )
    source, copy = (
        text.replace("Brazilian real", "Real").replace("real brasileño", "Reales") for text in (source, copy)
    )
    found = audited(copy, source, (), "es", {}).findings
    assert {f.rule for f in found} == {"name-altered"}  # the others are labels
    assert {f.severity for f in found} == {"hint"}


def test_an_abbreviation_whose_letters_stand_in_another_order_may_be_the_language_s_own() -> None:
    source, copy = example.make_source().replace("[Lighthouse]", "[IAU]"), SOUND.replace("[Lighthouse]", "[UAI]")
    (finding,) = audited(copy, source).findings
    assert (finding.rule, finding.severity, finding.safe) == ("name-altered", "hint", False)


def test_a_joiner_that_a_script_spells_with_is_no_finding_in_a_column_of_values() -> None:
    source = "| id | limit |\n|---|---|\n| knarr | (none) |\n| barca | 12 |\n| kobaya | 14 |\n"
    report = audited(source.replace("(none)", "(هیچ\u200cکدام)"), source, (), "fa", {})
    assert "hidden-character" not in report.counts()
