"""Each rule's examples do what the documentation says of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from copies import audited
from tabl10n import api
from tabl10n.audit import RULES, example, report_unreadable
from tabl10n.errors import InputError
from tabl10n.findings import Report, Rule


def audited_example(rule: Rule, copy: str) -> Report:
    if r"\x" in copy:
        return unreadable_example(copy)
    return audited(copy, rule.source, ()) if rule.source else audited(example.copy_of(copy))


def unreadable_example(copy: str) -> Report:
    """The report on a copy in which a byte is written as an escape, read from a file."""
    with TemporaryDirectory() as directory:
        path = Path(directory) / "copy.md"
        path.write_bytes(example.copy_of(copy).encode().replace(rb"\xfc", b"\xfc"))
        with pytest.raises(InputError) as caught:
            api.read(path)
    return report_unreadable(caught.value, str(path), example.LOCALE, "source.md")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_failing_example_fails(rule: Rule) -> None:
    report = audited_example(rule, rule.failing)
    found = [finding for finding in report.findings if finding.rule == rule.name]
    assert found, report.findings
    assert {finding.severity for finding in found} == {rule.severity} or rule.name == "link-retargeted"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_passing_example_passes(rule: Rule) -> None:
    assert rule.name not in audited_example(rule, rule.passing).counts()


def test_names_are_distinct_and_say_a_fact() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all("-" in name and name == name.lower() for name in names)


def test_a_page_that_cannot_be_read_is_named_with_the_line_and_what_to_do() -> None:
    error = InputError("not UTF-8", path="copy.md", line=7, next_step="save the file as UTF-8")
    report = report_unreadable(error, "copy.md", "de", "source.md")
    [finding] = report.findings
    assert (finding.message, finding.line) == ("not UTF-8; save the file as UTF-8", 7)
    [finding] = report_unreadable(error, "other.md", "de", "copy.md").findings
    assert (finding.message, finding.line) == ("copy.md: not UTF-8; save the file as UTF-8", 1)
