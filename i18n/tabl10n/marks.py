"""The mark of a table that is not translated throughout: a line below it that says how much is in which language."""

from __future__ import annotations

from typing import NamedTuple

from tabl10n.territories import known_locale

# How a line in italics is written, and what it stands above if that is there: the end of a page or of its part.
_ITALICS = {"markdown": "\n*{}*\n", "rst": "\n*{}*\n", "html": "<p><em>{}</em></p>\n"}
_ENDS = {"html": ("</body>", "</div>\n")}


def marked(text: str, format_name: str, shares: Shares) -> str:
    """``text``, a document in the format of that name, with the mark as its last paragraph.

    A format that is data, not a page, has no place for it and stays as it is.
    """
    if format_name not in _ITALICS:
        return text
    end = next((end for end in _ENDS.get(format_name, ()) if end in text), "")
    above, _, below = text.rpartition(end) if end else (text, "", "")
    line_break = "\r\n" if "\r\n" in text else "\n"
    ending = "" if above.endswith(("\n", "\r")) else line_break
    line = _ITALICS[format_name].format(shares.said()).replace("\n", line_break)
    return f"{above}{ending}{line}{end}{below}"


class Shares(NamedTuple):
    """``percent`` of the words are in ``locale``, the others in ``source_locale``."""

    locale: str
    source_locale: str
    percent: float

    def said(self) -> str:
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
