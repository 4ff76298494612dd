"""What is compared: one function a comparison, which prepares its cases and yields them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from catalogs import write_catalog, write_template
from measure import Case, Command, Contestant

from tables import SEED, seed, write_markdown

# mdpo compares each cell with every message so far: 1,000 rows took it 8 s, 10,000 rows 1,312 s.
_MDPO_ROWS = 1000
_MDPO_REMARK = (
    f"mdpo is left out above {_MDPO_ROWS:,} rows: its time grows with their square, 10,000 took it 22 minutes."
)
# msgmerge's fuzzy matching compares each new message with all that have left.
_FUZZY_MESSAGES = 30_000
_FUZZY_REMARK = (
    f"msgmerge's fuzzy matching is left out above {_FUZZY_MESSAGES:,} messages: it takes too long to repeat."
)
_LOCALES = (
    "af am ar az be bg bn bs ca cs cy da de el es et eu fa fi fr gl gu he hi hr hu hy id is it "
    "ja ka kk km ko lt lv mk mn ms nb nl pl pt_BR ro ru sk sl tr zh_Hans"
).split()
_MSGID, _MSGSTR, _EMPTY = "msgid ", "msgstr ", '""\n'


class Bench:
    """Where the programs are installed (``environments``), and where files may be written (``scratch``)."""

    def __init__(self, environments: Path, scratch: Path) -> None:
        self.environments = environments
        self.scratch = scratch

    def program(self, environment: str, name: str) -> Path:
        """The command called ``name`` in the environment."""
        return self.environments / environment / "bin" / name

    def source(self, rows: int) -> Path:
        """A table of that many rows: the source table itself where it has as many."""
        path = self.scratch / f"table-{rows}.md"
        if rows == len(seed()):
            shutil.copyfile(SEED, path)
        elif not path.exists():
            write_markdown(rows, path)
        return path


def extract(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """The template of a Markdown table."""
    for rows in sizes:
        source, template = bench.source(rows), bench.scratch / "template.pot"
        commands: dict[str, Command] = {
            "tabl10n extract": (bench.program("tabl10n", "tabl10n"), "extract", source, "-o", template),
            "translate-toolkit md2po": _toolkit_md2po(bench, source, template),
        }
        if rows <= _MDPO_ROWS:
            commands["mdpo md2po"] = _mdpo_md2po(bench, source, template)
        contestants = [Contestant(name, [command], bench.scratch, template) for name, command in commands.items()]
        yield Case(f"{rows:,} rows", contestants, "" if rows <= _MDPO_ROWS else _MDPO_REMARK)


def build(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """Localized Markdown tables: the source table in fifty locales, then larger ones in German; those in all formats.

    What is prepared is written line by line, for the same reason as in ``tables.write_markdown``.
    """
    yield _build(bench, len(seed()), _LOCALES)
    for rows in sizes:
        case = _build(bench, rows, ["de"])
        yield case
        yield _all_formats(case)


def _all_formats(case: Case) -> Case:
    """The same table in every format there is, which no other program makes."""
    ours, *_ = case.contestants
    commands = [[*command, "--format", "md,rst,html,csv,json"] for command in ours.commands]
    return Case(f"{case.name}, 5 formats", [ours._replace(commands=commands)])


def _build(bench: Bench, rows: int, locales: Sequence[str]) -> Case:
    project = _project(bench, rows, locales)
    commands: dict[str, Sequence[Command]] = {
        "tabl10n build": [(bench.program("tabl10n", "tabl10n"), "build", "-o", project / "built")],
        "translate-toolkit po2md": [_toolkit_po2md(bench, project, locales)],
    }
    if rows <= _MDPO_ROWS:
        commands["mdpo po2md"] = _mdpo_po2md(bench, project, locales)
    contestants = [Contestant(name, commands[name], project, project / "built") for name in commands]
    name = f"{rows:,} rows, {len(locales)} {'locales' if len(locales) > 1 else 'locale'}"
    return Case(name, contestants, "" if rows <= _MDPO_ROWS else _MDPO_REMARK)


def _project(bench: Bench, rows: int, locales: Sequence[str]) -> Path:
    """A project with the table, and with catalogs as tabl10n makes them: their territories are translated."""
    project = bench.scratch / f"build-{rows}-{len(locales)}"
    (project / "built").mkdir(parents=True)
    (project / "pyproject.toml").write_text("[tool.tabl10n]\n", encoding="utf-8")
    source = _source(project)
    source.parent.mkdir(parents=True)
    shutil.copyfile(bench.source(rows), source)
    program = bench.program("tabl10n", "tabl10n")
    _prepare((program, "extract"), project)
    _prepare((program, "init", *locales), project)
    return project


def update(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """A catalog that follows a template in which a tenth of the messages is reworded."""
    version = subprocess.check_output(["msgmerge", "--version"], text=True).splitlines()[0]
    for messages in sizes:
        project, catalog, template = _catalog_project(bench, messages)
        merged, old = project / "merged.po", project / "old.po"
        msgmerge = ("msgmerge", "--quiet", "-o", merged, old, template)
        commands: dict[str, tuple[Path, Sequence[Command]]] = {
            "tabl10n update": (
                catalog,
                [("cp", old, catalog), (bench.program("tabl10n", "tabl10n"), "update", "--template", template)],
            ),
            "msgmerge --no-fuzzy-matching": (merged, [(*msgmerge, "--no-fuzzy-matching")]),
        }
        if messages <= _FUZZY_MESSAGES:
            commands["msgmerge"] = (merged, [msgmerge])
        contestants = [Contestant(name, jobs, project, output) for name, (output, jobs) in commands.items()]
        remark = f"{version}." if messages <= _FUZZY_MESSAGES else _FUZZY_REMARK
        yield Case(f"{messages:,} messages", contestants, remark)


def _catalog_project(bench: Bench, messages: int) -> tuple[Path, Path, Path]:
    """A project with the old catalog apart, the place of the catalog, and the template."""
    project = bench.scratch / f"update-{messages}"
    catalog, template = project / "locales" / "de" / "LC_MESSAGES" / "table.po", project / "table.pot"
    write_catalog(messages, project / "old.po")
    write_template(messages, template)
    for path, text in ((_source(project), ""), (catalog, ""), (project / "pyproject.toml", "[tool.tabl10n]\n")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return project, catalog, template


def _source(project: Path) -> Path:
    return project / "locales" / "en" / "table.md"


def _prepare(command: Command, directory: Path) -> None:
    subprocess.run(command, cwd=directory, check=True, capture_output=True)


def _translate(project: Path, template: Path, locale: str, catalog: Path) -> None:
    """Write a peer's template as its catalog, with the translations that tabl10n's catalog has."""
    words = _translations(project / "locales" / locale / "LC_MESSAGES" / "table.po")
    msgid = ""
    with template.open(encoding="utf-8") as lines, catalog.open("w", encoding="utf-8") as file:
        for line in lines:
            if line.startswith(_MSGID):
                msgid = line.removeprefix(_MSGID)
            file.write(_MSGSTR + words[msgid] if line == _MSGSTR + _EMPTY and msgid in words else line)


def _translations(catalog: Path) -> Mapping[str, str]:
    """The translations in one line, as written, by the message as written."""
    words: dict[str, str] = {}
    msgid = ""
    with catalog.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(_MSGID):
                msgid = line.removeprefix(_MSGID)
            elif line.startswith(_MSGSTR) and line != _MSGSTR + _EMPTY:
                words[msgid] = line.removeprefix(_MSGSTR)
    return words


def _toolkit_md2po(bench: Bench, source: Path, template: Path) -> Command:
    options = ("-P", "--duplicates=merge", "--progress=none")
    return (bench.program("translate-toolkit", "md2po"), *options, source, template)


def _toolkit_po2md(bench: Bench, project: Path, locales: Sequence[str]) -> Command:
    """One process for all locales: it wants a directory of catalogs, and a template of the same name for each."""
    template, catalogs, templates = project / "toolkit.pot", project / "toolkit", project / "templates"
    _prepare(_toolkit_md2po(bench, _source(project), template), project)
    catalogs.mkdir()
    templates.mkdir()
    for locale in locales:
        _translate(project, template, locale, catalogs / f"{locale}.po")
        (templates / f"{locale}.md").symlink_to(_source(project))
    options = ("--progress=none", "-t", templates)
    return (bench.program("translate-toolkit", "po2md"), *options, catalogs, project / "built")


def _mdpo_md2po(bench: Bench, source: Path, template: Path) -> Command:
    return (bench.program("mdpo", "md2po"), source, "-q", "-s", "-p", template)


def _mdpo_po2md(bench: Bench, project: Path, locales: Sequence[str]) -> Sequence[Command]:
    """A process for each locale."""
    template, catalogs = project / "mdpo.pot", project / "mdpo"
    _prepare(_mdpo_md2po(bench, _source(project), template), project)
    catalogs.mkdir()
    for locale in locales:
        _translate(project, template, locale, catalogs / f"{locale}.po")
    program, built = bench.program("mdpo", "po2md"), project / "built"
    return [
        (program, _source(project), "-q", "-p", catalogs / f"{locale}.po", "-s", built / f"{locale}.md")
        for locale in locales
    ]


COMPARISONS: Mapping[str, tuple[Callable[[Bench, Sequence[int]], Iterator[Case]], tuple[int, ...]]] = {
    "extract": (extract, (128, 1000, 10_000, 100_000)),
    "build": (build, (10_000,)),
    "update": (update, (30_000, 300_000)),
}
"""Each comparison, and how many rows (or messages) it is about unless the command line says otherwise."""
