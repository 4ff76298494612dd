"""What the last word of an English header says of its column."""

from __future__ import annotations

import re

from tabl10n.document import Column, Role

# Words that name a role by themselves. Reference tables of libraries, tools and standards use these.
KEY_WORDS = frozenset(
    "id ids identifier key keys code option options flag flags switch parameter parameters argument command commands "
    "function method property attribute field variable class constant macro symbol slug setting directive keyword "
    "image package module".split()
)
NAME_WORDS = frozenset("name names title label".split())
# Words for what readers say: it may be spelt as an identifier is, and another language has its own.
_SPOKEN_WORDS = frozenset("term terms acronym acronyms abbreviation abbreviations unit units word words".split())
_TERRITORY_WORDS = frozenset("country countries region regions territory territories nation nations".split())
_TEXT_WORDS = frozenset(
    "description descriptions meaning summary explanation purpose comment comments note notes remark remarks details "
    "usage effect".split()
)
_VERBATIM_WORDS = frozenset(
    "ver version versions logo icon doc docs documentation url urls link links source sources api type types default "
    "defaults since date".split()
)
_ROLES = (
    (Role.TERRITORY, _TERRITORY_WORDS),
    (Role.TEXT, _TEXT_WORDS),
    (Role.VERBATIM, _VERBATIM_WORDS),
)
_WORD = re.compile(r"[a-z]+")


def find_role_in_header(column: Column) -> Role | None:
    """The role that the header says whatever the cells hold; None where it says none, or may be that of a key."""
    word = find_last_word(column)
    return next((role for role, words in _ROLES if word in words), None)


def names_words(column: Column) -> bool:
    """Whether the header says that the cells are words of a language: terms, abbreviations, units."""
    return find_last_word(column) in _SPOKEN_WORDS


def is_key_word(column: Column) -> bool:
    """Whether the header is one word of those that name keys, and nothing else."""
    return column.header.text.casefold().strip() in KEY_WORDS


def find_last_word(column: Column) -> str:
    """The last English word of the header, in lower case; ``""`` without one."""
    words = _WORD.findall(column.header.text.casefold())
    return words[-1] if words else ""
