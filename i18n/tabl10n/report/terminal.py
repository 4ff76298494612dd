"""The audit as people read it in a terminal: the worst first, alike damage once, the summary last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TextIO

from tabl10n.findings import Report, Severity
from tabl10n.report.groups import Group, RuleGroups, group_by_rule, have_different_messages, is_self_explanatory
from tabl10n.report.wording import format_lines, format_severities, shorten_alike, summarize_page
from tabl10n.text.counting import format_count
from tabl10n.text.visible import defuse_commands, escape_hidden
from tabl10n.text.width import cut_to_width, measure_width, pad

PLAIN_WIDTH = 100  # columns where the output is no terminal, so that it is the same on every machine
_MAX_GROUPS_PER_RULE = 10  # groups shown of one rule: a screen holds the worst rules, and --all the rest
_MIN_MESSAGE_WIDTH = 24  # columns below which a message says too little to be shown beside its words
_MAX_NAMED_LINES = 6  # line numbers named for one group
_ESCAPE = "\x1b["
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.HINT: "·"}
_RED, _GREEN, _BOLD, _DIM, _PLAIN = "31", "32", "1", "2", "0"
_DIFF_COLOURS = {"-": _RED, "+": _GREEN, "@": "36"}


@dataclass(frozen=True, slots=True)
class Look:
    """How the text is laid out: columns to fill, whether colours may be used, groups shown of a rule (None: all)."""

    width: int = PLAIN_WIDTH
    colour: bool = False
    limit: int | None = _MAX_GROUPS_PER_RULE

    def paint(self, text: str, *codes: str) -> str:
        """``text`` in the colours that ``codes`` (SGR parameters) name, or as it is."""
        return f"{_ESCAPE}{';'.join(codes)}m{text}{_ESCAPE}0m" if self.colour and text else text

    def embolden(self, text: str) -> str:
        """``text`` in bold letters, or as it is."""
        return self.paint(text, _BOLD)


def choose_look(stream: TextIO, *, show_all: bool = False) -> Look:
    """The look that suits ``stream``: colour only on a terminal, and not with NO_COLOR (no-color.org) or TERM=dumb."""
    limit = None if show_all else _MAX_GROUPS_PER_RULE
    if not stream.isatty():
        return Look(limit=limit)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Look(shutil.get_terminal_size().columns, colour, limit)


def render_text(report: Report, look: Look | None = None) -> str:
    """The whole report; ``look`` is plain text of 100 columns unless given. Without a last line break."""
    look = look or Look()
    return defuse_commands("\n".join(_render_lines(report, look)))


def _render_lines(report: Report, look: Look) -> Iterator[str]:
    yield look.paint(escape_hidden(report.document), _BOLD) + f" ({report.locale})"
    for rule in group_by_rule(report):
        yield ""
        yield from _render_rule(rule, look)
    yield ""
    yield look.paint(summarize_page(report), _BOLD)


def _render_rule(rule: RuleGroups, look: Look) -> Iterator[str]:
    yield f"{look.paint(rule.rule, _BOLD, _COLOURS[rule.worst])}: {format_severities(rule.counts)}"
    shown = rule.groups[: look.limit]
    short = [_is_short(group, look.width) for group in shown]
    widths = _measure_columns(list(compress(shown, short)), look.width)
    explain = have_different_messages(rule)
    for group, is_short in zip(shown, short, strict=True):
        yield from _render_short(group, widths, look, explain) if is_short else _render_long(group, look)
    if hidden := rule.groups[len(shown) :]:
        where = format_count(sum(len(group.lines) for group in hidden), "line")
        yield look.paint(f"  … and {format_count(len(hidden), 'other')} on {where} (--all shows them)", _DIM)


def _is_short(group: Group, width: int) -> bool:
    """Whether ``written → expected`` says all, also where both are cut: they may differ in a space at the end only."""
    written, expected = (cut_to_width(text, _limit_width(width)).strip() for text in _list_texts(group)[:2])
    return is_self_explanatory(group.first) and written != expected


def _list_texts(group: Group) -> tuple[str, str, str]:
    """What was written, what is expected, and where."""
    return (
        escape_hidden(group.first.written),
        escape_hidden(group.first.expected),
        format_lines(group.lines, _MAX_NAMED_LINES),
    )


def _measure_columns(groups: Sequence[Group], width: int) -> list[int]:
    """The columns for the texts of the groups: as many as the widest needs, up to a limit."""
    columns = list(zip(*map(_list_texts, groups), strict=True)) or [(), (), ()]
    return [min(max(map(measure_width, texts), default=0), _limit_width(width)) for texts in columns]


def _limit_width(width: int) -> int:
    """The most columns that one text of a line gets: a third of the window."""
    return max(12, width // 3)


def _render_short(group: Group, widths: Sequence[int], look: Look, explain: bool) -> Iterator[str]:
    *words, where = _list_texts(group)
    written, expected = (pad(cut_to_width(word, width), width) for word, width in zip(words, widths, strict=False))
    where = pad(where, widths[2])
    width_left = look.width - widths[0] - widths[1] - measure_width(where) - len("  ✗  →     ")
    message = (
        cut_to_width(escape_hidden(group.first.message), width_left)
        if explain and width_left >= _MIN_MESSAGE_WIDTH
        else ""
    )
    rest = look.paint(f"{where}  {message}".rstrip(), _DIM)
    yield f"  {_render_mark(group, look)} {look.paint(written, _RED)} → {look.paint(expected, _GREEN)}  {rest}"


def _render_long(group: Group, look: Look) -> Iterator[str]:
    finding = group.first
    where = format_lines(group.lines, _MAX_NAMED_LINES)
    key = f"{escape_hidden(finding.key)}: " if finding.key and finding.key not in finding.message else ""
    words = f"{key}{escape_hidden(finding.message)}".split(" ")
    first, *rest = wrap_words([*words, f"({where})"], look.width - 4)
    yield f"  {_render_mark(group, look)} {first}"
    yield from (f"    {line}" for line in rest)
    if finding.part in ("link", "image"):
        written, expected = shorten_alike(
            escape_hidden(finding.written), escape_hidden(finding.expected), look.width - 8
        )
        for mark, text, colour in (("-", written, _RED), ("+", expected, _GREEN)):
            if text:
                yield "      " + look.paint(f"{mark} {cut_to_width(text, look.width - 8)}", colour)


def render_diff(diff: str, look: Look) -> str:
    """A unified diff for people: coloured, hidden characters spelt out. Without a last line break."""
    lines = (line.removesuffix("\r") for line in diff.removesuffix("\n").split("\n"))
    return "\n".join(look.paint(escape_hidden(line), _DIFF_COLOURS.get(line[:1], _PLAIN)) for line in lines)


def _render_mark(group: Group, look: Look) -> str:
    severity = group.first.severity
    return look.paint(_MARKS[severity], _COLOURS[severity])


def wrap_words(words: Iterable[str], width: int) -> list[str]:
    """``words`` in lines of at most ``width`` columns; a word that is wider has a line to itself."""
    lines: list[str] = []
    for word in words:
        if lines and measure_width(lines[-1]) + 1 + measure_width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
