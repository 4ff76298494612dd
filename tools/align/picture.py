"""Draw how sure the aligner says it is against how often it is right, into the page that explains the evidence.

``python tools/align/picture.py`` takes the figures of the languages held out, and those of real pages, from
``README.md`` beside it, and draws them in ``i18n/docs/evidence.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[2] / "i18n/docs/evidence.md"
FIGURES = Path(__file__).with_name("README.md")
_ROW = re.compile(r"^\| ([\d.]+) to ([\d.]+) \| (\d+) \| ([\d.]+) % \|$", re.MULTILINE)
_PARTS = ("held-out", "real-pages")
_BEGIN, _END = "<!-- picture of {}: tools/align/picture.py -->\n", "<!-- end -->"
_LEAST = 50  # percent, at the left; a column is one percent


def page() -> str:
    """The page's text with the pictures as the figures say it now."""
    text = PAGE.read_text("utf-8")
    for part in _PARTS:
        begin = _BEGIN.format(part)
        before, _, rest = text.partition(begin)
        text = "\n".join((before + begin, *_picture(part), rest[rest.index(_END) :]))
    return text


def _picture(part: str) -> Iterator[str]:
    figures = FIGURES.read_text("utf-8").partition(f"<!-- {part} -->")[2].partition("<!-- end -->")[0]
    yield "```"
    yield "        said  answers     seen   50 %      60        70        80        90       100"
    for low, high, answers, seen in _ROW.findall(figures):
        bar = _bar(float(low) * 100, float(high) * 100, float(seen))
        yield f"{low:>5} – {high:<5} {answers:>6}  {seen:>5} %   {bar}"
    yield "```\n"


def _bar(low: float, high: float, seen: float) -> str:
    said = range(round(low) - _LEAST, round(high) - _LEAST + 1)
    return "".join("█" if at == round(seen) - _LEAST else "░" if at in said else "·" for at in range(101 - _LEAST))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
