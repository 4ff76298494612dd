"""What a token of a cell looks like: code, a version, a dash."""

from __future__ import annotations

import re

from tabl10n.text.patterns import compile_lazily

# One token: no space and no mark that separates words.
TOKEN = compile_lazily(r"[^\s,;。，、]+")
# One token that a machine reads: ASCII letters and digits, and the marks of code.
CODE = compile_lazily(r"(?=\W*+\w)[\w.:/\\@#$%&=+~<>*(){}\[\]-]++", re.ASCII)
TERRITORY_CODE = compile_lazily(r"[A-Z]{2,3}|[0-9]{3}")  # ISO 3166, UN M.49
# A version, a number or a wildcard, with at most a word of one or two letters that a translator added; a percentage.
VERSION = compile_lazily(r"[*\-–]|[vV]?\d+(?:[.\-_]\d+)*[a-z]?\s?(?:[^\W\d_]{0,2}|%)")
MAX_CODE_WORDS = 4  # "-o, --output FILE" is still an identifier, a sentence is not
# What no ordinary word has: a digit, a capital after a small letter, a mark that starts an option or a path or is
# inside a token. A hyphen or an apostrophe between letters is English ("read-only").
_CODE_MARK = compile_lazily(r"\d|_|[a-z][A-Z]|[A-Z]{2}[a-z]|^(?:[-/$@#<.~*\\]|::)+\w|[^\W_][^\w\s'’-]+\w|\w\(\)$")
# What no word of a sentence begins or is joined with, so that a cell of a few words hangs on it: `Pen::Draw Method`,
# `extension:sql dump`, `Ctrl+C or Del`. A dot or a slash is not enough ("Node.js version", "Read/write access").
_CODE_HEAD = compile_lazily(r"::|_|[^\W\d]\(|^[-/$@#<~\\]+[^\W\d]|[^\W\d]:\S|\w[=+]\S")
_PHRASE = compile_lazily(r"[^\W\d_]+(?:(?:['’\s-]|[,;:.]\s)[^\W\d_]+)*[.!?]?")
_INTEGER = compile_lazily(r"\d{1,9}")
_LITERALS = frozenset("true false null nil undefined".split())  # of programming languages
_CAPITALS = compile_lazily(r"[A-Z]{1,5}")
_AMOUNT = r"[~≈<>]?\d[\d.,]*"
_PRICE = compile_lazily(rf"{_AMOUNT}\s?[$€£¥₹]|[~≈<>]?[$€£¥₹]\s?{_AMOUNT}")
_DASH = compile_lazily(r"[-–—―−]{1,3}")  # hyphens, dashes, the minus sign


def is_dash(text: str) -> bool:
    """Whether ``text`` is a dash of some kind, which says that there is no value."""
    return bool(_DASH.fullmatch(text))


def is_price(text: str) -> bool:
    """Whether ``text`` is an amount of money: each language puts the sign of the currency where it likes."""
    return bool(_PRICE.fullmatch(text))


def looks_like_code(text: str) -> bool:
    """Whether ``text`` is code to the eye: "GPL-3.0", "file.new" and "RFC 9110" are, "Continue" is not."""
    tokens = text.split()
    return 0 < len(tokens) <= MAX_CODE_WORDS and all(_is_code(token) for token in tokens)


def begins_with_code(text: str) -> bool:
    """Whether ``text`` is a few words of which the first is code beyond doubt: it is known by that."""
    first, *others = text.split(None, MAX_CODE_WORDS) or [""]
    return (
        len(others) < MAX_CODE_WORDS
        and bool(_CODE_HEAD.search(first))
        and "".join(filter(str.isalpha, first)).isascii()
    )


def is_plain_words(text: str) -> bool:
    """Whether ``text`` is words as a sentence has them: one with a capital, or several; "Monday", but not "grep"."""
    if looks_like_code(text) or not any(map(str.isalpha, text)):
        return False
    is_small = next(filter(str.isalpha, text)).islower()
    return not TOKEN.fullmatch(text) or not (is_small or text.isupper() or text.casefold() in _LITERALS)


def is_phrase(text: str) -> bool:
    """Whether ``text`` is nothing but words, the first with a capital where its script has them: "Ask us", "No"."""
    return bool(_PHRASE.fullmatch(text)) and is_plain_words(text) and not text[0].islower()


def is_integer(text: str) -> bool:
    """Whether ``text`` is digits, no more of them than a number that something is known by has."""
    return bool(_INTEGER.fullmatch(text))


def _is_code(token: str) -> bool:
    letters = "".join(filter(str.isalpha, token))
    return letters.isascii() and bool(_CODE_MARK.search(token) or _CAPITALS.fullmatch(token))
