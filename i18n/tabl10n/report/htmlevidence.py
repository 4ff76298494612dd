"""What a row of the page shows when it is opened: its findings in full, which key it is, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tabl10n.align.model import AlignedRow, Candidate
from tabl10n.findings import EvidenceValue, Finding
from tabl10n.report.markup import SafeHtml, make_element

_MAX_CANDIDATES = 4  # the row's own key and its nearest rivals


Change = tuple[str, str]
"""What a text edit takes out of the file, and what it writes instead."""


def render_evidence(row: AlignedRow, found: Sequence[Finding], fixes: Sequence[Sequence[Change]]) -> SafeHtml:
    """The details of one row; ``fixes`` has, for each finding, the changes that ``audit --fix`` makes for it."""
    items = map(_render_finding, found, fixes)
    parts = [make_element("ul", *items, class_="findings")] if found else []
    return make_element("div", *parts, make_element("div", *_render_identity(row), class_="identity"), class_="details")


def _render_finding(finding: Finding, fix: Sequence[Change]) -> SafeHtml:
    return make_element(
        "li",
        make_element("span", finding.rule, class_=f"tag {finding.severity}"),
        make_element("span", finding.message, class_="message"),
        *_render_changes(finding, fix),
    )


def _render_changes(finding: Finding, fix: Sequence[Change]) -> Iterator[SafeHtml]:
    """What --fix does to the file; where it does nothing, what was written and what is expected."""
    for written, expected in fix or [(finding.written, finding.expected)]:
        pair = [("del", written), ("ins", expected)]
        words = [make_element(name, make_element("bdi", text)) for name, text in pair if text]
        if words:
            tag = [make_element("span", "--fix", class_="kind")] if fix else []
            yield make_element("span", *words, *tag, class_="wording")


def _render_identity(row: AlignedRow) -> Iterator[SafeHtml]:
    """Which key the row is, its rivals, and what the alignment notes."""
    yield make_element("h3", "Which row this is")
    if row.key is None:
        suggested = [", perhaps ", make_element("code", row.suggested)] if row.suggested else []
        yield make_element("p", "No known key fits", *suggested, ".")
    yield from (_render_candidate(candidate, row.key) for candidate in row.candidates[:_MAX_CANDIDATES])
    if row.notes:
        yield make_element("ul", *(make_element("li", note) for note in row.notes), class_="notes")


def _render_candidate(candidate: Candidate, key: str | None) -> SafeHtml:
    return make_element(
        "div",
        make_element("code", make_element("bdi", candidate.key)),
        make_element("span", _format_percent(candidate.confidence), class_="confidence"),
        make_element("span", *_render_kinds(candidate.evidence), class_="kinds"),
        class_="candidate chosen" if candidate.key == key else "candidate",
    )


def _format_percent(share: float) -> str:
    """A share as a percentage; never 100 % for what is not quite certain."""
    return f"{int(share * 1000) / 10:g} %"


def _render_kinds(evidence: Mapping[str, EvidenceValue]) -> Iterator[SafeHtml]:
    for kind, value in evidence.items():
        word = value if isinstance(value, str) else f"{value:.2f}"
        yield make_element("span", make_element("b", kind), f" {word}", class_="kind")
