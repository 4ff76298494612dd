"""Projects in the layouts of site generators: everything works without a path on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import TABLE, Run
from tabl10n import formats
from tabl10n.project import layouts as project_layouts

COPY = TABLE.replace("Norway ", "Norwegen").replace("| country ", "| Land    ").replace("# Boats", "# Boote")
COPY = COPY.replace("All boats that we know", "Alle Boote, die wir kennen")
DAMAGED = COPY.replace("| knarr ", "| Schiff ")

LAYOUTS = {
    "docusaurus": (
        ("docs/index.md", "docs/guide/index.md"),
        "i18n/de/docusaurus-plugin-content-docs/current/guide/index.md",
    ),
    "mkdocs": (("docs/en/index.md", "docs/en/guide/index.md"), "docs/de/guide/index.md"),
    "mkdocs-suffix": (("docs/index.md", "docs/guide/index.md"), "docs/guide/index.de.md"),
    "hugo": (("content/en/_index.md", "content/en/docs/_index.md"), "content/de/docs/_index.md"),
    "sphinx": (("docs/index.rst", "docs/guide/index.rst"), "localized/de/guide/index.rst"),
    "vitepress": (("docs/index.md", "docs/guide/index.md"), "docs/de/guide/index.md"),
}
"""The sources of a project in each layout that `init --layout` knows, and a page that is built."""


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("layout", project_layouts.LAYOUTS)
def test_a_project_goes_from_its_sources_to_an_audit(run: Run, layout: str) -> None:
    sources, built = LAYOUTS[layout]
    for source in sources:
        is_rst = source.endswith(".rst")
        write(source, formats.convert(formats.parse(TABLE, "boats.md"), "rst") if is_rst else TABLE)
    assert run("init", "--layout", layout).err == "tabl10n.toml: written\n"
    assert run("extract").status == 0
    assert run("init", "de").status == 0
    for _ in range(2):  # built pages are no sources the second time
        assert [run(command).status for command in ("update", "check", "build")] == [0, 0, 0]
        assert "Norwegen" in Path(built).read_text(encoding="utf-8")
        assert len(json.loads(run("stats", "--format", "json").out)["documents"]) == len(sources)
    write(built, Path(built).read_text(encoding="utf-8").replace("knarr ", "Schiff", 1))
    result = run("audit")
    assert result.status == 1
    assert "'Schiff'" in result.out or "Schiff → knarr" in result.out
    assert result.out.startswith("2 pages, 6 rows, 6 aligned: ")
    assert run("audit", built).status == 1


def test_a_layout_writes_settings_where_there_are_none_and_catalogs_in_the_same_call(run: Run) -> None:
    write("docs/index.md", TABLE)
    assert run("init", "--layout", "vitepress", "de").status == 0
    assert Path("locales/de/LC_MESSAGES/index.po").exists()
    settings = Path("tabl10n.toml").read_text(encoding="utf-8")
    result = run("init", "--layout", "hugo")
    assert (result.status, result.err) == (
        2,
        "tabl10n: tabl10n.toml: there are settings already; change them there\n",
    )
    assert Path("tabl10n.toml").read_text(encoding="utf-8") == settings
    assert run("init").status == 2


def test_sources_in_sub_folders_are_extracted_without_settings(run: Run) -> None:
    write("locales/en/reference/share.md", TABLE)
    assert run("extract").err == "locales/share.pot: written\n"


def test_patterns_that_fit_nothing_are_named(run: Run) -> None:
    write("tabl10n.toml", "sources = ['docs/**/*.md']")
    result = run("extract")
    assert (result.status, result.err) == (
        2,
        "tabl10n: no source page fits docs/**/*.md; correct the setting sources\n",
    )


@pytest.fixture
def copies(run: Run) -> None:
    write("docs/en/a.md", TABLE)
    write("docs/de/a.md", DAMAGED)


BASE = "sources = ['docs/en/*.md']\ncopies = ['docs/{locale}/{path}']\n"


def test_the_settings_choose_rules_and_what_fails(run: Run, copies: None) -> None:
    write("tabl10n.toml", BASE)
    assert run("audit", "--format", "concise").status == 1
    write("tabl10n.toml", BASE + "[audit]\nignore = ['key-*']\n")
    assert run("audit", "--format", "concise").status == 0
    assert run("audit", "docs/de/a.md").status == 0
    assert run("audit", "--ignore", "value").status == 1  # the command line takes the place of the setting
    write("tabl10n.toml", BASE + "[audit]\nselect = ['value-*']\nfail-on = 'hint'\n")
    assert run("audit").status == 0
    write("tabl10n.toml", BASE + "[audit]\nfail-on = 'never'\n")
    assert run("audit").status == 0
    assert run("audit", "--fail-on", "error").status == 1


def test_the_settings_leave_rules_out_in_some_files(run: Run, copies: None) -> None:
    write("docs/en/b.md", TABLE)
    write("docs/de/b.md", DAMAGED)
    write("tabl10n.toml", BASE + "[audit.per-file-ignores]\n'docs/de/b.md' = ['key']\n")
    lines = run("audit", "--format", "concise").out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["docs/de/a.md"]
    assert run("audit", "docs/de/b.md").status == 0


def test_the_settings_name_the_baseline(run: Run, copies: None) -> None:
    write("tabl10n.toml", BASE + "[audit]\nbaseline = 'accepted.toml'\nselect = ['key']\n")
    assert run("audit", "--update-baseline").status == 0
    assert "key-translated" in Path("accepted.toml").read_text(encoding="utf-8")
    assert run("audit").status == 0
    assert run("audit", "docs/de/a.md").status == 0


def test_checks_have_settings_of_their_own(run: Run) -> None:
    write("locales/en/a.md", TABLE.replace("All boats that we know", "All boats, see https://boats.example"))
    run("init", "de")
    catalog = Path("locales/de/LC_MESSAGES/a.po")
    text = catalog.read_text(encoding="utf-8")
    message = 'msgid "All boats, see https://boats.example:"\nmsgstr ""'
    assert message in text
    catalog.write_text(text.replace(message, message[:-1] + 'Alle Boote, siehe https://evil.example:"'))
    status = run("check").status
    assert status == 1
    write("tabl10n.toml", "[check]\nfail-on = 'never'\n")
    assert run("check").status == 0
    write("tabl10n.toml", "[check.per-file-ignores]\n'locales/de/*' = ['*']\n")
    assert run("check").status == 0
