from __future__ import annotations

import pytest

from copies import audited, but_untranslated
from tabl10n.align import Registry, align
from tabl10n.audit import audit, example
from tabl10n.audit.rules.keys import classify_damage
from tabl10n.columns import infer_document
from tabl10n.document import Role
from tabl10n.formats import parse


@pytest.mark.parametrize(
    ("written", "key", "kind"),
    [
        ("Harbour", "harbour", "recased"),
        ("HARBOUR", "harbour", "recased"),
        ("harb", "harbour", "truncated"),
        ("Harb", "harbour", "truncated"),
        ("bour", "harbour", "truncated"),
        ("", "harbour", "truncated"),
        ("harbuor", "harbour", "misspelt"),
        ("har bour", "harbour", "misspelt"),
        ("har-bour", "harbour", "misspelt"),
        ("hárbour", "harbour", "misspelt"),
        ("harbour\u200b", "harbour", "misspelt"),
        ("hаrbour", "harbour", "misspelt"),  # one Cyrillic letter
        ("оса", "oca", "misspelt"),  # all of them
        ("harbours", "harbour", "misspelt"),
        ("Hafen", "harbour", "translated"),
        ("port de plaisance", "harbour", "translated"),
        ("гавань", "harbour", "translated"),
        ("харбор", "harbour", "transliterated"),
        ("オーチャード", "orchard", "transliterated"),
        ("port::опен", "port::open", "transliterated"),
        ("port::закрыть", "port::open", "translated"),
        ("порт.open", "port.open", "transliterated"),
        ("port::open", "port.open", "misspelt"),
        ("Port:: open", "port::open", "misspelt"),
        ("harbour2", "harbour", "misspelt"),
        ("harbour", "harbour2", "truncated"),
        ("--verbos", "--verbose", "truncated"),
        ("——verbose", "--verbose", "misspelt"),
    ],
)
def test_kinds_of_damage(written: str, key: str, kind: str) -> None:
    assert classify_damage(written, key).name == f"key-{kind}"


def kinds(*rows: str) -> dict[str, str]:
    """What each damaged key was found to be, by the key."""
    report = audited(example.copy_of("\n".join(rows)))
    return {finding.key: finding.rule for finding in report.findings}


def test_the_key_of_another_entry_collides_even_where_that_is_not_in_the_copy() -> None:
    assert kinds(example.make_row("bluebird", id="puffin")) == {"bluebird": "key-collides"}


def test_two_keys_swapped_collide_both() -> None:
    swapped = (example.make_row("lighthouse", id="orchard"), example.make_row("orchard", id="lighthouse"))
    assert kinds(*swapped) == {"lighthouse": "key-collides", "orchard": "key-collides"}


def test_one_word_for_one_key_in_two_rows_is_no_collision() -> None:
    rows = (example.make_row("lighthouse", id="Turm"), example.make_row("lighthouse", id="Turm", country="Türkei"))
    assert kinds(*rows)["lighthouse"] in ("key-translated", "territory-wrong")


def test_a_key_cell_has_one_finding() -> None:
    report = audited(example.copy_of(example.make_row("lighthouse", id="LIGHT\u200b")))
    assert [finding.rule for finding in report.findings] == ["key-truncated"]


def test_the_message_names_invisible_and_foreign_letters() -> None:
    hidden, mixed = (
        audited(example.copy_of(example.make_row("lighthouse", id=text))).findings[0].message
        for text in ("light\u200bhouse", "lighthоuse")
    )
    assert "U+200B" in hidden
    assert "several scripts" in mixed


def test_a_cell_that_names_several_keys_is_none_of_them() -> None:
    merged = example.make_row("lighthouse", id="lighthouse orchard", version="1 2", country="Finnland")
    found = [finding for finding in audited(example.copy_of(merged)).findings if finding.row == 1]
    assert [finding.rule for finding in found] == ["key-unknown", "value-altered"]
    assert not any(finding.safe for finding in found)


