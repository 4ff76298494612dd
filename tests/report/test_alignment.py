"""An alignment as text for people."""

from __future__ import annotations

from align.making import chinese
from tabl10n.report.alignment import render_csv, render_text


def test_a_line_shows_the_evidence_that_decided_and_no_more() -> None:
    [line] = [line for line in render_text(chinese()).splitlines() if "南汇" in line]
    assert line.split() == "10 南汇 → southxchange 100.0% image same, link same, doc link same".split()


def test_a_spreadsheet_gets_all_of_it() -> None:
    [line] = [line for line in render_csv(chinese()).splitlines() if "南汇" in line]
    assert "image same, link same, doc link same, name same, territory same" in line


def test_a_row_that_is_no_known_key_says_what_it_may_be_called() -> None:
    lines = render_text(chinese()).splitlines()
    [at] = [number for number, line in enumerate(lines) if "体重" in line]
    assert "no such key" in lines[at]
    assert lines[at + 1].strip() == "the link or the name suggests 'bw'"
