"""The main job on the project's own tables: extract, build every locale's table, audit each machine-translated copy.

Run by ``make tables``. Each step is the command that a user would type; the summary at the end says what came of it.
The exit status is 0 when every step could be done: that the copies are damaged is what they are here to show.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from tabl10n.catalog import pofile
from tabl10n.cli import run_command_line
from tabl10n.project import Domain, Project
from tabl10n.project.settings import find_project

_COPIES = "*/machine-translated/*.md"
_REPORTS = Path("build")


def main() -> int:
    """Run the steps from the project's root; 0, or 2 when one could not be done."""
    project = find_project(Path(__file__).parent)
    [domain] = project.domains
    copies = sorted(project.locales.glob(_COPIES))
    steps = [["extract"], ["build"], *(["audit", project.relative(copy)] for copy in copies)]
    steps += [["audit", project.relative(copy), "--format", "html", "--output", _page(copy)] for copy in copies]
    for step in steps:
        print(f"\n$ tabl10n {' '.join(step)}", flush=True)
        if run_command_line(step) > 1:
            return 2
    print("\n" + "\n".join(_summary(project, domain, copies)))
    return 0


def _page(copy: Path) -> str:
    return (_REPORTS / f"audit-{copy.parent.parent.name}.html").as_posix()


def _summary(project: Project, domain: Domain, copies: list[Path]) -> Iterator[str]:
    template = project.template(domain)
    strings = len(pofile.read(template).messages)
    locales = project.shipped_locales(domain)
    yield "In short"
    yield f"  {strings} strings for translators, with no key, link or version among them: {project.relative(template)}"
    yield f"  {len(locales)} tables with the source's own keys and links: locales/<locale>/{domain.source.name}"
    yield f"    ({', '.join(locales)})"
    for copy in copies:
        yield from _of_copy(project, domain, copy)


def _of_copy(project: Project, domain: Domain, copy: Path) -> Iterator[str]:
    audited = _audited(project.relative(copy))
    locale = copy.parent.parent.name
    # A key is warned about where no known one fits; a version, where it may be true and of another day.
    severities = {"key-": ("error", "warning"), "territory-": ("error",), "value-": ("error",)}
    rows = {
        kind: len({f["row"] for f in audited["findings"] if f["rule"].startswith(kind) and f["severity"] in counted})
        for kind, counted in severities.items()
    }
    damaged = f"{rows['key-']} rows with a damaged key, {rows['territory-']} with a wrong country"
    yield f"  the {locale} copy that a machine made: of {audited['summary']['rows']} rows, {damaged}"
    yield f"    and {rows['value-']} with a damaged version; open {_page(copy)} to see them side by side"
    built = project.relative(project.built(domain, locale))
    yield f"    {built} replaces it, or tabl10n audit --fix repairs it"


def _audited(copy: str) -> dict[str, Any]:
    printed = StringIO()
    with redirect_stdout(printed):
        run_command_line(["audit", copy, "--format", "json"])
    [document] = json.loads(printed.getvalue())["documents"]
    audited: dict[str, Any] = document
    return audited


if __name__ == "__main__":
    sys.exit(main())
