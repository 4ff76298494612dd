"""The audit of many pages in one call: what is read, what is printed, what is fixed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from commandline import TABLE, Run
from tabl10n import files
from tabl10n.cli import audit as audit_module
from tabl10n.cli import audit_pages

COPY = TABLE.replace("Norway ", "Norwegen").replace("| country ", "| Land    ").replace("# Boats", "# Boote")
COPY = COPY.replace("All boats that we know", "Alle Boote, die wir kennen")
DAMAGED = COPY.replace("| knarr ", "| Schiff ").replace("| 2.1 |", "| 2,1 |")
SUMMARY = "3 pages, 9 rows, 9 aligned: 3 errors; --fix repairs 3"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three pages in English and German: sound, damaged twice, damaged once; and what is no copy."""
    monkeypatch.chdir(tmp_path)
    for name, copy in (("a.md", COPY), ("sub/b.md", DAMAGED), ("c.md", COPY.replace("| knarr ", "| Schiff "))):
        write(f"docs/en/{name}", TABLE)
        write(f"docs/de/{name}", copy)
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("docs/de", "--source", "docs/en"), ("docs/de",), ("docs",), (".",)])
def test_a_folder_is_audited_in_one_call(run: Run, tree: Path, arguments: tuple[str, ...]) -> None:
    result = run("audit", *arguments)
    assert result.status == 1
    assert result.out.startswith(f"{SUMMARY}\n\nthe worst of 2 pages with findings:\n  docs/de/sub/b.md  2 errors\n")
    assert result.out.count("Schiff") == 2


def test_copies_are_named_one_by_one(run: Run, tree: Path) -> None:
    result = run("audit", "docs/de/a.md", "docs/de/c.md")
    assert result.out.startswith("2 pages, 6 rows, 6 aligned: 1 error; --fix repairs 1\n\ndocs/de/c.md (de)\n")


def test_what_is_left_out_is_said(run: Run, tree: Path) -> None:
    write("docs/de/lonely.md", COPY)
    write("docs/en/new.md", TABLE)
    summary = run("audit", "docs/de").out.splitlines()
    assert summary[:4] == [
        SUMMARY,
        "1 file skipped:",
        "  docs/de/lonely.md: no source page",
        "1 source page without a copy in de: docs/en/new.md",
    ]
    answer = json.loads(run("audit", "docs/de", "--format", "json").out)
    assert answer["skipped"] == [{"document": "docs/de/lonely.md", "reason": "no source page"}]
    assert answer["missing"] == [{"source": "docs/en/new.md", "locale": "de"}]
    assert answer["summary"]["findings"] == {"key-translated": 2, "value-altered": 1}


def test_a_page_that_cannot_be_read_is_a_finding_and_stops_no_other(run: Run, tree: Path) -> None:
    Path("docs/de/a.md").write_bytes(b"# Boote\n\nB\xf6te\n")
    result = run("audit", "docs/de", "--format", "concise", "--select", "key-*")
    assert result.status == 1
    assert result.out.splitlines()[0] == "docs/de/a.md:3:1: page-unreadable not UTF-8; save the file as UTF-8"
    assert "docs/de/sub/b.md" in result.out
    answer = json.loads(run("audit", "docs/de", "--format", "json").out)
    assert answer["documents"][0]["findings"][0]["rule"] == "page-unreadable"
    assert run("audit", "docs/de", "--ignore", "page-unreadable,key,value").status == 0
    for page in ("docs/de/c.md", "docs/de/sub/b.md"):
        Path(page).write_bytes(b"\xf6")
    result = run("audit", "docs/de")
    assert result.status == 2
    assert "none of 3 pages can be read: docs/de/a.md: not UTF-8" in result.err


def test_a_file_that_is_no_page_is_skipped(run: Run, tree: Path) -> None:
    Path("logo.png").write_bytes(b"\x89PNG")
    result = run("audit", "docs/de/a.md", "logo.png")
    assert result.status == 0
    assert "  logo.png: not a page in a format that tabl10n reads\n" in result.out


def test_a_folder_without_copies_is_wrong_usage(run: Run, tree: Path) -> None:
    result = run("audit", "docs/en")
    assert (result.status, result.out) == (2, "")
    assert "no translated copy found; name copies, or the folder of their sources with --source" in result.err


def test_a_wrong_option_stops_everything(run: Run, tree: Path) -> None:
    assert "no such rule: keys" in run("audit", "docs/de", "--select", "keys").err
    assert "the HTML report is of one copy" in run("audit", "docs/de", "--format", "html").err
    assert "it would be lost" in run("audit", "docs/de", "-o", "docs/de/a.md").err


def test_concise_lines_name_the_path_the_line_and_the_column(run: Run, tree: Path) -> None:
    result = run("audit", "docs/de", "--format", "concise")
    assert result.out.splitlines() == [
        "docs/de/c.md:7:14: key-translated 'Schiff' is a translation of the key 'knarr'",
        "docs/de/sub/b.md:7:14: key-translated 'Schiff' is a translation of the key 'knarr'",
        "docs/de/sub/b.md:9:60: value-altered '2,1' is no version of 'faering'",
    ]
    assert result.err.startswith(SUMMARY)
    assert run("audit", "docs/de", "--format", "concise", "-o", "report").out == ""
    assert read("report") == result.out
    assert run("audit", "docs/de/c.md", "--format", "concise").out == result.out.splitlines()[0] + "\n"
    assert run("audit", "docs/de/a.md", "--format", "concise").out == ""


