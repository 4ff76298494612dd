"""What a fix leaves alone because the structure of a row or a table is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from copies import audited, read
from tabl10n.align import Registry, align
from tabl10n.audit.context import Context
from tabl10n.audit.safety import drop_sound, withhold_unsafe_fixes
from tabl10n.findings import Finding, Severity

CURRENCIES = (
    ("NOK", "578", "2", "Norway", "Norwegen"), ("TRY", "949", "2", "Turkey", "Türkei"),
    ("CHF", "756", "2", "Switzerland", "Schweiz"), ("HUF", "348", "2", "Hungary", "Ungarn"),
    ("PLN", "985", "2", "Poland", "Polen"), ("SEK", "752", "2", "Sweden", "Schweden"),
)  # fmt: skip
GERMAN = {english: german for *_, english, german in CURRENCIES} | {"": ""}
LISTED = [
    ["Norway", "kestrel", "1"], ["Sweden", "kestrel", "1"], ["Poland", "lantern", "2"], ["Hungary", "lantern", "2"],
    ["Turkey", "lantern", "2"], ["Norway", "mallard", "3"], ["Turkey", "nutmeg", "4"],
]  # fmt: skip
SHOPS = ("kestrel", "lantern", "mallard", "nutmeg", "orchard")


def table(headers: str, rows: list[list[str]]) -> str:
    head = headers.split()
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ["---"] * len(head), *rows))


def currencies(*, german: bool = False) -> list[list[str]]:
    return [[key, number, units, places[german]] for key, number, units, *places in CURRENCIES]


def fixed_currencies(rows: list[list[str]]) -> list[tuple[str, str]]:
    source = table("code number units country", currencies())
    return fixes(table("Code Nummer Einheiten Land", rows), source)


def shops(*, alt: str = "") -> list[list[str]]:
    return [
        [f"![{alt or key}](https://img.example/{key}.png)", key,
         f"[{key.title()} Shop](https://{key}.example/shop)", f"[API](https://docs.{key}.example/api)"]
        for key in SHOPS
    ]  # fmt: skip


def fixed_shops(rows: list[list[str]], source: list[list[str]]) -> list[tuple[str, str]]:
    return fixes(table("logo id name docs", rows), table("logo id name docs", source))


def fixes(copy: str, source: str, locale: str = "de") -> list[tuple[str, str]]:
    """What the safe fixes would write over what."""
    found = audited(copy, source, (), locale, {}).findings
    return [(finding.written, finding.expected) for finding in found if finding.safe]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 3), (1, 3)])
def test_cells_that_one_row_exchanged_are_left_alone(one: int, other: int) -> None:
    rows = currencies(german=True)
    rows[2][one], rows[2][other] = rows[2][other], rows[2][one]
    assert fixed_currencies(rows) == []


def test_two_cells_that_differ_in_letter_case_alone_and_were_exchanged_are_left_alone() -> None:
    source = table("id name", [[key, key.title()] for key in SHOPS])
    copy = source.replace("| nutmeg | Nutmeg |", "| Nutmeg | nutmeg |")
    assert fixes(copy, source) == []
    assert fixes(source.replace("| nutmeg |", "| Nutmeg |"), source) == [("Nutmeg", "nutmeg")]


@pytest.mark.parametrize("lost", range(5))
def test_a_row_that_lost_a_cell_is_left_alone(lost: int) -> None:
    source = [[*cells[:3], english, cells[3]] for cells, (*_, english, _) in zip(shops(), CURRENCIES, strict=False)]
    rows = [[*cells[:3], german, cells[4]] for cells, (*_, german) in zip(source, CURRENCIES, strict=False)]
    rows[2] = [*rows[2][:lost], *rows[2][lost + 1 :], ""]
    assert fixes(table("logo id name country docs", rows), table("logo id name country docs", source)) == []


def test_words_are_left_alone_where_other_rows_have_lost_the_cell_before_their_territory() -> None:
    source = [["AOR", "Old rope paint cargo", "Brazil"], ["BON", "Cargo wind weather first", "South Korea"],
              ["CIN", "Rope red small", "United Kingdom"]]  # fmt: skip
    copy = [["AOR", "Altes Tau Farbe Ladung", "Brasilien"], ["Ladung Wind Wetter erste", "Südkorea"],
            ["CIN", "Vereinigtes Königreich"]]  # fmt: skip
    found = fixes(table("Code Beschreibung Land", copy), table("Code Description Country", source))
    assert [written for written, _ in found if written] == []  # an empty cell may be put back


def test_territories_are_left_alone_where_every_row_says_the_same_key() -> None:
    other = table("country id version", LISTED)  # keys may be in several rows of a page
    source = table("code country number", [[key, place, number] for key, number, _, place in currencies()])
    rows = [["CHF", place, number] for _, number, _, place in currencies(german=True)]
    german = table("Land id Version", [[GERMAN[place], *cells] for place, *cells in LISTED])
    assert fixes(f"{german}\n{table('Code Land Nummer', rows)}", f"{other}\n{source}") == []


def test_nothing_is_fixed_where_the_keys_were_sorted_by_themselves() -> None:
    rows = [["", *cells[1:3], place] for *cells, place in currencies(german=True)]
    sorted_keys = sorted(key for key, *_ in CURRENCIES)
    rows = [[key, *cells[1:3], ""] for key, cells in zip(sorted_keys, rows, strict=True)]
    assert fixed_currencies(rows) == []


def test_a_territory_is_left_alone_where_as_much_speaks_against_the_key_as_for_it() -> None:
    first, *others = currencies(german=True)
    source = table("code number units country", currencies()[:3])
    rows = [["CHF", *first[1:]], first, others[0], ["NOK", *others[1][1:]]]
    assert fixes(table("Code Nummer Einheiten Land", rows), source) == []


def test_a_key_is_not_recased_where_the_rest_of_its_row_is_of_another_key() -> None:
    rows = currencies(german=True)
    assert fixed_currencies([["Huf", *rows[0][1:]], *(cells for cells in rows if cells[0] != "HUF")]) == []
    recased = [["Huf" if cell == "HUF" else cell for cell in cells] for cells in rows]
    assert fixed_currencies(recased) == [("Huf", "HUF")]


def test_a_link_beside_the_name_of_another_entry_is_left_alone() -> None:
    rows = shops()
    rows[1][2], rows[3][2] = rows[3][2], rows[1][2]
    assert fixed_shops(rows, shops()) == []


def test_an_image_beside_the_name_of_another_entry_is_left_alone_unless_both_are_fixed() -> None:
    rows = shops()
    rows[1][0], rows[3][0] = rows[3][0], rows[1][0]
    written = {written for written, _ in fixed_shops(rows, shops())}
    assert written == {"lantern", "nutmeg", "https://img.example/lantern.png", "https://img.example/nutmeg.png"}
    source = [["![Logo](https://img.example/other.png)", "other", "[Other](https://other.example)", ""], *shops()]
    assert fixed_shops([source[0], *rows], source) == []


def test_a_link_to_documentation_is_put_back_as_the_source_has_it() -> None:
    rows = shops()
    rows[1][3], rows[3][3] = rows[3][3], rows[1][3]
    api = {key: f"https://docs.{key}.example/api" for key in SHOPS}
    assert fixed_shops(rows, shops()) == [(api["nutmeg"], api["lantern"]), (api["lantern"], api["nutmeg"])]


def test_a_link_in_a_cell_that_is_none_in_the_source_is_not_retargeted() -> None:
    rows = shops()
    rows[1][1] = "[lantern](https://nutmeg.example/shop)"
    assert fixed_shops(rows, shops()) == []


def test_a_word_is_not_taken_for_a_short_key_by_its_sound() -> None:
    source = table("status meaning", [["no", "It is off."], ["yes", "It is on."]])
    copy = table("الحالة المعنى", [["لا", "مغلق."], ["نعم", "مفتوح."]])
    assert fixes(copy, source, "ar") == []


def fixed_listings(places: list[str], source: list[list[str]] = LISTED) -> list[tuple[str, str]]:
    rows = [[GERMAN[place], *cells[1:]] for place, cells in zip(places, LISTED, strict=True)]
    return fixes(table("Land id Version", rows), table("country id version", source))


def test_empty_territories_tell_nothing_of_one_another() -> None:
    places = [cells[0] for cells in LISTED]
    assert fixed_listings(["", "", "", "", places[4], "", ""]) == [("", "Norwegen"), ("", "Türkei")]


def test_a_row_whose_territory_the_source_dropped_is_left_alone() -> None:
    places = [cells[0] for cells in LISTED]
    assert fixed_listings(places, LISTED[:1] + LISTED[2:]) == []


def test_territories_that_slipped_by_a_row_are_left_alone() -> None:
    listed = (
        ("Norway", "kestrel"), ("Turkey", "nutmeg"), ("Hungary", "kestrel"), ("Switzerland", "mallard"),
        ("Poland", "lantern"), ("Sweden", "lantern"), ("Norway", "mallard"), ("Norway", "nutmeg"),
    )  # fmt: skip
    rows = [[place, key, f"[{key.title()}](https://{key}.example)"] for place, key in listed]
    moved = ["", *(GERMAN[place] for place, _ in listed[:-1])]
    copy = [[place, *cells[1:]] for place, cells in zip(moved, rows, strict=True)]
    assert [
        written for written, _ in fixes(table("Land id Name", copy), table("country id name", rows)) if written
    ] == []


def test_territories_beside_keys_and_names_that_slipped_together_are_left_alone() -> None:
    listed = [(place, *rest[1:]) for place, rest in zip(GERMAN, shops(), strict=False)]
    german = [GERMAN[place] for place, *_ in listed]
    rows = [[place, *listed[number - 1][1:3]] for number, place in enumerate(german)]
    source = [[place, *rest[:2]] for place, *rest in listed]
    assert fixes(table("Land id Name", rows), table("country id name", source)) == []


def test_an_empty_key_is_left_alone_where_the_source_has_a_link() -> None:
    rows = [[f"[{key}](https://docs.example/{key})", number] for key, number, *_ in CURRENCIES]
    source = table("code number", rows)
    assert fixes(source.replace(rows[2][0], ""), source) == []


def test_a_territory_is_left_alone_where_the_key_moved_from_the_row_beside() -> None:
    rows = [[key, place] for key, _, _, place in currencies(german=True)]
    source = table("code country", [[key, place] for key, _, _, place in currencies()])
    rows[3][0], rows[4][0] = "", rows[3][0]
    assert fixes(table("Code Land", rows), source) == []


def test_two_keys_that_were_exchanged_are_fixed_where_two_cells_tell_each_of_them() -> None:
    rows, source = shops()[:4], shops()[:4]
    rows[1][1], rows[3][1] = rows[3][1], rows[1][1]
    assert fixed_shops(rows, source) == [("nutmeg", "lantern"), ("lantern", "nutmeg")]


def test_two_keys_that_were_exchanged_are_left_alone_where_a_link_alone_tells_each_of_them() -> None:
    source = [[key, f"[Page](https://{key}.example)"] for key in SHOPS]
    rows = [[source[place][0], source[at][1]] for at, place in enumerate((0, 3, 2, 1, 4))]
    assert fixes(table("id page", rows), table("id page", source)) == []


def test_nothing_is_fixed_in_a_table_of_which_most_keys_are_those_of_other_rows() -> None:
    rows = shops()
    rows[0][1], rows[1][1], rows[2][1], rows[4][1] = rows[1][1], rows[2][1], rows[0][1], "NUTMEG"
    assert fixed_shops(rows, shops()) == []


@pytest.mark.parametrize(("written", "is_fixed"), [("лантерн", True), ("лента", False)])
def test_a_key_that_its_sound_alone_tells_is_fixed_where_it_is_much_alike(written: str, *, is_fixed: bool) -> None:
    source = table("id note", [[key, f"Note {number}"] for number, key in enumerate(SHOPS)])
    copy = source.replace("| lantern |", f"| {written} |")
    assert fixes(copy, source, "ru") == [(written, "lantern")] * is_fixed


@pytest.mark.parametrize(("columns", "is_fixed"), [(("code", "country"), False), (("code", "number", "country"), True)])
def test_a_short_key_with_another_letter_is_fixed_where_two_cells_tell_it(
    columns: tuple[str, ...], *, is_fixed: bool
) -> None:
    rows = [dict(zip(("code", "number", "units", "country"), cells, strict=True)) for cells in currencies()]
    source = table(" ".join(columns), [[row[column] for column in columns] for row in rows])
    german = source
    for *_, english, name in CURRENCIES:
        german = german.replace(english, name)
    copy = german.replace("| TRY |", "| TRX |")
    assert fixes(copy, source) == [("TRX", "TRY")] * is_fixed


@pytest.mark.parametrize(("width", "is_fixed"), [(2, False), (3, True)])
def test_a_number_with_digits_exchanged_is_fixed_where_two_cells_tell_it(width: int, *, is_fixed: bool) -> None:
    def cells(key: str, number: str) -> list[str]:
        return [f"1{number}0", f"[Page](https://{key}.example)", f"![](https://img.example/{key}.png)"][:width]

    rows = [cells(key, number) for key, (_, number, *_) in zip(SHOPS, CURRENCIES, strict=False)]
    source = table(" ".join(["id", "page", "logo"][:width]), rows)
    assert fixes(source.replace("| 19490 |", "| 19409 |"), source) == [("19409", "19490")] * is_fixed


@pytest.mark.parametrize(
    ("written", "columns", "is_fixed"),
    [
        ("lanter", (0, 1, 2), False),
        ("lanter", (0, 1, 3), False),
        ("lanter", (0, 1, 2, 3), True),
        ("lantrem", (0, 1, 2, 3), False),
        ("nutmeg", (0, 1, 2, 3), False),
    ],
)
def test_a_key_beside_another_logo_is_fixed_where_it_is_truncated_and_three_cells_tell_it(
    written: str, columns: tuple[int, ...], *, is_fixed: bool
) -> None:
    rows = shops(alt="logo")
    rows[1][:2] = "![logo](https://img.example/new.png)", written
    copy, source = ([[cells[column] for column in columns] for cells in side] for side in (rows, shops(alt="logo")))
    headers = " ".join(("logo", "id", "name", "docs")[column] for column in columns)
    assert fixes(table(headers, copy), table(headers, source)) == [(written, "lantern")] * is_fixed


RECASED = [[cells[0], "LANTERN" if cells[1] == "lantern" else cells[1], *cells[2:]] for cells in shops()]


@pytest.mark.parametrize("length", [3, 4, 5])
def test_a_row_with_fewer_or_more_cells_than_its_table_is_left_alone(length: int) -> None:
    rows = [[*cells, "more"][:length] if cells[1] == "LANTERN" else cells for cells in RECASED]
    assert fixed_shops(rows, shops()) == [("LANTERN", "lantern")] * (length == 4)


@pytest.mark.parametrize("width", [3, 4])
def test_a_table_that_lost_a_column_is_left_alone(width: int) -> None:
    copy = table(" ".join(["logo", "id", "name", "docs"][:width]), [cells[:width] for cells in RECASED])
    assert fixes(copy, table("logo id name docs", shops())) == [("LANTERN", "lantern")] * (width == 4)


def test_a_table_as_wide_as_that_of_an_edition_is_fixed() -> None:
    narrow, source = (
        table("logo id name docs"[:end], [cells[:width] for cells in shops()]) for end, width in ((12, 3), (17, 4))
    )
    copy = narrow.replace("| lantern |", "| LANTERN |")
    assert [finding.safe for finding in audited(copy, source, (narrow,), "de", {}).findings] == [True]


def test_a_table_whose_headers_were_exchanged_is_left_alone() -> None:
    source = table("logo id name docs", shops())
    assert fixes(table("logo id docs name", RECASED), source) == []
    assert fixes(table("logo id Name Doku", RECASED), source) == [("LANTERN", "lantern")]


def test_headers_that_stand_twice_are_not_taken_for_exchanged() -> None:
    copy, source = ([[*cells[1:]] for cells in rows] for rows in (RECASED, shops()))
    assert fixes(table("id link link", copy), table("id link link", source)) == [("LANTERN", "lantern")]


@pytest.mark.parametrize(("width", "is_fixed"), [(2, False), (3, False), (4, True)])
def test_links_that_were_exchanged_are_fixed_where_two_cells_tell_whose_row_it_is(
    width: int, *, is_fixed: bool
) -> None:
    def rows(pages: Sequence[str]) -> list[list[str]]:
        cells = zip(SHOPS, pages, CURRENCIES, strict=False)
        return [
            [key, f"[Page](https://{page}.example)", f"![](https://img.example/{key}.png)", number][:width]
            for key, page, (_, number, *_) in cells
        ]

    headers = " ".join(["id", "page", "logo", "number"][:width])
    copy, source = table(headers, rows([SHOPS[at] for at in (0, 3, 2, 1, 4)])), table(headers, rows(SHOPS))
    page = "https://{}.example".format
    expected = [(page("nutmeg"), page("lantern")), (page("lantern"), page("nutmeg"))]
    assert fixes(copy, source) == expected * is_fixed


def test_the_link_of_another_row_is_left_alone_where_the_key_alone_speaks_against_it() -> None:
    source = table("id page", [[key, f"[Page](https://{key}.example)"] for key in SHOPS])
    assert fixes(source.replace("https://lantern.", "https://nutmeg."), source) == []
    assert fixes(source.replace("https://lantern.", "https://lanterm."), source) == [
        ("https://lanterm.example", "https://lantern.example")
    ]


@pytest.mark.parametrize(("size", "is_fixed"), [("22", True), ("44", False)])
def test_a_territory_is_fixed_where_more_cells_agree_with_the_key_than_differ(size: str, *, is_fixed: bool) -> None:
    sizes = ("11", "22", "33", "44", "55", "66")
    source = [[key, number, own, place] for (key, number, _, place, _), own in zip(CURRENCIES, sizes, strict=True)]
    rows = [[*cells[:3], GERMAN[cells[3]]] for cells in source]
    rows[1][2:] = size, "Frankreich"
    copy = table("code number size country", rows)
    assert ("Frankreich", "Türkei") in fixes(copy, table("code number size country", source)) or not is_fixed
    assert is_fixed or fixes(copy, table("code number size country", source)) == []


def test_a_territory_is_fixed_where_a_logo_tells_the_row_though_a_number_is_anothers() -> None:
    logo = "![](https://img.example/{}.png)".format
    source = [[logo(key), key, number, place] for key, number, _, place, _ in CURRENCIES]
    rows = [[*cells[:3], GERMAN[cells[3]]] for cells in source]
    rows[1][2:] = "348", "Frankreich"
    copy = table("logo code number country", rows)
    assert fixes(copy, table("logo code number country", source)) == [("Frankreich", "Türkei")]


def test_a_territory_is_left_alone_in_a_row_that_repeats_another() -> None:
    source = [[key, number, place] for key, number, _, place, _ in CURRENCIES]
    rows = [[key, number, place] for key, number, _, _, place in CURRENCIES]
    headers = "code number country"
    assert fixes(table(headers, [*rows, ["CHF", "756", "Frankreich"]]), table(headers, source)) == []
    rows[2][2] = "Frankreich"
    assert fixes(table(headers, rows), table(headers, source)) == [("Frankreich", "Schweiz")]


def numbered(*, german: bool = False) -> list[list[str]]:
    return [[key, number, GERMAN[place] if german else place] for key, number, _, place, _ in CURRENCIES]


def fixed_numbered(rows: list[list[str]], source: list[list[str]] | None = None) -> list[tuple[str, str]]:
    headers = "code number country"
    return fixes(table(headers, rows), table(headers, source or numbered()))


def test_a_sound_row_is_left_alone_where_the_keys_of_all_others_contradict_their_rows() -> None:
    rows, keys = numbered(german=True), [key for key, *_ in CURRENCIES]
    rows[0][0] = "Nok"
    assert fixed_numbered(rows) == [("Nok", "NOK")]
    for row, place in zip(rows[1:], (3, 4, 5, 1, 2), strict=True):
        row[0] = keys[place]
    assert fixed_numbered(rows) == []


def test_a_link_that_another_row_should_have_is_fixed_where_that_says_a_third() -> None:
    source = [[key, f"[Page](https://{key}.example)", f"![](https://img.example/{key}.png)"] for key in SHOPS]
    rows = [list(cells) for cells in source]
    rows[1][1], rows[3][1] = source[3][1], "[Page](https://elsewhere.example)"
    found = fixes(table("id page logo", rows), table("id page logo", source))
    assert found == [("https://nutmeg.example", "https://lantern.example")]


@pytest.mark.parametrize(("owners", "is_fixed"), [(1, True), (2, True), (3, False)])
def test_a_number_that_three_entries_have_tells_none_of_them(owners: int, *, is_fixed: bool) -> None:
    source, rows = numbered(), numbered(german=True)
    for cells in (*source[1 : 1 + owners], *rows[1 : 1 + owners]):
        cells[1] = "949"
    rows[1][0] = "TRX"
    assert fixed_numbered(rows, source) == [("TRX", "TRY")] * is_fixed


@pytest.mark.parametrize(
    ("number", "is_fixed"),
    [
        ("949", True), ("٩٤٩", True), ("v949", True), ("949個", True), ("949 個", True), ("949 штуки", False),
        ("949x", False), ("9x9", False),
    ],
)  # fmt: skip
def test_a_number_tells_a_row_however_it_is_written(number: str, *, is_fixed: bool) -> None:
    rows = numbered(german=True)
    rows[1][:2] = "TRX", number
    assert (("TRX", "TRY") in fixed_numbered(rows)) is is_fixed


@pytest.mark.parametrize(("number", "is_fixed"), [("949", True), ("999", False)])
def test_another_territory_is_replaced_where_a_number_tells_the_row(number: str, *, is_fixed: bool) -> None:
    rows = numbered(german=True)
    rows[1][1:] = number, "Frankreich"
    assert fixed_numbered(rows) == [("Frankreich", "Türkei")] * is_fixed


def test_what_is_wrong_in_a_cell_does_not_speak_against_its_own_fix() -> None:
    rows = numbered(german=True)
    rows[1][2] = "Japan"
    assert fixed_numbered(rows) == [("Japan", "Türkei")]


@pytest.mark.parametrize(("columns", "is_fixed"), [((0, 1), False), ((0, 1, 3), True)])
def test_alternative_texts_that_were_exchanged_are_fixed_where_the_image_and_a_link_tell_the_row(
    columns: tuple[int, ...], *, is_fixed: bool
) -> None:
    headers = " ".join(("logo", "id", "name", "docs")[column] for column in columns)
    source = table(headers, [[cells[column] for column in columns] for cells in shops()])
    copy = source.replace("![lantern]", "![]").replace("![nutmeg]", "![lantern]").replace("![]", "![nutmeg]")
    assert fixes(copy, source) == [("nutmeg", "lantern"), ("lantern", "nutmeg")] * is_fixed


def test_a_key_is_recased_though_its_other_spelling_is_its_name_and_that_was_translated() -> None:
    source = table("id name", [[key, key.title()] for key in SHOPS])
    copy = source.replace("| nutmeg | Nutmeg |", "| Nutmeg | Muskat |")
    assert fixes(copy, source) == [("Nutmeg", "nutmeg")]


def test_a_territory_that_another_column_of_the_row_names_too_is_fixed() -> None:
    source = table("code number country home", [[*cells, cells[2]] for cells in numbered()])
    rows = [[*cells, cells[2]] for cells in numbered(german=True)]
    rows[1][2] = "Frankreich"
    assert fixes(table("code number country home", rows), source) == [("Frankreich", "Türkei")]


def test_an_empty_territory_is_left_empty_where_all_else_is_sound() -> None:
    rows = numbered(german=True)
    rows[1][2] = ""
    assert fixed_numbered(rows) == []


def test_a_link_is_fixed_beside_an_empty_cell_and_a_note_where_the_source_has_none() -> None:
    headers = "logo id name docs number note"
    source = [[*cells, number, ""] for cells, (_, number, *_) in zip(shops(), CURRENCIES, strict=False)]
    rows = [list(cells) for cells in source]
    rows[1][2:] = "[Lantern Shop](https://lantern.example.evil.test/shop)", rows[1][3], "", "neu"
    assert fixes(table(headers, rows), table(headers, source)) == [
        ("https://lantern.example.evil.test/shop", "https://lantern.example/shop")
    ]


@pytest.mark.parametrize(
    ("note", "is_doubled", "is_fixed"), [("seen", False, True), ("", False, False), ("", True, True)]
)
def test_a_row_that_moved_to_another_table_is_compared_with_all_rows_of_its_key(
    note: str, *, is_doubled: bool, is_fixed: bool
) -> None:
    rows = [[key, number, f"{units}{number[0]}", "seen"] for key, number, units, *_ in CURRENCIES]
    moved, doubled = ["Try", *rows[1][1:3], note], [[*rows[1][:3], ""]] * is_doubled
    headers = "code number size note"
    copy = f"{table(headers, [rows[0], *rows[2:4]])}\n{table(headers, [*rows[4:], moved])}"
    source = f"{table(headers, [*rows[:2], *doubled, *rows[2:4]])}\n{table(headers, rows[4:])}"
    questions = table("question answer", [["What is it?", "A list."], ["Whose is it?", "It is ours."]])
    assert fixes(f"{copy}\n{questions}", f"{source}\n{questions}") == [("Try", "TRY")] * is_fixed


@pytest.mark.parametrize(("place", "is_fixed"), [("", True), ("Norwegen", False)])
def test_a_known_key_is_not_replaced_where_a_cell_speaks_for_it_alone(place: str, *, is_fixed: bool) -> None:
    headers = "logo id docs country"
    places = ("Turkey", "", "Poland", "Norway", "Sweden")
    source = [[*cells[:2], cells[3], country] for cells, country in zip(shops(alt="logo"), places, strict=True)]
    rows = [[*cells[:3], GERMAN[cells[3]]] for cells in source]
    rows[1][1], rows[1][3] = "nutmeg", place
    assert fixes(table(headers, rows), table(headers, source)) == [("nutmeg", "lantern")] * is_fixed


def test_a_table_of_the_copy_alone_is_fixed_as_the_others_are() -> None:
    headers = "logo id name docs"
    copy = f"{table(headers, shops())}\n{table(headers, RECASED)}"
    assert fixes(copy, table(headers, shops())) == [("LANTERN", "lantern")]


@pytest.mark.parametrize("written", ["nutmeg", "lanterm"])
def test_an_image_is_left_alone_where_the_key_alone_speaks_against_it(written: str) -> None:
    source = table("id logo", [[key, f"![](https://img.example/{key}.png)"] for key in SHOPS])
    assert fixes(source.replace("/lantern.png", f"/{written}.png"), source) == []


def test_a_row_without_most_of_its_cells_keeps_no_other_row_from_its_fix() -> None:
    rows = numbered(german=True)
    rows[1][0], rows[4] = "Try", rows[4][:1]
    assert fixed_numbered(rows) == [("Try", "TRY")]


def test_a_hidden_character_is_removed_where_nothing_else_is_in_the_cell() -> None:
    marks = ("Ab1", "", "", "b_2", "", "")
    rows = [[key, number, mark] for (key, number, *_), mark in zip(CURRENCIES, marks, strict=True)]
    copy = [[*cells[:2], "\u200b" if cells[0] == "TRY" else cells[2]] for cells in rows]
    assert fixes(table("code number mark", copy), table("code number mark", rows)) == [("\u200b", "")]


def test_a_fix_outside_of_the_rows_is_withheld_by_nothing_in_them() -> None:
    source, copy = read(table("code number", numbered()), "source.md", "en"), read(table("Kode number", numbered()))
    registry = Registry.from_documents(source)
    context = Context(copy, align(copy, registry, "de"), registry, source, "de")
    finding = Finding(
        "header-altered", Severity.WARNING, "", 1, table=1, row=0, written="Kode", expected="Code", safe=True
    )
    sound = list(drop_sound(context, [finding]))
    assert list(withhold_unsafe_fixes(context, sound)) == [finding]


def test_an_alternative_text_is_left_alone_in_a_row_that_repeats_another() -> None:
    source = [cells[:2] for cells in shops()]
    wrong = [source[1][0].replace("![lantern]", "![Laterne]"), "lantern"]
    assert fixes(table("logo id", [*source, wrong]), table("logo id", source)) == []
    assert fixes(table("logo id", [source[0], wrong, *source[2:]]), table("logo id", source)) == [
        ("Laterne", "lantern")
    ]


@pytest.mark.parametrize(("number", "is_fixed"), [("999", True), ("348", False)])
def test_a_value_that_no_row_has_does_not_speak_against_a_key(number: str, *, is_fixed: bool) -> None:
    source, rows = ([[f"![](https://img.example/{cells[0]}.png)", *cells] for cells in side]
                    for side in (numbered(), numbered(german=True)))  # fmt: skip
    rows[1][1:3] = "TRX", number
    headers = "logo code number country"
    assert fixes(table(headers, rows), table(headers, source)) == [("TRX", "TRY")] * is_fixed


def test_an_empty_territory_is_filled_beside_another_empty_cell_where_keys_are_damaged() -> None:
    rows = numbered(german=True)
    rows[1][0], rows[3][1:] = "TRX", ["", ""]
    assert fixed_numbered(rows) == [("TRX", "TRY"), ("", "Ungarn")]


def wares(*keys: str) -> list[list[str]]:
    return [
        [f"![logo](https://img.example/{key}.png)", key, f"[{key.title()} Shop](https://{key}.example)"] for key in keys
    ]


@pytest.mark.parametrize("ending", ["s", "-de"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_letters_that_three_keys_have_too_many_are_how_the_copy_writes_them(count: int, ending: str) -> None:
    rows = shops(alt="logo")
    for cells in rows[:count]:
        cells[1] += ending
    expected = [(key + ending, key) for key in SHOPS[:count]]
    assert fixed_shops(rows, shops(alt="logo")) == expected * (count < 3)


def test_capitals_are_no_way_to_write_keys() -> None:
    keys = ("mallard", "mango", "mast")
    rows = wares(*keys, "osprey")
    for cells in rows[:3]:
        cells[1] = cells[1].title()
    found = fixes(table("logo id name", rows), table("logo id name", wares(*keys, "osprey")))
    assert found == [(key.title(), key) for key in keys]


def test_one_key_that_is_misspelt_in_each_of_its_rows_is_no_way_to_write_keys() -> None:
    source = [[*cells, f"[{cells[1].title()} Shop](https://{cells[1]}.example)"] for cells in LISTED]
    rows = [[GERMAN[cells[0]], cells[1].replace("lantern", "lanterns"), *cells[2:]] for cells in source]
    headers = "country id version name"
    assert fixes(table(headers, rows), table(headers, source)) == [("lanterns", "lantern")] * 3


def test_the_same_hidden_character_is_removed_from_any_number_of_cells() -> None:
    rows = numbered(german=True)
    for cells in rows[:3]:
        cells[1] += "\u200b"
    rows[3][1] = "999\u200b"
    expected = [(f"{number}\u200b", number) for number in ("578", "949", "756", "999")]
    assert fixed_numbered(rows) == expected


@pytest.mark.parametrize(
    ("written", "is_fixed"),
    [("offen-meer", True), ("open-sae", True), ("open", True), ("open-meer", False), ("open-sea-mesh", False)],
)
def test_a_key_with_another_part_beside_its_own_may_be_one_of_the_same_family(written: str, *, is_fixed: bool) -> None:
    source, rows = (wares("open-sea", "red-kite", "lamp", "rope") for _ in range(2))
    rows[0][1] = written
    found = fixes(table("logo id name", rows), table("logo id name", source))
    assert found == [(written, "open-sea")] * is_fixed
