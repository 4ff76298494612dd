"""Checking catalogs on the command line: the audit's outputs, exit statuses and choice of rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import TABLE, Run

GERMAN = Path("locales/de/LC_MESSAGES/boats.po")


@pytest.fixture
def harmful(run: Run, boats: Path) -> Path:
    run("init", "de", "fr")
    text = GERMAN.read_text(encoding="utf-8")
    for msgid, msgstr in (("Knarr", "Kn\\tarr"), ("Kobaya", "Kobaya ")):
        text = text.replace(f'msgid "{msgid}"\nmsgstr "{msgid}"', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    GERMAN.write_text(text.replace('msgstr "Norwegen"', 'msgstr "Nordland"'), encoding="utf-8")
    return boats


def test_nothing_wrong_is_said_in_a_line(run: Run, boats: Path) -> None:
    run("init", "de")
    assert run("check") == (0, "1 catalog, 2 messages: nothing found\n", "")


def test_findings_stand_under_their_catalog(run: Run, harmful: Path) -> None:
    result = run("check")
    assert result.status == 1
    assert result.out.splitlines() == [
        "locales/de/LC_MESSAGES/boats.po (de)",
        "",
        "table-breaking: 1 error",
        "  ✗ knarr: a tab: its width is not known, so a grid table's borders move (line 59)",
        "",
        "space-altered: 1 warning",
        "  ! kobaya: the space at its ends is not the source's (line 75)",
        "",
        "territory-unfamiliar: 1 hint",
        "  · Nordland → Norwegen  line 50",
        "",
        "4 messages: 1 error, 1 warning, 1 hint",
        "",
        "2 catalogs, 6 messages: something found in 1 of them",
    ]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 1),
        (("fr",), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "error", "--ignore", "table"), 0),
        (("--select", "territory-*"), 0),
        (("--select", "territory-*", "--fail-on", "hint"), 1),
        (("--ignore", "table-breaking,space-altered"), 0),
        (("--select", "nope"), 2),
        (("xx",), 2),
    ],
)
def test_the_exit_status_is_the_audits(run: Run, harmful: Path, arguments: tuple[str, ...], status: int) -> None:
    assert run("check", *arguments).status == status


def test_json_has_a_report_for_each_catalog(run: Run, harmful: Path) -> None:
    result = json.loads(run("check", "--format", "json", "--select", "table").out)
    german, french = result["documents"]
    assert result["version"] == 2
    assert french == {
        "document": "locales/fr/LC_MESSAGES/boats.po",
        "source": "locales/en/boats.md",
        "locale": "fr",
        "findings": [],
        "summary": {"messages": 2, "rows": None, "aligned": None, "accepted": 0, "findings": {}},
    }
    assert german["summary"]["findings"] == {"table-breaking": 1}
    assert {key: german["findings"][0][key] for key in ("rule", "severity", "line", "role", "key", "written")} == {
        "rule": "table-breaking",
        "severity": "error",
        "line": 59,
        "role": "name",
        "key": "knarr",
        "written": "Kn\tarr",
    }


def test_github_gets_annotations_and_sarif_a_run_for_each_catalog(run: Run, harmful: Path) -> None:
    assert (
        "::error file=locales/de/LC_MESSAGES/boats.po,line=59,col=1,title=table-breaking::"
        in run("check", "--format", "github").out
    )
    log = json.loads(run("check", "--format", "sarif", "-o", "log.sarif").out or Path("log.sarif").read_text("utf-8"))
    assert [len(one["results"]) for one in log["runs"]] == [3, 0]
    assert "table-breaking" in {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}


def test_a_baseline_accepts_what_is_meant(run: Run, harmful: Path) -> None:
    assert "accepted.toml: no such file" in run("check", "--baseline", "accepted.toml").err
    result = run("check", "--baseline", "accepted.toml", "--update-baseline")
    assert result[:2] == (0, "2 catalogs, 6 messages: nothing found\n")
    assert result.err == "accepted.toml: 3 accepted findings; give each its reason\n"
    entry = 'rule = "territory-unfamiliar"\nlocale = "de"\nwritten = "Nordland"\nreason = "not explained yet"\n'
    assert f"[[accepted]]\n{entry}" in Path("accepted.toml").read_text(encoding="utf-8")
    report, _ = json.loads(run("check", "--baseline", "accepted.toml", "--format", "json").out)["documents"]
    assert (report["summary"]["accepted"], report["findings"]) == (3, [])
    run("init", "nb")
    assert run("check", "fr", "nb", "--baseline", "accepted.toml").err == ""
    GERMAN.write_text(GERMAN.read_text(encoding="utf-8").replace("Nordland", "Norwegen"), encoding="utf-8")
    result = run("check", "--baseline", "accepted.toml")
    assert (result.status, result.err) == (0, "accepted.toml: fits nothing any more: territory-unfamiliar Nordland\n")


def test_checks_and_audits_share_one_baseline(run: Run, harmful: Path) -> None:
    copy = Path("copy.md")
    copy.write_text(TABLE.replace("knarr  ", "Schiff "), encoding="utf-8")
    baseline = ("--baseline", "accepted.toml")
    assert "1 accepted finding;" in run("audit", copy, "-l", "en", *baseline, "--update-baseline").err
    assert "4 accepted findings" in run("check", *baseline, "--update-baseline").err
    for command in (("audit", copy, "-l", "en"), ("check",)):
        assert run(*command, *baseline).status == 0
        assert "fits nothing" not in run(*command, *baseline).err
        assert "4 accepted findings" in run(*command, *baseline, "--update-baseline").err


def test_a_catalog_that_cannot_be_read_is_named_with_its_line(run: Run, harmful: Path) -> None:
    GERMAN.write_text(GERMAN.read_text(encoding="utf-8").replace('msgid "Knarr"', 'msgid "Knarr'), encoding="utf-8")
    result = run("check")
    assert (result.status, result.out) == (2, "1 catalog, 2 messages: nothing found\n")
    assert result.err.startswith("tabl10n: locales/de/LC_MESSAGES/boats.po:59: a string without its closing quote")


def test_no_baseline_is_written_without_what_a_catalog_that_cannot_be_read_has(run: Run, harmful: Path) -> None:
    run("check", "--baseline", "accepted.toml", "--update-baseline")
    before = Path("accepted.toml").read_bytes()
    GERMAN.write_text(GERMAN.read_text(encoding="utf-8").replace('msgid "Knarr"', 'msgid "Knarr'), encoding="utf-8")
    assert run("check", "--baseline", "accepted.toml", "--update-baseline").status == 2
    assert Path("accepted.toml").read_bytes() == before
    result = run("check", "--baseline", "accepted.toml")
    assert result.status == 2
    assert "fits nothing any more" not in result.err


def test_its_rules_are_explained(run: Run) -> None:
    result = run("rule", "table-breaking")
    assert result.status == 0
    assert result.out.startswith("table-breaking (error)\n")
    assert "translation-shared (warning)" in run("rule").out


def test_a_name_that_the_project_has_changed_since_is_told(run: Run, boats: Path) -> None:
    run("init", "de", "fr")
    Path("locales/territories.toml").write_text('[de]\nNO = "Norge"\n', encoding="utf-8")
    result = run("check", "--fail-on", "hint")
    assert result.status == 1
    assert "Norwegen → Norge" in result.out
    assert "Norvège" not in result.out
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("Norwegen", "Norge"), encoding="utf-8")
    assert run("check", "--fail-on", "hint").status == 0


def test_a_form_that_the_project_has_changed_since_is_told(run: Run, boats: Path) -> None:
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("Japan", "Hong Kong"), encoding="utf-8")
    run("init", "fr")
    assert run("check", "--fail-on", "hint").status == 0
    Path("pyproject.toml").write_text('[tool.tabl10n]\nterritory-form = "standard"\n', encoding="utf-8")
    assert "Hong Kong → R.A.S. chinoise de Hong Kong" in run("check").out
