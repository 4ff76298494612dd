"""Other programs read from our files what they read from gettext's own."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po

from catalog.making import made, name, territory
from tabl10n.catalog.merge import merge
from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.pofile import parse, render

Strings = list[tuple[str, str, str, bool]]

CATALOG = made(
    Message("Boats By Country", "title", "Boote\nnach Ländern", references=("a b/x.md:1", "y.md:12")),
    Message('All "boats" \\ that\twe know:', "introduction", "船" * 120, comments=("mine", "", " indented")),
    territory("Japan", "JP", "日本", references=tuple(f"locales/en/boats.md:{n}" for n in range(20))),
    name("Knarr", "knarr", "Knorr", flags=("fuzzy", "no-wrap"), previous_msgid="Knarr\nold"),
    name("Færing", "faering"),
    name("Old", "old", "Alt\nund zwei Zeilen", obsolete=True, comments=("gone",), flags=("fuzzy",)),
)


def updated() -> Catalog:
    """The catalog as an update leaves it."""
    template = made(*(replace(m, msgstr="", flags=(), comments=()) for m in CATALOG.messages[1:4]), name("New", "new"))
    return merge(CATALOG, template, "de").catalog


def strings(catalog: Catalog) -> Strings:
    return sorted((m.msgctxt or "", m.msgid, m.msgstr, m.fuzzy) for m in catalog.messages if not m.obsolete)


def through_gettext(text: str) -> str:
    return subprocess.run(["msgcat", "-"], input=text, check=True, capture_output=True, encoding="utf-8").stdout


def by_polib(text: str) -> Strings:
    entries = (entry for entry in polib.pofile(text) if not entry.obsolete)
    return sorted((e.msgctxt or "", e.msgid, e.msgstr, "fuzzy" in e.flags) for e in entries)


def by_babel(text: str) -> Strings:
    found = read_po(io.BytesIO(text.encode()))
    return sorted((m.context or "", str(m.id), str(m.string), m.fuzzy) for m in found if m.id)


def by_toolkit(text: str) -> Strings:
    pypo = pytest.importorskip("translate.storage.pypo", reason="needs translate-toolkit: pip install '.[test]'")
    units = [unit for unit in pypo.pofile(io.BytesIO(text.encode())).units if not unit.isheader()]
    found = [u for u in units if not u.isobsolete()]
    return sorted((u.getcontext(), str(u.source), str(u.target), u.isfuzzy()) for u in found)


@pytest.mark.parametrize("catalog", [CATALOG, updated()], ids=["made", "updated"])
@pytest.mark.parametrize("reader", [by_polib, by_babel, by_toolkit], ids=["polib", "babel", "translate-toolkit"])
def test_what_we_write_is_read_as_we_mean_it(catalog: Catalog, reader: object) -> None:
    assert callable(reader)
    assert reader(render(catalog)) == strings(catalog)


@pytest.mark.gettext
@pytest.mark.parametrize("catalog", [CATALOG, updated()], ids=["made", "updated"])
@pytest.mark.parametrize("reader", [by_polib, by_babel, by_toolkit], ids=["polib", "babel", "translate-toolkit"])
def test_it_is_read_from_our_files_as_from_gettexts_own(catalog: Catalog, reader: object) -> None:
    assert callable(reader)
    assert reader(render(catalog)) == reader(through_gettext(render(catalog)))


@pytest.mark.gettext
@pytest.mark.parametrize("catalog", [CATALOG, updated()], ids=["made", "updated"])
def test_gettext_accepts_it_and_gives_the_same_back(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    complete = catalog.with_field("Last-Translator", "x").with_field("Language-Team", "German")
    for field in ("Project-Id-Version", "PO-Revision-Date", "MIME-Version", "Content-Transfer-Encoding"):
        complete = complete.with_field(field, "x")
    path.write_text(render(complete), encoding="utf-8")
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    again = parse(through_gettext(render(catalog)), "x.po")
    assert strings(again) == strings(catalog)
    assert [m.comments for m in again.messages] == [m.comments for m in catalog.messages]


@pytest.mark.gettext
@pytest.mark.parametrize("options", [(), ("--width=40",), ("--no-wrap",), ("--sort-output",)])
def test_an_update_after_gettext_keeps_gettexts_layout(options: tuple[str, ...]) -> None:
    text = subprocess.run(
        ["msgcat", *options, "-"], input=render(CATALOG), check=True, capture_output=True, encoding="utf-8"
    ).stdout
    before = parse(text, "x.po")
    assert render(before, like=text) == text
    moved = [replace(m, references=("x.md:77",), msgstr="") for m in CATALOG.messages if not m.obsolete]
    after = render(merge(before, made(*moved), "de").catalog, like=text)
    ours = [line for line in after.splitlines() if not line.startswith("#:")]
    assert ours == [line for line in text.splitlines() if not line.startswith("#:")]
