"""Rows and columns of a copy that were lost, added, doubled or moved are named for what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from copies import audited, but_untranslated, read
from tabl10n.audit.fix import fix
from tabl10n.findings import Finding

Rows = list[list[str]]


class Kind(NamedTuple):
    """A table of ours, its translation, and the locale of that."""

    source: Rows
    copy: Rows
    locale: str


def beside(source: Rows, column: int, *words: str) -> Rows:
    """The rows of a table with other words in one column."""
    return [[*row[:column], word, *row[column + 1 :]] for row, word in zip(source, words, strict=True)]


BOATYARDS = [
    ["country", "logo", "id", "name", "since", "note"],
    ["Portugal", "![rabelo](/b/rabelo.png)", "rabelo", "[Rabelo](https://rabelo.example/yard)", "1.2", "Carries wine"],
    ["Greece", "![caique](/b/caique.png)", "caique", "[Caique](https://caique.example)", "2.0", "Built by eye"],
    ["Sweden", "![snipa](/b/snipa.png)", "snipa", "[Snipa](https://snipa.example)", "1.7", "Rowed by fishermen alone"],
    ["Vietnam", "![thung](/b/thung.png)", "thung", "[Thung](https://thung.example)", "3.4", "Round as a basket is"],
    ["Ireland", "![curragh](/b/curragh.png)", "curragh", "[Curragh](https://curragh.example)", "4.1", "Made of hides"],
]  # fmt: skip
WERFTEN = beside(
    beside(BOATYARDS, 0, "Land", "Portugal", "Griechenland", "Schweden", "Vietnam", "Irland"),
    5, "Anmerkung", "Trägt Wein", "Frei gebaut", "Nur von Fischern gerudert",
    "Rund wie ein Korb", "Mit Häuten bespannt",
)  # fmt: skip
FLAGS = [
    ["Option", "Default", "Meaning"],
    ["retries", "3", "How often a request is sent again"],
    ["timeout", "30", "Seconds until a request is given up"],
    ["proxy", "none", "The machine that requests go through"],
    ["verbose", "false", "Whether every request is written to the log"],
    ["cache", "true", "Whether answers are kept on disk"],
    ["region", "eu-west", "Where the files are kept"],
]
DRAPEAUX = beside(
    beside(FLAGS, 1, "Défaut", *(row[1] for row in FLAGS[1:])),
    2, "Signification", "Combien de fois une requête est renvoyée", "Secondes avant l'abandon d'une requête",
    "La machine par laquelle passent les requêtes", "Si chaque requête est écrite dans le journal",
    "Si les réponses sont gardées sur le disque", "Où les fichiers sont gardés",
)  # fmt: skip
TEA = [
    ["Step", "What happens", "Who does it"],
    ["Open the door", "The lamp in the hall goes on", "The guest"],
    ["Take off your shoes", "They are put on the shelf", "The guest"],
    ["Ask for tea", "A pot with two cups is brought", "The host"],
    ["Look at the garden", "The windows are opened wide", "The host"],
    ["Say goodbye", "Everyone bows three times", "All of them"],
]
CHA = [
    ["Passo", "O que acontece", "Quem faz"],
    ["Abrir a porta", "A lâmpada do corredor acende", "O hóspede"],
    ["Tirar os sapatos", "São postos na prateleira", "O hóspede"],
    ["Pedir chá", "Traz-se um bule com duas chávenas", "O anfitrião"],
    ["Olhar o jardim", "As janelas são abertas de par em par", "O anfitrião"],
    ["Despedir-se", "Todos se curvam três vezes", "Todos eles"],
]
KINDS = {
    "linked": Kind(BOATYARDS, WERFTEN, "de"),
    "keyed": Kind(FLAGS, DRAPEAUX, "fr"),
    "keyless": Kind(TEA, CHA, "pt"),
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def write(rows: Rows) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:]))


def find(copy: str, kind: Kind) -> list[Finding]:
    return but_untranslated(audited(copy, write(kind.source), (), kind.locale, {}).findings)


def rules(rows: Rows, kind: Kind) -> list[tuple[str, int]]:
    """The rules that find something in a copy, with the lines of that."""
    return [(finding.rule, finding.line) for finding in find(write(rows), kind)]


def fixed(copy: str, kind: Kind) -> str:
    document = read(copy, locale=kind.locale)
    return fix(document, audited(document, write(kind.source), (), kind.locale, {}))[0]


def is_fixed(rows: Rows, kind: Kind) -> bool:
    return fixed(write(rows), kind) != write(rows)


def without(rows: Rows, column: int) -> Rows:
    return [[*row[:column], *row[column + 1 :]] for row in rows]


def exchanged(rows: Rows, one: int, other: int, first: int = 0) -> Rows:
    """The rows with two columns exchanged, from the row ``first`` on."""
    order = list(range(len(rows[0])))
    order[one], order[other] = other, one
    return [*rows[:first], *([row[at] for at in order] for row in rows[first:])]


def slipped(rows: Rows, column: int, by: int) -> Rows:
    cells = [row[column] for row in rows[1:]]
    cells = ["", *cells[:-1]] if by > 0 else [*cells[1:], ""]
    return [rows[0], *([*row[:column], cell, *row[column + 1 :]] for row, cell in zip(rows[1:], cells, strict=True))]


def with_row(rows: Rows, at: int, row: list[str]) -> Rows:
    return [*rows[:at], row, *rows[at + 1 :]]


@every_kind
def test_a_sound_copy_is_clean(kind: Kind) -> None:
    assert rules(kind.copy, kind) == []


@every_kind
@pytest.mark.parametrize("column", [0, 1, -1])
def test_a_column_that_was_lost_is_named_at_the_table_and_nothing_is_fixed(kind: Kind, column: int) -> None:
    copy = without(kind.copy, column % len(kind.copy[0]))
    found = [finding for finding in find(write(copy), kind) if finding.rule == "column-missing"]
    assert [(finding.line, finding.table, finding.role) for finding in found] == [(1, 1, None)]
    assert found[0].expected in (kind.source[0][column], "")
    assert not is_fixed(copy, kind)


def test_the_column_that_was_lost_is_named_where_the_others_tell_it() -> None:
    for kind in (KINDS["linked"], KINDS["keyed"]):
        for column, header in enumerate(kind.source[0]):
            assert [
                f.expected for f in find(write(without(kind.copy, column)), kind) if f.rule == "column-missing"
            ] == [header]


@every_kind
@pytest.mark.parametrize("first", [0, 1], ids=["with its header", "under headers that stay"])
def test_columns_that_were_exchanged_are_named_once(kind: Kind, first: int) -> None:
    for one, other in ((-2, -1), (0, 1)):
        copy = exchanged(kind.copy, one % len(kind.copy[0]), other % len(kind.copy[0]), first)
        assert [found for found in rules(copy, kind) if found[0] == "column-moved"] == [("column-moved", 1)]
        assert not is_fixed(copy, kind)


@pytest.mark.parametrize("name", ["linked", "keyed"])
def test_a_header_over_the_cells_of_another_column_is_named(name: str) -> None:
    kind = KINDS[name]
    header = exchanged(kind.copy[:1], 0, 1)[0]
    assert rules([header, *kind.copy[1:]], kind) == [("column-moved", 1)]


@every_kind
@pytest.mark.parametrize("by", [1, -1])
def test_a_column_that_slipped_by_a_row_is_named_once(kind: Kind, by: int) -> None:
    for column, header in enumerate(kind.copy[0]):
        found = [one for one in find(write(slipped(kind.copy, column, by)), kind) if one.rule == "column-moved"]
        assert [(one.line, header in one.message) for one in found] == [(3, True)]


@every_kind
def test_a_row_that_is_there_twice_is_found_and_never_deleted(kind: Kind) -> None:
    for rows in ([*kind.copy[:4], kind.copy[3], *kind.copy[4:]], [*kind.copy, kind.copy[2]]):
        found = rules(rows, kind)
        assert [rule for rule, _ in found] == ["row-doubled"]
        assert not is_fixed(rows, kind)


@pytest.mark.parametrize("name", ["linked", "keyed"])
def test_a_row_that_is_missing_is_named_at_the_line_before_it(name: str) -> None:
    kind = KINDS[name]
    for lost in range(1, len(kind.copy)):
        found = rules([*kind.copy[:lost], *kind.copy[lost + 1 :]], kind)
        assert found == [("row-missing", lost + 1 if lost > 1 else 1)]


def test_how_many_rows_are_missing_is_found_where_nothing_tells_which() -> None:
    kind = KINDS["keyless"]
    [finding] = find(write([*kind.copy[:3], *kind.copy[4:]]), kind)
    assert (finding.rule, finding.line) == ("row-missing", 1)
    assert finding.message == "1 of the 5 rows of the source's table is missing"
    [finding] = find(write([*kind.copy[:3], ["Ouvir", "A chuva cai", "Ninguém"], *kind.copy[3:]]), kind)
    assert (finding.rule, finding.message) == ("row-added", "1 row more than in the source's table")


def test_no_row_is_missing_beside_one_that_is_not_sure() -> None:
    kind = KINDS["keyed"]
    rows = [list(row) for row in kind.copy]
    for at, word in ((1, "réessais"), (2, "délai"), (4, "bavard")):
        rows[at][0] = word
    rows.insert(4, ["couleur", "bleu", "De quelle couleur est le journal"])
    found = [rule for rule, _ in rules(rows, kind)]
    assert "row-missing" not in found
    assert found.count("key-unknown") <= 4


@every_kind
@pytest.mark.parametrize("column", [0, 1, -1])
def test_a_cell_that_a_row_lost_is_named(kind: Kind, column: int) -> None:
    at = column % len(kind.copy[0])
    rows = with_row(kind.copy, 3, [*kind.copy[3][:at], *kind.copy[3][at + 1 :]])
    [finding] = find(write(rows), kind)
    assert (finding.rule, finding.line, finding.table, finding.row) == ("table-malformed", 5, 1, 3)
    assert finding.message.endswith(f"the cell of column {at + 1} ({kind.copy[0][at]}) is lost")
    assert finding.role is None


@pytest.mark.parametrize("name", ["linked", "keyed"])
def test_a_cell_that_was_added_is_named(name: str) -> None:
    kind = KINDS[name]
    rows = with_row(kind.copy, 3, [kind.copy[3][0], "x", *kind.copy[3][1:]])
    [finding] = find(write(rows), kind)
    assert finding.message.endswith("cell 2 ('x') was added")
    assert not is_fixed(rows, kind)


@every_kind
def test_an_empty_cell_that_was_added_at_the_end_is_taken_away(kind: Kind) -> None:
    assert fixed(write(with_row(kind.copy, 3, [*kind.copy[3], ""])), kind) == write(kind.copy)


def test_a_cell_that_a_row_lost_is_made_empty_where_the_cells_on_both_sides_tell_it() -> None:
    kind = KINDS["linked"]
    for lost, is_told in ((0, True), (1, True), (2, True), (3, False), (4, False), (5, False)):
        row = kind.copy[3]
        rows = with_row(kind.copy, 3, [*row[:lost], *row[lost + 1 :]])
        empty = write(with_row(kind.copy, 3, [*row[:lost], "", *row[lost + 1 :]])).replace("|  |", "| |")
        assert fixed(write(rows), kind) == (empty if is_told else write(rows))


@every_kind
@pytest.mark.parametrize("between", [" | ", " | | "], ids=["at once", "after an empty cell"])
def test_two_rows_on_one_line_are_named_and_none_is_missing(kind: Kind, between: str) -> None:
    lines = write(kind.copy).splitlines()
    joined = [*lines[:3], lines[3].removesuffix(" |") + between + lines[4].removeprefix("| "), *lines[5:]]
    [finding] = find("\n".join(joined), kind)
    second = len(kind.copy[0]) + 1 + between.count("| |")
    assert (finding.rule, finding.line) == ("table-malformed", 4)
    assert finding.message.endswith(f"two rows are on one line, the second begins with cell {second}")
    if kind is not KINDS["keyless"]:  # words alone leave a doubt
        assert fixed("\n".join(joined), kind) == write(kind.copy).rstrip("\n")


@every_kind
def test_a_table_that_an_empty_line_ends_is_one_finding_and_fixed(kind: Kind) -> None:
    lines = write(kind.copy).splitlines()
    copy = "\n".join([*lines[:4], "", *lines[4:]])
    assert [(finding.rule, finding.line) for finding in find(copy, kind)] == [("table-malformed", 5)]


@every_kind
def test_a_header_that_is_repeated_among_the_rows_is_named_once(kind: Kind) -> None:
    for after in (1, 3):
        rows = [*kind.copy[:after], kind.copy[0], *kind.copy[after:]]
        assert rules(rows, kind) == [("table-malformed", after + 2)]


@every_kind
@pytest.mark.parametrize("order", [(1, 3, 2, 4, 5), (5, 4, 3, 2, 1)])
def test_rows_in_another_order_are_no_finding(kind: Kind, order: Sequence[int]) -> None:
    rows = [kind.copy[0], *(kind.copy[at] for at in order), *kind.copy[6:]]
    assert rules(rows, kind) == []


@every_kind
def test_a_copy_that_is_not_translated_is_found_once(kind: Kind) -> None:
    found = audited(write(kind.source), write(kind.source), (), kind.locale, {}).findings
    assert [(finding.rule, finding.severity) for finding in found] == [("text-untranslated", "error")]


@pytest.mark.parametrize(
    ("own", "other"), [("linked", "keyed"), ("linked", "keyless"), ("keyed", "linked"), ("keyless", "linked")]
)
def test_a_copy_of_another_page_is_found_once(own: str, other: str) -> None:
    found = audited(write(KINDS[own].copy), write(KINDS[other].source), (), KINDS[own].locale, {}).findings
    assert [(finding.rule, finding.line) for finding in found] == [("copy-unrelated", 1)]


@every_kind
def test_a_copy_of_an_older_edition_with_half_of_the_rows_is_found_once(kind: Kind) -> None:
    assert [rule for rule, _ in rules(kind.copy[:3], kind)] == ["row-missing"]


def test_keys_that_slipped_by_a_row_are_all_that_is_found() -> None:
    kind = KINDS["linked"]
    keys = [row[2] for row in kind.copy[1:]]
    rows = [kind.copy[0], *beside(kind.copy[1:], 2, *keys[1:], keys[0])]
    found = find(write(rows), kind)
    assert [finding.rule for finding in found if not finding.safe] == ["column-moved"]


@pytest.mark.parametrize("is_of_headers", [True, False], ids=["headers", "cells"])
def test_headers_of_columns_that_moved_are_not_called_wrong_besides(is_of_headers: bool) -> None:
    kind = KINDS["linked"]
    words = {("header", english): word for english, word in zip(kind.source[0], kind.copy[0], strict=True)}
    exchanged_rows = exchanged(kind.copy, 2, 5, first=1)
    headers = exchanged(kind.copy[:1], 2, 5)[0]
    copy = [headers, *kind.copy[1:]] if is_of_headers else exchanged_rows

    def find_rules(rows: Rows) -> list[str]:
        findings = audited(write(rows), write(kind.source), (), kind.locale, words).findings
        return [finding.rule for finding in findings if finding.rule in ("column-moved", "header-altered")]

    assert find_rules(copy) == ["column-moved"]
    wrong = [["Zeit", *copy[0][1:]], *copy[1:]]
    assert sorted(find_rules(wrong)) == ["column-moved", "header-altered"]


def test_a_key_is_not_there_twice_where_the_territories_slipped() -> None:
    kind = KINDS["linked"]
    rows = [[*row[:-1], "" if number else row[-1]] for number, row in enumerate(kind.source)]
    source = [*rows[:3], ["Sweden", *rows[2][1:]], *rows[3:]]
    copy = slipped([rows[0], *source[1:3], ["Sweden", *rows[2][1:]], *source[4:]], 0, 1)
    assert "row-doubled" not in {rule for rule, _ in rules(copy, Kind(source, source, kind.locale))}
    twice = [*source, source[-1]]
    assert "row-doubled" in {rule for rule, _ in rules(twice, Kind(source, source, kind.locale))}