def test_keys_of_several_words_are_told_apart_in_one_cell() -> None:
    source = "| function | since |\n|---|---|\n" + "".join(
        f"| {name} | {at} |\n" for at, name in enumerate(("trunc(f, t)", "floor(x)", "round(x, n)", "lower(s)"), 1)
    )
    copy = source.replace("| floor(x) | 2 |\n", "").replace("| trunc(f, t) | 1 |", "| trunc(f, t) floor(x) | 1 2 |")
    found = [finding for finding in audited(copy, source, (), words={}).findings if finding.row == 1]
    assert "key-unknown" in {finding.rule for finding in found}
    assert not any(finding.safe for finding in found)


def test_words_that_are_keys_may_be_one_key_without_its_mark() -> None:
    source = "| function | since |\n|---|---|\n| emplace | 1 |\n| back | 2 |\n| emplace_back | 3 |\n| front | 4 |\n"
    (finding,) = audited(source.replace("emplace_back", "emplace back"), source, (), words={}).findings
    assert (finding.rule, finding.expected, finding.safe) == ("key-misspelt", "emplace_back", True)


_MODES = "| value | meaning |\n|---|---|\n| `FLAT_MODE` | keeps the pixels |\n{}| `DEEP_MODE` | maps the pixels |\n"
_NOTE = "| | set the origin of the brush too |\n"


def test_a_row_without_a_key_is_none_that_nobody_knows_where_the_source_has_such() -> None:
    source = _MODES.format(_NOTE)
    copy = source.replace("the pixels", "die Pixel").replace(
        "set the origin of the brush too", "auch den Ursprung setzen"
    )
    assert not audited(copy, source, ()).counts().get("key-unknown")


def test_a_row_without_a_key_is_reported_where_the_source_has_none_such() -> None:
    copy = _MODES.format("| | auch den Ursprung setzen |\n")
    assert audited(copy, _MODES.format(""), ()).counts()["key-unknown"] == 1


def test_a_table_without_keys_in_the_source_has_none_to_be_known() -> None:
    questions = "\n| Question | Answer |\n|---|---|\n| What is it good for? | {} |\n| Who made it, and when? | {} |\n"
    source = _MODES.format("") + questions.format("For a great many things.", "We did, last summer.")
    copy = source.replace("the pixels", "die Pixel").replace("For a great many things.", "Zu vielem.")
    assert not audited(copy, source, ()).counts().get("key-unknown")
    assert audited(copy + questions.format("Zu allem.", "Wir."), source, ()).counts()["key-unknown"] > 0


def test_no_key_is_fixed_in_a_table_that_has_none_in_the_source() -> None:
    source = (
        _MODES.format("") + "\n| Question | See |\n|---|---|\n| What is it? | [FLAT MODE](#flat) |\n| Who? | us |\n"
    )
    document = infer_document(parse(source, "source.md"), {"Question": Role.TEXT, "See": Role.TEXT}, "en")
    copy = source.replace("What is it?", "FLAT_MODE").replace("Who?", "DEEP\u200b_MODE")
    registry = Registry.from_documents(document)
    read = infer_document(parse(copy, "copy.md"), locale="de")
    found = audit(read, align(read, registry, "de"), registry, document, "de", {}).findings
    assert [finding.rule for finding in but_untranslated(found)] == ["hidden-character"]


def packages(*keys: str) -> str:
    """A table of four packages, called so."""
    names = ("anchor", "beacon", "cutter", "dinghy")
    row = "| {key} | [{title}](https://{name}.example) | ![{name}](https://img.example/{name}.png) | {number}07 |\n"
    rows = (
        row.format(key=key, title=name.title(), name=name, number=number)
        for number, (key, name) in enumerate(zip(keys, names, strict=True), 1)
    )
    return "| id | name | logo | number |\n|---|---|---|---|\n" + "".join(rows)


def test_a_column_of_which_half_says_another_columns_values_is_still_that_of_the_keys() -> None:
    source = packages("anchor", "beacon", "cutter", "dinghy")
    half = audited(packages("107", "207", "cutter", "dinghy"), source, (), words={}).findings
    assert [(finding.expected, finding.safe) for finding in half] == [("anchor", True), ("beacon", True)]
    more = audited(packages("107", "207", "307", "dinghy"), source, (), words={}).findings
    assert [(finding.expected, finding.safe) for finding in more] == [
        ("anchor", False), ("beacon", False), ("cutter", False),
    ]  # fmt: skip


