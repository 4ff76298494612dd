"""The audit of many pages as people read it: what was looked at and the worst pages first, then findings by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n.findings import SEVERITIES, Report, count_by_rule
from tabl10n.report.groups import count_severities
from tabl10n.report.terminal import Look, render_text
from tabl10n.report.wording import format_severities, summarize
from tabl10n.text.counting import format_count
from tabl10n.text.visible import defuse_commands, escape_hidden
from tabl10n.text.width import pad

_MAX_WORST_PAGES = 10  # pages in the list of the worst
_MAX_NAMED_FILES = 5  # files named of those that were skipped, or have no copy


class Tree(NamedTuple):
    """What was found on many pages.

    ``skipped`` has files with the reason; ``missing`` the source pages that have no copy, by locale; ``notes`` what
    else is to be known of them all.
    """

    reports: Sequence[Report]
    skipped: Sequence[tuple[str, str]] = ()
    missing: Mapping[str, Sequence[str]] = {}
    notes: Sequence[str] = ()


def render_tree(tree: Tree, look: Look | None = None) -> str:
    """The summary, and the findings of each page that has any. Without a last line break."""
    look = look or Look()
    pages = (render_text(report, look) for report in tree.reports if report.findings)
    return "\n\n".join([render_tree_summary(tree, look), *pages])


def render_tree_summary(tree: Tree, look: Look | None = None) -> str:
    """What was looked at, what was left out, and the worst pages. Without a last line break."""
    return defuse_commands("\n".join(_render_summary_lines(tree, look or Look())))


def render_statistics(reports: Iterable[Report]) -> str:
    """How many findings each rule has on all pages, most first. Without a last line break."""
    counts = count_by_rule(finding for report in reports for finding in report.findings)
    width = max((len(f"{count:,}") for count in counts.values()), default=0)
    return "\n".join(f"{count:>{width},}  {rule}" for rule, count in counts.items())


def _render_summary_lines(tree: Tree, look: Look) -> Iterator[str]:
    yield look.embolden(summarize(tree.reports))
    yield from map(escape_hidden, tree.notes)
    if tree.skipped:
        yield f"{format_count(len(tree.skipped), 'file')} skipped:"
        yield from (f"  {escape_hidden(path)}: {escape_hidden(reason)}" for path, reason in tree.skipped[: look.limit])
        if look.limit is not None and tree.skipped[look.limit :]:
            yield f"  … and {format_count(len(tree.skipped) - look.limit, 'other')} (--all shows them)"
    for locale, sources in tree.missing.items():
        shown = sources if look.limit is None else sources[:_MAX_NAMED_FILES]
        more = "" if len(shown) == len(sources) else ", …"
        names = ", ".join(map(escape_hidden, shown))
        yield f"{format_count(len(sources), 'source page')} without a copy in {locale}: {names}{more}"
    yield from _list_worst([report for report in tree.reports if report.findings])


def _list_worst(reports: Sequence[Report]) -> Iterator[str]:
    """The pages with the worst findings, then the most; none where there is no more than one."""
    if len(reports) < 2:
        return
    worst = sorted(reports, key=_rank_severities)[:_MAX_WORST_PAGES]
    yield ""
    yield f"the worst of {format_count(len(reports), 'page')} with findings:"
    names = [escape_hidden(report.document) for report in worst]
    width = max(map(len, names))
    for name, report in zip(names, worst, strict=True):
        yield f"  {pad(name, width)}  {format_severities(count_severities(report.findings))}"


def _rank_severities(report: Report) -> tuple[list[int], str]:
    found = dict(count_severities(report.findings))
    return [-found.get(severity, 0) for severity in SEVERITIES], report.document


def group_missing(missing: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Source pages without a copy by the locale that lacks it, from pairs of the two."""
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for source, locale in missing:
        grouped[locale].append(source)
    return dict(sorted(grouped.items()))
