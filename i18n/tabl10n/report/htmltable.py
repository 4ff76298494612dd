"""The rows of the page: what the source says and what the copy says, side by side, with the damage in its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tabl10n.align.model import AlignedRow, Alignment, Entry, Variant
from tabl10n.columns import Columns
from tabl10n.document import Cell
from tabl10n.findings import SEVERITIES, CellPart, Finding, Report
from tabl10n.formats.changes import TextEdit
from tabl10n.report.htmlevidence import Change, render_evidence
from tabl10n.report.markup import SafeHtml, join_children, make_element
from tabl10n.report.wording import shorten_alike
from tabl10n.territories import is_rtl, resolve

# Rows in all, above which those without findings are left out: a page must open on a phone.
_MAX_ROWS_WITH_SOUND = 2_000
_MAX_LINK_CHARACTERS = 16  # characters of an address that a cell has room for; the row's details show it whole


@dataclass(frozen=True)
class AuditedCopy:
    """All that the page is made from; ``text_edits`` are those that fix a finding, by its number in the report."""

    report: Report
    alignment: Alignment
    entries: Mapping[str, Entry]
    text_edits: Mapping[int, Sequence[TextEdit]] = field(default_factory=dict)

    @cached_property
    def findings(self) -> Mapping[tuple[int | None, int | None], Sequence[Finding]]:
        """The findings by table and row."""
        found: defaultdict[tuple[int | None, int | None], list[Finding]] = defaultdict(list)
        for finding in self.report.findings:
            found[finding.table, finding.row].append(finding)
        return found

    @cached_property
    def fixes(self) -> Mapping[tuple[int | None, int | None], Sequence[Sequence[Change]]]:
        """What ``audit --fix`` changes for each of the `findings`, by table and row."""
        source = self.alignment.document.source
        found: defaultdict[tuple[int | None, int | None], list[Sequence[Change]]] = defaultdict(list)
        for number, finding in enumerate(self.report.findings):
            edits = self.text_edits.get(number, ())
            found[finding.table, finding.row].append([(source[slice(*span)], text) for span, text in edits])
        return found

    def list_headers(self, table: int) -> Sequence[Cell]:
        """The header cells of a table, counted from 1."""
        return [column.header for column in self.alignment.document.tables[table - 1].columns]

    @cached_property
    def language(self) -> dict[str, str]:
        """The attributes of an element that holds words of the copy."""
        direction = "rtl" if is_rtl(self.report.locale) else "ltr"
        return {"lang": self.report.locale.replace("_", "-"), "dir": direction}

    def find_variant(self, row: AlignedRow) -> Variant | None:
        """What the source says of the row's key, else what the copy's own edition says of it, else any edition."""
        entry = self.entries.get(row.key or "")
        if entry is None:
            return None
        own = (variant for variant in entry.variants if variant.edition == self.alignment.edition)
        return entry.variants[0] if entry.current else next(own, entry.variants[0])


@dataclass(frozen=True, slots=True)
class _CellContent:
    """What one cell says, in the copy or in the source."""

    text: str = ""
    link: str = ""
    alt: str = ""
    image: bool = False


def render_table(copy: AuditedCopy, number: int) -> SafeHtml:
    """The table ``number`` (from 1) of the copy beside its source; nothing of it where it has no rows."""
    columns = copy.alignment.columns[number - 1]
    rows = [row for row in copy.alignment.rows if row.table == number]
    shown = [row for row in rows if len(rows) <= _MAX_ROWS_WITH_SOUND or copy.findings.get((number, row.row))]
    left_out = len(rows) - len(shown)
    body = make_element("tbody", *(part for row in shown for part in _render_row(copy, columns, row)))
    note = make_element("p", f"{left_out:,} sound rows are left out to keep the page small.", class_="note")
    head = (_render_colgroup(columns, rows, len(copy.list_headers(number))), _render_head(copy, columns, number))
    return join_children([make_element("table", *head, body), *([note] if left_out else [])])


def _render_colgroup(columns: Columns, rows: Iterable[AlignedRow], span: int) -> SafeHtml:
    """One ``col`` for each column; those that the style gives less room are named for what they hold."""
    versions = (columns.cell(row.copy_row, columns.version) for row in rows)
    short = "badge" if any(cell.image for cell in versions if cell) else "version"
    kinds = {columns.version: short, columns.doc_link: "docs", columns.territory: "territory"}
    pane = [make_element("col", class_=kinds.get(i)) for i in range(span)]
    return make_element("colgroup", make_element("col", class_="at"), *pane, *pane)


def _render_head(copy: AuditedCopy, columns: Columns, number: int) -> SafeHtml:
    headers = copy.list_headers(number)
    span = len(headers)
    panes = make_element(
        "tr",
        make_element("th", class_="at"),
        make_element("th", "Source", colspan=span, scope="colgroup", class_="source"),
        make_element("th", "Copy", colspan=span, scope="colgroup", class_="copy first"),
        class_="panes",
    )
    found = copy.findings.get((number, 0), ())
    names = make_element(
        "tr",
        make_element("th", "line", scope="col", class_="at"),
        *(make_element("th", _name_column(columns, i), scope="col", class_="source") for i in range(span)),
        *(_render_header(copy, header, i, found) for i, header in enumerate(headers)),
    )
    return make_element("thead", panes, names)


def _render_header(copy: AuditedCopy, header: Cell, index: int, found: Iterable[Finding]) -> SafeHtml:
    own = [finding for finding in found if finding.cell == index]
    parts = _render_parts(_CellContent(header.text, alt=header.alt), own)
    return make_element("th", *parts, scope="col", class_=_list_classes("copy", index, own), **copy.language)


def _name_column(columns: Columns, index: int) -> str:
    """What the column is in the source, in a word or two."""
    named: dict[int | None, str] = {
        **dict.fromkeys(columns.texts, "text"),
        columns.version: "version",
        **{column: header for header, column in columns.verbatim},
        columns.doc_link: "docs",
        columns.link: "link",
        columns.image: "logo",
        columns.name: "name",
        columns.territory: "territory",
        columns.key: "key",
    }
    return named.get(index, "")


def _render_row(copy: AuditedCopy, columns: Columns, row: AlignedRow) -> Iterator[SafeHtml]:
    found, fixes = copy.findings.get((row.table, row.row), ()), copy.fixes.get((row.table, row.row), ())
    cells = row.copy_row.cells
    labels = [header.text for header in copy.list_headers(row.table)]
    span = len(labels)
    variant = copy.find_variant(row)
    yield make_element(
        "tr",
        _render_line_number(row, found),
        *(_render_source_cell(_find_source_content(copy, columns, variant, row, i), columns, i) for i in range(span)),
        *(
            _render_copy_cell(copy, cells[i] if i < len(cells) else None, i, labels[i], columns, found)
            for i in range(span)
        ),
        id=f"L{row.line}",
        class_="row" if found else "row sound",
        data_found=" ".join(dict.fromkeys(f"{finding.rule}/{finding.severity}" for finding in found)),
    )
    yield make_element(
        "tr",
        make_element("td", render_evidence(row, found, fixes), colspan=2 * span + 1),
        class_="more",
        id=f"M{row.line}",
        hidden=True,
    )


def _render_line_number(row: AlignedRow, found: Sequence[Finding]) -> SafeHtml:
    label = f"Line {row.line}: {len(found)} findings, evidence"
    button = make_element(
        "button",
        make_element("span", "line ", class_="word"),
        f"{row.line}",
        type="button",
        class_="open",
        aria_expanded="false",
        aria_controls=f"M{row.line}",
        aria_label=label,
    )
    return make_element("th", button, scope="row", class_=f"at {_find_worst(found)}".strip())


def _find_source_content(
    copy: AuditedCopy, columns: Columns, variant: Variant | None, row: AlignedRow, index: int
) -> _CellContent:
    """What the source says where the copy's column ``index`` is."""
    if variant is None:
        return _CellContent()
    text = _list_source_texts(copy, columns, variant, row).get(index, "")
    links = {columns.doc_link: variant.doc_link, columns.link: variant.link}
    if index == columns.image:
        return _CellContent(text, variant.link, alt=row.key or "", image=True)
    return _CellContent(text, links.get(index, ""))


