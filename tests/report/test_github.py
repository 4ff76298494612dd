from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tabl10n.findings import Finding, Report, Severity
from tabl10n.report.github import render_annotations, render_step_summary

_COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)+)::(.+)")


def test_golden(sample, is_golden: Callable[[str, str], bool]) -> None:
    assert is_golden(render_annotations(sample.report) + "\n", "annotations.txt")
    assert is_golden(render_step_summary(sample.report), "summary.md")


def _report(*counts: tuple[str, Severity, int]) -> Report:
    found = [
        Finding(rule, severity, f"{rule} {i}", i, written=f"{i}", expected=f"{i}!")
        for rule, severity, count in counts
        for i in range(1, count + 1)
    ]
    return Report("a.md", "de", tuple(found), 99, 99)


def test_ten_of_each_severity_errors_first_every_rule_in_turn() -> None:
    report = _report(
        ("a", Severity.ERROR, 30), ("b", Severity.HINT, 12), ("c", Severity.ERROR, 2), ("d", Severity.WARNING, 3)
    )
    *commands, last = render_annotations(report).splitlines()
    kinds = [_COMMAND.fullmatch(command)[1] for command in commands]
    assert kinds == ["error"] * 10 + ["warning"] * 3 + ["notice"] * 10
    titles = [re.search("title=(.)", command)[1] for command in commands[:10]]
    assert titles == list("acac") + ["a"] * 6
    assert last.endswith("32 errors, 3 warnings, 12 hints; 24 more kinds of damage not annotated here")


@pytest.mark.parametrize("hostile", ["a,b:c", "100%", "x\r\n::error::y", "::stop-commands::t", "\u202e"])
def test_nothing_breaks_out_of_a_command(sample, hostile: str) -> None:
    text = render_annotations(sample.saying(hostile).report)
    *commands, last = text.splitlines()
    assert all(_COMMAND.fullmatch(command) for command in commands)
    assert last.startswith("tabl10n: ")
    assert "\u202e" not in re.sub(r"file=[^,]*", "", text)


def test_escapes_are_those_of_the_toolkit(sample) -> None:
    first = sample.report.findings[0]
    odd = replace(sample.report, document="a,b:c%.md", findings=(replace(first, message="50% off"),))
    assert render_annotations(odd).startswith(
        "::notice file=a%2Cb%3Ac%25.md,line=1,col=1,title=text-untranslated::50%25 off\n"
    )


def test_a_clean_copy_has_no_annotation_and_no_table() -> None:
    assert render_annotations(_report()) == "tabl10n: a.md: 99 rows, 99 aligned: nothing found"
    assert "|" not in render_step_summary(_report())


def test_the_summary_of_the_step_stays_small_and_inert(sample) -> None:
    assert len(render_step_summary(_report(("a", Severity.ERROR, 5000)))) < 20_000
    said = render_step_summary(sample.saying("<img src=x> @someone `|` **b** https://x.test").report)
    assert not re.search(r"<img|@someone|\*\*|https:", said)
