"""Numbers in words: which of the source's the translation lacks, whatever way a language writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tabl10n.inlines.model import Difference, DifferenceKind
from tabl10n.text.numbers import to_ascii_digits

_BY_WORDS = frozenset({"16", "100"})
_MAX_NUMBER_IN_WORDS = 12  # smaller numbers are words in many languages
_MARKS = re.compile(r"[.,'’\u066b\u066c\u00a0\u202f\s]")
# Languages that count in ten thousands write another number before such a word.
_TEN_THOUSANDS = re.compile("[\u4e07\u842c\u5104\u4ebf\ub9cc\uc5b5]|lakh|crore", re.IGNORECASE)


def compare_numbers(source: Iterable[str], written: Iterable[str], texts: tuple[str, str]) -> Iterator[Difference]:
    """Find the numbers of the source that the translation lacks; ``texts`` are both texts, for what is around them."""
    source_text, text = (_write_in_ascii(one) for one in texts)
    wanted, found = dict.fromkeys(map(_write_in_ascii, source)), {_strip_marks(one) for one in written}
    everything = "".join(filter(str.isdigit, text))
    for number in wanted:
        yield from _find_spaced(number, source_text, text)
    if _TEN_THOUSANDS.search(text):
        return
    known = {_strip_marks(one) for one in wanted}
    lacking = [one for one in wanted if (plain := _strip_marks(one)) not in found and plain not in everything]
    others = [one for one in dict.fromkeys(map(_write_in_ascii, written)) if _strip_marks(one) not in known]
    lacking, others = (list(filter(_is_never_spelled_out, numbers)) for numbers in (lacking, others))
    for number in lacking:
        yield Difference(DifferenceKind.NUMBER_ALTERED, number, others[0] if len(others) == len(lacking) == 1 else "")


def _find_spaced(number: str, source_text: str, text: str) -> Iterator[Difference]:
    """Find ``4. 0`` for ``4.0``: no language writes a space in it."""
    whole, dot, rest = number.partition(".")
    if not (dot and whole.isdigit() and rest[:1].isdigit()):
        return
    if number in text or whole not in text or (f" {rest}" not in text and f" .{rest}" not in text):
        return
    spaced = re.compile(rf"(?<![\d.]){whole}(?:\. | \. ?){re.escape(rest)}(?!\d)")
    if (match := spaced.search(text)) and not spaced.search(source_text):
        yield Difference(DifferenceKind.NUMBER_SPACED, number, match[0])


def _is_never_spelled_out(number: str) -> bool:
    digits = _strip_marks(number)
    return digits not in _BY_WORDS and (len(digits) > 2 or int(digits) > _MAX_NUMBER_IN_WORDS)


def _write_in_ascii(text: str) -> str:
    return to_ascii_digits_in(unicodedata.normalize("NFKC", text))


def to_ascii_digits_in(text: str) -> str:
    """``text`` with its digits as those of ASCII; all else stays."""
    if text.isascii():
        return text
    return "".join(to_ascii_digits(char) if char.isdecimal() else char for char in text)


def _strip_marks(number: str) -> str:
    return _MARKS.sub("", _write_in_ascii(number)).lstrip("0") or "0"
