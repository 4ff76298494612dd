"""The rows of the page: what the source says and what the copy says, side by side, with the damage in its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tabl10n.align.model import AlignedRow, Alignment, Entry, Variant
from tabl10n.columns import Columns
from tabl10n.document import Cell
from tabl10n.findings import SEVERITIES, CellPart, Finding, Report
from tabl10n.report.htmlevidence import evidence
from tabl10n.report.markup import SafeHtml, element, joined
from tabl10n.report.wording import differing
from tabl10n.territories import is_rtl, resolve

_MOST_SOUND = 2_000  # rows in all, above which those without findings are left out: a page must open on a phone
_LINK_WIDTH = 16  # characters of an address that a cell has room for; the row's details show it whole


@dataclass(frozen=True)
class AuditedCopy:
    """All that the page is made from."""

    report: Report
    alignment: Alignment
    entries: Mapping[str, Entry]

    @cached_property
    def findings(self) -> Mapping[tuple[int | None, int | None], Sequence[Finding]]:
        """The findings by table and row."""
        found: defaultdict[tuple[int | None, int | None], list[Finding]] = defaultdict(list)
        for finding in self.report.findings:
            found[finding.table, finding.row].append(finding)
        return found

    def headers(self, table: int) -> Sequence[Cell]:
        """The header cells of a table, counted from 1."""
        return [column.header for column in self.alignment.document.tables[table - 1].columns]

    @cached_property
    def language(self) -> dict[str, str]:
        """The attributes of an element that holds words of the copy."""
        direction = "rtl" if is_rtl(self.report.locale) else "ltr"
        return {"lang": self.report.locale.replace("_", "-"), "dir": direction}

    def variant(self, row: AlignedRow) -> Variant | None:
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


def table_of(copy: AuditedCopy, number: int) -> SafeHtml:
    """The table ``number`` (from 1) of the copy beside its source; nothing of it where it has no rows."""
    columns = copy.alignment.columns[number - 1]
    rows = [row for row in copy.alignment.rows if row.table == number]
    shown = [row for row in rows if len(rows) <= _MOST_SOUND or copy.findings.get((number, row.row))]
    left_out = len(rows) - len(shown)
    body = element("tbody", *(part for row in shown for part in _row(copy, columns, row)))
    note = element("p", f"{left_out:,} sound rows are left out to keep the page small.", class_="note")
    head = (_widths(columns, rows, len(copy.headers(number))), _head(copy, columns, number))
    return joined([element("table", *head, body), *([note] if left_out else [])])


def _widths(columns: Columns, rows: Iterable[AlignedRow], span: int) -> SafeHtml:
    """One ``col`` for each column; those that the style gives less room are named for what they hold."""
    versions = (columns.cell(row.source, columns.version) for row in rows)
    short = "badge" if any(cell.image for cell in versions if cell) else "version"
    kinds = {columns.version: short, columns.doc_link: "docs", columns.territory: "territory"}
    pane = [element("col", class_=kinds.get(i)) for i in range(span)]
    return element("colgroup", element("col", class_="at"), *pane, *pane)


def _head(copy: AuditedCopy, columns: Columns, number: int) -> SafeHtml:
    headers = copy.headers(number)
    span = len(headers)
    panes = element(
        "tr",
        element("th", class_="at"),
        element("th", "Source", colspan=span, scope="colgroup", class_="source"),
        element("th", "Copy", colspan=span, scope="colgroup", class_="copy first"),
        class_="panes",
    )
    found = copy.findings.get((number, 0), ())
    names = element(
        "tr",
        element("th", "line", scope="col", class_="at"),
        *(element("th", _meaning(columns, i), scope="col", class_="source") for i in range(span)),
        *(_header(copy, header, i, found) for i, header in enumerate(headers)),
    )
    return element("thead", panes, names)


def _header(copy: AuditedCopy, header: Cell, index: int, found: Iterable[Finding]) -> SafeHtml:
    own = [finding for finding in found if finding.cell == index]
    said = _parts(_CellContent(header.text, alt=header.alt), own)
    return element("th", *said, scope="col", class_=_classes("copy", index, own), **copy.language)


def _meaning(columns: Columns, index: int) -> str:
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


def _row(copy: AuditedCopy, columns: Columns, row: AlignedRow) -> Iterator[SafeHtml]:
    found = copy.findings.get((row.table, row.row), ())
    cells = row.source.cells
    labels = [header.text for header in copy.headers(row.table)]
    span = len(labels)
    variant = copy.variant(row)
    yield element(
        "tr",
        _line(row, found),
        *(_source_cell(_source(copy, columns, variant, row, i), columns, i) for i in range(span)),
        *(_copy_cell(copy, cells[i] if i < len(cells) else None, i, labels[i], columns, found) for i in range(span)),
        id=f"L{row.line}",
        class_="row" if found else "row sound",
        data_found=" ".join(dict.fromkeys(f"{finding.rule}/{finding.severity}" for finding in found)),
    )
    yield element(
        "tr", element("td", evidence(row, found), colspan=2 * span + 1), class_="more", id=f"M{row.line}", hidden=True
    )


def _line(row: AlignedRow, found: Sequence[Finding]) -> SafeHtml:
    said = f"Line {row.line}: {len(found)} findings, evidence"
    button = element(
        "button",
        element("span", "line ", class_="word"),
        f"{row.line}",
        type="button",
        class_="open",
        aria_expanded="false",
        aria_controls=f"M{row.line}",
        aria_label=said,
    )
    return element("th", button, scope="row", class_=f"at {_worst(found)}".strip())


def _source(copy: AuditedCopy, columns: Columns, variant: Variant | None, row: AlignedRow, index: int) -> _CellContent:
    """What the source says where the copy's column ``index`` is."""
    if variant is None:
        return _CellContent()
    text = _texts(copy, columns, variant, row).get(index, "")
    links = {columns.doc_link: variant.doc_link, columns.link: variant.link}
    if index == columns.image:
        return _CellContent(text, variant.link, alt=row.key or "", image=True)
    return _CellContent(text, links.get(index, ""))


