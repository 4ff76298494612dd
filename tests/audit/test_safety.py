"""What a fix leaves alone because the structure of a row or a table is in doubt."""

from __future__ import annotations

import pytest

from copies import audited

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
    return [(finding.written, finding.expected) for finding in found if finding.sure]


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


def test_territories_are_left_alone_where_every_row_says_the_same_key() -> None:
    other = table("country id version", LISTED)  # keys may stand in several rows of a page
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