def test_statistics_count_per_rule(run: Run, tree: Path) -> None:
    result = run("audit", "docs/de", "--statistics")
    assert (result.status, result.out) == (1, "2  key-translated\n1  value-altered\n")
    assert run("audit", "docs/de/c.md", "--statistics").out == "1  key-translated\n"


def test_sarif_has_one_run_with_all_files(run: Run, tree: Path) -> None:
    [log] = json.loads(run("audit", "docs/de", "--format", "sarif").out)["runs"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["results"]]
    assert uris == ["docs/de/c.md", "docs/de/sub/b.md", "docs/de/sub/b.md"]
    assert log["automationDetails"] == {"id": "tabl10n/audit/de/"}
    write("docs/fr/a.md", COPY)
    [log] = json.loads(run("audit", "docs", "--format", "sarif").out)["runs"]
    assert log["automationDetails"] == {"id": "tabl10n/audit/"}


def test_github_gets_annotations_of_all_files_and_one_summary(
    run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    out = run("audit", "docs/de", "--format", "github").out.splitlines()
    assert [line.partition(",")[0] for line in out[:-1]] == [
        "::error file=docs/de/c.md",
        "::error file=docs/de/sub/b.md",
        "::error file=docs/de/sub/b.md",
    ]
    assert out[-1] == f"tabl10n: {SUMMARY}"
    assert read("summary.md").startswith("### Audit of 3 pages\n\n3 pages&#44; 9 rows")


def test_all_pages_are_fixed_and_the_diff_shows_it_before(run: Run, tree: Path) -> None:
    diff = run("audit", "docs/de", "--diff")
    assert diff.out.count("\n--- ") + diff.out.startswith("--- ") == 2
    assert read("docs/de/sub/b.md") == DAMAGED
    result = run("audit", "docs/de", "--fix")
    assert result.status == 0
    assert "2 pages: 3 fixed\n" in result.err
    assert [read(f"docs/de/{name}") for name in ("a.md", "sub/b.md", "c.md")] == [COPY] * 3
    nothing = run("audit", "docs/de", "--diff")
    assert (nothing.out, nothing.err) == ("", "3 pages: nothing that --fix would change\n")
    Path("docs/de/c.md").write_text(COPY.replace("| knarr ", "| Schiff "), encoding="utf-8")
    patch = run("audit", "docs/de", "--diff").out
    subprocess.run(["git", "apply", "-p0", "-"], input=patch.encode(), check=True)
    assert read("docs/de/c.md") == COPY


def test_what_someone_saves_meanwhile_is_kept_and_audited(
    run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, saved = files.write_text, iter([DAMAGED.replace("Alle Boote", "Diese Boote")])

    def write_after_a_save(place: str | Path, text: str, *, replacing: str | None = None) -> None:
        if str(place).endswith("b.md") and (newer := next(saved, None)):
            Path(place).write_text(newer, encoding="utf-8")
        real(place, text, replacing=replacing)

    monkeypatch.setattr(audit_module, "write_text", write_after_a_save)
    result = run("audit", "docs/de", "--fix")
    assert "docs/de/sub/b.md was changed while it was audited: audited again\n" in result.err
    assert read("docs/de/sub/b.md") == COPY.replace("Alle Boote", "Diese Boote")


def test_a_file_that_cannot_be_written_stops_no_other(run: Run, tree: Path) -> None:
    Path("docs/de/c.md").chmod(0o444)
    result = run("audit", "docs/de", "--fix")
    assert result.status == 2
    assert "docs/de/c.md: cannot be written" in result.err
    assert read("docs/de/sub/b.md") == COPY


def test_fixes_over_changes_that_are_not_committed_are_said_first(run: Run, tree: Path) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Begin")
    assert "not committed" not in run("audit", "docs/de", "--fix", "--select", "value").err
    git("commit", "-qam", "Fix")
    write("docs/de/c.md", read("docs/de/c.md") + "\n")
    result = run("audit", "docs/de", "--fix")
    first = result.err.splitlines()[0]
    assert first == (
        "1 file with changes that are not committed: git will show them mixed with the fixes: docs/de/c.md"
    )


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *identity, *arguments], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})


def test_one_baseline_serves_all_pages(run: Run, tree: Path) -> None:
    result = run("audit", "docs/de", "--baseline", "accepted.toml", "--update-baseline")
    assert (result.status, result.out) == (0, "3 pages, 9 rows, 9 aligned: nothing found; 3 accepted by the baseline\n")
    assert result.err == "accepted.toml: 2 accepted findings; give each its reason\n"
    assert run("audit", "docs/de", "--baseline", "accepted.toml").status == 0
    write("docs/de/sub/b.md", COPY)
    assert "fits nothing any more: value-altered" in run("audit", "docs/de", "--baseline", "accepted.toml").err


def test_several_processes_say_the_same_as_one(run: Run, tree: Path) -> None:
    for output_format in ("text", "json", "sarif", "concise"):
        alone = run("audit", "docs", "--format", output_format, "--jobs", 1)
        assert run("audit", "docs", "--format", output_format, "--jobs", 3) == alone
    assert run("audit", "docs/de", "--fix", "--jobs", 2).status == 0
    assert read("docs/de/sub/b.md") == COPY


def test_few_pages_are_not_worth_further_processes(run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_pages.processes, "count_free_processors", lambda: 2)
    monkeypatch.setattr(audit_pages.processes, "spread", lambda *_, **__: pytest.fail("other processes"))
    assert run("audit", "docs/de").status == 1
