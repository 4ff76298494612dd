"""A translator's week: a real catalog, a table that changes under it, and nothing lost."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest

from commandline import Run
from paths import SOURCE
from tabl10n.catalog import pofile
from tabl10n.catalog.model import Message

TABLE = Path("locales/en/exchanges.md")
GERMAN = Path("locales/de/LC_MESSAGES/exchanges.po")
BUILT = Path("locales/de/exchanges.md")

BY_HAND = {
    "Exchanges By Country": "Börsen nach Ländern",
    "The ccxt library currently supports the following cryptocurrency exchange markets and trading APIs:": "Börsen:",
    "country / region": "Land / Region",
    "Buda": "Wuda",
    "Kuna": "Marder",
    "Ripio": "Ripio-Börse",
}


def translate(words: dict[str, str], note: str = "# geprüft am Montag\n") -> None:
    """Fill in translations as someone with an editor does."""
    text = GERMAN.read_text(encoding="utf-8")
    for msgid, msgstr in words.items():
        entries = [f'msgid "{msgid}"\nmsgstr "{before}"\n' for before in ("", msgid)]  # names are filled already
        (entry,) = [entry for entry in entries if entry in text]
        text = text.replace(entry, f'msgid "{msgid}"\nmsgstr "{msgstr}"\n')
    text = text.replace("#. CLDR AR:", f"{note}#. CLDR AR:").replace('msgstr "Argentinien"', 'msgstr "Silberland"')
    GERMAN.write_text(text, encoding="utf-8")


def change(*pairs: tuple[str, str]) -> None:
    text = TABLE.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    TABLE.write_text(text, encoding="utf-8")


def rows(name: str) -> list[str]:
    return [line for line in TABLE.read_text(encoding="utf-8").splitlines() if f"[{name}]" in line]


def rotate(count: int, further: str = "") -> None:
    """Put the first rows last, and further ones first."""
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.startswith("|")) + 2
    body = [line for line in lines[first:] if line.startswith("|")]
    moved = [*lines[:first], further, *body[count:], *body[:count], *lines[first + len(body) :]]
    TABLE.write_text("".join(moved), encoding="utf-8")


def messages() -> dict[str, Message]:
    return {message.msgid: message for message in pofile.read(GERMAN).messages}


def update(run: Run) -> tuple[list[str], str]:
    """Update, check that this was all; the lines of the diff that are not references, and what was printed."""
    before = unplaced()
    result = run("update")
    assert result.status == 0
    assert run("update", "--check").status == 0
    return [line for line in difflib.ndiff(before, unplaced()) if line[0] in "+-"], result.err


def unplaced() -> list[str]:
    return [line for line in GERMAN.read_text(encoding="utf-8").splitlines() if not line.startswith("#:")]


@pytest.fixture
def monday(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A project with the exchanges, and a German catalog that someone has begun to translate."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    TABLE.parent.mkdir(parents=True)
    shutil.copy(SOURCE, TABLE)
    run("init", "de")
    translate(BY_HAND)
    return run


def test_an_exchange_is_added(monday: Run) -> None:
    old = rows("Buda")[0]
    change(
        (old, old + "\n" + old.replace("Buda", "Sparrow").replace("buda", "sparrow").replace("Argentina", "Iceland  "))
    )
    changed, result = update(monday)
    assert result == f"{GERMAN}: updated: 1 new and named by CLDR, 1 kept\n"
    assert [line for line in changed if line.startswith("-")] == []
    assert 'msgid "Iceland"\nmsgstr "Island"' in GERMAN.read_text(encoding="utf-8")
    assert len([line for line in changed if line != "+ "]) == 5 + 7  # two entries, and no line of another
    assert messages()["Sparrow"].msgstr == "Sparrow"


def test_an_exchange_is_renamed(monday: Run) -> None:
    change(("[Buda]", "[Buda.com]"))
    changed, _ = update(monday)
    assert changed == ['- msgid "Buda"', '+ msgid "Buda.com"']
    assert messages()["Buda.com"].msgstr == "Wuda"


def test_a_country_is_reworded(monday: Run) -> None:
    change(("| Czech Republic ", "| Czechia        "))
    changed, _ = update(monday)
    assert changed == ['- msgid "Czech Republic"', '+ msgid "Czechia"']


def test_a_translators_own_word_for_a_country_stays(monday: Run) -> None:
    change(("| Argentina ", "| AR        "))
    changed, _ = update(monday)
    assert changed == ['- msgid "Argentina"', '+ msgid "AR"']
    assert (messages()["AR"].msgstr, messages()["AR"].comments) == ("Silberland", ("geprüft am Montag",))


def test_rows_are_moved(monday: Run) -> None:
    rotate(20)
    assert update(monday) == ([], f"{GERMAN}: updated: only references, comments or the header\n")


def test_prose_is_reworded(monday: Run) -> None:
    change(("currently supports", "now supports"))
    changed, _ = update(monday)
    introduction = messages()[
        "The ccxt library now supports the following cryptocurrency exchange markets and trading APIs:"
    ]
    assert introduction.fuzzy
    assert introduction.msgstr == "Börsen:"
    assert "currently" in str(introduction.previous_msgid)
    assert [line[0] for line in changed] == ["+", "+", "-", "+"]  # fuzzy, previous, msgid
    change(("now supports", "currently supports"))
    changed, _ = update(monday)
    assert [line[0] for line in changed] == ["-", "-", "-", "+"]


def test_an_exchange_leaves_and_comes_back(monday: Run) -> None:
    whole = TABLE.read_text(encoding="utf-8")
    before = GERMAN.read_text(encoding="utf-8")
    change(*((row + "\n", "") for row in rows("Ripio")))
    _, result = update(monday)
    assert "1 obsolete" in result
    assert '#~ msgid "Ripio"\n#~ msgstr "Ripio-Börse"' in GERMAN.read_text(encoding="utf-8")
    TABLE.write_text(whole, encoding="utf-8")
    _, result = update(monday)
    assert "1 back" in result
    assert GERMAN.read_text(encoding="utf-8") == before


def test_the_whole_week_and_the_table_at_its_end(monday: Run) -> None:
    ripio = "".join(row + "\n" for row in rows("Ripio"))
    change(*((row + "\n", "") for row in rows("Ripio")), ("[Buda]", "[Buda.com]"))
    update(monday)
    change(("| Czech Republic ", "| Czechia        "), ("[Kuna]", "[Kuna Pro]"))
    rotate(40, ripio)
    update(monday)
    found = messages()
    assert {name: found[name].msgstr for name in ("Buda.com", "Kuna Pro", "Ripio", "Argentina", "Czechia")} == {
        "Buda.com": "Wuda",
        "Kuna Pro": "Marder",
        "Ripio": "Ripio-Börse",
        "Argentina": "Silberland",
        "Czechia": "Tschechische Republik",
    }
    assert not [m for m in found.values() if m.obsolete or m.fuzzy]
    translated = {m.msgstr for m in found.values() if m.msgctxt == "name" and m.msgstr != m.msgid}
    assert translated == {"Wuda", "Marder", "Ripio-Börse"}
    assert monday("check", "de", "--fail-on", "error").status == 0  # it warns of names that became other words
    assert monday("build", "de").status == 0
    built = BUILT.read_text(encoding="utf-8")
    for word in ("# Börsen nach Ländern", "Silberland", "[Wuda](https://www.buda.com)", "[Marder]", "[Ripio-Börse]"):
        assert word in built


@pytest.mark.gettext
def test_gettext_accepts_every_day_of_it(monday: Run) -> None:
    for old, new in (
        ("[Buda]", "[Buda.com]"),
        ("currently", "now"),
        ("| Turkey ", "| Türkiye "),
        (rows("Ripio")[0], ""),
    ):
        change((old, new))
        update(monday)
        done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", GERMAN], capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stderr) == (0, "")
