"""The audit as one page that needs nothing else: no network, no other file, every text of the copy escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import PurePath

from tabl10n import __version__
from tabl10n.align.model import Alignment, Entry
from tabl10n.findings import SEVERITIES, Finding, Report, Severity
from tabl10n.formats.changes import TextEdit
from tabl10n.report.groups import Group, RuleGroups, count_severities, group_by_rule
from tabl10n.report.htmltable import AuditedCopy, render_table
from tabl10n.report.markup import SafeHtml, make_element
from tabl10n.report.wording import format_lines, format_severities
from tabl10n.text.counting import format_count

# Pixels that one column of the copy needs, with its counterpart in the source; below, rows are cards.
_MIN_COLUMN_PIXELS = 165
# Findings about no row that are shown open; a page begins with its table, not with a hundred missing rows.
_MAX_OPEN_FINDINGS = 8


def render_html(
    report: Report,
    alignment: Alignment,
    entries: Mapping[str, Entry],
    text_edits: Mapping[int, Sequence[TextEdit]] | None = None,
) -> str:
    """The page: ``alignment`` is that of the copy; ``entries`` say what each key is in the source.

    ``text_edits`` are those with which ``audit --fix`` fixes a finding, by its number in the report, from 0.
    ``report.locale`` is written as Babel writes it. Nothing in the page is a link or is loaded: addresses that the copy
    names are shown, never followed. Ends without a line break.
    """
    copy = AuditedCopy(report, alignment, entries, text_edits or {})
    style, script = _make_style(alignment), _read_asset("page.js")
    head = make_element("head", *_render_head(report, style, script))
    body = make_element("body", *_render_body(report, copy), make_element("script", SafeHtml(script)))
    return f"<!DOCTYPE html>\n{make_element('html', head, body, lang='en')}"


def _read_asset(name: str) -> str:
    return (files("tabl10n.report") / "assets" / name).read_text(encoding="utf-8")


def _make_style(alignment: Alignment) -> str:
    """The page's style; how narrow a window turns rows into cards follows from the number of columns."""
    widest = max((len(table.columns) for table in alignment.document.tables), default=0)
    cards = (
        f"@media screen and (max-width: {max(700, widest * _MIN_COLUMN_PIXELS)}px) {{\n{_read_asset('cards.css')}}}\n"
    )
    return _read_asset("page.css") + cards


def _render_head(report: Report, style: str, script: str) -> Iterator[SafeHtml]:
    sources = f"style-src {_compute_hash(style)}; script-src {_compute_hash(script)}"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    title = f"Audit of {PurePath(report.document).name} ({_format_language(report.locale)})"
    yield make_element("meta", charset="utf-8")
    yield make_element("meta", http_equiv="Content-Security-Policy", content=policy)
    yield make_element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield make_element("meta", name="color-scheme", content="light dark")
    yield make_element("meta", name="generator", content=f"tabl10n {__version__}")
    yield make_element("title", title)
    yield make_element("style", SafeHtml(style))


def _compute_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _format_language(locale: str) -> str:
    """The locale as a BCP 47 tag."""
    return locale.replace("_", "-")


def _render_body(report: Report, copy: AuditedCopy) -> Iterator[SafeHtml]:
    rules = group_by_rule(report)
    more = make_element("button", "Show more", type="button", id="more", hidden=True)
    yield make_element(
        "header", *_render_title(report), _render_figures(report), *_render_rules(rules, report), class_="top"
    )
    yield _render_toolbar(report)
    yield make_element("main", *_render_findings_elsewhere(rules), *_render_tables(copy), more, id="rows")
    yield make_element("footer", f"Written by tabl10n {__version__}. This page loads nothing and follows no address.")


def _render_title(report: Report) -> Iterator[SafeHtml]:
    path = PurePath(report.document)
    yield make_element("p", "Audit of a translated table", class_="eyebrow")
    yield make_element(
        "h1",
        make_element("bdi", path.name),
        " ",
        make_element("span", _format_language(report.locale), class_="locale"),
    )
    if path.parent.name:
        yield make_element("p", make_element("bdi", str(path.parent)), class_="path")


