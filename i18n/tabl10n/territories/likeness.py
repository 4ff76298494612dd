"""Whether a text that nobody knows as a name of a territory may be one: another spelling, or a short form.

This decides nothing about what is meant, for names of different territories are alike too; it only keeps a name that
may be right from being called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tabl10n.territories.names import name_of
from tabl10n.text.folding import fold_name, get_language, is_unspaced

# From this share of equal letters on, a text may be another spelling of a name: "Bahrein" of "Barein".
_MIN_SPELLING_LIKENESS = 0.7
# A short form has at least so many letters: one letter is in every second name.
_MIN_SHORT_FORM_LETTERS = 2
_WORD = re.compile(r"[^\W\d_]+")


def may_be_spelling(text: str, code: str, locale: str, others: Iterable[str] = ()) -> bool:
    """Whether ``text`` may be a spelling or a short form of a name of the territory ``code`` in ``locale``.

    ``others`` are further locales whose names count as they are, for languages borrow them from one another.
    """
    from rapidfuzz.distance import OSA

    own = fold_name(text, get_language(locale))
    if not own:
        return False
    borrowed = (name for tag in others for name in _names(code, tag))
    return any(own == fold_name(name, get_language(locale)) for name in borrowed) or any(
        OSA.normalized_similarity(own, fold_name(name, get_language(locale))) >= _MIN_SPELLING_LIKENESS
        or _is_made_of_initials(text, name)
        or _is_abridged(text, name, locale)
        for name in _names(code, locale)
    )


def _names(code: str, locale: str) -> Iterator[str]:
    named = (name_of(code, locale, "standard"), name_of(code, locale, "short"), name_of(code, locale, "variant"))
    yield from dict.fromkeys(filter(None, named))


def _is_made_of_initials(text: str, name: str) -> bool:
    words = _WORD.findall(name)
    return (
        len(words) >= _MIN_SHORT_FORM_LETTERS and text.isupper() and text == "".join(word[0] for word in words).upper()
    )


def _is_abridged(text: str, name: str, locale: str) -> bool:
    """Whether ``text``, of a language without spaces, is made of characters of the name in their order."""
    if len(text) < _MIN_SHORT_FORM_LETTERS or not is_unspaced(get_language(locale)):
        return False
    left = iter(name)
    return text[0] == name[0] and all(char in left for char in text)
