"""The audit's rules: one module a topic, each rule registered where it is defined.

A new topic is a module of this package, with the position at which `tabl10n rule` and
i18n/docs/audit-rules.md explain it.
"""

from __future__ import annotations

from tabl10n.audit.context import Context
from tabl10n.findings import RuleSet

RULES: RuleSet[Context] = RuleSet()
"""All rules on translated copies."""

RULES.import_topics(__name__, __path__)
