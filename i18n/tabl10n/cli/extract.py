"""``tabl10n extract``: the template (.pot) of each source table."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tabl10n.catalog.template import render_template
from tabl10n.cli.catalogs import say_none_selected
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import Target, refuse_overwriting, write_outdated
from tabl10n.errors import InputError
from tabl10n.files import is_stream, read_text
from tabl10n.project import Domain, Project
from tabl10n.project.selection import Selection
from tabl10n.project.sources import find_domain, load_source, require_domains
from tabl10n.text.visible import escape_hidden


def extract(project: Project, files: tuple[str, ...] = (), output: str | None = None, *, check: bool = False) -> int:
    """Write, or with ``check`` compare, the templates; 0, 1 when ``check`` finds one out of date, or 2 when a source or
    an earlier template cannot be used: all others are made.
    """
    if output is not None and len(files) != 1:
        raise InputError("--output takes the template of one file", next_step="name one source table before it")
    domains = _choose_domains(project, files, is_one=output is not None)
    if not domains:
        say_none_selected(map(Path, files))
        return 0
    refuse_overwriting(output, [domain.source for domain in domains])
    if output == "-":
        text = _render(project, domains[0], None)
        click.echo(_escape_for_terminal(text) if sys.stdout.isatty() else text, nl=False)
        return 0
    failures = Failures()

    def make_target(domain: Domain) -> Target:
        path = Path(output) if output else project.template(domain)
        return Target(path, _render(project, domain, path))

    made = with_progress(failures.make_each(make_target, domains), len(domains), "extracting")
    targets = [target for target in made if target is not None]
    return failures.conclude(write_outdated(project, targets, check=check, next_step="run tabl10n extract"))


def _choose_domains(project: Project, files: tuple[str, ...], *, is_one: bool) -> Sequence[Domain]:
    """The source tables that ``files`` and folders among them mean; all of the project's without any.

    A file that is none of a project's sources is left out, as a hook names whatever was changed; where there is no
    other source, or ``is_one`` says that the template of one file is wanted, it is taken for one.
    """
    if not files:
        return require_domains(project)
    named = Selection.of_files(files)
    chosen = [domain for domain in project.domains if named.holds(domain.source, *domain.editions)]
    if chosen or (project.domains and not is_one):
        return chosen
    return [find_domain(project, file) for file in files if not Path(file).is_dir()]


def _escape_for_terminal(text: str) -> str:
    """``text`` for people who look at it: nothing in it steers the terminal."""
    return "\n".join(map(escape_hidden, text.split("\n")))


def _render(project: Project, domain: Domain, path: Path | None) -> str:
    document = load_source(domain, project.source_locale)
    existing = read_text(path) if path is not None and path.exists() and not is_stream(path) else None
    return render_template(
        document,
        project.relative(domain.source),
        domain.name,
        existing=existing,
        name=str(path or ""),
        source_locale=project.source_locale,
    )
