"""Small pages in which a row, a column or a cell is not what it seems: what is wrong is left to a person."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from copies import audited, but_untranslated, read
from tabl10n.align import Registry, align
from tabl10n.audit.fix import fix
from tabl10n.findings import Finding

YARDS = """\
| country | logo | id | name | version | crew |
|---|---|---|---|---|---|
| Norway | ![knarr](/9c/knarr.png) | knarr | [Knarr](https://knarr.example/yard) | 1.4 | Twelve in summer |
| Japan | ![kobaya](/9c/kobaya.png) | kobaya | [Kobaya](https://kobaya.example) | 2.0 | Four at night |
| Turkey | ![gulet](/9c/gulet.png) | gulet | [Gulet](https://gulet.example) | 3.1 | Six with a cook |
| Brazil | ![jangada](/9c/jangada.png) | jangada | [Jangada](https://jangada.example) | 1.9 | Two, no more |
| Finland | ![barca](/9c/barca.png) | barca | [Barca](https://barca.example) | 5.2 | Only the captain |
"""
GERMAN_YARDS = """\
| country | logo | id | name | version | crew |
|---|---|---|---|---|---|
| Norwegen | ![knarr](/9c/knarr.png) | knarr | [Knarr](https://knarr.example/yard) | 1.4 | Zwölf im Sommer |
| Japan | ![kobaya](/9c/kobaya.png) | kobaya | [Kobaya](https://kobaya.example) | 2.0 | Vier bei Nacht |
| Türkei | ![gulet](/9c/gulet.png) | gulet | [Gulet](https://gulet.example) | 3.1 | Sechs mit Koch |
| Brasilien | ![jangada](/9c/jangada.png) | jangada | [Jangada](https://jangada.example) | 1.9 | Zwei, nie mehr |
| Finnland | ![barca](/9c/barca.png) | barca | [Barca](https://barca.example) | 5.2 | Nur der Kapitän |
"""
LIMITS = """\
| Setting | Default | Description |
|---|---|---|
| `IDLE_SECONDS` | 90s | How long a quiet link is kept |
| `SOCKET_PATH` | /run/boat.sock | Where clients connect |
| `STATE_PATH` | /var/boat | Where the log book lies |
| `COLOUR_SPACE` | sRGB2 | What pictures are shown in |
| `MAX_OARS` | 24 | How many may row at once |
| `BEACON_HOST` | b1.example.org | Whom to ask for the way |
"""
GERMAN_LIMITS = """\
| Einstellung | Vorgabe | Beschreibung |
|---|---|---|
| `IDLE_SECONDS` | 90s | Wie lange eine stille Verbindung bleibt |
| `SOCKET_PATH` | /run/boat.sock | Wo man sich verbindet |
| `STATE_PATH` | /var/boat | Wo das Logbuch liegt |
| `COLOUR_SPACE` | sRGB2 | Worin Bilder gezeigt werden |
| `MAX_OARS` | 24 | Wie viele zugleich rudern |
| `BEACON_HOST` | b1.example.org | Wen man nach dem Weg fragt |
"""


def findings(copy: str, source: str = YARDS, locale: str = "de", editions: Sequence[str] = ()) -> list[Finding]:
    return but_untranslated(audited(copy, source, editions, locale, {}).findings)


def fixed(copy: str, source: str = YARDS, locale: str = "de", name: str = "copy.md") -> str:
    """The copy when nothing is left to fix."""
    source_name = name.replace("copy", "source")
    while True:
        document = read(copy, name, locale)
        copy, done = fix(document, audited(document, source, (), locale, {}, name=source_name))
        if not done:
            return copy


def test_the_same_damage_is_fixed_where_the_row_and_the_table_are_sound() -> None:
    assert findings(GERMAN_YARDS) == findings(GERMAN_LIMITS, LIMITS) == []
    damaged = GERMAN_YARDS.replace("| gulet |", "| Gulet |").replace("| 1.9 |", "| 1.9 Stück |")
    assert fixed(damaged) == GERMAN_YARDS
    assert fixed(GERMAN_LIMITS.replace("sRGB2", "srgb2"), LIMITS) == GERMAN_LIMITS


# -- rows and tables of another shape


def test_a_row_that_lost_a_cell_gets_an_empty_one_where_the_others_tell_which_and_is_left_alone() -> None:
    logo = " ![gulet](/9c/gulet.png) |"
    for lost, put in ((logo, " |"), (" 3.1 |", ""), (" Türkei |", " |")):
        copy = GERMAN_YARDS.replace(lost, "").replace("| gulet |", "| Gulet |")
        assert "table-malformed" in {finding.rule for finding in findings(copy)}
        assert fixed(copy) == GERMAN_YARDS.replace(lost, put).replace("| gulet |", "| Gulet |")


def test_two_rows_on_one_line_are_parted() -> None:
    copy = GERMAN_YARDS.replace("Vier bei Nacht |\n|", "Vier bei Nacht | |")
    assert [finding.rule for finding in findings(copy)] == ["table-malformed"]
    assert fixed(copy) == GERMAN_YARDS
    assert fixed(copy.replace("| kobaya |", "| Kobaya |")) == GERMAN_YARDS


def narrowed(table: str, column: int) -> str:
    """The table without one of its columns."""
    rows = (line.strip("|").split("|") for line in table.splitlines())
    return "".join(f"|{'|'.join(row[:column] + row[column + 1 :])}|\n" for row in rows)


@pytest.mark.parametrize("column", range(6))
def test_a_table_that_lost_a_column_is_left_alone(column: int) -> None:
    copy = narrowed(GERMAN_YARDS, column)
    assert fixed(copy) == copy
    damaged = copy.replace("| gulet |", "| Gulet |").replace("| 1.9 |", "| 1.9 Stück |")
    assert fixed(damaged) == damaged


def test_a_table_as_wide_as_an_edition_is_fixed() -> None:
    narrow = narrowed(YARDS, 4)
    copy = narrowed(GERMAN_YARDS, 4)
    damaged = copy.replace("| gulet |", "| GULET |")
    assert [(finding.rule, finding.safe) for finding in findings(damaged)] == [
        ("column-missing", False),
        ("key-recased", False),
    ]
    assert [finding.safe for finding in findings(damaged, editions=(narrow,))] == [True]


def exchanged_columns(table: str, one: int, other: int) -> str:
    """The table with two columns exchanged, under headers that stay."""
    lines = table.splitlines()
    rows = [line.strip("|").split("|") for line in lines[2:]]
    for row in rows:
        row[one], row[other] = row[other], row[one]
    return "".join(f"{line}\n" for line in [*lines[:2], *(f"|{'|'.join(row)}|" for row in rows)])


@pytest.mark.parametrize(("one", "other"), [(2, 3), (2, 4), (0, 2)])
def test_headers_over_the_cells_of_other_columns_leave_the_table_alone(one: int, other: int) -> None:
    copy = exchanged_columns(GERMAN_YARDS, one, other)
    damaged = copy.replace("| 1.9 |", "| 1.9 Stück |")
    assert fixed(copy) == copy
    assert fixed(damaged) == damaged


# -- what is in another row


def slipped(table: str, column: int, by: int) -> str:
    """The table with the cells of a column some rows lower; what falls off at the end is on top."""
    lines = table.splitlines()
    rows = [line.strip("|").split("|") for line in lines[2:]]
    cells = [row[column] for row in rows]
    for number, row in enumerate(rows):
        row[column] = cells[(number - by) % len(rows)]
    return "".join(f"{line}\n" for line in [*lines[:2], *(f"|{'|'.join(row)}|" for row in rows)])


@pytest.mark.parametrize("by", [1, -1])
def test_a_column_of_keys_that_slipped_beside_logos_and_links_is_left_alone(by: int) -> None:
    copy = slipped(GERMAN_YARDS, 2, by)
    assert findings(copy)
    assert fixed(copy) == copy


@pytest.mark.parametrize("by", [1, -1])
def test_a_column_of_keys_that_slipped_and_lost_one_key_leaves_the_territories_alone(by: int) -> None:
    copy = slipped(GERMAN_SHIFTS, 0, by)
    lost = copy.replace("K6X" if by > 0 else "N1X", "")
    assert findings(lost, SHIFTS)
    assert fixed(lost, SHIFTS) == lost


SHIFTS = """\
| Code | Country | Note |
|---|---|---|
| N1X | Norway | Rowed in spring |
| J2X | Japan | Rowed at night |
| T3X | Turkey | Rowed with a cook |
| B4X | Brazil | Rowed by two |
| F5X | Finland | Rowed alone |
| K6X | Kenya | Rowed at dawn |
"""
GERMAN_SHIFTS = """\
| Code | Land | Anmerkung |
|---|---|---|
| N1X | Norwegen | Im Frühling gerudert |
| J2X | Japan | Nachts gerudert |
| T3X | Türkei | Mit Koch gerudert |
| B4X | Brasilien | Zu zweit gerudert |
| F5X | Finnland | Allein gerudert |
| K6X | Kenia | Früh gerudert |
"""


@pytest.mark.parametrize("by", [1, -1])
def test_a_column_of_keys_that_slipped_beside_territories_alone_leaves_these_alone(by: int) -> None:
    copy = slipped(GERMAN_SHIFTS, 0, by)
    assert findings(copy, SHIFTS)
    assert fixed(copy, SHIFTS) == copy


@pytest.mark.parametrize(("one", "other"), [("/run/boat.sock", "/var/boat"), ("90s", "24")])
def test_two_values_exchanged_take_no_key_with_them(one: str, other: str) -> None:
    copy = GERMAN_LIMITS.replace(f"| {one} |", "| ? |").replace(f"| {other} |", f"| {one} |").replace("?", other)
    assert findings(copy, LIMITS)
    assert fixed(copy, LIMITS) == copy


def test_two_keys_exchanged_where_one_value_alone_tells_are_left_alone() -> None:
    copy = GERMAN_LIMITS.replace("SOCKET_PATH", "?").replace("STATE_PATH", "SOCKET_PATH").replace("?", "STATE_PATH")
    assert fixed(copy, LIMITS) == copy


def test_two_territories_exchanged_where_nothing_else_tells_are_left_alone() -> None:
    copy = GERMAN_SHIFTS.replace("Japan", "?").replace("Brasilien", "Japan").replace("?", "Brasilien")
    assert findings(copy, SHIFTS)
    assert fixed(copy, SHIFTS) == copy


def test_two_territories_exchanged_where_one_value_alone_tells_are_left_alone() -> None:
    german = {"Norway": "Norwegen", "Japan": "Japan", "Turkey": "Türkei", "Brazil": "Brasilien", "Kenya": "Kenia"}
    source = "| Code | Berth | Country |\n|---|---|---|\n" + "".join(
        f"| {country[0]}{at}X | {at}4-b{at} | {country} |\n" for at, country in enumerate(german)
    )
    copy = source
    for english, name in german.items():
        copy = copy.replace(english, name)
    swapped = copy.replace("Japan", "?").replace("Brasilien", "Japan").replace("?", "Brasilien")
    assert {finding.rule for finding in findings(swapped, source)} == {"territory-wrong"}
    assert fixed(swapped, source) == swapped


LINKED = """\
| id | name | note |
|---|---|---|
| knarr | [Long ship](https://knarr.example) | Rowed in spring |
| kobaya | [Small boat](https://kobaya.example) | Rowed at night |
| gulet | [Two masts](https://gulet.example) | Rowed with a cook |
| jangada | [Flat raft](https://jangada.example) | Rowed by two |
| barca | [Round hull](https://barca.example) | Rowed alone |
"""


def test_two_linked_names_exchanged_keep_their_links() -> None:
    """To write the right link under each name would make two false links of two true ones."""
    one, other = "[Small boat](https://kobaya.example)", "[Flat raft](https://jangada.example)"
    copy = LINKED.replace(one, "?").replace(other, one).replace("?", other)
    assert findings(copy, LINKED)
    assert fixed(copy, LINKED) == copy


def test_linked_names_that_slipped_by_a_row_keep_their_links() -> None:
    copy = slipped(GERMAN_YARDS, 3, 1)
    assert {finding.rule for finding in findings(copy)} >= {"column-moved"}
    assert fixed(copy) == copy


MANUALS = """\
| id | page | note |
|---|---|---|
| knarr | [Manual](https://docs.example/knarr/all) | Rowed in spring |
| kobaya | [Manual](https://docs.example/kobaya/all) | Rowed at night |
| gulet | [Manual](https://docs.example/gulet/all) | Rowed with a cook |
| jangada | [Manual](https://docs.example/jangada/all) | Rowed by two |
| barca | [Manual](https://docs.example/barca/all) | Rowed alone |
"""


def test_two_links_exchanged_where_nothing_else_tells_are_left_alone() -> None:
    one, other = "https://docs.example/kobaya/all", "https://docs.example/jangada/all"
    copy = MANUALS.replace(one, "?").replace(other, one).replace("?", other)
    assert {finding.rule for finding in findings(copy, MANUALS)} == {"link-retargeted"}
    assert fixed(copy, MANUALS) == copy


def test_links_exchanged_under_names_that_stay_are_fixed_where_the_logo_tells_too() -> None:
    one, other = "https://kobaya.example", "https://jangada.example"
    copy = GERMAN_YARDS.replace(one, "?").replace(other, one).replace("?", other)
    assert fixed(copy) == GERMAN_YARDS


# -- keys


def test_a_key_that_is_another_rows_is_fixed_only_where_two_cells_tell() -> None:
    assert fixed(GERMAN_YARDS.replace("| gulet |", "| barca |")) == GERMAN_YARDS
    copy = LINKED.replace("| gulet |", "| barca |").replace("Two masts", "Zwei Masten")
    assert [finding.rule for finding in findings(copy, LINKED) if finding.role == "key"] == ["key-collides"]
    assert fixed(copy, LINKED) == copy


FLEETS = """\
| id | Country | Name | Version |
|---|---|---|---|
| knarr | Norway | [Knarr Works](https://knarr.example) | 0.4.0 |
| kobaya | Japan | [Kobaya Works](https://kobaya.example) | 3.1.3 |
| gulet | Turkey | [Gulet Works](https://gulet.example) | 3.0.3 |
| jangada | Norway | [Jangada Works](https://jangada.example) | 0.7.3 |
| barca | Norway | [Barca Works](https://barca.example) |  |
"""
GERMAN_FLEETS = FLEETS.replace("Norway", "Norwegen").replace("Turkey", "Türkei")


def exchanged(text: str, one: str, other: str) -> str:
    return text.replace(one, "?").replace(other, one).replace("?", other)


def linked(key: str) -> str:
    return f"[{key.title()} Works](https://{key}.example)"


def test_what_two_rows_have_in_common_tells_neither_from_the_other() -> None:
    copy = exchanged(GERMAN_FLEETS, linked("jangada"), linked("barca")).replace(linked("gulet"), "")
    assert findings(copy, FLEETS)
    assert fixed(copy, FLEETS) == copy


def test_a_row_without_its_key_of_which_as_much_speaks_for_another_is_left_alone() -> None:
    barca = GERMAN_FLEETS.splitlines(keepends=True)[-1]
    copy = GERMAN_FLEETS.replace(barca, "").replace("| gulet |", "|  |").replace(linked("gulet"), linked("barca"))
    assert findings(copy, FLEETS)
    assert fixed(copy, FLEETS) == copy


def test_a_key_that_another_row_says_is_not_written_again() -> None:
    copy = exchanged(exchanged(GERMAN_YARDS, "![gulet]", "![barca]"), "/gulet.png", "/barca.png")
    copy = exchanged(copy, "[Gulet](https://gulet.example)", "[Barca](https://barca.example)")
    copy = copy.replace("| gulet |", "|  |").replace("| 3.1 |", "|  |")
    assert findings(copy)
    assert copy.splitlines()[4] == fixed(copy).splitlines()[4]


def test_a_well_formed_key_that_the_source_dropped_is_no_other_key() -> None:
    older = GERMAN_YARDS.replace("gulet", "gulat").replace("Gulet", "Gulat").replace("9c/", "9c/v1-")
    source = YARDS.replace("gulet", "galet").replace("Gulet", "Galet")
    document = read(older)
    row = align(document, Registry.from_documents(read(source, "source.md", "en")), "de").rows[2]
    assert (row.written, row.key) == ("gulat", None)
    assert "gulat" in {finding.written for finding in findings(older, source) if finding.rule == "key-unknown"}
    assert "galet" not in fixed(older, source)


def test_a_well_formed_key_with_a_link_of_its_own_is_no_misspelling() -> None:
    source = LINKED.replace("gulet", "galet").replace("Two masts", "One mast")
    document = read(LINKED)
    row = align(document, Registry.from_documents(read(source, "source.md", "en")), "de").rows[2]
    assert (row.written, row.key) == ("gulet", None)
    assert fixed(LINKED, source) == LINKED


def test_a_part_of_a_key_is_completed_though_the_logo_is_a_newer_one() -> None:
    copy = GERMAN_YARDS.replace("| jangada |", "| jang |").replace("9c/jangada.png", "9c/jangada-2.png")
    assert "| jangada |" in fixed(copy)


OPTIONS = """\
| Setting | Description |
|---|---|
| idleSeconds | How long it waits |
| socketPath | Where it listens |
| statePath | Where it writes |
| maxOars | How many row |
| beaconHost | Whom it asks |
| logLevel | How much it tells |
"""


@pytest.mark.parametrize("written", ["Wegweiser", "Ablage für alles", "日志"])
def test_a_key_that_only_its_position_tells_is_found_and_left_alone(written: str) -> None:
    copy = OPTIONS.replace("statePath", written).replace("Where it writes", "Wohin geschrieben wird")
    found = [finding for finding in findings(copy, OPTIONS) if finding.role == "key"]
    assert [(finding.written, finding.safe) for finding in found] == [(written, False)]
    assert fixed(copy, OPTIONS) == copy


def test_a_key_in_another_letter_case_is_fixed_by_itself() -> None:
    assert fixed(OPTIONS.replace("statePath", "StatePath"), OPTIONS) == OPTIONS


def test_a_well_formed_key_that_nothing_else_tells_may_be_one_that_the_source_dropped() -> None:
    copy = OPTIONS.replace("statePath", "statsPath")
    assert [finding.safe for finding in findings(copy, OPTIONS)] == [False]
    assert fixed(copy, OPTIONS) == copy


def test_words_that_describe_an_identifier_are_a_hint() -> None:
    source = "| Function | Description |\n|---|---|\n" + "".join(
        f"| [boat::{name} member (Beta)](#{name}) | Does {at}. |\n"
        for at, name in enumerate(("row_on", "sail_by", "drop_anchor", "hoist_flag"))
    )
    copy = source.replace("member (Beta)", "函数（测试版）").replace("Does", "做")
    found = [finding for finding in findings(copy, source, "zh_Hans") if finding.role == "key"]
    assert {(finding.severity, finding.safe) for finding in found} == {("hint", False)}
    assert fixed(copy, source, "zh_Hans") == copy


def test_the_word_in_a_placeholder_of_a_key_may_be_translated() -> None:
    source = "| Directive | Description |\n|---|---|\n" + "".join(
        f"| %{{NAME}}{letter} | Shows {words} |\n"
        for letter, words in (("b", "the bow"), ("s", "the stern"), ("m", "the mast"), ("o", "the oars"))
    )
    copy = source.replace("{NAME}m", "{NOM}m").replace("Shows the mast", "Montre le mât")
    assert [finding for finding in findings(copy, source, "fr") if finding.role == "key"] == []
    assert fixed(copy, source, "fr") == copy


def test_names_that_a_table_hangs_on_are_words_and_never_fixed() -> None:
    source = "| Name | Type | Since |\n|---|---|---|\n" + "".join(
        f"| {name} | {kind} | {since} |\n"
        for name, kind, since in (
            ("Granny knot", "bend", "1.1"),
            ("Reef knot", "bend", "1.2"),
            ("Bowline", "loop", "2.0"),
            ("Clove hitch", "hitch", "2.4"),
            ("Sheet bend", "bend", "3.5"),
        )
    )
    copy = source.replace("Reef knot", "Kreuzknoten").replace("Clove hitch", "Webeleinstek")
    found = [finding for finding in findings(copy, source) if finding.written in ("Kreuzknoten", "Webeleinstek")]
    assert not [finding for finding in found if finding.safe or finding.severity != "hint"]
    assert fixed(copy, source) == copy


# -- values


@pytest.mark.parametrize("words", ["Ein Becken", "sRGB2 oder mehr", "neunzig", "舷"])
def test_words_instead_of_a_value_are_left_alone(words: str) -> None:
    copy = GERMAN_LIMITS.replace("sRGB2", words)
    assert [(finding.rule, finding.safe) for finding in findings(copy, LIMITS)] == [("value-altered", False)]
    assert fixed(copy, LIMITS) == copy


def test_words_that_the_source_has_among_its_values_are_left_alone() -> None:
    source = LIMITS.replace("90s", "90s, or `Not yet`").replace("sRGB2", "`Not yet`")
    copy = GERMAN_LIMITS.replace("90s", "90s, sonst `Noch nicht`").replace("sRGB2", "`Noch nicht`")
    assert fixed(copy, source) == copy


@pytest.mark.parametrize("value", ["90s", "/var/boat", "24"])
def test_an_emptied_value_is_found_and_left_alone(value: str) -> None:
    copy = GERMAN_LIMITS.replace(f"| {value} |", "|  |")
    assert [(finding.rule, finding.safe) for finding in findings(copy, LIMITS)] == [("value-altered", False)]
    assert fixed(copy, LIMITS) == copy


TWICE = """\
# Boats

| Property | Description | Type | Version |
|---|---|---|---|
| oars | How many row | number | 1.0.0 |
| shape | The shape of the hull | string |  |
| title | What is painted on it | string | 2.1.0 |

## Fleets

| Property | Description | Type | Version |
|---|---|---|---|
| max | How many there are | number | 4.2.0 |
| shape | The shape of all hulls | string | 3.3.0 |
"""
GERMAN_TWICE = """\
# Boote

| Eigenschaft | Beschreibung | Typ | Version |
|---|---|---|---|
| oars | Wie viele rudern | number | 1.0.0 |
| shape | Die Form des Rumpfes | string |  |
| title | Was darauf gemalt ist | string | 2.1.0 |

## Flotten

| Eigenschaft | Beschreibung | Typ | Version |
|---|---|---|---|
| max | Wie viele es sind | number | 4.2.0 |
| shape | Die Form aller Rümpfe | string | 3.3.0 |
"""


def test_a_cell_that_is_rightly_empty_is_not_filled_from_another_table_with_the_same_key() -> None:
    assert findings(GERMAN_TWICE, TWICE) == []
    assert findings(GERMAN_TWICE, TWICE, "zh_Hans") == []


def test_a_value_of_a_key_in_two_tables_is_fixed_to_what_its_own_table_says() -> None:
    damaged = GERMAN_TWICE.replace("| 3.3.0 |", "| 3.3.0 ff |")
    assert fixed(damaged, TWICE) == GERMAN_TWICE
    moved = GERMAN_TWICE.replace("| string |  |", "| string | 3.3.0 |")
    assert [finding.safe for finding in findings(moved, TWICE)] in ([], [False])


def test_the_values_of_another_table_are_not_right_in_this_one() -> None:
    source = TWICE.replace("The shape of all hulls | string", "The shape of all hulls | number")
    copy = GERMAN_TWICE  # says what the first table says of the key
    assert [(finding.written, finding.expected, finding.safe) for finding in findings(copy, source)] == [
        ("string", "number", False)
    ]


def test_keys_that_slipped_in_one_of_two_tables_that_list_them_leave_the_territories_alone() -> None:
    """Each key is in both tables, under another territory: what the first says of it is not true in the second."""
    lines, german = SHIFTS.splitlines(keepends=True), GERMAN_SHIFTS.splitlines(keepends=True)
    first = [*lines[:2], *(line.replace(a, b) for line, (a, b) in zip(lines[2:5], MOVED, strict=True))]
    first_german = [*german[:2], *(line.replace(a, b) for line, (a, b) in zip(german[2:5], GERMAN_MOVED, strict=True))]
    source = "".join([*first, "\nThen at sea:\n\n", *lines[:5]])
    copy = "".join([*first_german, "\nDann auf See:\n\n", slipped("".join(german[:5]), 0, -1)])
    assert findings(copy, source)
    assert fixed(copy, source) == copy


MOVED = (("Norway", "Kenya"), ("Japan", "Peru"), ("Turkey", "Japan"))
GERMAN_MOVED = (("Norwegen", "Kenia"), ("Japan", "Peru"), ("Türkei", "Japan"))


def test_a_cell_that_is_rightly_empty_is_not_filled_from_another_row_with_the_same_key() -> None:
    rows = {
        "Norway": ("knarr", ""),
        "Japan": ("knarr", "3.3.0"),
        "Turkey": ("gulet", "2.1.0"),
        "Peru": ("barca", "1.0.0"),
    }
    source = "| country | id | version |\n|---|---|---|\n" + "".join(
        f"| {country} | {key} | {version} |\n" for country, (key, version) in rows.items()
    )
    copy = source.replace("| Norway | knarr |  |", "| Norwegen | knarr | 3.3.0 ff |").replace("Turkey", "Türkei")
    assert "| Norwegen | knarr | 3.3.0 ff |" in fixed(copy, source)


def test_of_two_territories_in_a_cell_none_is_fixed_alone() -> None:
    """Where three territories of five are others' the column may have moved; a word beside one is no better told."""
    copy = GERMAN_YARDS.replace("Norwegen", "Peru").replace("| Japan", "| Mali").replace("Türkei", "Chile / Vogel")
    assert {finding.written for finding in findings(copy)} == {"Peru", "Mali", "Chile", "Vogel"}
    assert fixed(copy) == copy


# -- what only looks like a table with keys, and what only looks wrong


def test_a_table_of_facts_with_a_header_in_each_row_has_no_key() -> None:
    source = "<table>\n" + "".join(
        f"<tr><th>{name}</th><td>{value}</td></tr>\n"
        for name, value in (("Hull", "oak_2"), ("Mast", "pine_3"), ("Oars", "ash_4"), ("Keel", "oak_5"))
    )
    source += "</table>\n"
    copy = source.replace("Hull", "Rumpf").replace("oak_2", "Eiche").replace("Keel", "Kiel")
    assert [column.role for column in read(source, "source.html", "en").tables[0].columns if column.role == "key"] == []
    assert fixed(copy, source, name="copy.html") == copy


@pytest.mark.parametrize(
    ("locale", "name"), [("de", "Königreich Norwegen"), ("zh_Hans", "挪威王国"), ("ru", "Королевство Норвегия")]
)
def test_the_official_name_of_a_territory_is_a_hint_and_stays(locale: str, name: str) -> None:
    copy = YARDS.replace("Norway", name)
    found = [finding for finding in findings(copy, YARDS, locale) if finding.written == name]
    assert [(finding.rule, finding.severity, finding.safe) for finding in found] == [
        ("territory-variant", "hint", False)
    ]
    assert name in fixed(copy, YARDS, locale)


def test_what_the_source_says_in_the_same_cell_is_nothing_to_find() -> None:
    """A key may be written twice there, in two ways, and once without its logo."""
    source = YARDS + "| Kenya |  | Knarr | [Knarr](https://knarr.example/yard) | 1.4 | One or two |\n"
    assert findings(source, source, "en") == []
    assert findings(YARDS.replace("![knarr](/9c/knarr.png)", ""), YARDS, "en") != []


# -- what careful translators do


PORTS = "| key | code | meaning |\n|---|---|---|\n" + "".join(
    f"| {key} | K{at}x | Meaning {at}. |\n"
    for at, key in enumerate(("read-mode", "write-mode", "read-limit", "408", "480", "exec-style"), 1)
)


def key_findings(copy: str, source: str = PORTS) -> list[tuple[str, str, bool]]:
    found = [finding for finding in findings(copy, source) if finding.rule.startswith("key-")]
    return [(finding.written, str(finding.severity), finding.safe) for finding in found]


def test_one_key_misspelt_is_fixed_where_its_row_tells_it() -> None:
    assert key_findings(PORTS.replace("write-mode", "wrtie-mode")) == [("wrtie-mode", "error", True)]


def test_a_notation_of_the_whole_copy_is_left_alone() -> None:
    assert [
        sure for *_, sure in key_findings(PORTS.replace("e-", "e--").replace("d-", "d--").replace("c-", "c--"))
    ] == [False] * 4


@pytest.mark.parametrize("other", ["exec-class", "run-style"])
def test_another_member_of_a_family_of_keys_is_left_alone(other: str) -> None:
    assert [sure for *_, sure in key_findings(PORTS.replace("exec-style", other))] == [False]


def test_a_number_that_differs_in_a_digit_is_fixed_only_where_two_cells_tell() -> None:
    assert [sure for *_, sure in key_findings(PORTS.replace("| 480 |", "| 490 |"))] == [False]


@pytest.mark.parametrize("written", ["exec-style (alt)", "exec-style、neu", "exec-style 3.1"])
def test_a_gloss_beside_the_whole_key_is_a_hint(written: str) -> None:
    assert key_findings(PORTS.replace("exec-style", written)) == [(written, "hint", False)]


def test_a_label_among_identifiers_is_words_unless_it_is_marked_as_code() -> None:
    source = PORTS.replace("exec-style", "Full Name")
    assert key_findings(source.replace("Full Name", "Voller Name"), source) == [("Voller Name", "hint", False)]
    marked = source.replace("Full Name", "`Full Name`")
    assert key_findings(marked.replace("Full Name", "Voller Name"), marked) == [("Voller Name", "error", True)]


def test_a_value_that_the_source_misspells_is_not_restored() -> None:
    for value, is_fixed in (("`'hard'`", True), ("`'hard`", False)):  # a quote that nobody closes
        source = LIMITS.replace("| 24 |", f"| {value} |")
        assert (fixed(source.replace("hard", "Hard"), source) == source) == is_fixed


@pytest.mark.parametrize("written", ["3-spurig", "3 车道"])
def test_a_number_with_its_counting_word_is_words_and_no_key(written: str) -> None:
    source = "| Mode | Send (Mbps) | Receive |\n|---|---|---|\n| 3-lane | 17.4 | 15.2 |\n| 6-lane | 31.9 | 28.8 |\n"
    assert key_findings(source.replace("3-lane", written), source) == [(written, "hint", False)]


def test_words_between_the_tags_of_a_key_are_a_hint() -> None:
    source = "| Markdown | Output | Header |\n|---|---|---|\n" + "".join(
        f"| a line with {sign} | `<h{at}>text <Tag/></h{at}>` | `text` |\n" for at, sign in enumerate(("one", "two"), 1)
    )
    copy = source.replace("<h1>text", "<h1>Wort").replace("a line with one", "eine Zeile mit eins")
    assert {(severity, safe) for _, severity, safe in key_findings(copy, source)} <= {("hint", False)}
    assert fixed(copy, source) == copy


def test_abbreviations_are_the_keys_of_what_they_mean() -> None:
    units = {
        "K": "thousand", "M": "million", "€": "euro", "$": "dollar", "req": "request", "vOar": "virtual oar",
        "ms": "instant", "s": "second", "min": "minute", "h": "hour", "day": "days", "mo": "month", "GB": "gigabytes",
    }  # fmt: skip
    source = "| Unit | In Words | Note |\n|---|---|---|\n" + "".join(
        f"| {unit} | {words} | Counts number {at}. |\n" for at, (unit, words) in enumerate(units.items())
    )
    copy = source.replace("million", "Millionen").replace("minute", "Minuten").replace("request", "Anfrage")
    assert key_findings(copy, source) == []
    assert fixed(copy, source) == copy


def test_amounts_of_money_are_no_keys() -> None:
    source = "| Name | Min. price | Offer |\n|---|---|---|\n" + "".join(
        f"| [{name}](https://{name.lower()}.example) | €{price} | One boat in {name} |\n"
        for name, price in (("Knarr", 14), ("Gulet", 5), ("Barca", "4.15"), ("Jangada", "~7"))
    )
    copy = source.replace("€14", "14 €").replace("€4.15", "4,15 €").replace("€~7", "~7 €")
    assert key_findings(copy, source) == []
    assert fixed(copy, source) == copy


def test_a_key_of_a_table_that_the_source_lacks_is_none_of_another_table() -> None:
    head = "| Event | Description |\n|---|---|\n"
    keys = ("enable", "driver", "channel", "retry_seconds", "processes")
    rows = (f"| {key} | Sets number {at} |\n" for at, key in enumerate(keys))
    source = head.replace("Event", "Setting") + "".join(rows)
    copy = source.replace("Sets number", "Setzt die Nummer") + "\nNoch eine.\n\n" + head
    others = ("BeforeHandle", "AfterHandle", "FailedHandle", "RetrySeconds", "QueueLength")
    copy += "".join(f"| {key} | Wird gerufen, wenn {at} |\n" for at, key in enumerate(others))
    document = read(copy, "copy.md", "de")
    rows = align(document, Registry.from_documents(read(source, "source.md", "en")), "de").rows
    assert [row.key for row in rows] == [*keys, *[None] * len(others)]


@pytest.mark.parametrize(("written", "is_fixed"), [("On_press(row)", True), ("ON_PRESS(ROW)", True)])
def test_a_value_that_a_machine_wrote_with_capitals_is_fixed(written: str, *, is_fixed: bool) -> None:
    source = LIMITS.replace("| sRGB2 |", "| on_press(row) |")
    assert (fixed(source.replace("on_press(row)", written), source) == source) == is_fixed


def test_a_value_that_someone_wrote_with_fewer_capitals_is_left_alone() -> None:
    source = LIMITS.replace("| sRGB2 |", "| Handler(MouseEvent) |")
    copy = source.replace("Handler(", "handler(")
    assert fixed(copy, source) == copy


def test_a_table_that_the_source_lacks_is_found_once() -> None:
    added = "| Ereignis | Text |\n|---|---|\n" + "".join(
        f"| {key} | Wird gerufen, wenn {at} |\n" for at, key in enumerate(("BeforeOars", "AfterOars", "FailedOars"))
    )
    found = [one for one in findings(f"{GERMAN_LIMITS}\nMehr:\n\n{added}", LIMITS) if one.rule == "key-unknown"]
    assert [(one.table, one.row, one.line) for one in found] == [(2, None, 12)]
    two = added.replace("| FailedOars | Wird gerufen, wenn 2 |\n", "")
    found = [one for one in findings(f"{GERMAN_LIMITS}\nMehr:\n\n{two}", LIMITS) if one.rule == "key-unknown"]
    assert [(one.table, one.row) for one in found] == [(2, 1), (2, 2)]
