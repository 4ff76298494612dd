"""The commands of the programs that are compared: what each needs is prepared, and the commands are given back.

A program that builds wants its own catalogs, made of its own template with the translations of tabl10n's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from measure import Command
from projects import Bench, Project, translate, translations


class Builder(NamedTuple):
    """A program that builds tables: ``page`` says where it puts a locale's, below the directory of built ones."""

    name: str
    page: str
    commands: Callable[[Project], Sequence[Command]]


def tabl10n_build(project: Project) -> Sequence[Command]:
    """One process for all locales."""
    return [(project.bench.program("tabl10n", "tabl10n"), "build", "-o", project.built)]


def toolkit_md2po(bench: Bench, source: Path, template: Path) -> Command:
    """The template of a Markdown file, by translate-toolkit."""
    options = ("-P", "--duplicates=merge", "--progress=none")
    return (bench.program("translate-toolkit", "md2po"), *options, source, template)


def toolkit_po2md(project: Project) -> Sequence[Command]:
    """One process for all locales: it wants a directory of catalogs, and a template of the same name for each."""
    template, catalogs, templates = (project.directory / name for name in ("toolkit.pot", "toolkit", "templates"))
    project.prepare(*toolkit_md2po(project.bench, project.source, template))
    templates.mkdir()
    for locale in project.locales:
        _translate(project, template, locale, catalogs / f"{locale}.po")
        (templates / f"{locale}.md").symlink_to(project.source)
    program = project.bench.program("translate-toolkit", "po2md")
    return [(program, "--progress=none", "-t", templates, catalogs, project.built)]


def mdpo_md2po(bench: Bench, source: Path, template: Path) -> Command:
    """The template of a Markdown file, by mdpo."""
    return (bench.program("mdpo", "md2po"), source, "-q", "-s", "-p", template)


def mdpo_po2md(project: Project) -> Sequence[Command]:
    """A process for each locale."""
    template, catalogs = project.directory / "mdpo.pot", project.directory / "mdpo"
    write_mdpo_template(project.source, template)
    for locale in project.locales:
        _translate(project, template, locale, catalogs / f"{locale}.po")
    program = project.bench.program("mdpo", "po2md")
    return [
        (program, project.source, "-q", "-p", catalogs / f"{locale}.po", "-s", project.built / f"{locale}.md")
        for locale in project.locales
    ]


def write_mdpo_template(source: Path, template: Path) -> None:
    """The messages that mdpo's md2po finds in a table, without it: 10,000 rows take it 22 minutes."""
    with source.open(encoding="utf-8") as lines, template.open("w", encoding="utf-8") as file:
        file.write('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
        file.writelines(f'\nmsgid "{message}"\nmsgstr ""\n' for message in dict.fromkeys(_messages(lines)))


def _messages(lines: Iterable[str]) -> Iterator[str]:
    """The title, the paragraph and the cells, as a catalog writes them."""
    for line in lines:
        if line.strip() and not line.startswith("|-"):
            cells = line.strip("|# \n").replace("\\", r"\\").replace('"', r"\"").split(" |")
            yield from map(str.strip, filter(str.strip, cells))


def sphinx_html(project: Project) -> Sequence[Command]:
    """A process for each locale. Its page is the RST grid that tabl10n makes of the source; catalogs are compiled."""
    directory, locale_dir = project.directory / "sphinx", project.directory / "sphinx" / "locale"
    template = _sphinx_template(project, directory)
    for locale in project.locales:
        _translate(project, template, locale, locale_dir / locale / "LC_MESSAGES" / "index.po")
    pybabel = project.bench.program("sphinx", "pybabel")
    project.prepare(pybabel, "-q", "compile", "--use-fuzzy", "-D", "index", "-d", locale_dir)
    program = project.bench.program("sphinx", "sphinx-build")
    return [
        (program, "-q", "-b", "html", "-D", f"language={locale}", directory, project.built / locale)
        for locale in project.locales
    ]


def _sphinx_template(project: Project, directory: Path) -> Path:
    """Make the documentation of one page, and the template of it."""
    project.prepare(project.bench.program("tabl10n", "tabl10n"), "build", "en", "--format", "rst", "-o", directory)
    (directory / "en" / "table.rst").rename(directory / "index.rst")
    (directory / "conf.py").write_text('locale_dirs = ["locale"]\n', encoding="utf-8")
    templates = project.directory / "sphinx-templates"
    project.prepare(project.bench.program("sphinx", "sphinx-build"), "-q", "-b", "gettext", directory, templates)
    return templates / "index.pot"


def _translate(project: Project, template: Path, locale: str, catalog: Path) -> None:
    translate(template, translations(project.catalog(locale)), catalog)


TABL10N = Builder("tabl10n build", "{locale}/table.md", tabl10n_build)
TOOLKIT = Builder("translate-toolkit po2md", "{locale}.md", toolkit_po2md)
MDPO = Builder("mdpo po2md", "{locale}.md", mdpo_po2md)
SPHINX = Builder("sphinx-build -b html", "{locale}/index.html", sphinx_html)
