"""The languages that the cells of a column may be written in, by their script."""

from __future__ import annotations

from collections.abc import Sequence

_MAX_SAMPLED_TEXTS = 50  # texts whose letters are looked at: a script shows in the first
# Languages to try for a column of unknown language, by a range of code points of its script.
_SCRIPTS = (
    ("\u3040", "\u30ff", ("ja",)),
    ("\u4e00", "\u9fff", ("zh_Hans", "zh_Hant", "ja")),
    ("\uac00", "\ud7af", ("ko",)),
    ("\u0400", "\u04ff", ("ru", "uk", "bg", "sr")),
    ("\u0590", "\u05ff", ("he",)),
    ("\u0600", "\u06ff", ("ar", "fa", "ur")),
    ("\u0900", "\u097f", ("hi", "mr", "ne")),
    ("\u0980", "\u09ff", ("bn",)),
    ("\u0b80", "\u0bff", ("ta",)),
    ("\u0e00", "\u0e7f", ("th",)),
    ("\u0370", "\u03ff", ("el",)),
    ("\u10a0", "\u10ff", ("ka",)),
    ("\u0530", "\u058f", ("hy",)),
)
_LATIN = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "vi", "id", "sv", "cs")


def guess_locales(texts: Sequence[str]) -> tuple[str, ...]:
    """The locales that ``texts`` may be written in, by their script; English is always among them."""
    letters = {char for text in texts[:_MAX_SAMPLED_TEXTS] for char in text if not char.isascii()}
    found = [tags for first, last, tags in _SCRIPTS if any(first <= char <= last for char in letters)]
    return ("en", *(tag for tags in found for tag in tags)) if found else _LATIN
