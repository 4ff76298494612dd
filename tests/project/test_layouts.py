"""Layouts other than the usual one: sources by patterns, path templates, settings in a file of their own."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tabl10n.errors import InputError
from tabl10n.project.discovery import find_project_copies
from tabl10n.project.paths import PathTemplate, describe_source
from tabl10n.project.settings import find_project

TABLE = "| id | text |\n|---|---|\n| x | Some words |\n"


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(TABLE, encoding="utf-8")


def settings(root: Path, text: str, name: str = "tabl10n.toml") -> None:
    (root / name).write_text(text, encoding="utf-8")


def sources(root: Path) -> dict[str, str]:
    project = find_project(root)
    return {domain.name: project.relative(domain.source) for domain in project.domains}


def test_sources_lie_in_folders_of_the_usual_one_too(tmp_path: Path) -> None:
    write(tmp_path, "locales/en/a.md", "locales/en/reference/b.md", "locales/en/editions/a.md")
    assert sources(tmp_path) == {"a": "locales/en/a.md", "b": "locales/en/reference/b.md"}
    project = find_project(tmp_path)
    assert project.built(project.domains[1], "de") == tmp_path / "locales/de/reference/b.md"


def test_two_pages_of_one_name_have_catalogs_called_after_their_folders(tmp_path: Path) -> None:
    write(tmp_path, "locales/en/index.md", "locales/en/guide/index.md", "locales/en/guide/options.md")
    assert sources(tmp_path) == {
        "index": "locales/en/index.md",
        "guide/index": "locales/en/guide/index.md",
        "options": "locales/en/guide/options.md",
    }


def test_path_templates_say_where_everything_is(tmp_path: Path) -> None:
    write(tmp_path, "docs/en/guide/x.md", "docs/de/guide/x.md", "i18n/de/x.po", "i18n/zh_Hans/x.po")
    settings(
        tmp_path,
        """
        sources = ["docs/en/**/*.md"]
        output = "docs/{locale}/{path}"
        catalogs = "i18n/{locale}/{domain}.po"
        templates = "i18n/templates/{domain}.pot"
        locale-names = { zh_Hans = "zh-CN" }
        """,
    )
    project = find_project(tmp_path)
    [domain] = project.domains
    assert domain.path == PurePosixPath("guide/x.md")
    assert project.template(domain) == tmp_path / "i18n/templates/x.pot"
    assert project.shipped_locales(domain) == ("de", "zh_Hans")
    assert project.built(domain, "zh_Hans") == tmp_path / "docs/zh-CN/guide/x.md"
    assert project.built(domain, "zh_Hans", Path("out")) == Path("out/zh-CN/guide/x.md")
    assert project.find_locale(tmp_path / "docs/zh-CN/guide/x.md") == "zh_Hans"
    assert project.find_catalog_locale(domain, "zh-CN") == "zh_Hans"


@pytest.mark.parametrize(
    ("pattern", "output", "built"),
    [
        ("docs/**/*.md", "docs/{locale}/{path}", "docs/de/guide/x.md"),
        ("docs/**/*.md", "docs/{dir}/{stem}.{locale}{suffix}", "docs/guide/x.de.md"),
        ("docs/**/*.md", "i18n/{locale}/docusaurus-plugin-content-docs/current/{path}", None),
    ],
)
def test_what_is_built_of_a_source_is_none(tmp_path: Path, pattern: str, output: str, built: str | None) -> None:
    write(tmp_path, "docs/guide/x.md", "docs/index.md", *filter(None, [built]))
    settings(tmp_path, f"sources = ['{pattern}']\noutput = '{output}'\n")
    assert sources(tmp_path) == {"x": "docs/guide/x.md", "index": "docs/index.md"}
    project = find_project(tmp_path)
    [x] = [domain for domain in project.domains if domain.name == "x"]
    if built:
        assert project.built(x, "de") == tmp_path / built


def test_a_folder_that_is_called_as_a_language_has_sources_unless_they_are_built_of_others(tmp_path: Path) -> None:
    write(tmp_path, "docs/index.md", "docs/os/index.md", "docs/os/kernel.md")
    settings(tmp_path, "sources = ['docs/**/*.md']\noutput = 'docs/{locale}/{path}'\n")
    assert sources(tmp_path) == {"index": "docs/index.md", "kernel": "docs/os/kernel.md"}


def test_a_page_outside_of_any_folder_is_built_without_one(tmp_path: Path) -> None:
    template = PathTemplate.parse("docs/{dir}/{stem}.{locale}{suffix}")
    fields = describe_source(PurePosixPath("index.md"), "index")
    assert template.fill({**fields, "locale": "de"}) == "docs/index.de.md"
    assert template.match("docs/index.de.md") == {"dir": "", "stem": "index", "locale": "de", "suffix": ".md"}
    assert template.match("docs/a/b/index.zh-CN.md") == {
        "dir": "a/b",
        "stem": "index",
        "locale": "zh-CN",
        "suffix": ".md",
    }
    assert template.match("docs/index.md") is None


def test_a_domain_that_is_named_leaves_the_others(tmp_path: Path) -> None:
    write(tmp_path, "locales/en/a.md", "locales/en/b.md")
    settings(tmp_path, "[domains.boats]\nsource = 'locales/en/a.md'\nsort = 'name'\n")
    assert sources(tmp_path) == {"boats": "locales/en/a.md", "b": "locales/en/b.md"}
    settings(tmp_path, "[domains.b]\nsource = 'locales/en/a.md'\n")
    with pytest.raises(InputError, match=r"b\.md: this source would share its catalogs with the domain b"):
        find_project(tmp_path)


def test_what_is_built_of_a_named_domain_in_the_sources_language_is_no_source(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "locales/en/a.md", "locales/en/a.rst", "locales/en/b.md")
    settings(tmp_path, "[domains.a]\nsource = 'docs/a.md'\n")
    assert sources(tmp_path) == {"a": "docs/a.md", "b": "locales/en/b.md"}
    project = find_project(tmp_path)
    assert not project.takes_for_source(tmp_path / "locales/en/a.rst")
    assert project.takes_for_source(tmp_path / "locales/en/b.rst")


def test_pages_are_excluded(tmp_path: Path) -> None:
    write(tmp_path, "locales/en/a.md", "locales/en/drafts/b.md", "locales/en/c.md")
    settings(tmp_path, "exclude = ['locales/en/drafts', '*/c.md']\n")
    assert sources(tmp_path) == {"a": "locales/en/a.md"}


def test_settings_in_two_files_are_refused(tmp_path: Path) -> None:
    settings(tmp_path, "source-locale = 'de'")
    assert find_project(tmp_path).source_locale == "de"
    settings(tmp_path, "[tool.other]", "pyproject.toml")
    assert find_project(tmp_path).source_locale == "de"
    settings(tmp_path, "[tool.tabl10n]", "pyproject.toml")
    with pytest.raises(InputError, match=r"settings in .* as well; keep one of the two"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("output = '{locale}/{file}'", "the setting 'output': there is no field {file}"),
        ("output = '{locale}/{path'", "the setting 'output': '{locale}/{path' has a brace too many"),
        ("output = '../{locale}/{path}'", "the setting 'output': '../{locale}/{path}' leads out of the project"),
        ("output = '{locale}/x.md'", "the setting 'output' would put several files at one path"),
        ("catalogs = '{domain}.po'", "the setting 'catalogs' would put several files at one path"),
        ("templates = 'x.pot'", "the setting 'templates' would put several files at one path"),
        ("sources = 'x'", "the setting 'sources' is not a list of texts"),
        ("locale-names = { xx = 'x' }", "the setting 'locale-names': no such locale 'xx'"),
        ("[audit]\nrules = []", "unknown setting 'rules' in [audit]"),
        ("[check]\nfail-on = 'bad'", "the setting 'fail-on' is 'bad'"),
        ("[check]\nper-file-ignores = []", "the setting 'per-file-ignores' is not a table from pattern to rules"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, fact: str) -> None:
    settings(tmp_path, text)
    with pytest.raises(InputError) as error:
        find_project(tmp_path)
    assert error.value.fact == fact
    assert error.value.next_step


def test_copies_are_found_where_the_settings_have_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "docs/en/x.md", "docs/en/sub/y.md", "docs/tr/x.md", "docs/tr/sub/y.md", "docs/zh-CN/x.md")
    write(tmp_path, "docs/assets/x.md")
    settings(tmp_path, "sources = ['docs/en/**/*.md']\ncopies = ['docs/{locale}/{path}']\n")
    found = find_project_copies(find_project(tmp_path))
    assert sorted((copy.path, copy.locale) for copy in found.copies) == [
        ("docs/tr/sub/y.md", "tr"),
        ("docs/tr/x.md", "tr"),
        ("docs/zh-CN/x.md", "zh_Hans"),
    ]
    assert found.missing == (("docs/en/sub/y.md", "zh_Hans"),)
    assert len(find_project_copies(find_project(tmp_path), "zh-CN").copies) == 1
