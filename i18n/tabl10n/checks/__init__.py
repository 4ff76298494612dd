"""Say what a catalog has wrong before it does harm: the same findings as an audit's, about messages."""

from __future__ import annotations

from tabl10n.audit.model import Report
from tabl10n.catalog.model import Catalog
from tabl10n.checks.rule import Rule, Subject
from tabl10n.checks.rules import RULES
from tabl10n.formats import Format
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.territories import CLDR, Naming, known_locale

__all__ = ["RULES", "Rule", "check"]


def check(
    catalog: Catalog,
    document: str,
    locale: str,
    source_locale: str = "en",
    naming: Naming = CLDR,
    source_format: Format = MARKDOWN,
) -> Report:
    """Run every rule over ``catalog``, which is of ``locale`` (in any spelling) and is called ``document``.

    ``naming`` says how the project names territories, ``source_format`` what the source is written in. Only
    translations that readers get to see are looked at. The findings are in the order of the file. Raises InputError
    for a locale that CLDR does not have.
    """
    subject = Subject(catalog, known_locale(locale), source_locale, naming, source_format)
    findings = sorted((found for rule in RULES for found in rule.check(subject)), key=lambda f: (f.line, f.rule))
    rules = frozenset(rule.name for rule in RULES)
    return Report(document, subject.locale, tuple(findings), len(subject.messages), 0, rules=rules, unit="message")
