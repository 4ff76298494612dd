"""How far the translations are: as bars, as JSON, as a Markdown table, and as a badge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.catalog.stats import Stats, add_up
from tabl10n.report.contract import VERSION
from tabl10n.report.terminal import Look
from tabl10n.text.counting import format_count
from tabl10n.text.jsontext import format_json
from tabl10n.text.visible import defuse_commands, escape_hidden
from tabl10n.text.width import measure_width, pad

_COUNTS = ("translated", "kept", "fuzzy", "missing", "obsolete")
_BAR_WIDTH = 24  # of a bar, in columns; less where the window is narrow
_MIN_BAR_WIDTH = 6
_BAR = ("█", "▒", "░")  # translated, fuzzy, missing
_COLOURS = ("32", "33", "2")
# shields.io's own steps are of no standard; green is for what needs no more work.
_BADGE_COLOURS = ((100, "brightgreen"), (90, "green"), (75, "yellowgreen"), (50, "yellow"), (25, "orange"), (0, "red"))


class StatsLine(NamedTuple):
    """A catalog and how far it is."""

    locale: str
    domain: str
    path: str
    stats: Stats


def render_text(lines: Sequence[StatsLine], look: Look | None = None) -> str:
    """A line with a bar for each catalog. Without a last line break."""
    look = look or Look()
    names = [_name(line, lines) for line in lines]
    ends = [f"  {line.stats.percent:3} %  {_describe_counts(line.stats)}" for line in lines]
    width = max(map(measure_width, names), default=0)
    width_left = look.width - width - max(map(len, ends), default=0) - 2
    size = min(_BAR_WIDTH, max(_MIN_BAR_WIDTH, width_left))
    return defuse_commands(
        "\n".join(
            f"{pad(name, width)}  {_render_bar(line.stats, look, size)}{end}"
            for name, line, end in zip(names, lines, ends, strict=True)
        )
    )


def _name(line: StatsLine, lines: Sequence[StatsLine]) -> str:
    """The locale, and the domain where there are several."""
    return line.locale if len({other.domain for other in lines}) == 1 else f"{escape_hidden(line.domain)} {line.locale}"


def _render_bar(stats: Stats, look: Look, size: int) -> str:
    """What is done, in full blocks; the rest shaded where it is fuzzy, else light."""
    full = size * stats.done // stats.messages if stats.messages else size
    shaded = min(size - full, -(-size * stats.fuzzy // stats.messages)) if stats.messages else 0
    sizes = (full, shaded, size - full - shaded)
    return "".join(
        look.paint(block * count, colour) for block, count, colour in zip(_BAR, sizes, _COLOURS, strict=True)
    )


def _describe_counts(stats: Stats) -> str:
    counts = [f"{getattr(stats, name)} {name}" for name in _COUNTS if getattr(stats, name) or name == _COUNTS[0]]
    return ", ".join(counts) + (f"; {describe_left_out(stats)}" if stats.left_out else "")


def describe_left_out(stats: Stats) -> str:
    """What of the page has words that no translator is given; ``stats`` say that there is something."""
    verb = "stays" if stats.left_out == 1 else "stay"
    return f"{format_count(stats.left_out, 'block')} {verb} in the source's language"


def render_json(lines: Sequence[StatsLine]) -> str:
    """The contract: ``version`` 2, an entry a catalog. Without a last line break."""
    return format_json({"version": VERSION, "documents": list(map(_describe_catalog, lines))})


def _describe_catalog(line: StatsLine) -> dict[str, str | int]:
    counts = {name: getattr(line.stats, name) for name in ("messages", *_COUNTS, "left_out", "percent")}
    return {"document": line.path, "locale": line.locale, "domain": line.domain, **counts}


def render_markdown(lines: Sequence[StatsLine]) -> str:
    """A table for a pull request or a page. Without a last line break."""
    return "\n".join(_render_rows(lines))


def _render_rows(lines: Sequence[StatsLine]) -> Iterator[str]:
    yield f"| locale | percent | {' | '.join(_COUNTS)} |"
    yield "|---|" + "---:|" * (len(_COUNTS) + 1)
    for line in lines:
        counts = " | ".join(str(getattr(line.stats, name)) for name in _COUNTS)
        yield f"| {_name(line, lines)} | {line.stats.percent} | {counts} |"


def render_badge(lines: Sequence[StatsLine]) -> str:
    """The file that a shields.io endpoint badge reads (its schema version 1). Without a last line break."""
    percent = add_up(line.stats for line in lines).percent
    locales = len({line.locale for line in lines})
    several = f" in {locales} languages" if locales > 1 else ""
    colour = next(colour for least, colour in _BADGE_COLOURS if percent >= least)
    return format_json({"schemaVersion": 1, "label": "translated", "message": f"{percent} %{several}", "color": colour})
