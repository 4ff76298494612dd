"""Input that cannot be used: one line that names the file, the line and the next step; exit 2; nothing written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import Run
from paths import ROOT


def _make(case: str) -> None:
    path = Path("bad.md")
    match case:
        case "latin-1":
            path.write_bytes("# Å\n\n| id |\n|---|\n| \xe9 |\n".encode("latin-1"))
        case "utf-16":
            path.write_text("| id |\n|---|\n| a |\n", encoding="utf-16")
        case "utf-16 unmarked":
            path.write_text("| id |\n|---|\n| Å |\n", encoding="utf-16-le")
        case "no text":
            path.write_bytes(b"\x7fELF\x02\x01\x00\xff")
        case "no delimiter row":
            path.write_text("# Boats\n\n| id | name |\n| a | A |\n", encoding="utf-8")
        case "full-width":
            path.write_text("# 船\n\n｜ id ｜ name ｜\n｜---｜---｜\n", encoding="utf-8")
        case "empty":
            path.write_bytes(b"\n \n")
        case "no table":
            path.write_text("# Boats\n\nNone yet.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("missing", "bad.md: no such file; "),
        ("latin-1", "bad.md:1: not UTF-8; "),
        ("empty", "bad.md: the file is empty; "),
        ("no text", "bad.md: this is no text; "),
        ("utf-16", "bad.md: this is UTF-16; save the file as UTF-8"),
        ("utf-16 unmarked", "bad.md: this is UTF-16; save the file as UTF-8"),
        (
            "no table",
            "bad.md: no table found; name a file with a table in Markdown, reStructuredText, HTML, CSV or JSON",
        ),
        (
            "no delimiter row",
            "bad.md:3: no table found: line 3 looks like a table row, but no delimiter row (|---|---|) ",
        ),
        ("full-width", "bad.md:3: no table found: line 3 looks like a table row, but no delimiter row (|---|---|) "),
    ],
)
@pytest.mark.parametrize("command", [("inspect",), ("extract", "--output", "out.pot")], ids=lambda command: command[0])
def test_a_file_that_cannot_be_used(run: Run, boats: Path, command: tuple[str, ...], case: str, says: str) -> None:
    _make(case)
    result = run(*command, "bad.md")
    assert result.status == 2
    assert result.out == ""
    assert result.err.startswith(f"tabl10n: {says}")
    assert len(result.err.splitlines()) == 1
    assert not Path("out.pot").exists()


def test_the_directory_of_the_locales_is_no_copy(run: Run, boats: Path) -> None:
    result = run("align", "locales")
    assert (result.status, result.err) == (2, "tabl10n: locales: this is a directory; name a file in it\n")


@pytest.mark.parametrize(
    ("command", "fact"),
    [
        (("inspect",), "no page lies in this folder"),
        (("extract",), "no source page, template or catalog of the project lies in this folder"),
        (("extract", "--output", "out.pot"), "no source page, template or catalog of the project lies in this folder"),
        (("check",), "no source page, template or catalog of the project lies in this folder"),
    ],
)
def test_a_folder_without_pages(run: Run, boats: Path, command: tuple[str, ...], fact: str) -> None:
    assert run("init", "de").status == 0
    Path("bad.md").mkdir()
    result = run(*command, "bad.md")
    assert (result.status, result.out, result.err) == (2, "", f"tabl10n: bad.md: {fact}; name another\n")


def test_pages_without_a_table_are_left_alone_beside_one_that_has_one(run: Run, boats: Path) -> None:
    for name in ("about.md", "about.rst"):
        Path("locales/en", name).write_text("About\n=====\n\nWords.\n", encoding="utf-8")
    assert run("init", "de").status == 0
    assert [path.name for path in Path("locales").rglob("*.po")] == ["boats.po"]


@pytest.mark.parametrize("words", ["Words.", "| Words |", "\uff5cWords\uff5c"])
def test_a_source_without_a_table_says_how_to_go_on(run: Run, boats: Path, words: str) -> None:
    if words == "Words.":
        Path("locales/en/boats.md").unlink()
    Path("locales/en/about.md").write_text(f"# About\n\n{words}\n", encoding="utf-8")
    result = run("init", "de")
    assert result.status == 2
    assert "tabl10n: locales/en/about.md" in result.err
    assert "no table found" in result.err


def test_a_role_for_a_column_that_is_not_there(run: Run, boats: Path) -> None:
    settings = "[tool.tabl10n.domains.boats]\nsource = 'locales/en/boats.md'\nroles = {contry = 'territory'}\n"
    Path("pyproject.toml").write_text(settings, encoding="utf-8")
    result = run("extract")
    assert result.status == 2
    assert (
        "no column is called 'contry', but [tool.tabl10n.domains.boats] gives it a role; there are country"
        in result.err
    )


def test_files_are_named_from_the_working_directory(run: Run, boats: Path) -> None:
    run("init", "de")
    Path("locales/de/LC_MESSAGES/boats.po").write_bytes(b"")
    assert run("stats").err.startswith("tabl10n: locales/de/LC_MESSAGES/boats.po: the file is empty; ")


def test_no_source_table_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.status == 2
    assert "no source table in locales/en" in result.err


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("[tool.tabl10n\n", "not valid TOML"),
        ("[tool.tabl10n]\nlocale = 'x'\n", "unknown setting 'locale'"),
        ("[tool.tabl10n.domains.a]\n", "names no source"),
        ("[tool.tabl10n.domains.a]\nsource = 'x.md'\nroles = {id = 'kee'}\n", "choose one of key, territory"),
        ("[tool.tabl10n.domains.a]\nsource = 1\n", "'source' is not a text of one line"),
        ('[tool.tabl10n]\nlocales = "a\\u0000"\n', "'locales' is not a text of one line"),
        ("[tool.tabl10n]\ndomains = 3\n", "'domains' is not a table of domains"),
    ],
)
def test_settings_that_cannot_be_meant(run: Run, boats: Path, settings: str, says: str) -> None:
    Path("pyproject.toml").write_text(settings, encoding="utf-8")
    result = run("extract")
    assert result.status == 2
    assert result.err.startswith("tabl10n: pyproject.toml:")
    assert says in result.err


def test_a_failed_write_leaves_the_old_file(run: Run, boats: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract")
    before = Path("locales/boats.pot").read_bytes()
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("Japan", "Korea"), encoding="utf-8")

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("extract")
    assert result.status == 2
    assert "No space left" in result.err
    assert Path("locales/boats.pot").read_bytes() == before
    assert sorted(path.name for path in Path("locales").iterdir()) == ["boats.pot", "en"]


@pytest.mark.parametrize(
    ("command", "step"), [("bild", "did you mean build?"), ("frobnicate", "tabl10n --help lists them all")]
)
def test_a_command_that_is_none(run: Run, command: str, step: str) -> None:
    assert run(command) == (2, "", f"tabl10n: no such command: {command}; {step}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_an_answer_that_cannot_be_printed_is_said_in_a_line(boats: Path) -> None:
    command = [sys.executable, "-m", "tabl10n", "inspect", "locales/en/boats.md"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "i18n")}
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment)
    assert (ended.returncode, ended.stderr) == (2, "tabl10n: standard output: No space left on device\n")


def test_the_mode_of_a_file_is_kept(run: Run, boats: Path) -> None:
    run("extract")
    template = Path("locales/boats.pot")
    template.chmod(0o664)
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("Japan", "Korea"), encoding="utf-8")
    run("extract")
    assert stat.S_IMODE(template.stat().st_mode) == 0o664


@pytest.mark.parametrize("arguments", [("extract", "--chekc"), ("init",), ("inspect",)])
def test_wrong_usage_exits_2(run: Run, boats: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert "Usage:" in result.err


def test_every_command_has_help_with_an_example(run: Run) -> None:
    from tabl10n.cli import main

    for name in main.list_commands(None):  # type: ignore[arg-type]
        result = run(name, "--help")
        assert result.status == 0
        assert "Example" in result.out, name


def test_a_system_error_names_its_file(run: Run, boats: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.is_file", refuse)
    result = run("stats")
    assert result.status == 2
    assert result.err.endswith("pyproject.toml: Permission denied; check the path and its permissions\n")
    assert "standard output" not in result.err


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (("extract", "locales/en/boats.md"), "locales/en/boats.md"),
        (("audit", "copy.md", "-l", "de"), "copy.md"),
        (("audit", "copy.md", "-l", "de", "--format", "html"), "locales/en/../en/boats.md"),
        (("align", "copy.md", "--format", "csv"), "copy.md"),
        (("check", "de"), "locales/de/LC_MESSAGES/boats.po"),
    ],
)
def test_no_answer_takes_the_place_of_what_was_asked_about(
    run: Run, boats: Path, command: tuple[str, ...], output: str
) -> None:
    run("init", "de")
    Path("copy.md").write_text(Path("locales/en/boats.md").read_text(encoding="utf-8"), encoding="utf-8")
    before = Path(output).read_bytes()
    result = run(*command, "--output", output)
    assert (result.status, result.out) == (2, "")
    assert "this file is read: it would be lost; name another\n" in result.err
    assert Path(output).read_bytes() == before