def _render_figures(report: Report) -> SafeHtml:
    """What was looked at, and what was found, as large numbers."""
    figures = [("rows", report.rows, ""), ("aligned", report.aligned, "")]
    found = dict(count_severities(report.findings))
    figures += [(f"{s}s" if found.get(s) != 1 else s, found.get(s, 0), s) for s in SEVERITIES]
    if report.accepted:
        figures.append(("accepted", report.accepted, ""))
    return make_element(
        "dl",
        *(
            make_element(
                "div", make_element("dt", name), make_element("dd", f"{number:,}"), class_=f"figure {kind}".strip()
            )
            for name, number, kind in figures
        ),
        class_="figures",
    )


def _render_rules(rules: Sequence[RuleGroups], report: Report) -> Iterator[SafeHtml]:
    """Findings by rule as bars; each bar is the filter of its rule."""
    if not rules:
        yield make_element("p", "Nothing found. Every row says what the source says.", class_="clean")
        return
    yield make_element("h2", "Findings by rule", id="by-rule")
    most = max(report.counts().values())
    bars = (_render_bar(rule, sum(number for _, number in rule.counts), most) for rule in rules)
    yield make_element("div", *bars, class_="rules", role="group", aria_labelledby="by-rule")


def _render_bar(rule: RuleGroups, number: int, most: int) -> SafeHtml:
    length = make_element("rect", width=max(1, round(100 * number / most)), height=4, rx=1)
    return make_element(
        "button",
        make_element("span", rule.rule, class_="name"),
        make_element("span", f"{number:,}", class_="count"),
        make_element("svg", length, viewBox="0 0 100 4", preserveAspectRatio="none", aria_hidden="true"),
        type="button",
        class_=f"rule {rule.worst}",
        data_rule=rule.rule,
        aria_pressed="false",
        title=format_severities(rule.counts),
    )


def _render_toolbar(report: Report) -> SafeHtml:
    pills = (_render_pill(severity, number) for severity, number in count_severities(report.findings))
    clear = make_element("button", "Clear", type="button", id="clear", hidden=True)
    return make_element(
        "div",
        make_element("div", *pills, clear, class_="pills", role="group", aria_label="Severity"),
        make_element("input", type="search", id="search", placeholder="Search rows", aria_label="Search rows"),
        make_element("input", type="number", id="line", min=1, placeholder="Line", aria_label="Jump to line"),
        make_element("label", make_element("input", type="checkbox", id="sound"), "sound rows", class_="check"),
        make_element("output", "", id="shown", aria_live="polite"),
        class_="toolbar",
        role="search",
        hidden=True,
    )


def _render_pill(severity: Severity, number: int) -> SafeHtml:
    """A severity with how often it was found: the filter of its findings."""
    return make_element(
        "button",
        make_element("span", f"{severity}s ", class_="word"),
        make_element("span", f"{number:,}", class_="count"),
        type="button",
        class_=f"pill {severity}",
        data_severity=severity,
        aria_pressed="false",
    )


def _render_findings_elsewhere(rules: Iterable[RuleGroups]) -> Iterator[SafeHtml]:
    """Findings that are in no row of a table: missing rows, the title, what the reader could not read."""
    for rule in rules:
        groups = [group for group in rule.groups if _is_elsewhere(group.first)]
        if groups:
            title = f"{rule.rule}: {format_count(len(groups), 'finding')} outside the rows"
            listed = make_element("ul", *(_render_group(group) for group in groups))
            yield make_element(
                "details",
                make_element("summary", title),
                listed,
                class_=f"elsewhere {rule.worst}",
                open=len(groups) <= _MAX_OPEN_FINDINGS,
                data_rule=rule.rule,
            )


def _is_elsewhere(finding: Finding) -> bool:
    """Whether the finding belongs to no row and no header of a table."""
    return finding.row is None or finding.table is None


def _render_group(group: Group) -> SafeHtml:
    finding = group.first
    words = [
        make_element("span", finding.message),
        " ",
        make_element("span", format_lines(group.lines), class_="where"),
    ]
    if finding.written:
        words += [" ", make_element("del", make_element("bdi", finding.written))]
    if finding.expected not in finding.message:
        words += [" ", make_element("ins", make_element("bdi", finding.expected))]
    return make_element("li", *words, class_=finding.severity, data_severity=finding.severity)


def _render_tables(copy: AuditedCopy) -> Iterator[SafeHtml]:
    several = len(copy.alignment.document.tables) > 1
    for number, found in enumerate(copy.alignment.document.tables, 1):
        if several:
            yield make_element("h2", f"Table {number}, line {found.line}")
        yield render_table(copy, number)
