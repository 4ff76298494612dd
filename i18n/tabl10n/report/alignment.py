"""An alignment, row by row: as text for people, as JSON, and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Any

from tabl10n.align.model import AlignedRow, Alignment, Candidate, TableMatch
from tabl10n.document import Document
from tabl10n.report.contract import VERSION, describe_evidence
from tabl10n.text.counting import format_count
from tabl10n.text.formulas import guard
from tabl10n.text.jsontext import format_json
from tabl10n.text.visible import defuse_commands, escape_hidden
from tabl10n.text.width import cut_to_width, measure_width, pad

_FIELDS = ("table", "row", "line", "written", "key", "confidence", "suggested", "evidence", "notes")
_MAX_EVIDENCE_KINDS = 3  # kinds of evidence, the weightiest: people read why at a glance, programs get all of it
_MAX_WRITTEN_WIDTH = 24  # columns for what is written: a longer cell pushes the rest of its own line aside, not of all


def render_json(alignment: Alignment, source: Document, locale: str | None) -> str:
    """The contract: ``version`` 2, one entry for every data row of every table of the copy, in order.

    ``source`` is the document that the copy is a translation of, ``locale`` what it is written in, None if unknown.
    """
    document = {
        "document": alignment.document.name,
        "source": source.name,
        "locale": locale,
        "edition": alignment.edition or None,
        "tables": [_describe_table(number, match) for number, match in enumerate(alignment.tables, 1)],
        "rows": [_describe_row(row) for row in alignment.rows],
    }
    return format_json({"version": VERSION, "documents": [document]})


def _describe_table(number: int, match: TableMatch) -> dict[str, Any]:
    """A table of the copy, and which of the source it is."""
    source_table = match.source_table
    return {"table": number, "source_table": source_table, "confidence": match.confidence if source_table else None}


def _describe_row(row: AlignedRow) -> dict[str, Any]:
    """A row of the copy: how sure it is which key it is, or, where no key may be meant, which row of the source."""
    confidence = row.confidence if row.candidates else row.source_confidence
    return {
        "table": row.table,
        "row": row.row,
        "line": row.line,
        "written": row.written,
        "key": row.key,
        "suggested": row.suggested or None,
        "confidence": round(confidence, 4),
        "source_table": row.source_table,
        "source_row": row.source_row,
        "candidates": [_describe_candidate(candidate) for candidate in row.candidates],
        "notes": list(row.notes),
    }


def _describe_candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "key": candidate.key,
        "confidence": round(candidate.confidence, 4),
        "evidence": describe_evidence(candidate.evidence),
    }


def render_csv(alignment: Alignment) -> str:
    """A line a row, with a header; the evidence is that of the best candidate. Ends with a line break.

    A spreadsheet shows every field as text, and what would be invisible or steer a terminal is spelt out.
    """
    written = StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_FIELDS)
    for row in alignment.rows:
        evidence, notes = ", ".join(_format_evidence(row.candidates)), "; ".join(row.notes)
        confidence = round(row.confidence, 4)
        fields = (row.table, row.row, row.line, row.written, row.key, confidence, row.suggested, evidence, notes)
        table.writerow([guard(escape_hidden(field)) if isinstance(field, str) else field or "" for field in fields])
    return written.getvalue()


def render_text(alignment: Alignment, width: int | None = None) -> str:
    """A line a row for people: where it is, what is written, which key that is, how sure, and what decided. A summary
    last.

    Where a ``width`` is given, the lines of rows are cut to so many columns.
    """
    widths = _measure_columns(alignment)
    lines = [
        line if width is None else cut_to_width(line, width)
        for row in alignment.rows
        for line in _render_row(row, widths)
    ]
    return defuse_commands("\n".join([escape_hidden(alignment.document.name), "", *lines, "", _summarize(alignment)]))


def _measure_columns(alignment: Alignment) -> tuple[int, int]:
    written = max((measure_width(escape_hidden(row.written)) for row in alignment.rows), default=0)
    return min(written, _MAX_WRITTEN_WIDTH), max((measure_width(_format_key(row)) for row in alignment.rows), default=0)


def _format_key(row: AlignedRow) -> str:
    """The row's key in words; a row that neither says nor resembles one may be of a table without keys."""
    return escape_hidden(row.key or ("no such key" if row.written or row.candidates or row.suggested else "no key"))


def _render_row(row: AlignedRow, widths: tuple[int, int]) -> Iterator[str]:
    written, key = pad(escape_hidden(row.written), widths[0]), pad(_format_key(row), widths[1])
    arrow = "=" if row.written == row.key else "→"
    why = escape_hidden(", ".join(islice(_format_evidence(row.candidates), _MAX_EVIDENCE_KINDS)))
    yield f"{row.line:5}  {written} {arrow} {key}  {row.confidence:6.1%}  {why}".rstrip()
    if row.suggested:
        yield f"{'':7}the link or the name suggests {escape_hidden(repr(row.suggested))}"
    yield from (f"{'':7}{escape_hidden(note)}" for note in row.notes)


def _format_evidence(candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """What speaks for and against the best candidate, in words, the weightiest first."""
    evidence = candidates[0].evidence if candidates else {}
    return (f"{kind} {word:.2f}" if isinstance(word, float) else f"{kind} {word}" for kind, word in evidence.items())


def _summarize(alignment: Alignment) -> str:
    aligned = sum(1 for row in alignment.rows if row.key is not None)
    new = len(alignment.rows) - aligned
    edition = f"; made from {escape_hidden(alignment.edition)}" if alignment.edition else ""
    return f"{format_count(len(alignment.rows), 'row')}: {aligned} aligned, {new} without a known key{edition}"
