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
from tabl10n.align import Alignment, align
from tabl10n.audit import audit, fix
from tabl10n.catalog import pofile
from tabl10n.catalog.template import template_text
from tabl10n.cli.copies import Copy, open_copy
from tabl10n.columns import infer_document
from tabl10n.errors import InputError
from tabl10n.findings import Finding, Report
from tabl10n.project import Project
from tabl10n.project.settings import find_project
from tabl10n.project.sources import domain_of, load_source

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
    words = _read_words(project, copy, job.locale)
    alignment, report = _audit(project, copy, words)
    facts = {
        "findings": [_describe_finding(finding) for finding in report.findings],
        "alignment": [[row.table, row.row, row.written, row.key, round(row.confidence, 3)] for row in alignment.rows],
    }
    fixes: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        text, fixed = fix.fix(copy.document, report)
        if not fixed:
            break
        fixes += fixed
        document = infer_document(formats.parse(text, copy.document.name), copy.domain.roles, copy.locale)
        copy = copy._replace(document=document)
        _, report = _audit(project, copy, words)
    return facts | {"fixes": [_describe_finding(finding) for finding in fixes], "fixed": copy.document.source}


def _audit(project: Project, copy: Copy, words: dict[tuple[str, str], str]) -> tuple[Alignment, Report]:
    assert copy.locale is not None
    naming = project.naming()
    alignment = align(copy.document, copy.registry, copy.locale, naming=naming)
    report = audit(
        copy.document, alignment, copy.registry, copy.source, copy.locale, words, project.source_locale, naming
    )
    return alignment, report


def _read_words(project: Project, copy: Copy, locale: str) -> dict[tuple[str, str], str]:
    """The translations of the project's own catalog, where it has one."""
    name = project.find_catalog_locale(copy.domain, locale)
    if name is None:
        return {}
    translations = pofile.read(project.catalog(copy.domain, name)).translations()
    return {(identity.msgctxt, identity.msgid): words for identity, words in translations.items()}


def _extract_template(project: Project, job: Job) -> str:
    """The template of the job's first source, which references call by the job's name."""
    document = load_source(domain_of(project, job.sources[0]), project.source_locale)
    return template_text(document, job.name, "pages", source_locale=project.source_locale)


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
