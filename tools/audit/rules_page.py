"""Write the page that explains every rule, from the text that the rules themselves carry.

``python tools/audit/rules_page.py`` writes ``i18n/tabl10n/audit/RULES.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tabl10n.audit import RULES, Rule, example
from tabl10n.report.wording import first_sentence

PAGE = Path(__file__).parent.parent.parent / "i18n/tabl10n/audit/RULES.md"

_INTRODUCTION = f"""\
# What the audit finds

<!-- Made by tools/audit/rules_page.py from the rules themselves. -->

`tabl10n rule NAME` prints one of these explanations. An error misleads whoever copies the cell, a warning wants a
person's eye, a hint is a matter of choice. A finding may be graver or milder than is usual for its rule; where that is
so, the rule says when.

The examples are rows of a German copy of this table, in which all other rows are sound:

```markdown
{example.source().strip()}
```
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *_overview(), "", *(line for rule in RULES for line in _section(rule))])


def _overview() -> Iterator[str]:
    yield "| rule | usually | what it says |"
    yield "|---|---|---|"
    for rule in RULES:
        yield f"| [{rule.name}](#{rule.name}) | {rule.severity} | {first_sentence(rule.explanation)} |"


def _section(rule: Rule) -> Iterator[str]:
    yield from (f"## {rule.name}", "", f"Usually {_article(rule.severity)} {rule.severity}. {rule.explanation}", "")
    for verb, rows in (("It passes", rule.passing), ("It finds", rule.failing)):
        yield from (f"{verb}:", "", "```markdown", rows.strip(), "```", "")


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