def test_a_row_of_an_edition_under_the_key_that_the_source_gives_it_now_keeps_that_key() -> None:
    header = "| id | name | logo | documentation |\n|---|---|---|---|\n"
    row = "| {key} | [{name}](https://{page}.example) | ![{page}](https://img.example/{page}.png) | {documentation} |\n"
    documentation = "[Documentation](https://docs.example/{})"
    others = "".join(
        row.format(key=key, name=key.title(), page=key, documentation=documentation.format(key))
        for key in ("beacon", "cutter", "dinghy")
    )
    old = row.format(key="anchor", name="Anchor", page="anchor", documentation=documentation.format("anchor"))
    new = row.format(key="mooring", name="Mooring", page="mooring", documentation=documentation.format("anchor"))
    renamed = row.format(key="mooring", name="Anchor", page="anchor", documentation="")
    report = audited(header + renamed + others, header + new + others, (header + old + others,), words={})
    assert {finding.key for finding in report.findings if finding.row == 1} == {"anchor"}
    assert not [finding for finding in report.findings if finding.role == "key"]


def find_keys(source: str, copy: str, locale: str = "de") -> list[tuple[str, str, str]]:
    """The rule, the severity and the key of each finding on a key."""
    report = audited(copy, source, (), locale, words={})
    return [(one.rule, str(one.severity), one.key) for one in report.findings if one.rule.startswith("key-")]


_BOATS = "| {} | meaning |\n|---|---|\n| req | a wish |\n| {} | a length |\n| vela | a sail |\n| mo | a time |\n"


def test_terms_and_units_are_words_however_they_are_spelt_and_codes_are_none() -> None:
    assert find_keys(_BOATS.format("Unit", "min"), _BOATS.format("Einheit", "Minute")) == [
        ("key-translated", "hint", "min")
    ]
    assert find_keys(_BOATS.format("Option", "min"), _BOATS.format("Option", "Minute")) == [
        ("key-translated", "error", "min")
    ]
    assert find_keys(_BOATS.format("Unit", "`min`"), _BOATS.format("Einheit", "`Minute`")) == [
        ("key-translated", "error", "min")
    ]


_PACKAGES = "| package | use |\n|---|---|\n| {0} | sails |\n| {1} | oars |\n| {2} | anchors |\n| {3} | ropes |\n"


def test_a_remark_instead_of_a_key_may_be_translated() -> None:
    keys = ["`load-sail`", "`oar`", "`anchor_1`", "_built-in_"]
    copy = [*keys[:3], "_eingebaut_"]
    assert find_keys(_PACKAGES.format(*keys), _PACKAGES.format(*copy)) == [("key-translated", "hint", "built-in")]
    emphasised = ["_load-sail_", "_oar_", "_anchor-1_", "_built-in_"]
    copy = [*emphasised[:3], "_eingebaut_"]
    assert find_keys(_PACKAGES.format(*emphasised), _PACKAGES.format(*copy)) == [
        ("key-translated", "error", "built-in")
    ]


def test_a_list_of_keys_may_be_parted_as_the_language_does() -> None:
    keys = ["`sail`", "`oar`", "`anchor`", "mast, rope"]
    for written, count in (("mast、rope", 0), ("mast，rope", 0), ("mast、seil", 1)):
        assert len(find_keys(_PACKAGES.format(*keys), _PACKAGES.format(*keys[:3], written), "zh_Hans")) == count


def test_marks_around_a_key_that_are_shown_as_text_are_named() -> None:
    keys = ["`sail()`", "`oar()`", "`anchor()`", "`mast()`"]
    copy = _PACKAGES.format("[sail()][]", *keys[1:])
    (finding,) = (one for one in audited(copy, _PACKAGES.format(*keys), (), words={}).findings if one.key == "sail()")
    assert (finding.rule, finding.severity, finding.safe) == ("key-misspelt", "error", True)
    assert finding.message == "'[sail()][]' has marks around the key 'sail()' that are shown as text"
