"""The few phrases that every report for people shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tabl10n.findings import Report, Severity
from tabl10n.report.groups import count_severities
from tabl10n.text.counting import format_count

_CONTEXT_CHARACTERS = 8  # characters of what is the same that stay beside a difference, so that it can be recognised
_FIRST_SENTENCE = re.compile(r".+?\.(?=\s|$)", re.DOTALL)
_BOUNDARIES = "/?&# "


def format_severities(counts: Iterable[tuple[Severity, int]]) -> str:
    """``128 errors, 1 warning``."""
    return ", ".join(format_count(number, severity) for severity, number in counts)


def summarize_page(report: Report) -> str:
    """What was looked at, what was found, how much of that ``--fix`` repairs: one line."""
    return _summarize([report], "")


def summarize(reports: Sequence[Report]) -> str:
    """What ``summarize_page`` says, of many pages."""
    return _summarize(reports, f"{format_count(len(reports), 'page')}, ")


def _summarize(reports: Sequence[Report], pages: str) -> str:
    unit = reports[0].unit if reports else "row"
    looked_at = format_count(sum(report.rows for report in reports), unit)
    aligned = f", {sum(report.aligned for report in reports):,} aligned" if unit == "row" else ""
    findings = [finding for report in reports for finding in report.findings]
    parts = [f"{pages}{looked_at}{aligned}: {format_severities(count_severities(findings)) or 'nothing found'}"]
    if fixable := sum(finding.safe for finding in findings):
        parts.append(f"--fix repairs {fixable:,}")
    if accepted := sum(report.accepted for report in reports):
        parts.append(f"{accepted:,} accepted by the baseline")
    return "; ".join(parts)


def format_lines(lines: Sequence[int], limit: int | None = None) -> str:
    """``line 10``, ``lines 10, 22, 31``, or ``lines 10, 22 and 5 more`` where there are more than ``limit``."""
    shown = lines if limit is None or len(lines) <= limit + 1 else lines[:limit]  # "and 1 more" is no shorter
    listed = ", ".join(map(str, shown))
    more = f" and {len(lines) - len(shown)} more" if len(shown) < len(lines) else ""
    return f"line{'' if len(lines) == 1 else 's'} {listed}{more}"


def shorten_alike(written: str, expected: str, width: int) -> tuple[str, str]:
    """Both texts; where one is longer than ``width``, without most of what they begin and end with alike (``…``).

    Two addresses of a hundred characters that differ in a referral code show the code, not the hundred characters.
    """
    if not (written and expected) or max(len(written), len(expected)) <= width:
        return written, expected
    start = _find_start(written, _count_common(written, expected))
    rest = min(len(written), len(expected)) - start
    same_end = min(_count_common(written[::-1], expected[::-1]), rest)
    end = same_end - _CONTEXT_CHARACTERS if same_end > 2 * _CONTEXT_CHARACTERS else 0
    return _cut(written, start, end), _cut(expected, start, end)


def _count_common(one: str, other: str) -> int:
    """How many characters both begin with."""
    shorter = min(len(one), len(other))
    return next((i for i in range(shorter) if one[i] != other[i]), shorter)


def _find_start(text: str, same: int) -> int:
    """Where to begin: at the last part of an address, or the last word, that begins in the ``same`` characters."""
    boundary = max(text.rfind(char, 0, same) for char in _BOUNDARIES) + 1
    start = boundary if boundary >= same - 4 * _CONTEXT_CHARACTERS else same - _CONTEXT_CHARACTERS
    return start if start > _CONTEXT_CHARACTERS else 0


def _cut(text: str, start: int, end: int) -> str:
    return f"{'…' if start else ''}{text[start : len(text) - end]}{'…' if end else ''}"


def cut_to_first_sentence(explanation: str) -> str:
    """The first sentence of a rule's explanation: its short form."""
    match = _FIRST_SENTENCE.match(explanation)
    return match[0] if match else explanation
