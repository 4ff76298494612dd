"""Accepted findings: a file that says which findings are known and meant, each with a reason.

An entry fits a finding by what it says, not by where it is, so that rows may move::

    [[accepted]]
    rule = "name-translated"
    key = "lighthouse"
    written = "Leuchtturm"
    reason = "their own German name"

``key`` and ``written`` may be left out, then any fits; a rule alone would accept everything it finds, so one of the two
is needed where the finding has them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from tabl10n.errors import InputError
from tabl10n.files import parse_toml, read_text
from tabl10n.findings.model import Finding, Report
from tabl10n.findings.selection import suggest_rule

_FIELDS = ("rule", "locale", "key", "part", "written", "reason")
# The reason until a person has given one.
UNEXPLAINED = "not explained yet"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that is meant. An empty ``locale``, ``key``, ``part`` or ``written`` fits any."""

    rule: str
    reason: str
    locale: str = ""
    key: str = ""
    part: str = ""
    written: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """What a finding must say to be the one that is accepted."""
        return self.rule, self.locale, self.key, self.part, self.written


def read(path: str | Path, rules: Collection[str]) -> tuple[Accepted, ...]:
    """The accepted findings that the file at ``path`` lists; ``rules`` are the names that a rule may have in it.

    Raises InputError for a file that cannot be read, is no TOML, or holds an entry without a rule or a reason, with an
    unknown rule, or with fields that mean nothing.
    """
    return parse(read_text(path, may_be_empty=True), path, rules)


def parse(text: str, path: str | Path, rules: Collection[str]) -> tuple[Accepted, ...]:
    """The accepted findings that ``text``, which is the file at ``path``, lists. Raises InputError as `read` does."""
    content = parse_toml(text, path)
    entries = content.get("accepted", [])
    if set(content) - {"accepted"} or not isinstance(entries, list):
        raise InputError("not a baseline", path=path, next_step="write tables [[accepted]] and nothing else")
    return tuple(_read_entry(path, number, entry, rules) for number, entry in enumerate(entries, start=1))


def _read_entry(path: str | Path, number: int, entry: object, rules: Collection[str]) -> Accepted:
    where = f"accepted finding {number}"
    if not isinstance(entry, Mapping) or not all(isinstance(value, str) for value in entry.values()):
        raise InputError(
            f"{where} is not a table of texts", path=path, next_step='write lines such as rule = "name-altered"'
        )
    unknown = sorted(set(entry) - set(_FIELDS))
    if unknown:
        raise InputError(
            f"{where} has the field {unknown[0]!r}", path=path, next_step=f"known are {', '.join(_FIELDS)}"
        )
    for name in ("rule", "reason"):
        if not entry.get(name, "").strip():
            raise InputError(f"{where} has no {name}", path=path, next_step=f"give it a {name}")
    if entry["rule"] not in rules:
        step = suggest_rule(entry["rule"], rules)
        raise InputError(f"{where}: no such rule: {entry['rule']}", path=path, next_step=step)
    return Accepted(**entry)


def apply(report: Report, accepted: Iterable[Accepted]) -> Report:
    """``report`` without the accepted findings."""
    known = {entry.facts for entry in accepted}
    left = tuple(finding for finding in report.findings if known.isdisjoint(_list_fitting(finding, report.locale)))
    return replace(report, findings=left, accepted=report.accepted + len(report.findings) - len(left))


def _list_fitting(finding: Finding, locale: str) -> Iterator[tuple[str, ...]]:
    """The facts of every entry that accepts ``finding`` of a file in ``locale``."""
    facts = (locale, finding.key, finding.part, finding.written)
    return product((finding.rule,), *((fact, "") for fact in facts))


def find_stale(reports: Sequence[Report], accepted: Iterable[Accepted]) -> tuple[Accepted, ...]:
    """The entries that fit no finding of any report: they should go.

    An entry of another locale is not stale, nor one of a rule that was not run.
    """
    looked_for = {(rule, locale) for report in reports for rule in report.rules for locale in (report.locale, "")}
    fitting = {facts for report in reports for f in report.findings for facts in _list_fitting(f, report.locale)}
    return tuple(e for e in accepted if (e.rule, e.locale) in looked_for and e.facts not in fitting)


def update(reports: Sequence[Report], accepted: Sequence[Accepted], reason: str = UNEXPLAINED) -> tuple[Accepted, ...]:
    """The entries that accept every finding of ``reports`` (before any was left out).

    Entries that still fit stay with their reasons, also those of other locales; stale ones go; new ones get ``reason``.
    """
    gone = set(find_stale(reports, accepted))
    new = (
        Accepted(f.rule, reason, report.locale, f.key, f.part if f.part != "text" else "", f.written)
        for report in reports
        for f in apply(report, accepted).findings
    )
    return tuple(dict.fromkeys([*(entry for entry in accepted if entry not in gone), *new]))


def dump(accepted: Iterable[Accepted]) -> str:
    """The entries as TOML, in their order."""
    return "\n".join("[[accepted]]\n" + "".join(_format_lines(entry)) for entry in accepted)


def _format_lines(entry: Accepted) -> Iterable[str]:
    for name in _FIELDS:
        value: Any = getattr(entry, name)
        if value:
            yield f"{name} = {_quote(value)}\n"


def _quote(text: str) -> str:
    """A basic string of TOML: JSON's, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
