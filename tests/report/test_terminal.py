from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.findings import Finding, Report, Severity
from tabl10n.report.terminal import Look, choose_look, render_diff, render_text, wrap_words
from tabl10n.report.wording import format_lines, shorten_alike
from tabl10n.text.width import cut_to_width, measure_width


def test_golden(sample, is_golden: Callable[[str, str], bool]) -> None:
    assert is_golden(render_text(sample.report) + "\n", "audit.txt")


def test_like_damage_is_shown_once_with_all_its_lines(sample) -> None:
    lines = render_text(sample.report).splitlines()
    assert [line for line in lines if "月亮 →" in line] == ["  ✗ 月亮 → luno  lines 5, 7"]


def test_the_value_of_a_badge_is_shown_in_one_line() -> None:
    badge = {"part": "image", "written": "1 Stück", "expected": "1"}
    found = tuple(Finding("value-altered", Severity.ERROR, "m", line, **badge) for line in (3, 5))
    assert "  ✗ 1 Stück → 1  lines 3, 5" in render_text(Report("x.md", "de", found, 2, 2)).splitlines()


def test_a_diff_on_a_terminal_is_coloured_and_steers_nothing() -> None:
    diff = "@@ -1 +1 @@\n-a\x1b[31m\r\n+b\u202e\n c\n"
    assert render_diff(diff, Look()).split("\n") == ["@@ -1 +1 @@", r"-a\x1b[31m", r"+b\u202e", " c"]
    painted = render_diff(diff, Look(colour=True)).split("\n")
    assert [line[: line.index("m") + 1] for line in painted] == ["\x1b[36m", "\x1b[31m", "\x1b[32m", "\x1b[0m"]


@pytest.mark.parametrize("written", ["Læsø ", "A long sentence that is longer than a third of a hundred columns, and "])
def test_what_differs_where_nobody_sees_it_is_described_in_words(written: str) -> None:
    finding = Finding("space-altered", Severity.WARNING, "a space", 3, written=written, expected=written.rstrip())
    lines = render_text(Report("x.md", "de", (finding,), 1, 1)).splitlines()
    assert "  ! a space (line 3)" in lines


def test_the_worst_comes_first_and_the_summary_last(sample) -> None:
    lines = render_text(sample.report).splitlines()
    rules = [line.split(":")[0] for line in lines if re.match(r"[a-z-]+: ", line)]
    assert rules == [
        "key-translated",
        "territory-wrong",
        "value-altered",
        "key-unknown",
        "link-altered",
        "header-altered",
        "row-missing",
        "alt-altered",
        "text-untranslated",
    ]
    assert lines[-1].startswith("4 rows, 3 aligned: 5 errors, 5 warnings, 2 hints")


def _many(number: int) -> Report:
    found = (
        Finding("key-recased", Severity.ERROR, "m", i, written=f"A{i}", expected=f"a{i}") for i in range(1, number + 1)
    )
    return Report("x.md", "de", tuple(found), number, number)


def test_a_rule_with_much_to_say_is_cut_and_says_so() -> None:
    text = render_text(_many(44))
    assert "  … and 34 others on 34 lines (--all shows them)" in text
    assert text.count("→") == 10
    assert render_text(_many(44), Look(limit=None)).count("→") == 44


def test_a_clean_copy_is_called_clean() -> None:
    assert render_text(_many(0)) == "x.md (de)\n\n0 rows, 0 aligned: nothing found"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_only_on_a_terminal_that_wants_it(monkeypatch, environment: dict[str, str], colour: bool) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_look(_Terminal()).colour is colour
    assert choose_look(io.StringIO()) == Look()
    assert choose_look(io.StringIO(), show_all=True).limit is None


def test_colours_add_nothing_but_colours(sample) -> None:
    coloured = render_text(sample.report, Look(colour=True))
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render_text(sample.report)


@pytest.mark.parametrize("hostile", ["::error::x", "\x1b]0;x\x07", "a\u202eb", "a\r\nb", "  ::add-mask::x"])
def test_no_cell_steers_the_terminal_or_the_log(sample, hostile: str) -> None:
    text = render_text(sample.saying(hostile).report, Look(limit=None))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert not re.search(r"(?m)^\s*::", text)


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.integers(1, 40))
def test_what_is_cut_to_a_width_fits_it(text: str, width: int) -> None:
    cut = cut_to_width(text, width)
    assert measure_width(cut) <= max(width, measure_width("…"))
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_words_are_wrapped_and_none_is_lost() -> None:
    assert wrap_words("the key of another shop".split(), 11) == ["the key of", "another", "shop"]
    assert wrap_words(["月亮月亮", "x"], 6) == ["月亮月亮", "x"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((3,), "line 3"),
        ((3, 5), "lines 3, 5"),
        ((1, 2, 3, 4), "lines 1, 2, 3, 4"),
        ((1, 2, 3, 4, 5), "lines 1, 2, 3 and 2 more"),
    ],
)
def test_lines_are_listed(lines: tuple[int, ...], said: str) -> None:
    assert format_lines(lines, 3) == said


@pytest.mark.parametrize(
    ("written", "expected", "shown"),
    [
        ("https://a.test/x", "https://a.test/y", ("https://a.test/x", "https://a.test/y")),
        ("", "https://long.test/what?ever", ("", "https://long.test/what?ever")),
        (
            "https://shop.test/en/register?ref=ABC",
            "https://shop.test/en/register?ref=XYZW",
            ("…ref=ABC", "…ref=XYZW"),
        ),
        (
            "https://a.test/some/long/path/to/the/manual.html",
            "https://b.test/some/long/path/to/the/manual.html",
            ("https://a.test/some/long/path/to/the/…", "https://b.test/some/long/path/to/the/…"),
        ),
    ],
)
def test_long_addresses_show_where_they_differ(written: str, expected: str, shown: tuple[str, str]) -> None:
    found = shorten_alike(written, expected, 20)
    assert found[0] != found[1]
    if shown[0].startswith("https://a.test/some"):
        assert all(text.endswith("…") and len(text) < 40 for text in found)
    else:
        assert found == shown


@given(st.text("ab/?", max_size=60), st.text("ab/?", max_size=60))
def test_what_differs_still_differs_when_shortened(written: str, expected: str) -> None:
    one, other = shorten_alike(written, expected, 10)
    assert (one == other) == (written == expected)
    assert one.strip("…") in written
    assert other.strip("…") in expected


def test_severities_differ_in_one_rule(sample) -> None:
    first, *rest = sample.report.findings
    mixed = replace(sample.report, findings=(replace(first, severity=Severity.ERROR), first, *rest))
    assert "text-untranslated: 1 error, 1 hint" in render_text(mixed)
