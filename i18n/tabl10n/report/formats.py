"""The formats of reports that need nothing but the findings: not the page's text, not where they are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tabl10n.findings import Report
from tabl10n.report.concise import render_concise
from tabl10n.report.gitlab import render_gitlab
from tabl10n.report.junit import render_junit

# What makes the text of the reports of some files, by the name that --format has for it.
RENDERERS: Mapping[str, Callable[[Sequence[Report]], str]] = {
    "concise": render_concise,
    "gitlab": render_gitlab,
    "junit": render_junit,
}
