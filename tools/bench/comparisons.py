"""What is compared: one function a comparison, which prepares its cases and yields them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from catalogs import write_catalog, write_template
from measure import Case, Command, Contestant
from peers import MDPO, SPHINX, TABL10N, TOOLKIT, Builder, mdpo_md2po, toolkit_md2po
from projects import Bench, Project, languages, localized_project, plain, translations

from tables import seed

# mdpo's md2po compares each cell with every message so far: 1,000 rows took it 8 s, 10,000 rows 1,312 s.
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
_PAGE_ROWS = 30  # of a page among many
_FORMATS = ("md", "rst", "html", "csv", "json")
_REWORDED = ('again"', 'msgstr "auf Deutsch: ')  # what a catalog that follows its template holds


def extract(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """The template of a Markdown table."""
    territories = {f'msgid "{exchange.territory}"' for exchange in seed()}
    for rows in sizes:
        source, template = bench.source(rows), bench.scratch / "template.pot"
        commands: dict[str, Command] = {
            "tabl10n extract": (bench.program("tabl10n", "tabl10n"), "extract", source, "-o", template),
            "translate-toolkit md2po": toolkit_md2po(bench, source, template),
        }
        if rows <= _MDPO_ROWS:
            commands["mdpo md2po"] = mdpo_md2po(bench, source, template)
        proof = {template: territories}
        contestants = [Contestant(name, [job], bench.scratch, template, proof) for name, job in commands.items()]
        yield Case(f"{rows:,} rows", contestants, "" if rows <= _MDPO_ROWS else _MDPO_REMARK)


def build(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """Localized tables: the source table in fifty locales, then larger ones in German; those in all formats, too."""
    yield _build(bench, len(seed()), _LOCALES)
    for rows in sizes:
        case = _build(bench, rows, ["de"])
        yield case
        yield _all_formats(case)


def locales(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """The source table in more and more locales, by the programs that take all of them in one process."""
    for size in sizes:
        yield _build(bench, len(seed()), languages(bench)[:size], (TABL10N, TOOLKIT))


def _build(
    bench: Bench, rows: int, locales: Sequence[str], builders: Sequence[Builder] = (TABL10N, TOOLKIT, MDPO, SPHINX)
) -> Case:
    project, count = localized_project(bench, rows, locales), len(locales)
    contestants = [_contestant(project, builder) for builder in builders]
    return Case(f"{rows:,} rows, {count} {'locales' if count > 1 else 'locale'}", contestants)


def _contestant(project: Project, builder: Builder) -> Contestant:
    """The program's way to build the project; every translated territory must be on the locale's page."""
    proof = {
        project.built / builder.page.format(locale=locale): plain(translations(project.catalog(locale)))
        for locale in project.locales
    }
    return Contestant(builder.name, builder.commands(project), project.directory, project.built, proof)


def _all_formats(case: Case) -> Case:
    """The same table in every format that tabl10n has, beside the one that each other program makes."""
    ours, *others = case.contestants
    commands = [[*command, "--format", ",".join(_FORMATS)] for command in ours.commands]
    proof = {path.with_suffix(f".{suffix}"): words for path, words in ours.proof.items() for suffix in _FORMATS}
    named = [other._replace(name=f"{other.name}, one format") for other in others]
    return Case(f"{case.name}, 5 formats", [ours._replace(commands=commands, proof=proof), *named])


def update(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """A catalog that follows a template in which a tenth of the messages is reworded."""
    version = subprocess.check_output(["msgmerge", "--version"], text=True).splitlines()[0]
    for messages in sizes:
        project = Project(bench, bench.scratch / f"update-{messages}", ["de"])
        contestants = [_tabl10n_update(project, messages), _msgmerge(project, "--no-fuzzy-matching")]
        if messages <= _FUZZY_MESSAGES:
            contestants.append(_msgmerge(project))
        remark = f"{version}." if messages <= _FUZZY_MESSAGES else _FUZZY_REMARK
        yield Case(f"{messages:,} messages", contestants, remark)


def _tabl10n_update(project: Project, messages: int) -> Contestant:
    """Make the project, and the old catalog and the template that `_msgmerge` takes, too."""
    project.start()
    project.source.touch()
    catalog, template, old = project.catalog("de"), project.directory / "table.pot", project.directory / "old.po"
    catalog.parent.mkdir(parents=True)
    write_catalog(messages, old)
    write_template(messages, template)
    program = project.bench.program("tabl10n", "tabl10n")
    jobs: list[Command] = [("cp", old, catalog), (program, "update", "--template", template)]
    return Contestant("tabl10n update", jobs, project.directory, catalog, {catalog: _REWORDED})


def _msgmerge(project: Project, *options: str) -> Contestant:
    merged, name = project.directory / "merged.po", " ".join(("msgmerge", *options))
    job: Command = ("msgmerge", "--quiet", *options, "-o", merged, "old.po", "table.pot")
    return Contestant(name, [job], project.directory, merged, {merged: _REWORDED})


def audit(bench: Bench, sizes: Sequence[int]) -> Iterator[Case]:
    """Copies of many pages: in one process, in two, and in a process for each."""
    program = bench.program("tabl10n", "tabl10n")
    for pages in sizes:
        directory, report = bench.scratch / f"audit-{pages}", "report.json"
        copies = [_write_pair(bench, directory, number) for number in range(pages)]
        whole = (program, "audit", "docs/de", "--fail-on", "never", "--format", "json", "-o", report)
        single = ("--fail-on", "never", "--format", "json", "-o", report)
        jobs: dict[str, Sequence[Command]] = {
            "tabl10n audit --jobs 1": [[*whole, "--jobs", "1"]],
            "tabl10n audit --jobs 2": [[*whole, "--jobs", "2"]],
            "a process for each page": [[program, "audit", copy, *single] for copy in copies],
        }
        proof = {directory / report: {"version", str(copies[-1])}}
        contestants = [Contestant(name, job, directory, directory / report, proof) for name, job in jobs.items()]
        yield Case(f"{pages:,} pages", contestants)


def _write_pair(bench: Bench, directory: Path, number: int) -> Path:
    """Write a page of `_PAGE_ROWS` rows and its copy, in which nothing is translated; the copy's path."""
    for locale in ("en", "de"):
        page = directory / "docs" / locale / f"page{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(bench.source(_PAGE_ROWS).read_bytes())
    return page.relative_to(directory)


COMPARISONS: Mapping[str, tuple[Callable[[Bench, Sequence[int]], Iterator[Case]], tuple[int, ...]]] = {
    "extract": (extract, (128, 1000, 10_000, 100_000)),
    "build": (build, (10_000,)),
    "locales": (locales, (5, 50, 200)),
    "update": (update, (30_000, 300_000)),
    "audit": (audit, (100,)),
}
"""Each comparison, and how many rows, locales, messages or pages it is about unless the command line says otherwise."""
