"""Facts as lines of text that can be sorted, kept in a file and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import Any

SHOWN = 10  # differing lines that are printed of one kind or file
WIDTH = 300  # characters of a line that are printed


def finding_line(finding: Mapping[str, Any]) -> str:
    """A finding in one line; table, row and cell come first, padded, so that lines sort as the findings are."""
    table, row, cell = (_padded(finding[name], width) for name, width in (("table", 2), ("row", 4), ("cell", 2)))
    safe = "safe" if finding["safe"] else "not safe"
    words = f"{_quoted(finding['written'])} -> {_quoted(finding['expected'])}"
    where = f"{finding['line']}:{finding['column']}"
    return f"{table} {row} {cell} {finding['rule']} {finding['severity']} {finding['part']} {words} {safe} at {where}"


def alignment_line(aligned: Sequence[Any]) -> str:
    """Which key a row was given, in one line."""
    table, row, written, key, confidence = aligned
    shown = "none" if key is None else _quoted(key)
    return f"{_padded(table, 2)} {_padded(row, 4)} {_quoted(written)} -> {shown} {confidence:.3f}"


def copy_lines(facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """All facts of one copy, by kind, sorted where their order says nothing."""
    kinds = {"refused": [facts["refused"]] if facts["refused"] else []}
    kinds["finding"] = sorted(map(finding_line, facts.get("findings", ())))
    kinds["fix"] = sorted(map(finding_line, facts.get("fixes", ())))
    kinds["fixed text"] = facts.get("fixed", "").split("\n")
    kinds["row"] = sorted(map(alignment_line, facts.get("alignment", ())))
    kinds["template"] = facts.get("template", "").split("\n")
    return kinds


def differences(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines that left (``-``) and came (``+``)."""
    _, _, *lines = *unified_diff(before, after, "before", "after", lineterm="", n=0), "", ""
    return [line for line in lines if line.startswith(("-", "+"))]


def shortened(lines: Sequence[str], shown: int = SHOWN) -> Iterator[str]:
    """The first lines, indented, and how many others there are."""
    for line in lines[:shown]:
        yield f"  {line if len(line) <= WIDTH else line[:WIDTH] + ' ...'}"
    if len(lines) > shown:
        yield f"  ... and {len(lines) - shown} other lines"


def _padded(number: int | None, width: int) -> str:
    return "-" * width if number is None else f"{number:0{width}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
