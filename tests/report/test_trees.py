"""The text report on many pages: what its summary says, and how much of it."""

from __future__ import annotations

from tabl10n.findings import Finding, Report, Severity
from tabl10n.report.concise import render_concise
from tabl10n.report.terminal import Look
from tabl10n.report.trees import Tree, group_missing, render_statistics, render_tree, render_tree_summary


def report(name: str, *severities: Severity, rule: str = "key-lost") -> Report:
    findings = [Finding(rule, severity, "it is lost", line) for line, severity in enumerate(severities, 1)]
    return Report(name, "de", tuple(findings), 10, 9)


E, W, H = Severity


def test_the_worst_pages_are_those_with_the_worst_findings() -> None:
    tree = Tree([report("hints.md", *[H] * 9), report("a.md", E, W), report("b.md", E, E), report("sound.md")])
    assert render_tree_summary(tree).splitlines() == [
        "4 pages, 40 rows, 36 aligned: 3 errors, 1 warning, 9 hints",
        "",
        "the worst of 3 pages with findings:",
        "  b.md      2 errors",
        "  a.md      1 error, 1 warning",
        "  hints.md  9 hints",
    ]


def test_one_page_with_findings_is_not_listed_before_it_is_shown() -> None:
    text = render_tree(Tree([report("a.md", E), report("sound.md")]))
    assert text.startswith("2 pages, 20 rows, 18 aligned: 1 error\n\na.md (de)\n\nkey-lost: 1 error")
    assert "sound.md" not in text


def test_of_many_pages_that_are_left_out_the_first_are_named() -> None:
    skipped = [(f"{number}.md", "no source page") for number in range(12)]
    missing = group_missing((f"docs/en/{number}.md", "tr" if number else "de") for number in range(8))
    tree = Tree([report("a.md")], skipped, missing, ["a note"])
    lines = render_tree_summary(tree).splitlines()
    assert lines[1:3] == ["a note", "12 files skipped:"]
    assert lines[13:] == [
        "  … and 2 others (--all shows them)",
        "1 source page without a copy in de: docs/en/0.md",
        "7 source pages without a copy in tr: docs/en/1.md, docs/en/2.md, docs/en/3.md, docs/en/4.md, docs/en/5.md, …",
    ]
    everything = render_tree_summary(tree, Look(limit=None))
    assert "11.md" in everything
    assert "docs/en/7.md" in everything


def test_statistics_are_right_aligned_with_the_most_frequent_first() -> None:
    reports = [report("a.md", *[E] * 11), report("b.md", E, rule="link-lost")]
    assert render_statistics(reports) == "11  key-lost\n 1  link-lost"
    assert render_statistics([]) == ""


def test_a_name_never_makes_a_concise_line_a_command_of_github() -> None:
    assert render_concise([report("::error::x.md", E)]) == "./::error::x.md:1:1: key-lost it is lost"
    assert "\n" not in render_concise([report("a\n::error::.md", E)])
