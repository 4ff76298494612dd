"""An alignment, row by row: as text for people, as JSON, and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Any

from tabl10n.align.model import AlignedRow, Alignment, Candidate
from tabl10n.text.counting import counted
from tabl10n.text.visible import json_text, visible
from tabl10n.text.width import display_width, fitted, pad

_FIELDS = ("table", "row", "line", "written", "key", "confidence", "suggested", "evidence", "notes")
_DECIDED = 3  # kinds of evidence, the weightiest: people read why at a glance, programs get all of it
_WIDEST = 24  # columns for what is written: a longer cell pushes the rest of its own line aside, not of all


def as_json(alignment: Alignment) -> str:
    """The contract: ``version`` 1, one entry for every data row of every table, in order.

    ``suggested`` stands where no known key fits and a new one shows; ``notes`` where there is something to say.
    """
    rows = [_row(row) for row in alignment.rows]
    return json_text({"version": 1, "document": alignment.document.name, "edition": alignment.edition, "rows": rows})


def as_csv(alignment: Alignment) -> str:
    """A line a row, with a header; the evidence is that of the best candidate. Ends with a line break."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_FIELDS)
    for row in alignment.rows:
        told = _row(row)
        told |= {"evidence": ", ".join(_evidence(row.candidates)), "notes": "; ".join(row.notes)}
        table.writerow([told.get(name) or "" for name in _FIELDS])
    return written.getvalue()


def as_text(alignment: Alignment, width: int | None = None) -> str:
    """A line a row for people: where it is, what is written, which key that is, how sure, and what decided. A summary
    last.

    Where a ``width`` is given, the lines of rows are cut to so many columns.
    """
    widths = _widths(alignment)
    lines = [line if width is None else fitted(line, width) for row in alignment.rows for line in _lines(row, widths)]
    return "\n".join([visible(alignment.document.name), "", *lines, "", _summary(alignment)])


def _row(row: AlignedRow) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(row, name) for name in ("table", "row", "line", "written", "key")}
    told["confidence"] = round(row.confidence, 4)
    told["candidates"] = [_candidate(candidate) for candidate in row.candidates]
    if row.suggested:
        told["suggested"] = row.suggested
    return told | ({"notes": list(row.notes)} if row.notes else {})


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "key": candidate.key,
        "confidence": round(candidate.confidence, 4),
        "evidence": {
            kind: round(said, 3) if isinstance(said, float) else said for kind, said in candidate.evidence.items()
        },
    }


def _widths(alignment: Alignment) -> tuple[int, int]:
    written = max((display_width(visible(row.written)) for row in alignment.rows), default=0)
    return min(written, _WIDEST), max((len(_key(row)) for row in alignment.rows), default=0)


def _key(row: AlignedRow) -> str:
    """The row's key in words; a row that neither says nor resembles one may be of a table without keys."""
    return row.key or ("no such key" if row.written or row.candidates or row.suggested else "no key")


def _lines(row: AlignedRow, widths: tuple[int, int]) -> Iterator[str]:
    written, key = pad(visible(row.written), widths[0]), pad(_key(row), widths[1])
    arrow = "=" if row.written == row.key else "→"
    why = ", ".join(islice(_evidence(row.candidates), _DECIDED))
    yield f"{row.line:5}  {written} {arrow} {key}  {row.confidence:6.1%}  {why}".rstrip()
    if row.suggested:
        yield f"{'':7}the link or the name suggests {row.suggested!r}"
    yield from (f"{'':7}{note}" for note in row.notes)


def _evidence(candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """What speaks for and against the best candidate, in words, the weightiest first."""
    said = candidates[0].evidence if candidates else {}
    return (f"{kind} {word:.2f}" if isinstance(word, float) else f"{kind} {word}" for kind, word in said.items())


def _summary(alignment: Alignment) -> str:
    sure = sum(1 for row in alignment.rows if row.key is not None)
    new = len(alignment.rows) - sure
    edition = f"; made from {alignment.edition}" if alignment.edition else ""
    return f"{counted(len(alignment.rows), 'row')}: {sure} aligned, {new} without a known key{edition}"
