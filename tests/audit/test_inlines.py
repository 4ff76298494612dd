"""Inline elements in the words of a copy: lost, broken or leading elsewhere."""

from __future__ import annotations

import pytest

from copies import audited, read

SOURCE = """\
# Modules

Read [the guide](https://guide.example/a) and call `load_all` first.

| id | description | since |
|---|---|---|
| alpha | Reads from [the log](https://logs.example/a), see ![icon](https://img.example/i.png) | 1.2 |
| beta | Writes to `stdout` with %s and {count} items[^1] | 1.3 |
| gamma | Press <kbd>Ctrl</kbd> to stop | 2.0 |
| delta | Costs $x_1$ each, **never** more since 4.0 | 2.1 |
| omega | Ends all, see [this](other.md) | 3.0 |

[^1]: The note.
"""
SOUND = """\
# Module

Lies zuerst [die Anleitung](https://guide.example/a) und rufe `load_all`.

| id | Beschreibung | seit |
|---|---|---|
| alpha | Liest aus [dem Protokoll](https://logs.example/a), siehe ![icon](https://img.example/i.png) | 1.2 |
| beta | Schreibt auf `stdout` mit %s und {count} Stück[^1] | 1.3 |
| gamma | Drücke <kbd>Ctrl</kbd> zum Anhalten | 2.0 |
| delta | Kostet $x_1$ je Stück, **nie** mehr seit 4.0 | 2.1 |
| omega | Beendet alles, siehe [dies](other.md) | 3.0 |

[^1]: Die Anmerkung.
"""


def found(copy: str, source: str = SOURCE) -> list[tuple[str, str, int | None, bool]]:
    report = audited(read(copy), source, (), words={}, name="modules.md")
    return [(finding.rule, finding.severity, finding.row, finding.safe) for finding in report.findings]


def test_nothing_is_found_in_a_sound_copy() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity", "row"),
    [
        ("[dem Protokoll](https://logs.example/a)", "dem Protokoll", "link-missing", "error", 1),
        ("https://logs.example/a", "https://evil.example/a", "link-retargeted", "warning", 1),
        ("https://logs.example/a", "https://1ogs.example/a", "link-retargeted", "error", 1),
        (", siehe ![icon](https://img.example/i.png)", "", "markup-lost", "error", 1),
        ("[dem Protokoll](", "[dem Protokoll] (", "markup-lost", "error", 1),
        ("[^1] |", " |", "markup-lost", "error", 2),
        ("%s", "% s", "placeholder-altered", "error", 2),
        ("{count}", "{Anzahl}", "placeholder-altered", "warning", 2),
        ("<kbd>Ctrl</kbd>", "<kbd>Ctrl", "markup-lost", "error", 3),
        ("**nie**", "** nie **", "markup-lost", "error", 4),
        ("$x_1$", "$x 1$", "markup-lost", "error", 4),
        ("4.0", "4. 0", "number-altered", "warning", 4),
        ("(other.md)", "(anderes.md)", "link-altered", "warning", 5),
        ("[die Anleitung](", "[die Anleitung] (", "markup-lost", "error", None),
        ("[die Anleitung](https://guide.example/a)", "die Anleitung", "link-missing", "error", None),
        ("`load_all`", "`load_ all`", "code-altered", "warning", None),
        ("`load_all`", "alles", "code-altered", "hint", None),
    ],
)
def test_damage_in_a_cell_and_in_a_paragraph_is_found(
    old: str, new: str, rule: str, severity: str, row: int | None
) -> None:
    assert SOUND.count(old) == 1
    assert found(SOUND.replace(old, new)) == [(rule, severity, row, False)]


def test_of_two_links_the_second_is_looked_at_too() -> None:
    source = SOURCE.replace("Ends all", "Ends [all](https://a.example)")
    copy = SOUND.replace("Beendet alles", "Beendet [alles](https://a.example)")
    assert found(copy, source) == []
    assert found(copy.replace("[dies](other.md)", "dies"), source) == [("link-missing", "error", 5, False)]


def test_a_finding_is_at_the_token_and_names_both() -> None:
    copy = SOUND.replace("{count}", "{ count }")
    [finding] = audited(read(copy), SOURCE, (), words={}, name="modules.md").findings
    assert finding.span is not None
    assert copy[slice(*finding.span)] == finding.written == "{ count }"
    assert finding.expected == "{count}"


def test_paragraphs_of_a_page_of_another_shape_are_not_compared() -> None:
    copy = SOUND.replace("Lies zuerst [die Anleitung](https://guide.example/a) und", "Neu.\n\nHallo,")
    assert found(copy) == []


ITEMS = """\

- Read [the log](https://logs.example/a) before `load_all`.
- Write **all** of it, see [here](https://here.example/b).
- Wait 4.0 hours.
"""
GERMAN_ITEMS = """\

- Schreibe **alles**, siehe [hier](https://here.example/b).
- Lies [das Protokoll](https://logs.example/a) vor `load_all`.
- Warte 4.0 Stunden.
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("[hier](", "[hier] (", [("markup-lost", "error")]),
        ("4.0", "4. 0", [("number-altered", "warning")]),
        ("`load_all`", "`loadall`", [("code-altered", "hint")]),
    ],
)
def test_items_of_a_list_may_be_in_another_order(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    copy = SOUND + GERMAN_ITEMS.replace(old, new)
    rules = [(rule, severity) for rule, severity, *_ in found(copy, SOURCE + ITEMS)]
    assert set(rules) == set(expected)


def test_paragraphs_are_compared_where_only_the_lists_differ() -> None:
    copy = SOUND.replace("[die Anleitung](https://guide.example/a)", "die Anleitung") + "\n- Neu.\n"
    assert [rule for rule, *_ in found(copy)] == ["link-missing"]


def _keyless(*rows: str) -> str:
    return "# T\n\n| Words | More |\n|---|---|\n" + "".join(f"| {row} |\n" for row in rows)


def test_rows_paired_by_order_alone_that_differ_throughout_are_other_rows() -> None:
    rows = [f"Some long words here {word} | Use `{word}_now` or [it](https://{word}.example)" for word in "abcdef"]
    german = [
        f"Lange Wörter sind hier {word} | Mit `{word}_now` oder [es](https://{word}.example)" for word in "abcdef"
    ]
    one = [german[0].replace("[es](https://a.example)", "es"), *german[1:]]
    assert [rule for rule, *_ in found(_keyless(*one), _keyless(*rows))] == ["link-missing"]
    assert found(_keyless(*german[1:], german[0]), _keyless(*rows)) == []