def _list_source_texts(
    copy: AuditedCopy, columns: Columns, variant: Variant, row: AlignedRow
) -> Mapping[int | None, str]:
    """The words of each of the copy's columns in the source; of one that is several things, those of the last named."""
    values = dict(variant.values)
    return {
        **dict(zip(columns.texts, variant.texts, strict=False)),
        **{column: values.get(header, "") for header, column in columns.verbatim},
        columns.version: variant.version,
        columns.name: variant.name,
        columns.territory: _name_territories(copy, columns, variant, row),
        columns.key: row.key or "",
    }


def _name_territories(copy: AuditedCopy, columns: Columns, variant: Variant, row: AlignedRow) -> str:
    """The territories of the row's key; of several only the one that the copy names, where it names one of them."""
    cell = columns.cell(row.copy_row, columns.territory)
    written = resolve(cell.text, copy.report.locale) if cell else None
    names = variant.names_of_territories
    own = [name for name in names if written and (match := resolve(name)) and match.code == written.code]
    return ", ".join(own or names)


def _render_source_cell(content: _CellContent, columns: Columns, index: int) -> SafeHtml:
    classes = "source key" if index == columns.key else "source"
    return make_element("td", *_render_parts(content, ()), class_=classes, data_label=_name_column(columns, index))


