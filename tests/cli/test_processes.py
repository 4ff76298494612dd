"""Whole processes that update a catalog: killed at any moment, or two at once, they leave it whole."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from commandline import Run
from paths import ROOT

SOURCE = Path("locales/en/shops.md")
CATALOG = Path("locales/de/LC_MESSAGES/shops.po")
ONE, TWO = "one.pot", "two.pot"
SHOPS = 600  # two messages each
KILLS = 10

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL, and locks on directories")


def table(old: str = "", new: str = "") -> str:
    """A table of many shops, in which other words are in the place of some."""
    text = "# Shops\n\n| id | name | description |\n|---|---|---|\n"
    for n in range(SHOPS):
        text += f"| shop{n} | [Shop {n}](https://shop{n}.example) | Sells boat {n} and its oars, sails and ropes |\n"
    return text.replace(old, new) if old else text


@pytest.fixture
def shops(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a translated catalog, and two templates in which a tenth of the names or texts have changed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "i18n"))
    SOURCE.parent.mkdir(parents=True)
    SOURCE.write_text(table(), encoding="utf-8")
    run("init", "de")
    text = CATALOG.read_text(encoding="utf-8")
    CATALOG.write_text(re.sub(r'(msgid "(.+)"\nmsgstr )""', r'\1"\2 auf Deutsch"', text), encoding="utf-8")
    for template, words in ((ONE, ("0]", "0 & Sons]")), (TWO, ("5 and", "5 or"))):
        SOURCE.write_text(table(*words), encoding="utf-8")
        run("extract", "-o", template, SOURCE)
    return tmp_path


def started(*options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tabl10n", "update", "--template", *(options or (ONE,))]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def updated(*options: str) -> bytes:
    """The catalog after an update that nobody disturbs."""
    assert started(*options).wait() == 0
    return CATALOG.read_bytes()


def temporary() -> set[str]:
    return {path.name for path in CATALOG.parent.iterdir() if path.name != CATALOG.name}


def sizes() -> tuple[tuple[str, int], ...]:
    """The files beside the catalog and itself, with their sizes."""
    with os.scandir(CATALOG.parent) as files, suppress(FileNotFoundError):
        return tuple((file.name, file.stat().st_size) for file in files)
    return ()


def killed(process: subprocess.Popen[bytes], is_time: Callable[[], bool]) -> bool:
    """Kill the process when it is time; whether it was still running then."""
    while process.poll() is None and not is_time():
        pass  # a file is written in less time than the shortest sleep takes
    process.kill()
    return process.wait() == -signal.SIGKILL


def assert_whole_after_kills(moment: Callable[[], Callable[[], bool]]) -> None:
    """Kill updates, each when it is the ``moment`` that is drawn for it: the catalog is the old one or the new one."""
    old, new = CATALOG.read_bytes(), updated()
    assert new != old
    kills = 0
    for _ in range(KILLS):
        CATALOG.write_bytes(old)
        kills += killed(started(), moment())
        assert CATALOG.read_bytes() in (old, new)
        assert len(temporary()) <= 1
    assert kills
    CATALOG.write_bytes(old)
    assert updated() == new
    assert not temporary()


@pytest.mark.slow
def test_a_process_that_is_killed_at_any_moment_leaves_the_old_catalog_or_the_new_one(shops: Path) -> None:
    old, start = CATALOG.read_bytes(), time.monotonic()
    updated()
    duration = time.monotonic() - start
    CATALOG.write_bytes(old)

    def at_random() -> Callable[[], bool]:
        end = time.monotonic() + random.uniform(0, duration)
        return lambda: time.monotonic() >= end

    assert_whole_after_kills(at_random)


@pytest.mark.slow
def test_a_process_that_is_killed_while_it_writes_leaves_the_old_catalog_or_the_new_one(shops: Path) -> None:
    def at_a_change() -> Callable[[], bool]:
        seen, changes = {sizes()}, random.randint(1, 4)  # a file begins, grows, and is the catalog

        def is_time() -> bool:
            seen.add(sizes())
            return len(seen) > changes

        return is_time

    assert_whole_after_kills(at_a_change)


def test_of_two_processes_at_once_each_has_its_say(shops: Path) -> None:
    one, two = (ONE, "--no-location"), (TWO,)
    old, results = CATALOG.read_bytes(), set()
    for first, second in ((one, two), (two, one)):
        CATALOG.write_bytes(old)
        updated(*first)
        results.add(updated(*second))
    for _ in range(KILLS // 2):
        CATALOG.write_bytes(old)
        processes = [started(*options) for options in (one, two)]
        assert [process.wait() for process in processes] == [0, 0]
        assert CATALOG.read_bytes() in results
        assert not temporary()
