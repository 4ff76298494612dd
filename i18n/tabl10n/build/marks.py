"""The mark of a table that is not translated throughout: a line below it that says how much is in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tabl10n.formats import Format
from tabl10n.territories import ROOT, nearest_locale, parse_locale
from tabl10n.text.folding import get_language

if TYPE_CHECKING:
    from babel import Locale as BabelLocale


def append_mark(text: str, format_: Format, shares: Shares) -> str:
    """``text``, a document in that format, with the mark as its last paragraph, emphasised; data stays as it is."""
    from tabl10n.nodes import Styled, Text

    return format_.append_paragraph(text, (Styled("emphasis", (Text(shares.format()),)),))


class Shares(NamedTuple):
    """``percent`` of the words are in ``locale``, the others in ``source_locale``."""

    locale: str
    source_locale: str
    percent: int

    def format(self) -> str:
        """The shares in the words of ``locale``, as CLDR has them: ``Deutsch 93 % · Englisch 7 %``; in those of the
        source where it has none.

        Names of languages and percentages need no translator, so the line itself is never untranslated. What is nearly
        everything is not rounded up to everything.
        """
        from babel import Locale
        from babel.numbers import format_percent

        known = nearest_locale(parse_locale(self.locale))
        reader = Locale.parse(nearest_locale(parse_locale(self.source_locale)) if known == ROOT else known)
        whole = self.percent
        parts = ((self.locale, whole), (self.source_locale, 100 - whole))
        return " · ".join(
            f"{_name_locale(tag, reader)} {format_percent(part / 100, locale=reader)}" for tag, part in parts
        )


def _name_locale(tag: str, reader: BabelLocale) -> str:
    """What readers call a locale; without a name of its own its language, and without one of that its tag."""
    from babel import Locale

    locale = parse_locale(tag)
    if nearest_locale(locale) == locale:
        return Locale.parse(locale).get_display_name(reader) or tag
    return str(reader.languages.get(get_language(locale), tag))
