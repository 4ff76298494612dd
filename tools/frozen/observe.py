"""What the package says of translated copies, as plain facts: the only file here that imports the package.

``observe.py < jobs.json`` reads a list of jobs and prints one JSON object for each, in their order. After an API change
adapt this file, and keep what it prints: two commits are compared by it, each with its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trees import Job

from tabl10n import formats
from tabl10n.api import Catalog, audit, make_page
from tabl10n.audit import fix
from tabl10n.catalog.template import render_template
from tabl10n.copies import Copy, open_copy
from tabl10n.errors import InputError
from tabl10n.findings import Finding
from tabl10n.project import Project
from tabl10n.project.settings import find_project
from tabl10n.project.sources import find_domain, load_source

MAX_ROUNDS = 5  # of fixing, as in `tabl10n audit --fix`
PROGRESS_SECONDS = 5.0


def observe(job: Job) -> dict[str, Any]:
    """All facts of one job; ``refused`` is why there are none, or ``""``."""
    project = find_project(Path(job.project))
    facts: dict[str, Any] = {"name": job.name}
    try:
        facts |= {"refused": ""} | _observe_copy(project, job)
    except Exception as error:
        facts["refused"] = _describe_error(error)
    if job.template:
        try:
            facts["template"] = _extract_template(project, job)
        except Exception as error:
            facts["template"] = _describe_error(error)
    return facts


def _observe_copy(project: Project, job: Job) -> dict[str, Any]:
    copy = open_copy(project, job.copy, job.sources, job.locale)
    report = audit(copy.align(project), catalog=_read_catalog(project, copy, job.locale))
    facts = {
        "findings": [_describe_finding(finding) for finding in report.findings],
        "alignment": [
            [row.table, row.row, row.written, row.key, round(row.confidence, 3)] for row in report.aligned.rows
        ],
    }
    fixes: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        text, fixed = fix.fix(report.aligned.copy, report.report)
        if not fixed:
            break
        fixes += fixed
        page = report.aligned.copy
        report = report.audit_again(make_page(formats.parse(text, page.name), page.locale, page.roles))
    return facts | {"fixes": [_describe_finding(finding) for finding in fixes], "fixed": report.aligned.copy.source}


def _read_catalog(project: Project, copy: Copy, locale: str) -> Catalog | None:
    """The project's own catalog, where it has one."""
    name = project.find_catalog_locale(copy.domain, locale)
    return None if name is None else Catalog.read(project.catalog(copy.domain, name))


def _extract_template(project: Project, job: Job) -> str:
    """The template of the job's first source, which references call by the job's name."""
    document = load_source(find_domain(project, job.sources[0]), project.source_locale)
    return render_template(document, job.name, "pages", source_locale=project.source_locale)


def _describe_finding(finding: Finding) -> dict[str, Any]:
    """The facts of a finding, without its wording. Cells are counted from 1; where there is none, it is None."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "table": finding.table,
        "row": finding.row,
        "cell": None if finding.cell is None else finding.cell + 1,
        "line": finding.line,
        "column": finding.column,
        "part": finding.part,
        "written": finding.written,
        "expected": finding.expected,
        "safe": finding.safe,
    }


def _describe_error(error: Exception) -> str:
    return str(error) if isinstance(error, InputError) else f"CRASH {type(error).__name__}: {error}"


def main() -> None:
    jobs: Sequence[Job] = [Job(**values) for values in json.load(sys.stdin)]
    shown = time.monotonic()
    for number, job in enumerate(jobs, 1):
        print(json.dumps(observe(job), ensure_ascii=False), flush=True)
        if time.monotonic() - shown > PROGRESS_SECONDS:
            shown = time.monotonic()
            print(f"  {number} of {len(jobs)} copies", file=sys.stderr)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
