from __future__ import annotations

from itertools import permutations

from align.making import chinese, keys, seed, seeds, table
from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n.align import Registry, align

EDITIONS = (GRID_2020, BY_KEY_2018, PIPES_2018)


def test_the_registry_has_all_keys_of_all_editions():
    assert len(seeds().entries) == 194
    assert sum(entry.current for entry in seeds().entries.values()) == 102
    assert [len(listing.keys) for listing in seeds().listings] == [128, 174, 123, 144]


def test_the_order_of_editions_does_not_matter():
    for order in permutations(EDITIONS):
        other = Registry.from_documents(seed(SOURCE), [seed(path) for path in order])
        assert list(other.entries.items()) == list(seeds().entries.items())
        assert other.listings == seeds().listings
    again = Registry.from_documents(seed(SOURCE), [seed(path) for path in reversed(EDITIONS)])
    assert align(seed(CHINESE_COPY), again, "zh_Hans").rows == chinese().rows


def test_the_source_given_as_an_edition_counts_once():
    assert len(Registry.from_documents(seed(SOURCE), [seed(SOURCE)]).listings) == 1


def test_rows_that_differ_in_their_territory_are_one_variant():
    entry = seeds().entries["buda"]
    assert entry.variants[0].territories == {"AR", "CL", "CO", "PE"}
    assert len({variant.edition for variant in entry.variants}) == len(entry.variants)


def test_a_badge_is_a_version_and_its_link_the_documentation():
    variant = seeds().entries["buda"].variants[0]
    assert (variant.version, variant.doc_link, variant.link) == ("2", "https://api.buda.com", "https://www.buda.com")


def test_a_table_without_keys_adds_nothing():
    registry = Registry.from_documents(table("Meaning | Notes", "two words | three more words", "a b | c d"))
    assert keys(align(table("id", "x"), registry)) == [None]


def test_no_rename_between_keys_that_stood_beside_each_other():
    old = table("id | logo", "one | ![](https://a.example/1.png)", "two | ![](https://a.example/1.png)", name="old.md")
    new = table("id | logo", "one | ![](https://a.example/1.png)")
    assert Registry.from_documents(new, [old]).entries["two"].successor == ""


def test_a_rename_shows_by_an_image_that_moved():
    old = table("id | logo", "old | ![](https://a.example/1.png)", "x | ![](https://a.example/2.png)", name="old.md")
    new = table("id | logo", "new | ![](https://a.example/1.png)", "x | ![](https://a.example/2.png)")
    assert Registry.from_documents(new, [old]).entries["old"].successor == "new"
