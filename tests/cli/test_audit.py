"""The audit as people run it: on the machine-translated Chinese copy, and on a copy that a test breaks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from commandline import TABLE, Run
from paths import CHINESE_COPY, ROOT
from tabl10n import copies, files
from tabl10n.api import align
from tabl10n.cli import accepted as accepted_module
from tabl10n.cli import audit as audit_module

_CONTRACT = ("rule", "severity", "table", "row", "line", "column", "role", "written", "expected")
COPY = TABLE.replace("Norway ", "Norwegen").replace("| country ", "| Land    ").replace("# Boats", "# Boote")
COPY = COPY.replace("All boats that we know", "Alle Boote, die wir kennen")


# One key of this copy can be told only when others are fixed; what they leave over for the last row is not certain.
FUNCTIONS = """\
| Function           | Opcode | Returns | Description                                  |
|--------------------|--------|---------|----------------------------------------------|
| `CHAR(n)`          | 0x1a   | text    | The character of a code.                     |
| `EXP(x)`           | 0x2b   | number  | The exponential.                             |
| `LENGTH(s)`        | 0x3c   | integer | The number of characters.                    |
| `MAX(x)`           | 0x4d   | any     | The largest of a group.                      |
| `NOW()`            | 0x5e   | date    | This very moment.                            |
"""
FUNCTIONS_IN_CHINESE = """\
| 功能                | 操作碼 | 返回 | 描述                       |
|---------------------|--------|------|----------------------------|
| `字元(n)`           | 0x1a   | 文字 | 代碼對應的字元。           |
| `EXP(x)`            | 0x2b   | 數字 | 指數。                     |
| `長度(s)`           | 0x3c   | 整數 | 字元數。                   |
| `最大限度(x)`       | 零     | 任何 | 一組中最大的。             |
| `現在()`            | 0x5e   | 日期 | 這一刻。                   |
"""


@pytest.fixture
def copy(boats: Path) -> Path:
    """A copy of the boats in which one key was translated and one version."""
    path = boats / "boote.de.md"
    path.write_text(COPY.replace("| knarr ", "| Schiff ").replace("| 2.1 |", "| 2,1 |"), encoding="utf-8")
    return path


def test_the_chinese_copy(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("audit", CHINESE_COPY, "--locale", "zh-Hans", "--format", "json")
    assert result.status == 1
    [contract] = json.loads(result.out)["documents"]
    assert contract["locale"] == "zh_Hans"
    assert (contract["summary"]["rows"], contract["summary"]["aligned"]) == (166, 164)
    found = contract["findings"]
    damaged = {finding["row"] for finding in found if finding["rule"].startswith("key-")}
    assert len(damaged) == 119
    wrong = Counter((f["written"], f["expected"]) for f in found if f["rule"] == "territory-wrong")
    assert wrong == {("我们", "美国"): 24, ("我", "欧盟"): 6, ("火鸡", "土耳其"): 1}
    versions = Counter(
        (f["written"], f["expected"]) for f in found if f["severity"] == "error" and f["rule"] == "value-altered"
    )
    assert versions == {("1个", "1"): 62}
    assert [(f["written"], f["expected"]) for f in found if f["rule"] == "header-altered"] == [("看", "版本")]
    southxchange = next(f for f in found if f["rule"] == "key-translated")
    assert {name: southxchange[name] for name in southxchange if name in _CONTRACT} == {
        **{"rule": "key-translated", "severity": "error", "table": 1, "row": 2, "line": 10, "column": 165},
        **{"role": "key", "written": "南汇", "expected": "southxchange"},
    }


def test_the_locale_is_known_from_the_path(run: Run, copy: Path) -> None:
    assert json.loads(run("audit", copy, "--format", "json").out)["documents"][0]["locale"] == "de"
    unknown = copy.rename("boote.md")
    result = run("audit", unknown)
    assert result.status == 2
    assert "name it with --locale" in result.err


def test_fix_mends_what_is_sure_and_a_second_run_finds_nothing(run: Run, copy: Path) -> None:
    shown = run("audit", copy, "--diff")
    assert "-| Norwegen | Schiff " in shown.out
    assert copy.read_text(encoding="utf-8") != COPY
    result = run("audit", copy, "--fix")
    assert result.err.endswith("boote.de.md: 2 fixed\n")
    assert result.out.endswith("3 rows, 3 aligned: nothing found\n")
    assert result.status == 0
    assert copy.read_text(encoding="utf-8") == COPY
    assert run("audit", copy).status == 0


def save_before_each_write(monkeypatch: pytest.MonkeyPatch, module: object, path: Path, texts: Iterable[str]) -> None:
    """Let someone save the next of ``texts`` at ``path`` whenever the command is about to write."""
    real, left = files.write_text, iter(texts)

    def write_after_a_save(place: str | Path, text: str, *, replacing: str | None = None) -> None:
        if saved := next(left, None):
            path.write_text(saved, encoding="utf-8")
        real(place, text, replacing=replacing)

    monkeypatch.setattr(module, "write_text", write_after_a_save)


def test_what_someone_saves_during_an_audit_is_kept_and_audited(
    run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = copy.read_text(encoding="utf-8")
    saved = [damaged.replace("Alle Boote", words).replace("| faering ", "| Fähre ") for words in ("Diese", "Alle")]
    save_before_each_write(monkeypatch, audit_module, copy, saved)
    result = run("audit", copy, "--fix")
    again = f"{copy} was changed while it was audited: audited again\n"
    assert (result.status, result.err) == (0, 2 * again + f"{copy}: 3 fixed\n")
    assert copy.read_text(encoding="utf-8") == COPY.replace("Alle Boote", "Alle")


def test_a_copy_that_never_rests_is_left_alone(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = copy.read_text(encoding="utf-8")
    saved = [damaged.replace("Alle", f"Alle {number}") for number in range(100)]
    save_before_each_write(monkeypatch, audit_module, copy, saved)
    result = run("audit", copy, "--fix")
    assert (result.status, result.out) == (2, "")
    last = result.err.splitlines()[-1]
    assert last.endswith(f"{copy.name}: was changed by another program meanwhile; run this again when it is saved")
    assert copy.read_text(encoding="utf-8") in saved


def test_a_copy_that_is_no_table_any_more_is_left_alone(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_before_each_write(monkeypatch, audit_module, copy, ["# Nothing yet\n"])
    result = run("audit", copy, "--fix")
    assert result.status == 1
    assert "table-malformed" in result.out
    assert copy.read_text(encoding="utf-8") == "# Nothing yet\n"


def test_what_someone_accepts_meanwhile_stays_accepted(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = Path("accepted.toml")
    theirs = '[[accepted]]\nrule = "key-translated"\nkey = "knarr"\nreason = "their own"\n'
    save_before_each_write(monkeypatch, accepted_module, accepted, [theirs])
    result = run("audit", copy, "--baseline", accepted, "--update-baseline")
    assert (result.status, result.err) == (0, "accepted.toml: 2 accepted findings; give each its reason\n")
    text = accepted.read_text(encoding="utf-8")
    assert text.startswith(theirs)
    assert text.count("[[accepted]]") == 2


def test_fixing_goes_on_until_nothing_is_left_to_fix(run: Run, boats: Path) -> None:
    source, copy = Path("functions.md"), Path("functions.zh_Hant.md")
    source.write_text(FUNCTIONS, encoding="utf-8")
    copy.write_text(FUNCTIONS_IN_CHINESE, encoding="utf-8")
    shown = run("audit", copy, "--source", source, "--diff").out
    assert run("audit", copy, "--source", source, "--fix").err.endswith("3 fixed\n")
    once = copy.read_text(encoding="utf-8")
    assert [line[1:] for line in shown.splitlines() if line.startswith("+|")] == [
        line for line in once.splitlines() if line not in FUNCTIONS_IN_CHINESE
    ]
    assert run("audit", copy, "--source", source, "--fix").err.endswith(": 0 fixed\n")
    assert copy.read_text(encoding="utf-8") == once


def test_rules_are_chosen(run: Run, copy: Path) -> None:
    found = json.loads(run("audit", copy, "--format", "json", "--select", "key").out)["documents"][0]["findings"]
    assert [finding["rule"] for finding in found] == ["key-translated"]
    found = json.loads(run("audit", copy, "--format", "json", "--ignore", "key-*,value-altered").out)["documents"][0][
        "findings"
    ]
    assert found == []
    result = run("audit", copy, "--ignore", "keys")
    assert result.status == 2
    assert "no such rule: keys" in result.err


def test_only_grave_enough_findings_fail(run: Run, copy: Path) -> None:
    assert run("audit", copy, "--fail-on", "never").status == 0
    assert run("audit", copy, "--fail-on", "error").status == 1
    assert run("audit", copy, "--ignore", "key,value", "--fail-on", "hint").status == 0


def test_a_baseline_accepts_what_is_meant(run: Run, copy: Path) -> None:
    result = run("audit", copy, "--baseline", "accepted.toml")
    assert result.status == 2
    assert "accepted.toml: no such file" in result.err
    result = run("audit", copy, "--baseline", "accepted.toml", "--update-baseline")
    assert "2 accepted findings" in result.err
    assert result.status == 0
    assert run("audit", copy, "--baseline", "accepted.toml").status == 0
    copy.write_text(COPY, encoding="utf-8")
    assert "fits nothing any more" in run("audit", copy, "--baseline", "accepted.toml").err


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif", "html"])
def test_a_report_is_written_where_output_says(run: Run, copy: Path, output_format: str) -> None:
    result = run("audit", copy, "--format", output_format, "--output", "report")
    assert (result.status, result.out, result.err) == (1, "", "report: written\n")
    assert "Schiff" in Path("report").read_text(encoding="utf-8")


def test_the_source_is_named(run: Run, copy: Path, tmp_path: Path) -> None:
    source = Path("locales/en/boats.md").rename("elsewhere.md")
    assert run("audit", copy).status == 2
    found = json.loads(run("audit", copy, "--source", source, "--format", "json").out)["documents"][0]["findings"]
    assert {finding["rule"] for finding in found} == {"key-translated", "value-altered"}


def test_without_a_project_the_source_is_asked_for(run: Run, copy: Path) -> None:
    Path("locales/en/boats.md").unlink()
    for command in ("audit", "align"):
        result = run(command, copy)
        assert result.status == 2
        assert result.err.endswith("boote.de.md: no source table is known; name the source table with --source\n")


def test_a_rule_is_explained(run: Run) -> None:
    assert run("rule", "key-collides").out.startswith("key-collides (error)\n")
    assert run("rule").out.index("key-recased (error)") < run("rule").out.index("What check finds in a catalog")
    result = run("rule", "key-colides")
    assert result.status == 2
    assert "did you mean key-collides" in result.err


def test_github_shows_a_summary_on_the_page_of_the_run(
    run: Run, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    result = run("audit", copy, "--format", "github")
    assert "::error file=" in result.out
    assert "key-translated" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_baseline_is_updated_whole_or_not_at_all(run: Run, copy: Path) -> None:
    result = run("audit", copy, "--baseline", "accepted.toml", "--update-baseline", "--select", "key")
    assert result.status == 2
    assert "leave out --select" in result.err
    assert not Path("accepted.toml").exists()


def test_the_names_of_the_project_are_used(run: Run, copy: Path) -> None:
    copy.write_text(COPY.replace("| Japan ", "| Frankreich "), encoding="utf-8")
    Path("locales/territories.toml").write_text('[de]\nNO = "Norge"\nJP = "Nippon"\n', encoding="utf-8")
    found = json.loads(run("audit", copy, "--format", "json").out)["documents"][0]["findings"]
    assert [(f["rule"], f["written"], f["expected"]) for f in found] == [
        ("territory-variant", "Norwegen", "Norge"),
        ("territory-wrong", "Frankreich", "Nippon"),
        ("territory-variant", "Norwegen", "Norge"),
    ]
    run("audit", copy, "--fix")
    assert copy.read_text(encoding="utf-8") == COPY.replace("| Japan ", "| Nippon ")


def test_the_language_of_the_source_is_that_of_the_project(run: Run, boats: Path) -> None:
    Path("pyproject.toml").write_text('[tool.tabl10n]\nsource-locale = "de"\n', encoding="utf-8")
    Path("locales/en").rename("locales/de")
    source = Path("locales/de/boats.md")
    source.write_text(COPY, encoding="utf-8")
    edition = Path("edition.de.md")
    edition.write_text(COPY, encoding="utf-8")
    assert run("audit", edition, "--source", source, "--fail-on", "hint").status == 0


def test_a_baseline_is_made_from_one_audit(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr(copies, "align", lambda *given, **more: done.append(given) or align(*given, **more))
    assert run("audit", copy, "--baseline", "accepted.toml", "--update-baseline").status == 0
    assert len(done) == 1


def test_the_catalog_of_the_locale_is_found_under_any_spelling_of_it(run: Run, copy: Path) -> None:
    copy.write_text(TABLE.replace("ver", "看"), encoding="utf-8")
    assert "header-altered" not in run("audit", copy, "-l", "zh-Hans").out
    run("extract")
    run("init", "zh-Hans")
    Path("locales/zh_Hans").rename("locales/zh_CN")
    catalog = Path("locales/zh_CN/LC_MESSAGES/boats.po")
    written = catalog.read_text(encoding="utf-8").replace('msgid "ver"\nmsgstr ""', 'msgid "ver"\nmsgstr "版本"')
    catalog.write_text(written, encoding="utf-8")
    assert "header-altered" in run("audit", copy, "-l", "zh-Hans").out


def test_a_baseline_may_accept_nothing(run: Run, copy: Path) -> None:
    copy.write_text(COPY, encoding="utf-8")
    result = run("audit", copy, "--baseline", "accepted.toml", "--update-baseline")
    assert (result.status, result.err) == (0, "accepted.toml: 0 accepted findings\n")
    assert run("audit", copy, "--baseline", "accepted.toml").status == 0


def test_a_source_of_the_project_keeps_its_settings_when_it_is_named(run: Run, copy: Path) -> None:
    copy.write_text(COPY.replace("kobaya", "kobaya_old"), encoding="utf-8")
    Path("old.md").write_text(TABLE.replace("kobaya", "kobaya_old"), encoding="utf-8")
    Path("pyproject.toml").write_text(
        "[tool.tabl10n.domains.boats]\nsource = 'locales/en/boats.md'\neditions = ['old.md']\n", encoding="utf-8"
    )
    named = run("audit", copy, "--source", "locales/en/boats.md")
    assert named == run("audit", copy)


def test_a_diff_is_written_where_output_says(run: Run, copy: Path) -> None:
    shown = run("audit", copy, "--diff")
    result = run("audit", copy, "--diff", "--output", "fix.diff")
    assert (result.status, result.out, result.err) == (shown.status, "", "fix.diff: written\n")
    assert Path("fix.diff").read_text(encoding="utf-8") == shown.out
    run("audit", copy, "--fix")
    result = run("audit", copy, "--diff")
    assert (result.out, result.err) == ("", f"{copy}: nothing that --fix would change\n")


def test_each_table_of_a_page_is_judged_by_its_own_headers(run: Run, boats: Path) -> None:
    engines = "\n| country | id | power |\n|---|---|---|\n| Japan | e1 | 20 |\n| Norway | e2 | 45 |\n"
    Path("locales/en/boats.md").write_text(TABLE + engines, encoding="utf-8")
    run("init", "de")
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    text = catalog.read_text(encoding="utf-8")
    for word, translation in (
        ("ver", "Fassung"),
        ("power", "Leistung"),
        ("country", "Land"),
        ("All boats that", "Alle"),
    ):
        text = re.sub(rf'(msgid "{word}[^"]*"\nmsgstr )""', rf'\1"{translation}"', text)
    catalog.write_text(text, encoding="utf-8")
    run("build", "de")
    built = Path("locales/de/boats.md")
    assert "header-altered" not in run("audit", built).out
    built.write_text(built.read_text(encoding="utf-8").replace("| Leistung |", "| Macht |"), encoding="utf-8")
    assert "Macht → Leistung" in run("audit", built).out


def test_a_page_is_no_worse_than_its_source(run: Run, boats: Path) -> None:
    Path("locales/en/boats.md").unlink()
    page = """<table><tr><th>country<th>id<th>notes<tr><td>Norway<td>knarr<td>Wide
<tr><td rowspan=2>Japan<td>kobaya<td>Fast<tr><td>sampan<td>Flat
<tr><td colspan=3>More to come<tr><td>Chad<td>pirogue<td>Long</table>"""
    Path("locales/en/boats.html").write_text(page, encoding="utf-8")
    run("init", "de")
    run("build", "de")
    built = Path("locales/de/boats.html")
    assert run("audit", built).out.splitlines()[-1] == "4 rows, 4 aligned: nothing found"
    built.write_text(
        built.read_text(encoding="utf-8").replace("<td>Tschad", "<td colspan=1.5>Tschad"), encoding="utf-8"
    )
    assert "table-malformed: 1 error" in run("audit", built).out
