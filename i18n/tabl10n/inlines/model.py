"""One difference between a text and its translation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class DifferenceKind(Enum):
    """What happened to an inline element. Each kind is as precise as it was measured to be; who reports it says how
    bad it is.
    """

    MARKUP_LEFT = auto()  # marks that the parser took for text
    ADDRESS_BROKEN = auto()  # a space or a wide colon in an address
    LINK_MISSING = auto()
    LINK_ALTERED = auto()  # another target in the same site or file
    LINK_MISSPELT = auto()  # nearly the same target
    LINK_MOVED = auto()  # another page of the same host
    LINK_FRAGMENT = auto()
    LINK_RETARGETED = auto()  # a host that the source does not name
    LINK_UNSAFE = auto()  # an address that runs a program, or reads a file
    IMAGE_MISSING = auto()
    ROLE_ALTERED = auto()
    ROLE_MISSING = auto()
    ROLE_PATH = auto()  # the same last part, another path
    ROLE_UNLINKED = auto()  # what it leads to is there as mere text
    ROLE_OF_TEXT = auto()  # no role is left of those that mark words
    REFERENCE_MISSING = auto()
    FOOTNOTE_MISSING = auto()
    TAG_UNPAIRED = auto()
    TAG_MISSING = auto()
    MATH_ALTERED = auto()
    PLACEHOLDER_BROKEN = auto()  # spaces or wide marks in it
    PLACEHOLDER_MISSING = auto()
    CODE_TYPOGRAPHY = auto()  # case, spaces, quotation marks, wide marks
    CODE_MISSPELT = auto()
    CODE_MISSING = auto()
    CODE_TRANSLATED = auto()  # a word of code
    CODE_RENAMED = auto()  # other words between the same signs: people translate names in examples on purpose
    OPTION_MISSING = auto()
    NUMBER_SPACED = auto()
    NUMBER_ALTERED = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened, to which token of the source, and what the translation has in its place, ``""`` for nothing."""

    kind: DifferenceKind
    source: str
    written: str = ""
    detail: str = ""

    @property
    def message(self) -> str:
        """The difference in words."""
        if self.detail:
            return self.detail
        if not self.written:
            return f"{self.source!r} is gone"
        return f"{self.source!r} became {self.written!r}" if self.source else f"{self.written!r} is left as text"
