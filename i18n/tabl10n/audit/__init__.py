"""Find what a translated copy has wrong, and which of it can be fixed safely."""

from __future__ import annotations

from tabl10n.align.model import Alignment
from tabl10n.align.registry import Registry
from tabl10n.audit.context import Context, Words
from tabl10n.audit.rules import RULES
from tabl10n.audit.rules.pages import report_unreadable
from tabl10n.audit.safety import drop_sound, withhold_unsafe_fixes
from tabl10n.audit.superseded import drop_superseded
from tabl10n.document import Document
from tabl10n.findings import Finding, Report
from tabl10n.territories import CLDR, Naming, known_locale

__all__ = ["RULES", "audit", "report_unreadable"]


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
    """Run every rule over ``copy``, a translation of ``source`` that ``alignment`` aligned with ``registry``.

    The columns of both have their roles. ``locale`` is the one that the copy is written in, in any spelling.
    ``words`` are translations that count as right, by msgctxt and msgid, as ``Catalog.translations()`` gives them:
    without them no header is judged. ``naming`` says how the project names territories. The findings are in the order
    of the file. Raises InputError for a locale that CLDR does not have.
    """
    copy.require_inferred()
    source.require_inferred()
    context = Context(copy, alignment, registry, source, known_locale(locale), words or {}, source_locale, naming)
    wrong = list(drop_sound(context, RULES.find(context)))
    findings = sorted(drop_superseded(context, withhold_unsafe_fixes(context, wrong)), key=_get_position)
    return Report(
        copy.name,
        context.locale,
        tuple(findings),
        len(context.rows),
        len(context.sure_rows),
        rules=RULES.names,
        source=source.name,
    )


def _get_position(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.rule
