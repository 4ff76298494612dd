"""How much of known damage the audit finds, and how often it names the right rule: a table for the README.

``python tools/audit/score.py`` prints it; the same arguments give the same figures.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from damage import SHIPPED, SOURCE, damaged, registry, sound, source, words
from kinds import KINDS
from lines import LINE_KINDS

from tabl10n.align import align
from tabl10n.audit import audit
from tabl10n.document import Document, Role
from tabl10n.findings import Finding

SHARE = 0.3  # of the rows, in every copy: a real machine translation damages more keys and fewer of all else


@dataclass
class Score:
    """What one kind of damage came to. ``other`` are findings on damaged cells under another rule."""

    rule: str
    done: int = 0
    found: int = 0
    other: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def add(self, places: frozenset[int], findings: Sequence[Finding], where: Callable[[Finding], int]) -> None:
        """Count what was found in a copy that was damaged at ``places``."""
        self.done += len(places)
        rules: dict[int, set[str]] = {}
        for finding in findings:
            rules.setdefault(where(finding), set()).add(finding.rule)
        for place in places:
            said = rules.pop(place, set())
            self.found += self.rule in said
            self.other.update(said - {self.rule})
        for said in rules.values():
            self.false.update(said)


def findings_of(document: Document, locale: str) -> tuple[Finding, ...]:
    """What the audit says of a copy, the hints about the copy as a whole left out."""
    alignment = align(document, registry(), locale)
    report = audit(document, alignment, registry(), source(), locale, words(locale))
    whole = ("copy-outdated", "territory-variant")
    return tuple(finding for finding in report.findings if finding.rule not in whole)


def cell_scores(seed: int, names: Sequence[str]) -> Iterator[tuple[str, Score]]:
    """The kinds of damage that are done to cells, each in every locale."""
    for kind in KINDS:
        if names and kind.name not in names:
            continue
        score = Score(kind.rule)
        for locale in SHIPPED:
            base = sound(kind.path, locale)
            known = {(f.rule, f.line, f.column, f.written) for f in findings_of(base, locale)}
            copy, places = damaged(base, kind, locale, seed, SHARE)
            findings = [f for f in findings_of(copy, locale) if (f.rule, f.line, f.column, f.written) not in known]
            score.add(places, findings, lambda finding: finding.row or 0)
        yield kind.name, score


def line_scores(seed: int, names: Sequence[str]) -> Iterator[tuple[str, Score]]:
    """The kinds that are done to lines: to rows, columns, tables; a header, a title."""
    for name, rule, change in LINE_KINDS:
        if names and name not in names:
            continue
        score = Score(rule)
        for locale in SHIPPED:
            base = sound(SOURCE, locale)
            copy, expected = change(base, locale, random.Random(f"{locale}/{seed}"))
            found = [f for f in findings_of(copy, locale) if f.role is not Role.TEXT]
            score.add(frozenset(range(expected)), [f for f in found if f.rule == rule], _numbered())
            score.false.update(f.rule for f in found if f.rule != rule)
        yield name, score


def _numbered() -> Callable[[Finding], int]:
    seen: list[Finding] = []

    def number(finding: Finding) -> int:
        seen.append(finding)
        return len(seen) - 1

    return number


def table(scores: Sequence[tuple[str, Score]]) -> Iterator[str]:
    """One line for each kind of damage."""
    yield "| damage | rule | cells | recall | named otherwise | false |"
    yield "|---|---|--:|--:|---|---|"
    for name, score in scores:
        recall = score.found / score.done if score.done else 0.0
        other, false = _listed(score.other), _listed(score.false)
        yield f"| {name} | {score.rule} | {score.done} | {recall:.3f} | {other} | {false} |"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{rule} {count}" for rule, count in counted.most_common()) or "-"


def by_rule(scores: Sequence[tuple[str, Score]]) -> Iterator[str]:
    """Precision and recall of every rule over all kinds of damage.

    A finding under another rule on a damaged cell counts against the precision of that other rule.
    """
    done, found, wrong = Counter[str](), Counter[str](), Counter[str]()
    for _, score in scores:
        done[score.rule] += score.done
        found[score.rule] += score.found
        wrong.update(score.other)
        wrong.update(score.false)
    yield "| rule | damaged | precision | recall |"
    yield "|---|--:|--:|--:|"
    for rule in sorted(done):
        said = found[rule] + wrong[rule]
        yield f"| {rule} | {done[rule]} | {found[rule] / said if said else 0:.3f} | {found[rule] / done[rule]:.3f} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("names", nargs="*", help="the kinds of damage to score; all without a name")
    chosen = parser.parse_args()
    scores = [*cell_scores(chosen.seed, chosen.names), *line_scores(chosen.seed, chosen.names)]
    print("\n".join((*by_rule(scores), "", *table(scores))))


if __name__ == "__main__":
    main()
