"""The mark of a table that is not translated throughout: a line below it that says how much is in which language."""

from __future__ import annotations

from typing import NamedTuple

from tabl10n.formats import Format
from tabl10n.territories import known_locale


def append_mark(text: str, format_: Format, shares: Shares) -> str:
    """``text``, a document in that format, with the mark as its last paragraph, emphasised; data stays as it is."""
    from tabl10n.nodes import Styled, Text

    return format_.append_paragraph(text, (Styled("emphasis", (Text(shares.format()),)),))


class Shares(NamedTuple):
    """``percent`` of the words are in ``locale``, the others in ``source_locale``."""

    locale: str
    source_locale: str
    percent: float

    def format(self) -> str:
        """The shares in the words of ``locale``, as CLDR has them: ``Deutsch 93 % · Englisch 7 %``.

        Names of languages and percentages need no translator, so the line itself is never untranslated. What is nearly
        everything is not rounded up to everything.
        """
        from babel import Locale
        from babel.numbers import format_percent

        locale = Locale.parse(known_locale(self.locale))
        whole = int(self.percent)
        parts = ((self.locale, whole), (self.source_locale, 100 - whole))
        return " · ".join(
            f"{Locale.parse(known_locale(tag)).get_display_name(locale)} {format_percent(part / 100, locale=locale)}"
            for tag, part in parts
        )
