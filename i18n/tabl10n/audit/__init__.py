"""Say what a translated copy has wrong, and mend what is beyond doubt."""

from __future__ import annotations

from tabl10n.align.model import Alignment
from tabl10n.align.registry import Registry
from tabl10n.audit.context import Context, Words
from tabl10n.audit.model import Finding, Report, Severity
from tabl10n.audit.rule import Rule
from tabl10n.audit.rules import RULES
from tabl10n.audit.safety import confirm
from tabl10n.document import Document
from tabl10n.territories import CLDR, Naming, known_locale

__all__ = ["RULES", "Finding", "Report", "Rule", "Severity", "audit"]


def audit(
    copy: Document,
    alignment: Alignment,
    registry: Registry,
    source: Document,
    locale: str,
    words: Words | None = None,
    source_locale: str = "en",
    naming: Naming = CLDR,
) -> Report:
    """Run every rule over ``copy``, a translation of ``source`` that ``alignment`` lays onto ``registry``.

    The columns of both have their roles. ``locale`` is the one that the copy is written in, in any spelling.
    ``words`` are translations that count as right, by msgctxt and msgid, as ``Catalog.translations()`` gives them:
    without them nothing is said of headers.
    ``naming`` says how the project names territories. The findings stand in the order of the file. Raises InputError
    for a locale that CLDR does not have.
    """
    copy.require_inferred()
    source.require_inferred()
    context = Context(copy, alignment, registry, source, known_locale(locale), words or {}, source_locale, naming)
    checks = dict.fromkeys(rule.check for rule in RULES)
    found = [finding for check in checks for finding in check(context)]
    findings = sorted(confirm(context, found), key=_place)
    rules = frozenset(rule.name for rule in RULES)
    return Report(copy.name, context.locale, tuple(findings), len(context.rows), len(context.sure_rows), rules=rules)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.rule