def _render_copy_cell(
    copy: AuditedCopy, cell: Cell | None, index: int, label: str, columns: Columns, found: Sequence[Finding]
) -> SafeHtml:
    own = [finding for finding in found if finding.cell == index]
    content = _CellContent(cell.text, cell.link, cell.alt, bool(cell.image)) if cell else _CellContent()
    classes = _list_classes("copy", index, own) + (" key" if index == columns.key else "")
    return make_element("td", *_render_parts(content, own), class_=classes, data_label=label, **copy.language)


def _list_classes(kind: str, index: int, found: Sequence[Finding]) -> str:
    return " ".join(filter(None, (kind, "" if index else "first", "damaged" if found else "", _find_worst(found))))


def _find_worst(found: Iterable[Finding]) -> str:
    return min((finding.severity for finding in found), key=SEVERITIES.index, default="")


def _render_parts(content: _CellContent, found: Sequence[Finding]) -> Iterator[SafeHtml]:
    """The parts of a cell under each other, each marked where a finding speaks of it."""
    if content.image:
        yield make_element("div", *_render_part(content.alt or "image", "alt", found), class_="image")
        yield from (
            make_element("div", _render_damage("image", "", finding), class_="link")
            for finding in _select_part("image", found)
        )
    if content.text or _select_part("text", found):
        yield make_element("div", *_render_part(content.text, "text", found), class_="text")
    if content.link or _select_part("link", found):
        yield make_element(
            "div", *_render_part(shorten_link(content.link), "link", found), class_="link", title=content.link
        )


def _select_part(part: CellPart, found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.part == part]


def _render_part(text: str, part: CellPart, found: Sequence[Finding]) -> Iterator[SafeHtml]:
    own = _select_part(part, found)
    if not own:
        yield make_element("bdi", text)
    yield from (_render_damage(part, text, finding) for finding in own)


def _render_damage(part: CellPart, text: str, finding: Finding) -> SafeHtml:
    """What was written, struck, and beside it what is expected; only marked where that is not known."""
    written, expected = finding.written or text, finding.expected
    if part in ("link", "image"):
        written, expected = shorten_alike(shorten_link(written), shorten_link(expected), _MAX_LINK_CHARACTERS)
    old = make_element("del" if finding.expected else "mark", make_element("bdi", written))
    new = [" ", make_element("ins", make_element("bdi", expected))] if expected else []
    return make_element(
        "span",
        old,
        *new,
        class_=f"damage {finding.severity}",
        data_found=f"{finding.rule}/{finding.severity}",
        title=f"{finding.rule}: {finding.message}",
    )


def shorten_link(link: str) -> str:
    """An address as people say it: without ``https://`` and ``www.`` and a bare last slash."""
    short = link.removeprefix("https://").removeprefix("www.")
    return short.removesuffix("/") if short.count("/") == 1 else short
