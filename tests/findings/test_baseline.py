from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copies import audited
from tabl10n.audit import RULES, example
from tabl10n.errors import InputError
from tabl10n.findings import Report
from tabl10n.findings.baseline import UNEXPLAINED, Accepted, apply, dump, find_stale, read, update
from tabl10n.findings.selection import select

NAME = Accepted("name-translated", "their own name", "de", "lighthouse", written="Leuchtturm")


def report(*rows: str) -> Report:
    return audited(example.copy_of("\n".join(rows)))


def translated() -> Report:
    return report(example.make_row("lighthouse", name="Leuchtturm", id="Turm"))


def test_an_accepted_finding_is_left_out_and_counted() -> None:
    left = apply(translated(), [NAME])
    assert (left.counts(), left.accepted) == ({"key-translated": 1}, 1)
    assert find_stale([translated()], [NAME]) == ()


def test_it_fits_wherever_the_row_is() -> None:
    moved = report(
        example.make_row("orchard"), example.make_row("bluebird"), example.make_row("lighthouse", name="Leuchtturm")
    )
    assert apply(moved, [NAME]).counts() == {}


@pytest.mark.parametrize(
    "entry",
    [
        Accepted("name-translated", "any row", written="Leuchtturm"),
        Accepted("name-translated", "any text", key="lighthouse"),
        Accepted("name-translated", "any locale", "", "lighthouse", written="Leuchtturm"),
        Accepted("name-translated", "this part", part="text", written="Leuchtturm"),
    ],
)
def test_what_is_left_out_fits_any(entry: Accepted) -> None:
    assert apply(translated(), [entry]).counts() == {"key-translated": 1}


@pytest.mark.parametrize(
    "entry",
    [
        Accepted("key-translated", "another rule", written="Leuchtturm"),
        Accepted("name-translated", "another text", written="Turm"),
        Accepted("name-translated", "another key", key="orchard", written="Leuchtturm"),
    ],
)
def test_an_entry_that_fits_nothing_is_stale(entry: Accepted) -> None:
    assert apply(translated(), [entry]).accepted == 0
    assert find_stale([translated()], [entry]) == (entry,)


def test_an_entry_of_another_locale_is_neither_used_nor_stale() -> None:
    entry = Accepted("name-translated", "theirs", "fr", "lighthouse", written="Leuchtturm")
    assert find_stale([translated()], [entry]) == ()
    assert apply(translated(), [entry]).accepted == 0


def test_an_entry_of_a_rule_that_was_not_chosen_is_kept() -> None:
    chosen = select(translated(), ["key"])
    assert find_stale([chosen], [NAME]) == ()
    assert NAME in update([chosen], [NAME])


def test_an_entry_that_fits_in_one_of_several_files_is_kept() -> None:
    sound = report(example.make_row("orchard"))
    anywhere = replace(NAME, locale="")
    assert find_stale([sound], [NAME, anywhere]) == (NAME, anywhere)
    for files in ([sound, translated()], [translated(), sound]):
        assert find_stale(files, [NAME, anywhere]) == ()
        assert {NAME, anywhere} <= set(update(files, [NAME, anywhere]))


def test_update_accepts_all_and_keeps_reasons() -> None:
    gone = Accepted("name-translated", "gone", "de", "orchard", written="Garten")
    entries = update([translated()], [NAME, gone])
    assert NAME in entries
    assert gone not in entries
    assert apply(translated(), entries).counts() == {}
    assert [entry.reason for entry in entries] == ["their own name", UNEXPLAINED]
    assert update([translated()], entries) == entries


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(dump([NAME]), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == (
        '[[accepted]]\nrule = "name-translated"\nlocale = "de"\nkey = "lighthouse"\nwritten = "Leuchtturm"\n'
        'reason = "their own name"\n'
    )
    assert read(path, RULES.names) == (NAME,)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.sampled_from(RULES.names))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str, rule: str) -> None:
    path = tmp_path_factory.getbasetemp() / "accepted.toml"
    entry = Accepted(rule, "because", written=text)
    path.write_text(dump([entry]), encoding="utf-8", newline="")
    assert read(path, RULES.names) == (entry,)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[[accepted]\n", "not valid TOML"),
        ("accepted = 1\n", "not a baseline"),
        ("[other]\n", "not a baseline"),
        ("accepted = [1]\n", "accepted finding 1 is not a table"),
        ("[[accepted]]\nrule = 1\n", "accepted finding 1 is not a table of texts"),
        ('[[accepted]]\nrule = "key-recased"\n', "accepted finding 1 has no reason"),
        ('[[accepted]]\nreason = "so"\n', "accepted finding 1 has no rule"),
        ('[[accepted]]\nrule = "key-recase"\nreason = "so"\n', "no such rule: key-recase; did you mean key-recased"),
        ('[[accepted]]\nrule = "key-recased"\nreason = "so"\nline = "3"\n', "has the field 'line'"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str, fact: str) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path, RULES.names)
    assert fact in str(caught.value)
    assert str(path) in str(caught.value)
