"""What the program does is what was frozen of it; and a difference is shown, not only counted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paths import ROOT

FROZEN = ROOT / "tools/frozen"


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    sys.path.insert(0, str(FROZEN))
    yield
    sys.path.remove(str(FROZEN))


@pytest.mark.slow
def test_the_machine_translated_table_is_found_and_fixed_as_frozen() -> None:
    command = [sys.executable, FROZEN / "compare.py", "seed"]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_a_difference_names_what_left_and_what_came() -> None:
    from facts import differences

    assert differences(["a", "b", "c"], ["a", "c", "d"]) == ["-b", "+d"]
    assert differences(["--- a"], ["+++ b"]) == ["---- a", "++++ b"]


def page(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("| id | text |\n|---|---|\n| a | b |\n", encoding="utf-8")
    return path


def test_translated_pages_are_paired_with_their_sources_by_tree_suffix_or_folder(tmp_path: Path) -> None:
    from pairs import find_pairs

    root = tmp_path / "pages"
    names = {
        "tree/tr/guide/a.md": ("tree/en/guide/a.md", "tr"),
        "flat/b.zh-CN.md": ("flat/b.en-US.md", "zh-CN"),
        "pairs/uk-env/copy.html": ("pairs/uk-env/en.html", "uk"),
        "tables/long-name-ru/translated.md": ("tables/long-name-ru/source.md", "ru"),
    }
    for copy, (source, _) in names.items():
        page(root / copy)
        page(root / source)
    page(root / "tree/tr/lonely.md")
    found = {
        pair.copy.relative_to(root).as_posix(): (pair.source.relative_to(root).as_posix(), pair.locale)
        for pair in find_pairs([root])
    }
    assert found == names


def test_a_page_that_is_refused_is_summarized_and_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pages import summarize_pages

    for name in ("good", "bad"):
        page(tmp_path / f"{name}.en.md")
        page(tmp_path / f"{name}.de.md")
    (tmp_path / "bad.de.md").write_bytes(b"\xff not UTF-8\n")
    summarize_pages([tmp_path], ["good*"])
    printed = capsys.readouterr().out
    assert "| careful copies | 1 | 0 |" in printed
    assert "| other copies | 1 | 1 |" in printed
    assert "other copies: refused 1: not UTF-8" in printed
