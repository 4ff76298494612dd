"""Find what a catalog has wrong before it does harm: findings on messages."""

from __future__ import annotations

from tabl10n.catalog.model import Catalog
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject
from tabl10n.document import Document
from tabl10n.findings import Finding, Report
from tabl10n.formats import Format
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.territories import CLDR, Naming, parse_locale

__all__ = ["RULES", "check"]


def check(
    catalog: Catalog,
    document: str,
    locale: str,
    source_locale: str = "en",
    naming: Naming = CLDR,
    source_format: Format = MARKDOWN,
    source: str = "",
    page: Document | None = None,
) -> Report:
    """Run every rule over ``catalog``, which is of ``locale`` (in any spelling) and is called ``document``.

    ``naming`` says how the project names territories, ``source_format`` what the source is written in, ``source`` what
    the report calls it. ``page`` is that source as read, its columns with their roles: with it is also found what
    `build` would refuse, or write as text. Only translations that readers get to see are looked at. The findings are in
    the order of the file. Raises InputError for what is no tag of a locale.
    """
    subject = Subject(catalog, parse_locale(locale), source_locale, naming, source_format, page)
    findings = sorted(RULES.find(subject), key=_get_position)
    names = tuple(sorted(RULES.names))  # which is how reports on catalogs list them
    return Report(
        document, subject.locale, tuple(findings), len(subject.messages), 0, rules=names, unit="message", source=source
    )


def _get_position(finding: Finding) -> tuple[int, str]:
    return finding.line, finding.rule
