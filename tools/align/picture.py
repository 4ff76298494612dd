"""Draw how sure the aligner says it is against how often it is right, into the page that explains the evidence.

``python tools/align/picture.py`` takes the figures of the languages held out from ``README.md`` beside it, and draws
them in ``i18n/docs/evidence.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[2] / "i18n/docs/evidence.md"
FIGURES = Path(__file__).with_name("README.md")
_ROW = re.compile(r"^\| ([\d.]+) to ([\d.]+) \| (\d+) \| ([\d.]+) % \|$", re.MULTILINE)
_BEGIN, _END = "<!-- picture: tools/align/picture.py -->\n", "<!-- end -->"
_LEAST = 50  # percent, at the left; a column is one percent


def page() -> str:
    """The page's text with the picture as the figures say it now."""
    before, _, rest = PAGE.read_text("utf-8").partition(_BEGIN)
    return "\n".join((before + _BEGIN, *_picture(), rest[rest.index(_END) :]))


def _picture() -> Iterator[str]:
    held_out = FIGURES.read_text("utf-8").partition("<!-- held-out -->")[2].partition("<!-- end -->")[0]
    yield "```"
    yield "        said  answers     seen   50 %      60        70        80        90       100"
    for low, high, answers, seen in _ROW.findall(held_out):
        bar = _bar(float(low) * 100, float(high) * 100, float(seen))
        yield f"{low:>5} – {high:<5} {answers:>6}  {seen:>5} %   {bar}"
    yield "```\n"


def _bar(low: float, high: float, seen: float) -> str:
    said = range(round(low) - _LEAST, round(high) - _LEAST + 1)
    return "".join("█" if at == round(seen) - _LEAST else "░" if at in said else "·" for at in range(101 - _LEAST))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
