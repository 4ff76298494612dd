"""Nothing from a file steers what shows it: a terminal, a CI log, a spreadsheet."""

from __future__ import annotations

import csv
import os
import re
from io import StringIO
from pathlib import Path

import pytest

from commandline import Result, Run
from tabl10n.text.characters import UNSAFE_TO_SHOW

# What colours, clears or renames a terminal, what reorders a line, and what a CI log obeys.
RED, TITLE, C1, OVERRIDE = "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\u202e"
STEERING = f"{RED}red{TITLE}{C1}{OVERRIDE}"
COMMANDS = "::error::one ##[error]two ##vso[task.complete]three"
FORMULA = '=HYPERLINK("http://example.com/?"&A1,"x")'
COMMAND = re.compile(r"^\s*::|##\[|##vso\[", re.MULTILINE)


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def table(*, name: str, country: str, note: str) -> str:
    return (
        "id,country,name,note\n"
        f"knarr,Norway,Knarr,{cell(note)}\n"
        f"kobaya,{cell(country)},Kobaya,a boat\n"
        f"faering,Norway,{cell(name)},a ship\n"
        f"dhow,Oman,Dhow,{cell(FORMULA)}\n"
    )


def steers(text: str) -> list[str]:
    """What in ``text`` would steer a terminal or a log."""
    lines = text.replace("\n", "")
    return UNSAFE_TO_SHOW.findall(lines) + COMMAND.findall(text)


def require_harmless(result: Result) -> None:
    assert "Traceback" not in result.err
    assert not steers(result.out)
    assert not steers(result.err)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose source and copy are hostile wherever they can be, at the start of lines too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    source = tmp_path / "locales" / "en"
    source.mkdir(parents=True)
    hostile = f"a\n::error::b\n{STEERING} {COMMANDS}"
    text = table(name=f"Færing {STEERING}", country=f"Noway{hostile}", note=hostile)
    (source / "boats.csv").write_text(text, "utf-8", newline="")
    (tmp_path / "pyproject.toml").write_text("[tool.tabl10n]\n")
    damaged = text.replace("Oman", f"Omen {hostile}".replace('"', '""')).replace("kobaya", f"::error::x{STEERING}")
    (tmp_path / "copy.csv").write_text(damaged.replace("knarr", "=knarr"), "utf-8", newline="")
    return tmp_path


AUDIT = ("audit", "copy.csv", "--source", "locales/en/boats.csv", "-l", "de")


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif"])
def test_no_report_of_an_audit_is_steered_by_its_copy(run: Run, project: Path, output_format: str) -> None:
    result = run(*AUDIT, "--all", "--format", output_format)
    own = re.sub(r"(?m)^::(?:error|warning|notice) ", "", result.out) if output_format == "github" else result.out
    require_harmless(Result(result.status, own, result.err))
    assert result.out


@pytest.mark.parametrize("output_format", ["text", "json", "csv"])
def test_no_form_of_an_alignment_is_steered_by_its_copy(run: Run, project: Path, output_format: str) -> None:
    result = run("align", *AUDIT[1:], "--format", output_format)
    require_harmless(result)
    assert result.out


def test_a_spreadsheet_calculates_nothing_of_an_alignment(run: Run, project: Path) -> None:
    result = run("align", *AUDIT[1:], "--format", "csv")
    fields = [field for row in csv.reader(StringIO(result.out)) for field in row]
    assert "'=knarr" in fields
    assert not [field for field in fields if re.match(r"\s*[=+@\t\r-]", field)]


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_what_a_file_holds_is_inspected_without_being_obeyed(run: Run, project: Path, output_format: str) -> None:
    require_harmless(run("inspect", "copy.csv", "--format", output_format))


def test_no_command_of_a_projects_life_is_steered_by_its_source(run: Run, project: Path) -> None:
    source = project / "locales" / "en" / "boats.csv"
    for command in (
        ("extract",),
        ("init", "de"),
        ("update",),
        ("stats",),
        ("stats", "--format", "json"),
        ("stats", "--format", "markdown"),
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "sarif"),
        ("build",),
        ("build", "--format", "html"),
        ("build", "--format", "markdown"),
        ("build", "--format", "rst"),
    ):
        require_harmless(run(*command))
    source.write_text(source.read_text("utf-8").replace("a ship", f"a ship {STEERING}"), "utf-8")
    require_harmless(run("update", "--check"))


def test_a_baseline_steers_no_log(run: Run, project: Path) -> None:
    baseline = project / "baseline.toml"
    key = r"a\n::error::x \u001b[31m ##[error]y"
    baseline.write_text(f'[[accepted]]\nrule = "key-unknown"\nkey = "{key}"\nreason = "r"\n')
    result = run(*AUDIT, "--baseline", baseline)
    require_harmless(result)
    assert "fits nothing any more" in result.err
    baseline.write_text('[[accepted]]\nrule = "a\\n::error::x"\nkey = "k"\nreason = "r"\n')
    require_harmless(run(*AUDIT, "--baseline", baseline))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["::error::x", "a\n::error::x", "a\x1b[31m", "a\u202e", "##[error]x"])
def test_the_name_of_a_file_steers_nothing(run: Run, project: Path, name: str) -> None:
    name = f"{name}.csv"
    require_harmless(run("audit", name, *AUDIT[2:]))
    require_harmless(run("inspect", name))
    (project / name).write_bytes((project / "copy.csv").read_bytes())
    for output_format in ("text", "json", "sarif"):
        require_harmless(run("audit", name, *AUDIT[2:], "--format", output_format))
    for command in (("inspect", name), ("align", name, *AUDIT[2:]), ("audit", name, *AUDIT[2:], "--fix")):
        require_harmless(run(*command))
    require_harmless(run("align", "copy.csv", *AUDIT[2:], "-o", name))


@pytest.mark.parametrize("argument", ["--a\x1b[31m\n::error::x", "a\x1b[31m\n::error::x"])
def test_wrong_usage_is_answered_without_steering_a_terminal(run: Run, argument: str) -> None:
    for command in ((argument,), ("inspect", argument), ("audit", "a", argument), ("build", "--format", argument)):
        result = run(*command)
        assert result.status == 2
        assert not [char for char in UNSAFE_TO_SHOW.findall(result.err) if char != "\n"]
