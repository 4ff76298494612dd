"""The gettext file itself: read strictly, written quietly.

polib knows how a string is escaped; the lines are read here, because polib reads an unterminated string as an empty one
and lets duplicates pass, because an error must name its line, and because polib takes three times as long.

Strings are written unwrapped: gettext, polib and Babel disagree on where to break a line of Chinese or Japanese, so a
wrapped file changes with every tool that saves it. References are wrapped as gettext wraps them. What another tool laid
out otherwise stays as it stands for as long as it says the same.
"""

from tabl10n.catalog.pofile.reader import parse, read
from tabl10n.catalog.pofile.writer import render

__all__ = ["parse", "read", "render"]
