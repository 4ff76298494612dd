"""Rules on the header of a catalog."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject
from tabl10n.errors import InputError
from tabl10n.findings import Finding, Severity
from tabl10n.territories import parse_locale

HEADER = RULES.topic(position=60)

LANGUAGE_MISMATCHED = HEADER.rule(
    "language-mismatched",
    Severity.ERROR,
    "The header's field Language names another locale than the directory that the catalog lies in: it was copied, or "
    "put in the wrong place. `zh_CN` and `zh-Hans` are one.",
    passing='msgid ""\nmsgstr "Language: de_DE\\nContent-Type: text/plain; charset=UTF-8\\n"',
    failing='msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"',
)


@HEADER.check
def find_mismatched_language(subject: Subject) -> Iterator[Finding]:
    """One finding where the header names another language than the catalog is of."""
    language = subject.catalog.fields.get("Language", "")
    if language and not _means(language, subject.locale):
        wording = f"the header says Language: {language}, the catalog's place says {subject.locale}"
        line = subject.catalog.header.line
        yield Finding(
            LANGUAGE_MISMATCHED.name,
            LANGUAGE_MISMATCHED.severity,
            wording,
            line,
            part="document",
            written=language,
            expected=subject.locale,
            msgid="",
        )


def _means(language: str, locale: str) -> bool:
    """Whether the one is the other, or only says a territory more: ``de_DE`` of ``de``."""
    try:
        known = parse_locale(language)
    except InputError:
        return False
    return all(one == other for one, other in zip(_split_locale(known), _split_locale(locale), strict=False))


def _split_locale(locale: str) -> list[str]:
    """The locale's subtags but for a region of several countries: of ``es_419`` is whatever Spanish a tool can name."""
    language, *others = locale.replace("@", "_").split("_")
    return ["nb" if language == "no" else language, *(part for part in others if not part.isdigit())]
