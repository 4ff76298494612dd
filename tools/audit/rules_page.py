"""Write the pages that explain every rule, from the text that the rules themselves carry.

``python tools/audit/rules_page.py`` writes ``i18n/docs/audit-rules.md`` and ``i18n/docs/check-rules.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tabl10n import checks
from tabl10n.audit import RULES, example
from tabl10n.findings import Rule
from tabl10n.report.wording import cut_to_first_sentence

DOCS = Path(__file__).parent.parent.parent / "i18n/docs"

_INTRODUCTION = f"""\
# What the audit finds

<!-- Made by tools/audit/rules_page.py from the rules themselves. -->

`tabl10n rule NAME` prints one of these explanations. An error misleads whoever copies the cell, a warning wants a
person's eye, a hint is a matter of choice. A finding may be more or less severe than is usual for its rule; where that
is so, the rule says when.

The examples are rows of a German copy of this table, in which all other rows are sound:

```markdown
{example.make_source().strip()}
```
"""


_CATALOGS = """\
# What the checks on catalogs find

<!-- Made by tools/audit/rules_page.py from the rules themselves. -->

`tabl10n check` looks at the translations that readers get to see: neither at fuzzy nor at obsolete ones. `tabl10n rule
NAME` prints one of these explanations. An error breaks or misleads, a warning wants a person's eye, a hint is a matter
of choice. The examples are entries of a German catalog.
"""


def page() -> str:
    """The page of the audit's rules."""
    return _page(_INTRODUCTION, RULES, "markdown")


def catalog_page() -> str:
    """The page of the rules on catalogs."""
    return _page(_CATALOGS, checks.RULES, "po")


def _page(introduction: str, rules: Iterable[Rule], language: str) -> str:
    sections = (line for rule in rules for line in _section(rule, language))
    return "\n".join([introduction, *_overview(rules), "", *sections])


def _overview(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| rule | usually | what it says |"
    yield "|---|---|---|"
    for rule in rules:
        yield f"| [{rule.name}](#{rule.name}) | {rule.severity} | {cut_to_first_sentence(rule.explanation)} |"


def _section(rule: Rule, language: str) -> Iterator[str]:
    yield from (f"## {rule.name}", "", f"Usually {_article(rule.severity)} {rule.severity}. {rule.explanation}", "")
    source = [("In a copy of", rule.source)] if rule.source else []
    for verb, rows in (*source, ("It passes", rule.passing), ("It finds", rule.failing)):
        yield from (f"{verb}:", "", f"```{language}", rows.strip(), "```", "")


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"


if __name__ == "__main__":
    (DOCS / "audit-rules.md").write_text(page(), encoding="utf-8")
    (DOCS / "check-rules.md").write_text(catalog_page(), encoding="utf-8")
