"""What a row of the page shows when it is opened: its findings in full, which key it is, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tabl10n.align.model import AlignedRow, Candidate
from tabl10n.findings import EvidenceValue, Finding
from tabl10n.report.markup import SafeHtml, element

_CANDIDATES = 4  # the row's own key and its nearest rivals


def evidence(row: AlignedRow, found: Sequence[Finding]) -> SafeHtml:
    """The details of one row."""
    parts = [element("ul", *(_finding(finding) for finding in found), class_="findings")] if found else []
    return element("div", *parts, element("div", *_identity(row), class_="identity"), class_="details")


def _finding(finding: Finding) -> SafeHtml:
    return element(
        "li",
        element("span", finding.rule, class_=f"tag {finding.severity}"),
        element("span", finding.message, class_="message"),
        *_wording(finding),
    )


def _wording(finding: Finding) -> Iterator[SafeHtml]:
    said = [("del", finding.written), ("ins", finding.expected)]
    words = [element(name, element("bdi", text)) for name, text in said if text]
    if words:
        yield element("span", *words, class_="wording")


def _identity(row: AlignedRow) -> Iterator[SafeHtml]:
    """Which key the row is, its rivals, and what the alignment notes."""
    yield element("h3", "Which row this is")
    if row.key is None:
        suggested = [", perhaps ", element("code", row.suggested)] if row.suggested else []
        yield element("p", "No known key fits", *suggested, ".")
    yield from (_candidate(candidate, row.key) for candidate in row.candidates[:_CANDIDATES])
    if row.notes:
        yield element("ul", *(element("li", note) for note in row.notes), class_="notes")


def _candidate(candidate: Candidate, key: str | None) -> SafeHtml:
    return element(
        "div",
        element("code", element("bdi", candidate.key)),
        element("span", _percent(candidate.confidence), class_="confidence"),
        element("span", *_kinds(candidate.evidence), class_="kinds"),
        class_="candidate chosen" if candidate.key == key else "candidate",
    )


def _percent(share: float) -> str:
    """A share as a percentage; never 100 % for what is not quite certain."""
    return f"{int(share * 1000) / 10:g} %"


def _kinds(said: Mapping[str, EvidenceValue]) -> Iterator[SafeHtml]:
    for kind, value in said.items():
        word = value if isinstance(value, str) else f"{value:.2f}"
        yield element("span", element("b", kind), f" {word}", class_="kind")
