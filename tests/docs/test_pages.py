"""What the README and the guide tell people to do works, and pages that are made from the code are up to date."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

from commandline import TABLE, Run
from docs.pages import DOCS, README, find_examples, read_page
from paths import ROOT, SOURCE
from tabl10n.project import Project
from tabl10n.project.domains import find_base
from tabl10n.project.pairing import Tags, find_source
from tabl10n.project.paths import PathTemplate

GUIDE, SETTINGS = DOCS / "guide.md", DOCS / "settings.md"


def tool(path: str) -> ModuleType:
    spec = spec_from_file_location(path.replace("/", "_"), ROOT / "tools" / path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_commands_is_up_to_date() -> None:
    made = tool("commands_page.py")
    assert made.page() == made.PAGE.read_text(encoding="utf-8"), "run python tools/commands_page.py"


def blocks(page: Path, heading: str) -> list[str]:
    """The fenced blocks of a section of a page, without their fences."""
    return [example.text for example in find_examples(page) if example.heading == heading]


def commands(text: str) -> list[list[str]]:
    """The arguments of each call of tabl10n in it, up to a comment or the end of the line."""
    return [
        shlex.split(result, comments=True)
        for result in re.findall(r"(?:^ *(?:- )?|(?:run|entry): )tabl10n ([^,\n]+)", text, re.MULTILINE)
    ]


def test_the_readme_is_read_in_three_minutes() -> None:
    assert len(read_page(README).splitlines()) <= 150


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["collation"]]
    page = read_page(DOCS / "dependencies.md").partition("|---|---|\n")[2]
    names = re.findall(r"^\| ([\w-]+)(?: \(extra `collation`\))? \| \w", page, re.MULTILINE)
    assert sorted(names) == sorted(re.split(r"[<>=]", each)[0] for each in required)


def test_the_readme_names_every_command(run: Run) -> None:
    for line in run("--help").out.partition("Commands:")[2].splitlines():
        if line.strip():
            assert f"tabl10n {line.split()[0]}" in read_page(README)


def test_what_the_guide_tells_a_translator_works(run: Run, boats: Path) -> None:
    work, message = blocks(GUIDE, "Translate a table")
    Path("locales/en/boats.md").write_text(TABLE.replace("Japan ", "Turkey"), encoding="utf-8")
    assert [(arguments[0], run(*arguments).status) for arguments in commands(work)] == [
        ("init", 0),
        ("stats", 0),
        ("check", 0),
        ("build", 0),
        ("update", 0),
    ]
    assert message in Path("locales/de/LC_MESSAGES/boats.po").read_text(encoding="utf-8")


def test_what_the_guide_tells_an_auditor_works(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    work, baseline = blocks(GUIDE, "Check a copy that someone else translated")
    Path("table.md").write_text(TABLE, encoding="utf-8")
    copy = Path("copy.md")
    copy.write_text(TABLE.replace("| knarr ", "| Schiff ").replace("[Knarr]", "[Knarre]"), encoding="utf-8")
    assert [(arguments[0], run(*arguments).status) for arguments in commands(work)] == [
        *[("audit", 1)] * 4,
        ("align", 0),
        ("rule", 0),
    ]
    assert "<!DOCTYPE html>" in Path("report.html").read_text(encoding="utf-8")
    assert "| knarr " in copy.read_text(encoding="utf-8")
    audit = commands(work)[0]
    assert "name-altered" in run(*audit).out
    Path("accepted.toml").write_text(baseline, encoding="utf-8")
    assert "name-altered" not in run(*audit, "--baseline", "accepted.toml").out


def test_what_the_guide_tells_of_trees_works(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    work, layouts = blocks(GUIDE, "Check a tree of translated pages")
    damaged = TABLE.replace("| knarr ", "| Schiff ")
    for path, text in (
        ("docs/en/options.md", TABLE),
        ("docs/tr/options.md", damaged),
        ("docs/options.md", TABLE),
        ("docs/options.de.md", damaged),
        ("README.md", TABLE),
        ("README.de.md", damaged),
    ):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    assert [(arguments[0], run(*arguments).status) for arguments in commands(work)] == [("audit", 1)] * 7
    assert "knarr" in Path("docs/tr/options.md").read_text(encoding="utf-8")
    for line in layouts.splitlines():
        source, *copies = re.findall(r"[^, ]+", line.replace("x.md, x.en.md", "x.md"))
        for copy in copies:
            assert find_source(PurePosixPath(copy), {PurePosixPath(source)}.__contains__, Tags()), line


def test_what_the_guide_tells_ci_works(run: Run, boats: Path) -> None:
    workflow, gitlab, hooks = blocks(GUIDE, "Publish")
    run("init", "de")
    run("build")
    assert [(arguments[0], run(*arguments).status) for arguments in commands(workflow)] == [
        ("update", 0),
        ("check", 0),
        ("build", 1),  # a catalog that nobody has worked on is under 90 percent
    ]
    assert [(arguments[0], run(*arguments).status) for arguments in commands(gitlab)] == [("update", 0), ("check", 0)]
    assert (boats / "gl-code-quality-report.json").read_text(encoding="utf-8").strip() == "[]"
    known = re.findall(r"- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert re.findall(r"- id: (\S+)", hooks) == known


def test_the_layouts_that_are_shown_are_understood(tmp_path: Path) -> None:
    page = tmp_path / "docs/en/guide/index.md"
    page.parent.mkdir(parents=True)
    page.write_text(TABLE, encoding="utf-8")
    (tmp_path / "docs/en/index.md").write_text(TABLE, encoding="utf-8")
    text = "\n".join([*blocks(SETTINGS, "Layouts"), *blocks(SETTINGS, "Reports")])
    (tmp_path / "tabl10n.toml").write_text(text, encoding="utf-8")
    project = Project.find(tmp_path)
    guide = project.domains[0]
    assert guide.fields == {
        **{"path": "guide/index.md", "dir": "guide", "stem": "index", "suffix": ".md"},
        "domain": "guide/index",
    }
    assert project.built(guide, "zh_Hans") == tmp_path / "docs/zh-CN/guide/index.md"
    assert (project.audit.fail_on, project.check.fail_on) == ("error", "hint")
    for row in re.findall(r"^\|.+\| `(.+)` \| `(.+\{locale\}.+)` \|$", read_page(SETTINGS), re.MULTILINE):
        assert PathTemplate.parse(row[1]).has("locale")
        assert find_base(row[0]).parts[0] in ("docs", "content")


def test_the_settings_that_are_shown_are_understood(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SOURCE.parent, tmp_path / "locales/en")
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(*blocks(SETTINGS, "Settings, roles and messages"), encoding="utf-8")
    Path("locales/territories.toml").write_text(*blocks(DOCS / "building.md", "Names of countries"), encoding="utf-8")
    assert (run("init", "de").status, run("build").status) == (0, 0)
    built = Path("locales/de/exchanges-by-country.md").read_text(encoding="utf-8")
    assert "Großbritannien" in built
    assert "Vereinigtes Königreich" not in built
    assert built.index("Argentinien") < built.index("Zypern")
    assert "Englisch" in built
