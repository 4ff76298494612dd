"""The rules on catalogs: one module a topic, each rule registered where it is defined.

A new topic is a module of this package, with the position at which `tabl10n rule` and
i18n/docs/check-rules.md explain it.
"""

from __future__ import annotations

from tabl10n.checks.subject import Subject
from tabl10n.findings import RuleSet

RULES: RuleSet[Subject] = RuleSet()
"""All rules on catalogs."""

RULES.import_topics(__name__, __path__)
