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
from tabl10n.report.groups import Group, RuleGroups, grouped, severities
from tabl10n.report.htmltable import AuditedCopy, table_of
from tabl10n.report.markup import SafeHtml, element
from tabl10n.report.wording import by_severity, on_lines
from tabl10n.text.counting import format_count

_COLUMN = 165  # pixels that one column of the copy needs, with its counterpart in the source; below, rows are cards
_LISTED = 8  # findings about no row that are shown open; a page begins with its table, not with a hundred missing rows


def as_html(report: Report, alignment: Alignment, entries: Mapping[str, Entry]) -> str:
    """The page: ``alignment`` is the copy laid onto the registry whose ``entries`` say what each key is in the source.

    ``report.locale`` is written as Babel writes it. Nothing in the page is a link or is loaded: addresses that the copy
    names are shown, never followed. Ends without a line break.
    """
    copy = AuditedCopy(report, alignment, entries)
    style, script = _style(alignment), _asset("page.js")
    head = element("head", *_head(report, style, script))
    body = element("body", *_body(report, copy), element("script", SafeHtml(script)))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}"


def _asset(name: str) -> str:
    return (files("tabl10n.report") / "assets" / name).read_text(encoding="utf-8")


def _style(alignment: Alignment) -> str:
    """The page's style; how narrow a window turns rows into cards follows from the number of columns."""
    widest = max((len(table.columns) for table in alignment.document.tables), default=0)
    cards = f"@media screen and (max-width: {max(700, widest * _COLUMN)}px) {{\n{_asset('cards.css')}}}\n"
    return _asset("page.css") + cards


def _head(report: Report, style: str, script: str) -> Iterator[SafeHtml]:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    title = f"Audit of {PurePath(report.document).name} ({_language(report.locale)})"
    yield element("meta", charset="utf-8")
    yield element("meta", http_equiv="Content-Security-Policy", content=policy)
    yield element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield element("meta", name="color-scheme", content="light dark")
    yield element("meta", name="generator", content=f"tabl10n {__version__}")
    yield element("title", title)
    yield element("style", SafeHtml(style))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _language(locale: str) -> str:
    """The locale as a BCP 47 tag."""
    return locale.replace("_", "-")


def _body(report: Report, copy: AuditedCopy) -> Iterator[SafeHtml]:
    rules = grouped(report)
    more = element("button", "Show more", type="button", id="more", hidden=True)
    yield element("header", *_title(report), _figures(report), *_rules(rules, report), class_="top")
    yield _toolbar(report)
    yield element("main", *_elsewhere(rules), *_tables(copy), more, id="rows")
    yield element("footer", f"Written by tabl10n {__version__}. This page loads nothing and follows no address.")


def _title(report: Report) -> Iterator[SafeHtml]:
    path = PurePath(report.document)
    yield element("p", "Audit of a translated table", class_="eyebrow")
    yield element("h1", element("bdi", path.name), " ", element("span", _language(report.locale), class_="locale"))
    if path.parent.name:
        yield element("p", element("bdi", str(path.parent)), class_="path")


def _figures(report: Report) -> SafeHtml:
    """What was looked at, and what was found, as large numbers."""
    figures = [("rows", report.rows, ""), ("aligned", report.aligned, "")]
    found = dict(severities(report.findings))
    figures += [(f"{s}s" if found.get(s) != 1 else s, found.get(s, 0), s) for s in SEVERITIES]
    if report.accepted:
        figures.append(("accepted", report.accepted, ""))
    return element(
        "dl",
        *(
            element("div", element("dt", name), element("dd", f"{number:,}"), class_=f"figure {kind}".strip())
            for name, number, kind in figures
        ),
        class_="figures",
    )


def _rules(rules: Sequence[RuleGroups], report: Report) -> Iterator[SafeHtml]:
    """Findings by rule as bars; each bar is the filter of its rule."""
    if not rules:
        yield element("p", "Nothing found. Every row says what the source says.", class_="clean")
        return
    yield element("h2", "Findings by rule", id="by-rule")
    most = max(report.counts().values())
    bars = (_bar(rule, sum(number for _, number in rule.counts), most) for rule in rules)
    yield element("div", *bars, class_="rules", role="group", aria_labelledby="by-rule")


def _bar(rule: RuleGroups, number: int, most: int) -> SafeHtml:
    length = element("rect", width=max(1, round(100 * number / most)), height=4, rx=1)
    return element(
        "button",
        element("span", rule.rule, class_="name"),
        element("span", f"{number:,}", class_="count"),
        element("svg", length, viewBox="0 0 100 4", preserveAspectRatio="none", aria_hidden="true"),
        type="button",
        class_=f"rule {rule.worst}",
        data_rule=rule.rule,
        aria_pressed="false",
        title=by_severity(rule.counts),
    )


def _toolbar(report: Report) -> SafeHtml:
    pills = (_pill(severity, number) for severity, number in severities(report.findings))
    clear = element("button", "Clear", type="button", id="clear", hidden=True)
    return element(
        "div",
        element("div", *pills, clear, class_="pills", role="group", aria_label="Severity"),
        element("input", type="search", id="search", placeholder="Search rows", aria_label="Search rows"),
        element("input", type="number", id="line", min=1, placeholder="Line", aria_label="Jump to line"),
        element("label", element("input", type="checkbox", id="sound"), "sound rows", class_="check"),
        element("output", "", id="shown", aria_live="polite"),
        class_="toolbar",
        role="search",
        hidden=True,
    )


def _pill(severity: Severity, number: int) -> SafeHtml:
    """A severity with how often it was found: the filter of its findings."""
    return element(
        "button",
        element("span", f"{severity}s ", class_="word"),
        element("span", f"{number:,}", class_="count"),
        type="button",
        class_=f"pill {severity}",
        data_severity=severity,
        aria_pressed="false",
    )


def _elsewhere(rules: Iterable[RuleGroups]) -> Iterator[SafeHtml]:
    """Findings that stand in no row of a table: missing rows, the title, what the reader could not read."""
    for rule in rules:
        groups = [group for group in rule.groups if _is_elsewhere(group.first)]
        if groups:
            title = f"{rule.rule}: {format_count(len(groups), 'finding')} outside the rows"
            listed = element("ul", *(_listed(group) for group in groups))
            yield element(
                "details",
                element("summary", title),
                listed,
                class_=f"elsewhere {rule.worst}",
                open=len(groups) <= _LISTED,
                data_rule=rule.rule,
            )


def _is_elsewhere(finding: Finding) -> bool:
    """Whether the finding belongs to no row and no header of a table."""
    return finding.row is None or finding.table is None


def _listed(group: Group) -> SafeHtml:
    finding = group.first
    words = [element("span", finding.message), " ", element("span", on_lines(group.lines), class_="where")]
    if finding.written:
        words += [" ", element("del", element("bdi", finding.written))]
    if finding.expected not in finding.message:
        words += [" ", element("ins", element("bdi", finding.expected))]
    return element("li", *words, class_=finding.severity, data_severity=finding.severity)


def _tables(copy: AuditedCopy) -> Iterator[SafeHtml]:
    several = len(copy.alignment.document.tables) > 1
    for number, found in enumerate(copy.alignment.document.tables, 1):
        if several:
            yield element("h2", f"Table {number}, line {found.line}")
        yield table_of(copy, number)
