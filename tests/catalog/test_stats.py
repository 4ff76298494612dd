from __future__ import annotations

from dataclasses import replace

from catalog.making import made, name, territory
from tabl10n.catalog.model import Message
from tabl10n.catalog.stats import Stats, add_up, count_stats

TITLE = Message("Boats", "title", "Boote")


def test_every_message_is_in_one_state() -> None:
    catalog = made(
        TITLE,
        territory("Japan", "JP", "Japan", flags=("fuzzy",)),
        territory("Turkey", "TR"),
        name("A", "a", "Ah"),
        name("B", "b"),
        name("C", "c", "Zeh", obsolete=True),
    )
    template = made(*(replace(m, msgstr="", flags=()) for m in catalog.messages[:-1]), name("D", "d"))
    assert count_stats(catalog, template) == Stats(2, fuzzy=1, missing=1, kept=2, obsolete=1)
    assert count_stats(catalog, template).messages == 6
    assert count_stats(catalog, template).percent == 66


def test_a_catalog_that_was_not_updated_is_not_complete() -> None:
    catalog = made(TITLE, territory("Turkey", "TR", "Türkei"))
    assert count_stats(catalog, catalog).percent == 100
    found = count_stats(catalog, made(TITLE, territory("Türkiye", "TR")))
    assert (found.percent, found.missing, found.obsolete) == (50, 1, 1)


def test_what_is_obsolete_is_not_translated_until_an_update_brings_it_back() -> None:
    found = count_stats(made(territory("Turkey", "TR", "Türkei", obsolete=True)), made(territory("Turkey", "TR")))
    assert (found.translated, found.missing, found.obsolete) == (0, 1, 1)


def test_a_hundred_percent_is_all_and_nothing_is_all_of_nothing() -> None:
    assert Stats(999, missing=1).percent == 99
    assert Stats().percent == 100
    assert add_up([Stats(1), Stats(missing=1)]).percent == 50
