"""What is fuzzed: each target takes a text, or numbers at random, and fails where a law of the program is broken."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import grammar

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import tabl10n
from copies import read
from tabl10n import formats
from tabl10n.api import make_page
from tabl10n.audit.fix import fix
from tabl10n.catalog import pofile
from tabl10n.checks import check
from tabl10n.cli import run_command_line
from tabl10n.columns import infer_document
from tabl10n.document import Document, Edit
from tabl10n.errors import InputError
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Text

GERMAN = Rendering("de", foreign_language="en")
ROUNDS = 4  # of audit and fix


class Target(NamedTuple):
    """How input is made at random, and what is done with it."""

    make: Callable[[Random], str]
    run: Callable[[str], None]


def describe_shape(document: Document) -> list[tuple[int, list[int]]]:
    """How many columns each table has, and how many cells each of its rows."""
    return [(len(table.columns), [len(row.cells) for row in table.rows]) for table in document.tables]


def read_page(suffix: str, text: str) -> None:
    """What was read is written back byte for byte; an edited cell leaves all others, and every table, as they were."""
    try:
        document = infer_document(formats.parse(text, f"x.{suffix}"), {}, "en")
    except InputError:
        return
    assert formats.patch(document, []) == text, "not written back as it was"
    for write in (partial(formats.dump, options=GERMAN), partial(formats.convert, target="html")):
        try:
            write(document, edits=[])
        except InputError:
            continue
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells if cell.text]
    for cell in cells[: 1 + len(text) % 3]:
        try:
            patched = formats.patch(document, [Edit(cell.span, (Text("other words"),))])
            again = formats.parse(patched, f"x.{suffix}")
        except InputError:
            continue
        assert describe_shape(again) == describe_shape(document), f"{cell.text!r} edited: {patched!r}"


def read_catalog(text: str) -> None:
    """What was read is written and read again as the same messages; every rule has its say about them."""
    try:
        catalog = pofile.parse(text, "x.po")
    except InputError:
        return
    again = pofile.parse(pofile.render(catalog, like=text), "x.po")
    assert [m.identity for m in again.messages] == [m.identity for m in catalog.messages]
    assert [m.msgstr for m in again.messages] == [m.msgstr for m in catalog.messages]
    other = tuple(replace(message, msgstr=f"{message.msgstr}!", flags=()) for message in catalog.messages)
    again = pofile.parse(pofile.render(replace(catalog, messages=other), like=text), "x.po")
    assert [(m.identity, m.msgstr) for m in again.messages] == [(m.identity, m.msgstr) for m in other]
    check(catalog, "x.po", "de", source_format=MARKDOWN)


TABLE = "# Boats\n\n| id | country | name |\n|---|---|---|\n| knarr | Norway | [K](https://k.example) |\n"
COMMANDS = (
    *(
        ("inspect", "locales/en/boats.md"),
        ("extract",),
        ("init", "de"),
        ("update",),
        ("stats",),
        ("check",),
        ("build",),
    ),
    *(("audit", "locales/en/boats.md", "-l", "de"), ("audit",), ("align", "locales/en/boats.md", "-l", "de")),
)


def read_settings(text: str) -> None:
    """Whatever settings say, each command ends with a status, and errors are lines."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="fuzz") as name:
        root = Path(name) / "a/b/project"
        (root / "locales/en").mkdir(parents=True)
        (root / "locales/en/boats.md").write_text(TABLE, encoding="utf-8")
        (root / "pyproject.toml").write_text(text, encoding="utf-8", newline="")
        os.chdir(root)
        try:
            for command in COMMANDS:
                with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                    assert run_command_line(list(command)) in (0, 1, 2), command
        finally:
            os.chdir(here)


SEPARATOR = "\n\x1d\n"


def make_pair(random: Random) -> str:
    """A page, and a copy of it that is damaged as letters are."""
    source = grammar.make_markdown(random)
    copy = source.replace("Norway", random.choice(("Norwegen", "Norge", "中文")))
    lines = grammar.damage(random, copy).split("\n")
    if random.random() < 0.3:
        random.shuffle(lines)
    return source + SEPARATOR + "\n".join(lines)


def align_pair(text: str) -> None:
    """Any two pages are aligned and audited; fixes come to an end, and those of cells leave the tables' shape."""
    source, _, copy = text.partition(SEPARATOR)
    try:
        english = make_page(formats.parse(source, "source.md"), "en", None)
        for _ in range(ROUNDS):
            page = make_page(formats.parse(copy, "copy.md"), "de", None)
            report = tabl10n.audit(tabl10n.align(page, english))
            fixed, done = fix(report.aligned.copy, report.report)
            if all(finding.cell is not None for finding in done):
                assert describe_shape(read(fixed, "copy.md", "de")) == describe_shape(page), fixed
            if not done:
                return
            copy = fixed
    except InputError:
        return
    raise AssertionError(f"fixes go on and on: {copy!r}")


def fix_damage(seed: str) -> None:
    """Law 2: after the fixes of a damaged translation each cell is as it was before the damage, or after it."""
    from audit import test_laws as laws
    from reference_pages import KINDS, STEMS, make_table

    laws.note = lambda _: None  # type: ignore[assignment]
    random = Random(seed)
    count = random.randint(1, 2)
    stems = random.sample(STEMS, random.randint(4, 9) * count)
    size = len(stems) // count
    tables = tuple(
        make_table(random.choice(list(KINDS)), stems[n * size : (n + 1) * size], random.randrange(10_000))
        for n in range(count)
    )
    damages = random.choices(laws.DAMAGES, k=random.randint(0, 2))
    law = laws.test_a_fix_never_touches_what_was_sound.hypothesis.inner_test  # type: ignore[attr-defined]
    law(tables, damages, random.randrange(10_000), random.choice(laws.LOCALES), random.choice(laws.FORMATS))


TARGETS = {
    **{suffix: Target(make, partial(read_page, suffix)) for suffix, make in grammar.PAGES.items()},
    "catalog": Target(grammar.make_catalog, read_catalog),
    "settings": Target(grammar.make_settings, read_settings),
    "align": Target(make_pair, align_pair),
    "fix": Target(lambda random: str(random.getrandbits(64)), fix_damage),
}
