"""The audit as people read it in a terminal: the worst first, alike damage once, the summary last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from tabl10n.audit.model import Report, Severity
from tabl10n.formats.layout import char_width, display_width, pad
from tabl10n.report.groups import Group, RuleGroups, grouped, says_itself
from tabl10n.report.visible import visible
from tabl10n.report.wording import by_severity, counted, differing, on_lines, summary

PLAIN_WIDTH = 100  # columns where the output is no terminal, so that it is the same on every machine
_LIMIT = 10  # groups shown of one rule: a screen holds the worst rules, and --all the rest
_MOST_LINES = 6  # line numbers named for one group
_ESCAPE = "\x1b["
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
# Each line begins with one: a cell that says "::error::" must not begin a line, where GitHub would obey it.
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.HINT: "·"}
_RED, _GREEN, _BOLD, _DIM = "31", "32", "1", "2"


@dataclass(frozen=True, slots=True)
class Look:
    """How the text is laid out: columns to fill, whether colours may be used, groups shown of a rule (None: all)."""

    width: int = PLAIN_WIDTH
    colour: bool = False
    limit: int | None = _LIMIT

    def paint(self, text: str, *codes: str) -> str:
        """``text`` in the colours that ``codes`` (SGR parameters) name, or as it is."""
        return f"{_ESCAPE}{';'.join(codes)}m{text}{_ESCAPE}0m" if self.colour and text else text


def look_for(stream: TextIO, *, show_all: bool = False) -> Look:
    """The look that suits ``stream``: colour only on a terminal, and not with NO_COLOR (no-color.org) or TERM=dumb."""
    limit = None if show_all else _LIMIT
    if not stream.isatty():
        return Look(limit=limit)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Look(shutil.get_terminal_size().columns, colour, limit)


def as_text(report: Report, look: Look | None = None) -> str:
    """The whole report; ``look`` is plain text of 100 columns unless given. Without a last line break."""
    look = look or Look()
    return "\n".join(_lines(report, look))


def _lines(report: Report, look: Look) -> Iterator[str]:
    yield look.paint(visible(report.document), _BOLD) + f" ({report.locale})"
    for rule in grouped(report):
        yield ""
        yield from _rule(rule, look)
    yield ""
    yield look.paint(summary(report), _BOLD)


def _rule(rule: RuleGroups, look: Look) -> Iterator[str]:
    yield f"{look.paint(rule.rule, _BOLD, _COLOURS[rule.worst])}: {by_severity(rule.counts)}"
    shown = rule.groups[: look.limit]
    short = [group for group in shown if says_itself(group.first)]
    widths = _widths(short, look.width)
    for group in shown:
        yield from _short(group, widths, look) if says_itself(group.first) else _long(group, look)
    if len(shown) < len(rule.groups):
        hidden = rule.groups[len(shown) :]
        found = sum(len(group.lines) for group in hidden)
        yield look.paint(
            f"  … and {counted(len(hidden), 'other')} on {counted(found, 'line')} (--all shows them)", _DIM
        )


def _widths(groups: Sequence[Group], width: int) -> tuple[int, int]:
    """The columns for what was written and for what is expected: as wide as needed, each at most a third."""
    most = max(12, width // 3)
    pairs = [(visible(group.first.written), visible(group.first.expected)) for group in groups]
    written = max((display_width(pair[0]) for pair in pairs), default=0)
    expected = max((display_width(pair[1]) for pair in pairs), default=0)
    return min(written, most), min(expected, most)


def _short(group: Group, widths: tuple[int, int], look: Look) -> Iterator[str]:
    written = pad(fitted(visible(group.first.written), widths[0]), widths[0])
    expected = pad(fitted(visible(group.first.expected), widths[1]), widths[1])
    lines = look.paint(on_lines(group.lines, _MOST_LINES), _DIM)
    yield f"  {_mark(group, look)} {look.paint(written, _RED)} → {look.paint(expected, _GREEN)}  {lines}"


def _long(group: Group, look: Look) -> Iterator[str]:
    finding = group.first
    where = on_lines(group.lines, _MOST_LINES)
    key = f"{visible(finding.key)}: " if finding.key and finding.key not in finding.message else ""
    said = fitted(f"{key}{visible(finding.message)}", max(12, look.width - len(where) - 6))
    yield f"  {_mark(group, look)} {said}  {look.paint(where, _DIM)}"
    if finding.part in ("link", "image"):
        written, expected = differing(visible(finding.written), visible(finding.expected), look.width - 8)
        for mark, text, colour in (("-", written, _RED), ("+", expected, _GREEN)):
            if text:
                yield "      " + look.paint(f"{mark} {fitted(text, look.width - 8)}", colour)


def _mark(group: Group, look: Look) -> str:
    severity = group.first.severity
    return look.paint(_MARKS[severity], _COLOURS[severity])


def fitted(text: str, width: int) -> str:
    """``text`` cut to ``width`` columns, with ``…`` at its end where anything was cut off."""
    if display_width(text) <= width:
        return text
    used = 0
    for i, char in enumerate(text):
        used += char_width(char)
        if used > width - 1:
            return text[:i] + "…"
    return text
