"""Catalogs follow the template: nothing is lost, nothing is guessed, nothing moves that need not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.making import HEADER, made, name, po, territory
from tabl10n.catalog.merge import merge
from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.pofile import parse, render

TITLE = Message("Boats By Country", "title", "Boote nach Ländern")


def merged(old: Catalog, *template: Message, **options: bool) -> tuple[Message, ...]:
    return merge(old, made(*template), "de", **options).catalog.messages


def counts(old: Catalog, *template: Message) -> dict[str, int]:
    return dict(merge(old, made(*template), "de").counts)


def test_a_translation_stays_with_its_message_and_its_notes_follow_the_template() -> None:
    old = made(replace(TITLE, comments=("mine",), flags=("no-wrap",), references=("x.md:1",)))
    (kept,) = merged(old, replace(TITLE, msgstr="", references=("x.md:2",), extracted=("new note",)))
    assert kept == replace(old.messages[0], references=("x.md:2",), extracted=("new note",))


def test_a_renamed_territory_keeps_its_translation_by_its_code() -> None:
    old = made(territory("Czech Republic", "CZ", "Tschechei", comments=("as we say here",)))
    assert merged(old, territory("Czechia", "CZ")) == (
        territory("Czechia", "CZ", "Tschechei", comments=("as we say here",)),
    )


def test_a_renamed_exchange_keeps_its_translation_by_its_key() -> None:
    old = made(name("Buda", "buda", "Вуда"), name("Bud", "bud", "Вуд"))
    template = (name("Buda.com", "buda"), name("Bud", "bud"))
    assert merged(old, *template) == (name("Buda.com", "buda", "Вуда"), name("Bud", "bud", "Вуд"))
    assert counts(old, *template) == {"renamed": 1}


def test_a_copy_of_the_old_name_is_no_translation_of_the_new_one() -> None:
    (carried,) = merged(made(name("Huobi", "huobi", "Huobi")), name("HTX", "huobi"))
    assert carried == name("HTX", "huobi", "Huobi", flags=("fuzzy",), previous_msgid="Huobi")


def test_the_translation_of_another_exchange_is_never_taken() -> None:
    old = made(name("Bitfinex", "bitfinex", "比特"), name("xBTCe", "xbtce", "艾克斯"))
    template = (name("Bitforex", "bitforex"), name("BTCEX", "btcex"))
    assert [m.msgstr for m in merged(old, *template) if not m.obsolete] == ["", ""]
    assert counts(old, *template) == {"new": 2, "obsolete": 2}


def test_the_same_name_of_another_exchange_is_in_doubt() -> None:
    old = made(name("Coin", "coin", "Münze"))
    (doubted,) = merged(old, name("Coin", "coin-us"))
    assert (doubted.msgstr, doubted.fuzzy) == ("Münze", True)
    again = made(doubted)
    assert merged(again, name("Coin", "coin-us")) == (doubted,)


def test_a_new_key_at_the_same_address_is_the_same_exchange() -> None:
    old = made(Message("OKEX", "name", "欧易", extracted=("key okex, https://okex.example",)))
    (kept,) = merged(old, Message("OKEX", "name", extracted=("key okx, https://okex.example",)))
    assert (kept.msgstr, kept.fuzzy) == ("欧易", False)


def test_a_row_with_a_new_key_and_a_new_name_at_the_same_address_keeps_its_translation_in_doubt() -> None:
    old = made(Message("OKEX", "name", "欧易", extracted=("key okex, https://okex.example",)))
    (carried,) = merged(old, Message("OKX", "name", extracted=("key okx, https://okex.example",)))
    assert (carried.msgstr, carried.fuzzy, carried.previous_msgid) == ("欧易", True, "OKEX")


@pytest.mark.parametrize(
    "template",
    [
        [("OKX", "key okx, https://a.example"), ("Other", "key b, https://a.example")],  # two rows have the link now
        [("OKX", "key okx, https://a.example"), ("B", "key a, https://b.example")],  # the key is still there
    ],
)
def test_an_address_that_may_be_another_rows_tells_nothing(template: list[tuple[str, str]]) -> None:
    old = made(Message("A", "name", "Ah", extracted=("key a, https://a.example",)))
    new = [Message(msgid, "name", extracted=(note,)) for msgid, note in template]
    assert not any(m.msgstr for m in merged(old, *new) if m.msgid in ("OKX", "Other"))


def test_a_catalog_without_notes_keeps_its_translations() -> None:
    old = made(Message("Buda", "name", "Вуда"), Message("Japan", "territory", "Nippon"))
    assert [m.msgstr for m in merged(old, name("Buda", "buda"), territory("Japan", "JP"))] == ["Вуда", "Nippon"]


def test_a_name_that_another_row_has_too_now_is_in_doubt() -> None:
    old = made(name("One", "a", "Eins"))
    (shared,) = merged(old, Message("Two", "name", extracted=("key a", "key b")))
    assert (shared.msgstr, shared.fuzzy, shared.previous_msgid) == ("Eins", True, "One")


def test_a_row_that_gets_a_name_of_its_own_starts_from_the_shared_one_in_doubt() -> None:
    old = made(Message("Fin", "name", "Flosse", extracted=("key fin", "key fin2")))
    first, second = merged(
        old, Message("Fin", "name", extracted=("key fin",)), Message("Fin II", "name", extracted=("key fin2",))
    )
    assert (first.msgstr, first.fuzzy) == ("Flosse", False)
    assert (second.msgstr, second.fuzzy, second.previous_msgid) == ("Flosse", True, "Fin")


def test_a_new_territory_is_named_by_cldr() -> None:
    old = made(TITLE)
    assert [m.msgstr for m in merged(old, TITLE, territory("Turkey", "TR"))] == [TITLE.msgstr, "Türkei"]
    assert counts(old, TITLE, territory("Turkey", "TR")) == {"filled": 1}


def test_a_territory_that_nobody_has_named_is_named_by_cldr() -> None:
    old = made(territory("Turkey", "TR"), TITLE)
    assert [m.msgstr for m in merged(old, territory("Turkey", "TR"), TITLE)] == ["Türkei", TITLE.msgstr]
    assert counts(old, territory("Turkey", "TR"), TITLE) == {"named": 1}


@pytest.mark.parametrize(
    "empty",
    [name("Fin", "fin"), territory("Atlantis", ""), replace(territory("Turkey", "TR"), flags=("fuzzy",))],
    ids=["a name", "a territory that CLDR does not know", "a territory in doubt"],
)
def test_what_nobody_can_know_stays_empty(empty: Message) -> None:
    assert merged(made(empty), replace(empty, flags=())) == (empty,)


NEW_TEXT = Message("How long to wait for a reply", "text", extracted=("key timeout",))
OLD_TEXT = Message("How long to wait for an answer", "text", "Wie lange", extracted=("key timeout",))


@pytest.mark.parametrize("obsolete", [False, True])
def test_a_reworded_text_that_a_merge_has_put_in_empty_gets_its_translation_in_doubt(obsolete: bool) -> None:
    old = made(replace(NEW_TEXT, comments=("Ask first",)), replace(OLD_TEXT, obsolete=obsolete, comments=("Long?",)))
    (fuzzy,) = merged(old, NEW_TEXT)
    assert (fuzzy.msgid, fuzzy.msgstr, fuzzy.flags) == (NEW_TEXT.msgid, "Wie lange", ("fuzzy",))
    assert (fuzzy.previous_msgid, fuzzy.comments) == (OLD_TEXT.msgid, ("Ask first", "Long?"))
    assert counts(old, NEW_TEXT) == {"reworded": 1}


def test_a_reworded_text_gets_its_obsolete_translation_in_doubt_where_the_catalog_lacks_it() -> None:
    (fuzzy,) = merged(made(replace(OLD_TEXT, obsolete=True)), NEW_TEXT)
    assert (fuzzy.msgstr, fuzzy.flags, fuzzy.obsolete) == ("Wie lange", ("fuzzy",), False)


@pytest.mark.parametrize(
    "left",
    [
        replace(OLD_TEXT, extracted=("key retries",)),
        replace(OLD_TEXT, extracted=()),
        replace(OLD_TEXT, msgid="Which encoding the body has"),
    ],
    ids=["of another row", "of no row", "unlike"],
)
def test_a_text_without_a_translation_takes_none_that_may_be_anothers(left: Message) -> None:
    empty, other = merged(made(NEW_TEXT, replace(left, obsolete=True)), NEW_TEXT)
    assert (empty.msgstr, other.msgstr) == ("", "Wie lange")


def test_a_reworded_text_becomes_fuzzy_with_the_text_it_was_made_for() -> None:
    old = made(Message("All boats that we know:", "introduction", "Alle Boote:", flags=("no-wrap",)))
    (fuzzy,) = merged(old, Message("All the boats that we know of:", "introduction"))
    assert fuzzy.flags == ("fuzzy", "no-wrap")
    assert (fuzzy.msgstr, fuzzy.previous_msgid) == ("Alle Boote:", "All boats that we know:")


def test_a_text_that_is_reworded_twice_keeps_the_text_it_was_made_for() -> None:
    old = made(Message("All boats that we know:", "introduction", "Alle Boote:"))
    once = made(*merged(old, Message("All the boats that we know of:", "introduction")))
    (twice,) = merged(once, Message("All the boats that anybody knows of:", "introduction"))
    assert (twice.previous_msgid, twice.flags) == ("All boats that we know:", ("fuzzy",))


def test_a_text_that_becomes_what_it_was_is_translated_again() -> None:
    first = Message("All boats that we know:", "introduction", "Alle Boote:")
    second = Message("All the boats that we know of:", "introduction")
    assert merged(made(*merged(made(first), second)), replace(first, msgstr="")) == (first,)


@pytest.mark.parametrize("key", ["a", "b"])
def test_a_name_in_doubt_that_becomes_what_it_was_stays_in_doubt(key: str) -> None:
    once = made(*merged(made(name("Two", "b", "Zwei")), Message("One", "name", extracted=("key a", "key b"))))
    (doubted,) = merged(once, name("Two", key))
    assert (doubted.msgstr, doubted.fuzzy, doubted.previous_msgid) == ("Zwei", True, None)


def test_a_new_title_is_the_title_reworded() -> None:
    (title,) = merged(made(TITLE), Message("Ships", "title"))
    assert (title.msgstr, title.previous_msgid, title.fuzzy) == (TITLE.msgstr, TITLE.msgid, True)


def test_an_abbreviated_header_is_written_out() -> None:
    old = made(Message("id", "header", "ID"), Message("ver", "header", "Version"))
    assert [m.previous_msgid for m in merged(old, Message("identifier", "header"), Message("version", "header"))] == [
        "id",
        "ver",
    ]


def test_another_column_takes_no_header_over() -> None:
    old = made(Message("id", "header", "ID"), Message("logo", "header", "Logo"))
    assert [m.msgstr for m in merged(old, Message("id", "header"), Message("fees", "header"))] == ["ID", "", "Logo"]


def test_a_paragraph_replaced_by_another_takes_nothing_over() -> None:
    old = made(Message("Ask the harbour master before you leave.", "paragraph", "Hafenmeister"))
    first, second = merged(old, Message("Prices are in dollars, without tax.", "paragraph"))
    assert (first.msgstr, second.obsolete) == ("", True)


def test_a_text_of_another_row_is_not_a_rewording() -> None:
    old = made(Message("Spot trading on Ripio", "text", "Kassahandel", extracted=("key ripio",)))
    first, _ = merged(old, Message("Spot trading on Rapio", "text", extracted=("key rapio",)))
    assert first.msgstr == ""


def test_a_text_is_found_by_its_row_wherever_that_went() -> None:
    texts = [Message(f"Sails well in wind force {n}", "text", f"Wind {n}", extracted=(f"key b{n}",)) for n in range(60)]
    reworded = [replace(m, msgid=m.msgid + " and more", msgstr="") for m in texts]
    found = merged(made(*texts), *reversed(reworded))
    assert {m.msgid: (m.msgstr, m.previous_msgid) for m in found} == {
        new.msgid: (old.msgstr, old.msgid) for old, new in zip(texts, reworded, strict=True)
    }


def test_a_paragraph_is_the_same_before_and_after_a_table() -> None:
    old = made(Message("Ask first.", "paragraph", "Erst fragen."))
    assert merged(old, Message("Ask first.", "introduction")) == (
        Message("Ask first.", "introduction", "Erst fragen."),
    )


def test_what_left_becomes_obsolete_and_comes_back() -> None:
    title = replace(TITLE, references=("x.md:7",))
    both = made(name("Buda", "buda", "Вуда", references=("x.md:1",), comments=("mine",)), title)
    gone = merge(both, made(title), "de")
    assert gone.catalog.messages == (title, name("Buda", "buda", "Вуда", obsolete=True, comments=("mine",)))
    assert dict(gone.counts) == {"obsolete": 1}
    back = merge(gone.catalog, made(name("Buda", "buda", references=("x.md:9",)), title), "de")
    assert back.catalog.messages == (name("Buda", "buda", "Вуда", comments=("mine",), references=("x.md:9",)), title)
    assert dict(back.counts) == {"back": 1}


def test_what_comes_back_under_another_name_is_known_by_its_key() -> None:
    gone = made(name("Buda", "buda", "Вуда", obsolete=True), territory("Turkey", "TR", "Türkei (Land)", obsolete=True))
    found = merged(gone, name("Buda.com", "buda"), territory("Türkiye", "TR"))
    assert found == (name("Buda.com", "buda", "Вуда"), territory("Türkiye", "TR", "Türkei (Land)"))


def test_what_nobody_translated_is_dropped_but_not_a_translators_note() -> None:
    old = made(name("A", "a"), name("B", "b", comments=("ask them",)))
    assert merged(old) == (name("B", "b", comments=("ask them",), obsolete=True),)


def test_moving_a_row_changes_only_references() -> None:
    old = made(*(name(n, n.lower(), n * 2, references=(f"x.md:{i}",)) for i, n in enumerate("ABC")))
    found = merged(old, *(name(n, n.lower(), references=(f"x.md:{i}",)) for i, n in enumerate("CAB")))
    assert [(m.msgid, m.references) for m in found] == [("A", ("x.md:1",)), ("B", ("x.md:2",)), ("C", ("x.md:0",))]
    template = made(*(name(n, n.lower(), references=(f"x.md:{i}",)) for i, n in enumerate("CAB")))
    template = template.with_field("POT-Creation-Date", "2027-01-01 10:00+0000")
    assert merge(old, template, "de").catalog.header == old.header


def test_a_new_message_comes_after_the_one_it_follows_in_the_template() -> None:
    old = made(name("A", "a", "1"), name("C", "c", "3"), name("Z", "z", "9", obsolete=True))
    found = merged(old, name("0", "0"), name("A", "a"), name("B", "b"), name("C", "c"), name("D", "d"))
    assert [m.msgid for m in found] == ["0", "A", "B", "C", "D", "Z"]


def test_without_location_there_are_no_references_and_they_do_not_come_back_by_themselves() -> None:
    old = made(name("A", "a", "1", references=("x.md:1",)))
    moved = name("A", "a", references=("x.md:2",))
    assert merged(old, moved, location=False) == (name("A", "a", "1"),)
    assert merged(made(name("A", "a", "1")), moved) == (name("A", "a", "1"),)
    assert merged(made(name("A", "a", "1")), moved, location=True) == (replace(moved, msgstr="1"),)


def test_the_date_follows_where_a_string_changed() -> None:
    template = made(TITLE, name("A", "a")).with_field("POT-Creation-Date", "2027-01-01 10:00+0000")
    assert merge(made(TITLE), template, "de").catalog.fields["POT-Creation-Date"] == "2027-01-01 10:00+0000"
    assert merge(made(TITLE), template, "de", date=False).catalog.header == made().header


def test_lines_of_the_header_that_nobody_knows_survive() -> None:
    old = parse(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"a line of its own\\n"\n'
        '"POT-Creation-Date: then\\n"\n"X-Poedit-SourceCharset: UTF-8\\n"\n',
        "x.po",
    )
    assert merge(old, made(TITLE), "pt-BR").catalog.header.msgstr.splitlines() == [
        "Content-Type: text/plain; charset=UTF-8",
        "a line of its own",
        "POT-Creation-Date: 2026-01-01 10:00+0000",
        "X-Poedit-SourceCharset: UTF-8",
        "Language: pt_BR",
        "Plural-Forms: nplurals=2; plural=(n > 1);",
    ]


def test_an_entry_keeps_the_layout_of_the_tool_that_saved_it() -> None:
    entry = '#: a.md:1\nmsgctxt "title"\nmsgid ""\n"Boats "\n"By Country"\nmsgstr ""\n"Boote "\n"nach Ländern"'
    found = merge(po(entry), made(Message("Boats By Country", "title", references=("a.md:2",))), "de")
    assert render(found.catalog) == HEADER + "\n" + entry.replace("a.md:1", "a.md:2") + "\n"


ENTITY = st.sampled_from("abcdef")
NAMES = st.dictionaries(ENTITY, st.sampled_from(["One", "Two", "Three", "Four"]), max_size=5)


def template_of(names: dict[str, str]) -> list[Message]:
    grouped: dict[str, list[str]] = {}
    for key, said in names.items():
        grouped.setdefault(said, []).append(f"key {key}")
    return [Message(said, "name", extracted=tuple(keys)) for said, keys in grouped.items()]


@example([{"b": "Two"}, {"a": "One", "b": "One"}, {"a": "One"}, {"a": "Two"}])
@given(st.lists(NAMES, min_size=2, max_size=5))
def test_whatever_the_table_does_no_translation_is_lost_or_moves_to_another_entity(
    states: list[dict[str, str]],
) -> None:
    catalog = made(*(replace(m, msgstr=f"{m.msgid} {i}") for i, m in enumerate(template_of(states[0]))))
    owners = {m.msgstr: set(m.extracted) for m in catalog.messages}
    for state in states[1:]:
        template = made(*template_of(state))
        catalog = merge(catalog, template, "de").catalog
        assert parse(render(catalog), "x.po") == catalog
        assert merge(catalog, template, "de").catalog == catalog
        assert owners.keys() == {m.msgstr for m in catalog.messages if m.msgstr}
        assert {m.identity for m in catalog.messages if not m.obsolete} == {m.identity for m in template.messages}
        for message in (m for m in catalog.messages if m.usable):
            assert owners[message.msgstr] & set(message.extracted)
            owners[message.msgstr] |= set(message.extracted)  # whoever has the same name has its translation


def test_a_reworded_paragraph_that_is_the_introduction_now_says_what_it_was() -> None:
    old = made(Message("All our old boats are listed here.", "paragraph", "Alle unsere alten Boote stehen hier."))
    (message,) = merge(old, made(Message("All our old boats are listed below.", "introduction")), "de").catalog.messages
    assert (message.msgstr, message.flags) == ("Alle unsere alten Boote stehen hier.", ("fuzzy",))
    assert (message.previous_msgctxt, message.previous_msgid) == ("paragraph", "All our old boats are listed here.")


def test_the_translation_in_force_goes_before_an_obsolete_one_of_the_same_row() -> None:
    old = made(name("Budapest", "buda", "Старый", obsolete=True), name("Buda", "buda", "Вуда"))
    (renamed, left) = merged(old, name("Buda.com", "buda"))
    assert (renamed.msgid, renamed.msgstr, renamed.fuzzy) == ("Buda.com", "Вуда", False)
    assert (left.msgid, left.obsolete) == ("Budapest", True)