def _texts(copy: AuditedCopy, columns: Columns, variant: Variant, row: AlignedRow) -> Mapping[int | None, str]:
    """The words of each of the copy's columns in the source; of one that is several things, those of the last named."""
    values = dict(variant.values)
    return {
        **dict(zip(columns.texts, variant.texts, strict=False)),
        **{column: values.get(header, "") for header, column in columns.verbatim},
        columns.version: variant.version,
        columns.name: variant.name,
        columns.territory: _territories(copy, columns, variant, row),
        columns.key: row.key or "",
    }


def _territories(copy: AuditedCopy, columns: Columns, variant: Variant, row: AlignedRow) -> str:
    """The territories of the row's key; of several only the one that the copy names, where it names one of them."""
    cell = columns.cell(row.source, columns.territory)
    written = resolve(cell.text, copy.report.locale) if cell else None
    names = variant.names_of_territories
    own = [name for name in names if written and (match := resolve(name)) and match.code == written.code]
    return ", ".join(own or names)


def _source_cell(said: _CellContent, columns: Columns, index: int) -> SafeHtml:
    classes = "source key" if index == columns.key else "source"
    return element("td", *_parts(said, ()), class_=classes, data_label=_meaning(columns, index))


def _copy_cell(
    copy: AuditedCopy, cell: Cell | None, index: int, label: str, columns: Columns, found: Sequence[Finding]
) -> SafeHtml:
    own = [finding for finding in found if finding.cell == index]
    said = _CellContent(cell.text, cell.link, cell.alt, bool(cell.image)) if cell else _CellContent()
    classes = _classes("copy", index, own) + (" key" if index == columns.key else "")
    return element("td", *_parts(said, own), class_=classes, data_label=label, **copy.language)


def _classes(kind: str, index: int, found: Sequence[Finding]) -> str:
    return " ".join(filter(None, (kind, "" if index else "first", "damaged" if found else "", _worst(found))))


def _worst(found: Iterable[Finding]) -> str:
    return min((finding.severity for finding in found), key=SEVERITIES.index, default="")


def _parts(said: _CellContent, found: Sequence[Finding]) -> Iterator[SafeHtml]:
    """The parts of a cell under each other, each marked where a finding speaks of it."""
    if said.image:
        yield element("div", *_part(said.alt or "image", "alt", found), class_="image")
        yield from (element("div", _damage("image", "", finding), class_="link") for finding in _of("image", found))
    if said.text or _of("text", found):
        yield element("div", *_part(said.text, "text", found), class_="text")
    if said.link or _of("link", found):
        yield element("div", *_part(short_link(said.link), "link", found), class_="link", title=said.link)


def _of(part: CellPart, found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.part == part]


def _part(text: str, part: CellPart, found: Sequence[Finding]) -> Iterator[SafeHtml]:
    own = _of(part, found)
    if not own:
        yield element("bdi", text)
    yield from (_damage(part, text, finding) for finding in own)


def _damage(part: CellPart, text: str, finding: Finding) -> SafeHtml:
    """What was written, struck, and beside it what is expected; only marked where that is not known."""
    written, expected = finding.written or text, finding.expected
    if part in ("link", "image"):
        written, expected = differing(short_link(written), short_link(expected), _LINK_WIDTH)
    old = element("del" if finding.expected else "mark", element("bdi", written))
    new = [" ", element("ins", element("bdi", expected))] if expected else []
    return element(
        "span",
        old,
        *new,
        class_=f"damage {finding.severity}",
        data_found=f"{finding.rule}/{finding.severity}",
        title=f"{finding.rule}: {finding.message}",
    )


def short_link(link: str) -> str:
    """An address as people say it: without ``https://`` and ``www.`` and a bare last slash."""
    short = link.removeprefix("https://").removeprefix("www.")
    return short.removesuffix("/") if short.count("/") == 1 else short
