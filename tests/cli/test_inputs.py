"""What audit takes besides files and folders: patterns, lists of files, and standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from commandline import Run

SOURCE = """\
# Options

| id | meaning |
|---|---|
| alpha_log | Reads all of the log |
| beta_log | Writes all of the log |
| gamma_log | Ends all of them |
"""
COPY = """\
# Seçenekler

| id | anlam |
|---|---|
| alpha_log | Kaydın tümünü okur |
| Beta_Log | Tümünü yazar |
| gamma_log | Hepsini bitirir |
"""
FOUND = ":6:3: key-recased 'Beta_Log' differs from the key 'beta_log' in letter case\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of two pages with a Turkish copy each, as the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        for locale, text in (("en", SOURCE), ("tr", COPY)):
            page = tmp_path / f"docs/{locale}/{name}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    return tmp_path


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_pattern_is_expanded_as_by_a_shell(run: Run, pages: Path) -> None:
    assert run("audit", "docs/tr/*.md", "--format", "concise").out == f"docs/tr/a.md{FOUND}docs/tr/b.md{FOUND}"
    assert "no file fits this pattern" in run("audit", "docs/de/*.md").err


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(run: Run, pages: Path) -> None:
    for locale in ("en", "tr"):
        (pages / f"docs/{locale}/a.md").rename(pages / f"docs/{locale}/[a].md")
    assert run("audit", "docs/tr/[a].md", "--format", "concise").out == f"docs/tr/[a].md{FOUND}"


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
@pytest.mark.parametrize("from_file", [False, True])
def test_files_may_be_listed(
    run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch, separator: str, from_file: bool
) -> None:
    listed = separator.join(["docs/tr/b.md", "setup.py", "docs/en/b.md", ""])
    (pages / "setup.py").touch()
    (pages / "list").write_text(listed, encoding="utf-8", newline="")
    feed(monkeypatch, listed)
    said = run("audit", "--files-from", "list" if from_file else "-", "--format", "concise")
    assert (said.status, said.out) == (1, f"docs/tr/b.md{FOUND}")


@pytest.mark.parametrize("listed", ["", "setup.py\n", "docs/en/a.md\n"])
def test_a_list_without_copies_is_no_error(run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    (pages / "setup.py").touch()
    feed(monkeypatch, listed)
    assert run("audit", "--files-from", "-").status == 0


def test_a_page_on_stdin_is_audited_as_the_file_whose_name_it_is_given(
    run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "docs/tr/a.md").unlink()
    feed(monkeypatch, COPY)
    said = run("audit", "-", "--stdin-filename", "docs/tr/a.md", "--format", "concise")
    assert (said.status, said.out) == (1, f"docs/tr/a.md{FOUND}")
    feed(monkeypatch, COPY)
    assert "+| beta_log |" in run("audit", "-", "--stdin-filename", "docs/tr/a.md", "--diff").out
    assert not (pages / "docs/tr/a.md").exists()


@pytest.mark.parametrize(
    ("arguments", "next_step"),
    [
        (("-",), "add --stdin-filename"),
        (("-", "docs/tr/a.md"), "name the other files in another call"),
        (("-", "--stdin-filename", "docs/tr/a.md", "--fix"), "use --diff"),
    ],
)
def test_what_cannot_be_meant_says_what_to_do(
    run: Run, pages: Path, arguments: tuple[str, ...], next_step: str
) -> None:
    said = run("audit", *arguments)
    assert said.status == 2
    assert next_step in said.err
